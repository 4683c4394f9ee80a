// The station's forms: written into this device first, then sent; nothing typed goes before the server answered.
"use strict";
(() => {
  if (!window.stationQueue) return;
  const { root, opened, instant, drawn, keep, drop, find, device, serials, mark, shots } = window.stationStore;
  const { forms, net, alone, send, show, start, button, make, clock, isMine } = window.stationQueue;
  const KEEP_AFTER = 400;
  const NOT_TYPED = new Set(["csrf_token", "idem", "filled_by", "device", "device_serial", "happened_at"]);
  const here = location.pathname + location.search;

  // One form as it is kept: its words, its files, where it goes, whose it is.
  const photoField = (form) => form.querySelector("input[data-photos]");
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
  const filesOf = (form) => [...new FormData(form)].filter(([name, value]) => value instanceof File && value.size && name !== photoField(form)?.name);
  const photosOf = (form) => [...(photoField(form)?.files ?? [])];
  const about = (form) => (form.dataset.summary ?? "").split(" ").filter(Boolean).map((name) => form.elements[name]?.value).filter(Boolean).join("，");
  const count = async (form) => {
    const counted = form.elements.device;
    if (!counted || counted.value === device()) return;
    // Files that go along count on from the form's own number.
    form.elements.device_serial.value = String(await serials(Math.max(1, filesOf(form).length)));
    counted.value = device();
    const shot = filesOf(form)[0]?.[1];
    if (form.elements.taken_at && shot) form.elements.taken_at.value = instant(shot.lastModified || Date.now());
    form.elements.happened_at.value = instant();
  };
  const entryOf = (form, photos) => ({
    key: form.elements.idem.value, url: form.action, page: here, at: instant(),
    label: form.dataset.outbox, about: about(form), fields: typed(form), files: filesOf(form), photos,
    photosTo: form.dataset.photosTo ?? "", changeTo: form.dataset.changeTo ?? "", replaces: form.dataset.replaces ?? "",
    person: root.dataset.person, name: root.dataset.name, state: "waiting", why: "", went: "", tries: 0, next: 0,
  });
  const whole = async (form) => { await count(form); return entryOf(form, await shots(photosOf(form))); };

  // Typed words and photos come back after a reload, to the one who typed them.
  const draftKey = (form) => JSON.stringify([root.dataset.person, here, form.id]);
  const fill = (form, fields, names = null) => {
    const isOwn = (name) => !names || names.includes(name);
    [...form.elements].forEach((one) => { if ((one.type === "checkbox" || one.type === "radio") && isOwn(one.name)) one.checked = false; });
    const used = new Map();
    fields.filter(([name]) => isOwn(name)).forEach(([name, value]) => {
      const found = form.elements[name];
      const many = found instanceof RadioNodeList ? [...found] : found ? [found] : [];
      const box = many.find((one) => (one.type === "checkbox" || one.type === "radio") && one.value === value);
      const place = used.get(name) ?? 0; // rows of one name come back in their order
      used.set(name, place + 1);
      if (box) box.checked = true; else if (many[place] && many[place].type !== "file") many[place].value = value;
    });
    form.querySelectorAll("[data-recognise]").forEach((one) => one.dispatchEvent(new Event("input")));
  };
  const give = (input, files) => {
    const held = new DataTransfer();
    files.forEach((file) => held.items.add(file));
    input.files = held.files;
  };
  const showPhotos = async (form) => {
    const input = photoField(form), box = form.querySelector("[data-shots]");
    if (!input || !box) return;
    const drawings = await Promise.all(photosOf(form).map(async (file, i) => {
      const item = make("li");
      const canvas = document.createElement("canvas");
      const image = await createImageBitmap(file).catch(() => null);
      canvas.width = 160; canvas.height = image ? Math.round(160 * image.height / image.width) : 120;
      if (image) canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", `第 ${i + 1} 张照片`);
      item.append(canvas, button("去掉", () => { give(input, photosOf(form).filter((one) => one !== file)); input.dispatchEvent(new Event("taken", { bubbles: true })); }));
      return item;
    }));
    box.replaceChildren(...drawings);
  };
  const put = (form, words, isBad = false) => {
    const note = form.querySelector("[data-told]");
    if (note) { note.textContent = words; note.classList.toggle("field-error", isBad); }
  };
  const boxAbove = (form, { page, why }) => {
    document.querySelectorAll("[data-refused-box]").forEach((one) => one.remove());
    const box = make("div"); box.dataset.refusedBox = "";
    box.append(...[...(page?.querySelectorAll(".refusal, [data-since] > *") ?? [])].map((one) => document.importNode(one, true)));
    if (!box.firstElementChild) box.append(make("div", why, "refusal"));
    form.before(box);
    const version = form.id && page?.getElementById(form.id)?.querySelector("[name=version]")?.value;
    if (version && form.elements.version) form.elements.version.value = version;
    box.firstElementChild.tabIndex = -1;
    box.firstElementChild.focus();
  };
  const emptied = (form) => {
    const stays = (form.dataset.stays ?? "").split(" ").filter(Boolean).map((name) => [name, form.elements[name].value]);
    form.reset();
    stays.forEach(([name, value]) => { form.elements[name].value = value; });
    form.elements.idem.value = drawn();
    if (form.elements.device) form.elements.device.value = "";
    form.querySelectorAll("[data-chips]").forEach((one) => document.getElementById(one.dataset.chips)?.replaceChildren());
    showPhotos(form);
  };

  // Sending a form: what is in the store stays there until the answer, whatever page that answer is.
  const submit = async (form) => {
    const entry = await whole(form);
    await keep("waiting", entry);
    await drop("drafts", draftKey(form));
    delete form.dataset.held;
    put(form, "已存入本机，正在送出…");
    const come = await alone(() => send(entry));
    await show();
    if (come.state === "done") { location.assign(come.went); return; }
    delete form.dataset.sent;
    if (entry.edit) { location.assign(`${entry.edit}#waiting=${encodeURIComponent(entry.key)}`); return; }
    if (come.state === "refused" && entry.went) { location.assign(entry.went); return; }
    // From here on what is typed changes the one entry, so that no second one grows beside it.
    form.dataset.mending = entry.key;
    if (come.page?.getElementById("merge")) {
      // Two texts side by side are a page of their own; the entry stays until that page is saved.
      await keep("waiting", { ...entry, isMerging: true, why: "别人同时改了同一栏目，请打开合并后保存。" });
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    if (come.state === "refused") {
      put(form, "没有办成，请看上面的原因，改正后再送。", true);
      boxAbove(form, come);
      return;
    }
    put(form, `已存入本机（${clock(entry.at)}）。${come.why}`);
    form.dataset.lastKept = entry.key;
    if (form.hasAttribute("data-next")) { delete form.dataset.mending; emptied(form); }
  };
  // Each tap is one more: it is kept at once under a key of its own, also while another is under way.
  const tap = async (form) => {
    const entry = entryOf(form, []);
    form.elements.idem.value = drawn();
    await keep("waiting", entry);
    await alone(() => send(entry));
    delete form.dataset.sent;
    await show();
  };
  const save = async (form) => {
    if (form.dataset.mending) {
      await keep("waiting", { ...(await whole(form)), state: "refused", why: "正在改正，改好后再送。" });
      return;
    }
    await keep("drafts", { key: draftKey(form), at: instant(), photos: photosOf(form), replaces: form.dataset.replaces ?? "",
      fields: typed(form).filter(([name]) => !NOT_TYPED.has(name)) });
  };
  const reopened = (form, entry) => {
    const input = photoField(form);
    fill(form, entry.fields);
    if (input) give(input, entry.photos.map(mark));
    form.dataset.mending = form.dataset.held = entry.key;
    put(form, entry.why, true);
  };
  const changed = (form, entry) => {
    const names = entry.fields.map(([name]) => name).filter((name) => !NOT_TYPED.has(name) && name !== "version");
    fill(form, entry.fields, [...names, "is_online"]);
    form.dataset.replaces = entry.key;
    put(form, `${entry.why}材料清单请在投诉页核对。`, true);
  };
  const restore = async (form) => {
    const key = new URLSearchParams(location.hash.slice(1)).get("waiting");
    const kept = key && (await find("waiting", key));
    const waits = kept && isMine(kept) ? kept : null;
    const draft = await find("drafts", draftKey(form));
    const isChange = waits?.edit === location.pathname && waits.changeTo === form.id;
    if (waits && !waits.went && waits.label === form.dataset.outbox) { reopened(form, waits); return; }
    if (draft && (!isChange || draft.replaces === key) && !document.querySelector(".refusal")) {
      fill(form, draft.fields);
      if (photoField(form)) give(photoField(form), draft.photos);
      form.dataset.replaces = draft.replaces;
      put(form, `已恢复 ${clock(draft.at)} 填写、还没有送出的内容。`);
      return;
    }
    if (isChange) changed(form, waits);
  };
  const join = async (form) => {
    const input = photoField(form);
    const isTap = form.hasAttribute("data-tap");
    if (!isTap) await restore(form);
    await showPhotos(form);
    let timer = 0, sending = false, saving = Promise.resolve(), before = photosOf(form);
    const saved = () => { saving = save(form).catch(() => {}); };
    const soon = () => { clearTimeout(timer); timer = setTimeout(() => { if (!sending) saved(); }, KEEP_AFTER); };
    form.addEventListener("input", soon);
    input?.addEventListener("change", () => {
      // A camera hands over one photo at a time: it joins those taken before.
      const fresh = photosOf(form).filter((one) => !before.includes(one));
      give(input, [...before, ...fresh]);
      input.dispatchEvent(new Event("taken", { bubbles: true }));
    });
    form.addEventListener("taken", () => { before = photosOf(form); showPhotos(form); saved(); });
    addEventListener("station-sent", (e) => {
      if (form.dataset.mending === e.detail) delete form.dataset.mending;
      else if (form.dataset.lastKept !== e.detail) return;
      put(form, "已送出。");
    });
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      if (sending) return;
      sending = !isTap;
      clearTimeout(timer);
      const failed = () => put(form, "本机不能保存这张表单，请检查浏览器的存储空间后再送。", true);
      (isTap ? tap(form) : saving.then(() => submit(form))).catch(failed).finally(() => { sending = false; before = photosOf(form); });
    }, true);
    form.dataset.ready = "";
  };
  opened.then(async () => {
    await Promise.all(forms.map(join));
    await start();
    root.dataset.ready = "";
  }).catch(() => { if (net) net.textContent = "本浏览器不能在本机保存，断网时请不要关闭页面。"; });
})();
