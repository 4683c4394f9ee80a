// The station's forms: written into this device first, then sent; what waits stays in sight until the server said so.
"use strict";
(() => {
  const root = document.querySelector("[data-station]");
  const forms = [...document.querySelectorAll("form[data-outbox]")];
  if (!root || !window.indexedDB) return;
  const AGAIN = 10000, PATIENCE = 90000, KEEP_AFTER = 400;
  const NOT_TYPED = new Set(["csrf_token", "idem", "device", "device_serial", "happened_at"]);
  const list = document.querySelector("[data-waiting]");
  const net = document.querySelector("[data-net]");
  const ahead = Date.parse(root.dataset.now) - Date.now();
  const instant = (at = Date.now()) => new Date(at + ahead).toISOString();
  const clock = (iso) => new Date(iso).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
  const make = (tag, words = "", className = "") => Object.assign(document.createElement(tag), { textContent: words, className });
  const drawn = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/\+/g, "-").replace(/\//g, "_");

  // The store of this browser: what waits, what is typed and not sent yet, the count of the device.
  const opened = new Promise((yes, no) => {
    const ask = indexedDB.open("caseapp-station", 1);
    ask.onupgradeneeded = () => {
      ask.result.createObjectStore("waiting", { keyPath: "key" });
      ask.result.createObjectStore("drafts", { keyPath: "page" });
      ask.result.createObjectStore("counts", { keyPath: "name" });
    };
    ask.onsuccess = () => yes(ask.result);
    ask.onerror = () => no(ask.error);
  });
  const inStore = async (name, mode, act) => {
    const base = await opened;
    return new Promise((yes, no) => {
      const work = base.transaction(name, mode, { durability: "strict" });
      const asked = act(work.objectStore(name));
      work.oncomplete = () => yes(asked.result);
      work.onerror = work.onabort = () => no(work.error);
    });
  };
  const keep = (name, row) => inStore(name, "readwrite", (table) => table.put(row));
  const drop = (name, key) => inStore(name, "readwrite", (table) => table.delete(key));
  const find = (name, key) => inStore(name, "readonly", (table) => table.get(key));
  const all = async () => (await inStore("waiting", "readonly", (table) => table.getAll())).sort((a, b) => a.at.localeCompare(b.at));

  const device = () => {
    let name = localStorage.getItem("station-device");
    if (!name) { name = `T-${drawn()}`; localStorage.setItem("station-device", name); }
    return name;
  };
  const serials = async (many) => {
    const base = await opened;
    return new Promise((yes, no) => {
      const work = base.transaction("counts", "readwrite", { durability: "strict" });
      const table = work.objectStore("counts");
      let last = 0;
      table.get("serial").onsuccess = (e) => {
        // Kept in two places: should one be wiped, no number is used a second time.
        last = Math.max(e.target.result?.value ?? 0, Number(localStorage.getItem("station-serial") ?? 0));
        table.put({ name: "serial", value: last + many });
      };
      work.oncomplete = () => { localStorage.setItem("station-serial", String(last + many)); yes(last + 1); };
      work.onerror = work.onabort = () => no(work.error);
    });
  };

  // One form as it is kept: its words, its files, where it goes, whose it is.
  const photoField = (form) => form.querySelector("input[data-photos]");
  const typed = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
  const filesOf = (form) => [...new FormData(form)].filter(([name, value]) => value instanceof File && value.size && name !== photoField(form)?.name);
  const photosOf = (form) => [...(photoField(form)?.files ?? [])];
  const about = (form) => (form.dataset.summary ?? "").split(" ").filter(Boolean).map((name) => form.elements[name]?.value).filter(Boolean).join("，");
  const entryOf = async (form) => {
    const shots = photosOf(form);
    const counted = form.elements.device;
    if (counted && counted.value !== device()) {
      // Files that go along count on from the form's own number.
      form.elements.device_serial.value = String(await serials(Math.max(1, filesOf(form).length)));
      counted.value = device();
      const shot = filesOf(form)[0]?.[1];
      if (form.elements.taken_at && shot) form.elements.taken_at.value = instant(shot.lastModified || Date.now());
      form.elements.happened_at.value = instant();
    }
    const first = shots.length ? await serials(shots.length) : 0;
    return {
      key: form.elements.idem.value, url: form.action, page: location.pathname + location.search, at: instant(),
      label: form.dataset.outbox, about: about(form), fields: typed(form), files: filesOf(form),
      photos: shots.map((file, i) => ({ file, serial: first + i, key: drawn(), taken: instant(file.lastModified || Date.now()) })),
      photosTo: form.dataset.photosTo ?? "", person: root.dataset.person, name: root.dataset.name, state: "waiting", why: "", went: "",
    };
  };

  // Sending. What comes of it: done, refused with a sentence, signed out, or no network yet.
  const token = () => document.querySelector("[name=csrf_token]")?.value ?? "";
  const renew = async () => {
    const answer = await fetch(root.dataset.home, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[name=csrf_token]")?.value;
    const who = page.querySelector("[data-station]")?.dataset;
    if (!answer.ok || !fresh || !who) return false;
    document.querySelectorAll("[name=csrf_token]").forEach((one) => { one.value = fresh; });
    Object.assign(root.dataset, { person: who.person, name: who.name });
    return true;
  };
  const said = (page) => [...page.querySelectorAll(".refusal, .field-error")].map((one) => one.innerText || one.textContent).join(" ").replace(/\s+/g, " ").trim();
  const post = async (url, fields, files, again = true) => {
    const body = new FormData();
    body.set("csrf_token", token());
    fields.forEach(([name, value]) => body.append(name, value));
    files.forEach(([name, file]) => body.append(name, file, file.name));
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html" }, signal: patience.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // Some fairs' networks answer with a page of their own: only ours has this frame.
      const isOurs = answer.headers.get("Content-Type")?.startsWith("text/html") && page.querySelector("main#main");
      if (answer.ok && answer.redirected && isOurs) return { state: "done", went: answer.url, page };
      if ((answer.status === 400 || answer.status === 401) && again && (await renew())) return post(url, fields, files, false);
      if ([400, 401, 403].includes(answer.status) && isOurs) return { state: "out", why: "登录已失效，内容还在本机。请重新登录，登录后自动送出。" };
      if (isOurs && answer.status < 500) return { state: "refused", why: said(page) || "服务器没有接受，请打开改正。", page };
      return { state: "waiting", why: "服务器暂时不能办理，将自动再送。" };
    } catch {
      return { state: "waiting", why: "没有连上网络，连上后自动送出。" };
    } finally {
      clearTimeout(timer);
    }
  };
  const sendPhotos = async (entry) => {
    const mine = Object.fromEntries(entry.fields);
    while (entry.photos.length) {
      const shot = entry.photos[0];
      const fields = [["idem", shot.key], ["device", device()], ["device_serial", String(shot.serial)], ["taken_at", shot.taken],
        ["of_device", mine.device ?? ""], ["of_serial", mine.device_serial ?? ""], ["complaint_id", mine.complaint_id ?? ""]];
      const come = await post(entry.photosTo, fields, [["photos", shot.file]]);
      if (come.state !== "done") return come;
      entry.photos.shift();
      await keep("waiting", entry);
    }
    return { state: "done", went: entry.went };
  };
  const send = async (entry) => {
    let come = { state: "done", went: entry.went };
    if (!entry.went) {
      come = await post(entry.url, entry.fields, entry.files);
      entry.went = come.state === "done" ? come.went : "";
      await keep("waiting", entry);
    }
    if (entry.went) come = { ...come, ...(await sendPhotos(entry)) };
    Object.assign(entry, { state: come.state, why: come.why ?? "" });
    await (come.state === "done" ? drop("waiting", entry.key) : keep("waiting", entry));
    showNet(come.state === "waiting" ? come.why : "");
    return come;
  };

  // What waits is sent one after the other, by timer, when the network is back, and after signing in again.
  let busy = Promise.resolve();
  const alone = (act) => { busy = busy.then(act, act); return busy; };
  const isMine = (entry) => entry.person === root.dataset.person;
  const flush = () => alone(async () => {
    for (const entry of await all()) {
      if (entry.state === "refused" || !isMine(entry)) continue;
      const come = await send(entry);
      if (come.state === "waiting" || come.state === "out") break;
    }
    await show();
  }).catch(() => {});
  const showNet = (why) => {
    if (!net) return;
    const off = !navigator.onLine || why;
    net.textContent = off ? why || "没有网络" : "网络正常";
    net.classList.toggle("is-off", Boolean(off));
  };
  const button = (words, act) => {
    const one = make("button", words, "btn btn-outline-secondary");
    one.type = "button";
    one.addEventListener("click", act);
    return one;
  };
  const row = (entry) => {
    const line = make("li");
    const who = isMine(entry) ? "" : `由${entry.name}填写，请${entry.name}登录后送出。`;
    const left = entry.went ? `已登记，还有 ${entry.photos.length} 张照片没有送出。` : "";
    line.append(make("strong", `${clock(entry.at)} ${entry.label}`), make("span", entry.about), make("span", left + (who || entry.why || "等待送出。"), entry.state === "refused" ? "field-error" : ""));
    const acts = make("span", "", "acts");
    if (isMine(entry)) acts.append(button("立即再送", () => { entry.state = "waiting"; keep("waiting", entry).then(flush); }));
    if (!entry.went) {
      const open = make("a", "打开改正", "btn btn-outline-primary");
      open.href = `${entry.page.split("#")[0]}#waiting=${encodeURIComponent(entry.key)}`;
      open.addEventListener("click", () => { if (location.pathname + location.search === entry.page) setTimeout(() => location.reload(), 0); });
      acts.append(open);
    }
    if (entry.state === "refused") acts.append(button("不再送出", () => { if (confirm(`删除没有送出的“${entry.label}”？填写的内容不再保留。`)) drop("waiting", entry.key).then(show); }));
    line.append(acts);
    return line;
  };
  const show = async () => {
    if (!list) return;
    // What is open for mending on this very page is not listed beside itself.
    const isOpen = (entry) => entry.state === "refused" && forms.some((form) => form.elements.idem.value === entry.key);
    const rows = (await all()).filter((entry) => !isOpen(entry));
    list.hidden = rows.length === 0;
    list.querySelector("[data-waiting-count]").textContent = `${rows.length} 件`;
    list.querySelector("ul").replaceChildren(...rows.map(row));
  };

  // The form itself: typed words and photos come back after a reload; sent once, however often it is pressed.
  const fill = (form, fields) => {
    [...form.elements].forEach((one) => { if (one.type === "checkbox" || one.type === "radio") one.checked = false; });
    const used = new Map();
    fields.forEach(([name, value]) => {
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
  const boxAbove = (form, page) => {
    document.querySelectorAll("[data-refused-box]").forEach((one) => one.remove());
    const box = make("div"); box.dataset.refusedBox = "";
    box.append(...[...(page?.querySelectorAll(".refusal, [data-since] > *") ?? [])].map((one) => document.importNode(one, true)));
    form.before(box);
    const version = form.id && page?.getElementById(form.id)?.querySelector("[name=version]")?.value;
    if (version && form.elements.version) form.elements.version.value = version;
    const first = box.firstElementChild;
    if (first) { first.tabIndex = -1; first.focus(); } else form.scrollIntoView();
  };
  const emptied = (form) => {
    form.reset();
    form.elements.idem.value = drawn();
    if (form.elements.device) form.elements.device.value = "";
    form.querySelectorAll("[data-chips]").forEach((one) => document.getElementById(one.dataset.chips)?.replaceChildren());
    showPhotos(form);
  };
  const submit = async (form) => {
    const entry = await entryOf(form);
    await keep("waiting", entry);
    await drop("drafts", entry.page);
    put(form, "已存入本机，正在送出…");
    const come = await alone(() => send(entry));
    await show();
    if (come.state === "done") { location.assign(come.went); return; }
    delete form.dataset.sent;
    if (come.state === "refused" && !entry.went && come.page && form.id && !come.page.getElementById(form.id)) {
      // The answer is a page of its own, such as two texts side by side: the words go on there.
      await drop("waiting", entry.key);
      HTMLFormElement.prototype.submit.call(form);
      return;
    }
    put(form, come.state === "refused" ? "没有办成，请看上面的原因，改正后再送。" : `已存入本机（${clock(entry.at)}）。${come.why}`, come.state === "refused");
    if (come.state === "refused") { if (entry.went) location.assign(entry.went); else boxAbove(form, come.page); return; }
    if (form.hasAttribute("data-next")) emptied(form);
  };
  const join = async (form) => {
    const input = photoField(form);
    const key = new URLSearchParams(location.hash.slice(1)).get("waiting");
    const waits = key && (await find("waiting", key));
    const draft = waits ? null : await find("drafts", location.pathname + location.search);
    const mine = draft && draft.form === form.dataset.outbox ? draft : null;
    if (waits && waits.label === form.dataset.outbox) {
      fill(form, waits.fields);
      if (input) give(input, waits.photos.map((one) => one.file));
      put(form, waits.why, true);
    } else if (mine && !document.querySelector(".refusal")) {
      fill(form, mine.fields);
      if (input) give(input, mine.photos);
      put(form, `已恢复 ${clock(mine.at)} 填写、还没有送出的内容。`);
    }
    await showPhotos(form);
    let timer = 0, sending = false, before = photosOf(form);
    const save = () => keep("drafts", { page: location.pathname + location.search, form: form.dataset.outbox, at: instant(), photos: photosOf(form),
      fields: typed(form).filter(([name]) => !NOT_TYPED.has(name)) }).catch(() => {});
    const soon = () => { clearTimeout(timer); timer = setTimeout(() => { if (!sending) save(); }, KEEP_AFTER); };
    form.addEventListener("input", soon);
    input?.addEventListener("change", () => {
      // A camera hands over one photo at a time: it joins those taken before.
      const fresh = photosOf(form).filter((one) => !before.includes(one));
      give(input, [...before, ...fresh]);
      input.dispatchEvent(new Event("taken", { bubbles: true }));
    });
    form.addEventListener("taken", () => { before = photosOf(form); showPhotos(form); save(); });
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      if (sending) return;
      sending = true;
      clearTimeout(timer);
      submit(form).catch(() => put(form, "本机不能保存这张表单，请检查浏览器的存储空间后再送。", true)).finally(() => { sending = false; before = photosOf(form); });
    }, true);
    form.dataset.ready = "";
  };
  opened.then(async () => {
    await Promise.all(forms.map(join));
    await show();
    showNet("");
    flush();
    addEventListener("online", () => { showNet(""); flush(); });
    addEventListener("offline", () => showNet("没有网络"));
    setInterval(async () => { if ((await all()).some((one) => one.state !== "refused")) flush(); }, AGAIN);
    root.dataset.ready = "";
  }).catch(() => { if (net) net.textContent = "本浏览器不能在本机保存，断网时请不要关闭页面。"; });
})();
