// The station's store in this browser: what waits, what is typed and not sent yet, the count of the device.
"use strict";
(() => {
  const root = document.querySelector("[data-station]");
  if (!root || !window.indexedDB) return;
  const ahead = Date.parse(root.dataset.now) - Date.now();
  const instant = (at = Date.now()) => new Date(at + ahead).toISOString();
  const drawn = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(15)))).replace(/\+/g, "-").replace(/\//g, "_");

  const opened = new Promise((yes, no) => {
    const ask = indexedDB.open("caseapp-station", 2);
    ask.onupgradeneeded = () => {
      const there = ask.result.objectStoreNames;
      if (!there.contains("waiting")) ask.result.createObjectStore("waiting", { keyPath: "key" });
      if (!there.contains("counts")) ask.result.createObjectStore("counts", { keyPath: "name" });
      // What was kept by page alone told nobody whose words they were.
      if (there.contains("drafts")) ask.result.deleteObjectStore("drafts");
      ask.result.createObjectStore("drafts", { keyPath: "key" });
    };
    ask.onsuccess = () => yes(ask.result);
    ask.onerror = ask.onblocked = () => no(ask.error);
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

  // A photo keeps the count it was given first, however often its form is opened and sent.
  const marks = new WeakMap();
  const mark = ({ file, device, serial, key, taken }) => { marks.set(file, { device, serial, key, taken }); return file; };
  const shots = async (files) => {
    const fresh = files.filter((file) => !marks.has(file));
    const first = fresh.length ? await serials(fresh.length) : 0;
    fresh.forEach((file, i) => mark({ file, device: device(), serial: first + i, key: drawn(), taken: instant(file.lastModified || Date.now()) }));
    return files.map((file) => ({ file, ...marks.get(file) }));
  };

  window.stationStore = { root, opened, instant, drawn, keep, drop, find, all, device, serials, mark, shots };
})();
