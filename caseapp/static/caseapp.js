// Little script: keys, unsaved-text question, live hints. Every form works without it.
"use strict";
(() => {
  const editing = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "checkbox" && e.target.type !== "radio";
  let go = false;
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key === "Enter" && e.target.form) { e.target.form.requestSubmit(); return; }
    if (editing(e) || e.ctrlKey || e.metaKey || e.altKey) return;
    if (go) {
      go = false;
      const link = document.querySelector(`[data-go="${CSS.escape(e.key)}"]`);
      if (link) { e.preventDefault(); link.click(); }
      return;
    }
    if (e.key === "g") { go = true; setTimeout(() => { go = false; }, 1500); return; }
    const target = { "/": "#top-q", n: "[data-key-new]", e: "[data-key-edit]", "?": 'a[href$="/keys"]' }[e.key];
    const element = target && document.querySelector(target);
    if (!element) return;
    e.preventDefault();
    if (element.tagName === "INPUT") element.focus(); else element.click();
  });
  const alertBox = document.querySelector("[data-focus]");
  if (alertBox) alertBox.focus();

  // A row opens with Enter or a click on it, as its first link does.
  document.querySelectorAll("tr[data-href]").forEach((row) => {
    row.addEventListener("click", (e) => { if (!e.target.closest("a,button,input,label")) location.assign(row.dataset.href); });
  });

  // Leaving with unsaved text asks.
  let dirty = false;
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
  });
  addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });

  // Recognised numbers appear as chips while typing.
  const chipsOf = (field) => document.getElementById(field.dataset.chips);
  const timers = new WeakMap();
  const draw = async (field) => {
    const box = chipsOf(field);
    if (!box) return;
    const text = field.value.slice(0, 4000);
    const answer = await fetch(`${field.dataset.recognise}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const found = await answer.json();
    box.replaceChildren(...found.map((item) => {
      const chip = document.createElement("li");
      chip.className = `chip ${item.valid ? "good" : "bad"}`;
      chip.textContent = item.words;
      return chip;
    }));
  };
  document.querySelectorAll("[data-recognise]").forEach((field) => {
    field.addEventListener("input", () => {
      clearTimeout(timers.get(field));
      timers.set(field, setTimeout(() => { draw(field).catch(() => {}); }, 250));
    });
    if (field.value) draw(field).catch(() => {});
  });
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
})();
