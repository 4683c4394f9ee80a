// The station's queue: what waits is sent one after the other, and stays in sight until the server said so.
"use strict";
(() => {
  if (!window.stationStore) return;
  const { root, keep, drop, find, all } = window.stationStore;
  const forms = [...document.querySelectorAll("form[data-outbox]")];
  const AGAIN = 10000, LONGEST_WAIT = 300000, PATIENCE = 90000, ENOUGH_TRIES = 3;
  const list = document.querySelector("[data-waiting]");
  const net = document.querySelector("[data-net]");
  const clock = (iso) => new Date(iso).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
  const make = (tag, words = "", className = "") => Object.assign(document.createElement(tag), { textContent: words, className });
  const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  // Some fairs' networks answer with a page of their own: only ours has this frame.
  const isOurs = (answer, page) => answer.headers.get("Content-Type")?.startsWith("text/html") && page.querySelector("main#main");
  const isMine = (entry) => entry.person === root.dataset.person;

  // Who is signed in now? This page sends what its own person wrote, and nothing under another's name.
  const token = () => document.querySelector("[name=csrf_token]")?.value ?? "";
  const renew = async () => {
    const answer = await fetch(root.dataset.home, { headers: { Accept: "text/html" }, cache: "no-store" });
    const page = await read(answer);
    const fresh = page.querySelector("[name=csrf_token]")?.value;
    const who = page.querySelector("[data-station]")?.dataset;
    if (!answer.ok || !fresh || !who) return [403, 404].includes(answer.status) && isOurs(answer, page) ? "barred" : "nobody";
    if (who.person !== root.dataset.person) return "other";
    document.querySelectorAll("[name=csrf_token]").forEach((one) => { one.value = fresh; });
    return "mine";
  };
  const OFF = { state: "waiting", why: "没有连上网络，连上后自动送出。", isOff: true };
  const OUT = {
    nobody: () => "登录已失效，内容还在本机。请重新登录，登录后自动送出。",
    other: (name) => `由${name}填写，请${name}登录后送出。`,
    barred: (name) => `现在登录的人不能打开本展会，内容还在本机。请${name}登录后送出。`,
  };
  const said = (page) => [...page.querySelectorAll(".refusal, .field-error")].map((one) => one.innerText || one.textContent).join(" ").replace(/\s+/g, " ").trim()
    || [...page.querySelectorAll("main h1, main p")].map((one) => one.textContent.trim()).join("：");
  const judged = async (answer, page, again) => {
    const ours = isOurs(answer, page);
    if (answer.ok && answer.redirected && ours) return { state: "done", went: answer.url, page };
    if ([400, 401, 403].includes(answer.status) && ours && again) {
      const who = await renew();
      if (who !== "mine") return { state: "out", why: OUT[who](root.dataset.name) };
      if (answer.status !== 403) return null;
    }
    if (ours && answer.status < 500) return { state: "refused", why: said(page) || "服务器没有接受，请打开改正。", page, link: page.querySelector("[data-done]")?.dataset.done ?? "" };
    if (answer.status >= 500) return { state: "waiting", why: "服务器暂时不能办理，将自动再送。" };
    return OFF;
  };
  const post = async (url, fields, files, again = true) => {
    const body = new FormData();
    body.set("csrf_token", token());
    fields.forEach(([name, value]) => body.append(name, value));
    files.forEach(([name, file]) => body.append(name, file, file.name));
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE);
    try {
      const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html" }, signal: patience.signal });
      return (await judged(answer, await read(answer), again)) ?? post(url, fields, files, false);
    } catch {
      if (patience.signal.aborted) return { state: "waiting", why: "服务器很久没有答复，将自动再送。" };
      return OFF;
    } finally {
      clearTimeout(timer);
    }
  };

  // One photo that is refused is set aside with its sentence; the others go on.
  const sendPhotos = async (entry) => {
    const mine = Object.fromEntries(entry.fields);
    for (const shot of [...entry.photos]) {
      const fields = [["idem", shot.key], ["filled_by", entry.person], ["device", shot.device], ["device_serial", String(shot.serial)], ["taken_at", shot.taken],
        ["of_device", mine.device ?? ""], ["of_serial", mine.device_serial ?? ""], ["complaint_id", mine.complaint_id ?? ""]];
      const come = await post(entry.photosTo, fields, [["photos", shot.file]]);
      if (come.state === "waiting" || come.state === "out") return come;
      if (come.state === "done") entry.photos = entry.photos.filter((one) => one !== shot); else shot.why = come.why;
      await keep("waiting", entry);
    }
    return entry.photos.length ? { state: "refused", why: `${entry.photos.length} 张照片没有被接受。` } : { state: "done" };
  };
  // Registered with the words sent first: those changed meanwhile go on where the record is changed.
  const findChange = async (entry) => {
    const page = await read(await fetch(entry.went, { headers: { Accept: "text/html" }, cache: "no-store" }));
    entry.edit = page.querySelector("[data-edit]")?.getAttribute("href") ?? "";
  };
  const sendAll = async (entry) => {
    let come = { state: "done", went: entry.went };
    if (!entry.went) {
      come = await post(entry.url, entry.fields, entry.files);
      entry.went = come.state === "done" ? come.went : "";
      if (come.link && entry.changeTo) Object.assign(entry, { went: come.link, isChanged: true });
      await keep("waiting", entry);
    }
    if (!entry.went) return come;
    if (entry.isChanged && !entry.edit && !(await findChange(entry).then(() => true, () => false))) return OFF;
    if (entry.photos.length || entry.isChanged) come = { ...come, state: "done", why: "", page: null, ...(await sendPhotos(entry)) };
    if (come.state === "done" && entry.isChanged) {
      come = { ...come, state: "refused", why: entry.edit ? "已经登记。后来改过的内容还没有保存，请打开核对后保存。" : "已经登记。后来改过的内容没有保存，这件投诉现在不能修改。" };
    }
    return come;
  };
  // The changed words are saved; photos that were set aside wait on.
  const settle = async (key) => {
    const old = await find("waiting", key);
    if (old?.photos.length) await keep("waiting", { ...old, isChanged: false, edit: "", why: `${old.photos.length} 张照片没有被接受。` });
    else await drop("waiting", key);
  };
  const send = async (entry) => {
    const come = await sendAll(entry);
    const isAnswered = come.state !== "done" && !come.isOff;
    entry.tries = (entry.tries ?? 0) + (isAnswered ? 1 : 0);
    entry.next = isAnswered ? Date.now() + Math.min(AGAIN * 2 ** entry.tries, LONGEST_WAIT) : 0;
    Object.assign(entry, { state: come.state, why: come.why ?? "" });
    await (come.state === "done" ? drop("waiting", entry.key) : keep("waiting", entry));
    if (come.state === "done" && entry.replaces) await settle(entry.replaces);
    come.page?.querySelectorAll("[data-count]").forEach((one) => {
      const here = document.querySelector(`[data-count="${CSS.escape(one.dataset.count)}"]`);
      if (here && come.state === "done") here.textContent = one.textContent;
    });
    showNet(come.isOff ? come.why : "");
    return come;
  };

  // By timer, when the network is back, and after signing in again. Whatever a server answered, the next one has its turn.
  let busy = Promise.resolve();
  const alone = (act) => { busy = busy.then(act, act); return busy; };
  const isHeld = (entry) => forms.some((form) => form.dataset.held === entry.key);
  const flush = (atOnce = false) => alone(async () => {
    for (const entry of await all()) {
      const isLater = !atOnce && (entry.next ?? 0) > Date.now() && entry.state !== "out";
      if (entry.state === "refused" || !isMine(entry) || isHeld(entry) || isLater) continue;
      const come = await send(entry);
      if (come.state === "done") dispatchEvent(new CustomEvent("station-sent", { detail: entry.key }));
      if (come.isOff || come.state === "out") break;
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

  // The list of what waits. What another wrote is named, and neither opened nor sent nor thrown away here.
  const opener = (entry) => {
    const open = make("a", "打开改正", "btn btn-outline-primary");
    open.href = `${(entry.edit || entry.page).split("#")[0]}#waiting=${encodeURIComponent(entry.key)}`;
    open.addEventListener("click", () => { if (location.pathname + location.search === new URL(open.href).pathname + new URL(open.href).search) setTimeout(() => location.reload(), 0); });
    return open;
  };
  const again = (entry) => button("立即再送", () => {
    Object.assign(entry, { state: "waiting", next: 0 });
    keep("waiting", entry).then(() => flush());
  });
  const giveUp = (entry) => button("不再送出", () => {
    if (confirm(`删除没有送出的“${entry.label}”？填写的内容不再保留。`)) drop("waiting", entry.key).then(show);
  });
  const badPhotos = (entry) => entry.photos.filter((shot) => shot.why).map((shot) => {
    const line = make("span", `照片“${shot.file.name}”：${shot.why} `, "field-error");
    line.append(button("不再送出这张", async () => {
      if (!confirm(`删除没有送出的照片“${shot.file.name}”？`)) return;
      entry.photos = entry.photos.filter((one) => one !== shot);
      await (entry.photos.length || entry.isChanged ? keep("waiting", entry) : drop("waiting", entry.key));
      await show();
    }));
    return line;
  });
  const row = (entry) => {
    const line = make("li");
    const left = entry.went && entry.photos.length ? `已登记，还有 ${entry.photos.length} 张照片没有送出。` : "";
    const who = isMine(entry) ? entry.why || "等待送出。" : OUT.other(entry.name);
    line.append(make("strong", `${clock(entry.at)} ${entry.label}`), make("span", entry.about), make("span", left + who, entry.state === "refused" ? "field-error" : ""));
    if (!isMine(entry)) return line;
    const acts = make("span", "", "acts");
    if (!entry.edit || entry.photos.length) acts.append(again(entry));
    if (!entry.went || entry.edit) acts.append(opener(entry));
    if (entry.state === "refused" || (entry.tries ?? 0) >= ENOUGH_TRIES) acts.append(giveUp(entry));
    line.append(...badPhotos(entry), acts);
    return line;
  };
  const show = async () => {
    if (!list) return;
    // What is open for mending on this very page is not listed beside itself.
    const isOpen = (entry) => entry.state === "refused" && forms.some((form) => form.elements.idem.value === entry.key || form.dataset.replaces === entry.key);
    const rows = (await all()).filter((entry) => !isMine(entry) || !isOpen(entry));
    list.hidden = rows.length === 0;
    list.querySelector("[data-waiting-count]").textContent = `${rows.length} 件`;
    list.querySelector("ul").replaceChildren(...rows.map(row));
  };
  // Saved on the page of two texts under the same key: asked for again, the office says so and nothing is left to send.
  const settleMerges = () => alone(async () => {
    for (const entry of (await all()).filter((one) => one.isMerging && isMine(one) && !isHeld(one))) {
      const come = await post(entry.url, entry.fields, entry.files);
      if (come.state === "done" || come.link) await drop("waiting", entry.key);
    }
  }).catch(() => {});
  const start = async () => {
    await show();
    showNet("");
    settleMerges().then(() => flush());
    addEventListener("online", () => { showNet(""); flush(true); });
    addEventListener("offline", () => showNet("没有网络"));
    setInterval(async () => { if ((await all()).some((one) => one.state !== "refused")) flush(); }, AGAIN);
  };

  window.stationQueue = { forms, net, alone, send, show, start, button, make, clock, isMine };
})();
