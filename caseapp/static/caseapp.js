// Little script: keys, unsaved-text question, live hints. Every form works without it.
"use strict";
(() => {
  const editing = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "checkbox" && e.target.type !== "radio";
  let go = false;
  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key === "Enter" && e.target.form) {
      e.preventDefault();
      // The main button is named, because a form with several would not say which one was meant.
      const main = e.target.form.querySelector("button.btn-primary[type=submit]");
      e.target.form.requestSubmit(main);
      return;
    }
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
    if (element.tagName === "INPUT") { element.focus(); element.select(); } else element.click();
  });
  const alertBox = document.querySelector("[data-focus]");
  if (alertBox) alertBox.focus();

  // A row opens with Enter or a click on it, as its first link does.
  document.querySelectorAll("tr[data-href]").forEach((row) => {
    row.addEventListener("click", (e) => {
      const marking = String(getSelection() ?? "") !== "";
      if (!marking && !e.target.closest("a,button,input,label")) location.assign(row.dataset.href);
    });
  });

  // Leaving with unsaved text asks; a page that came back refused still holds text nobody saved.
  let dirty = document.querySelector("form[data-guard] .has-error, .refusal[data-focus] ~ form[data-guard]") !== null;
  document.querySelectorAll("form[data-guard]").forEach((form) => {
    form.addEventListener("input", () => { dirty = true; });
    form.addEventListener("submit", () => { dirty = false; });
  });
  addEventListener("beforeunload", (e) => { if (dirty) e.preventDefault(); });

  // A second click is dropped here already: the answer to the first carries what is told only once.
  document.querySelectorAll('form[method="post"]').forEach((form) => {
    form.addEventListener("submit", (e) => {
      if (form.dataset.sent) { e.preventDefault(); return; }
      form.dataset.sent = "1";
      setTimeout(() => { delete form.dataset.sent; }, 5000);
    });
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; }));

  const later = (act) => {
    let timer = 0;
    return (...given) => { clearTimeout(timer); timer = setTimeout(() => act(...given).catch(() => {}), 300); };
  };

  // Recognised numbers appear as chips while typing.
  const draw = async (field) => {
    const box = document.getElementById(field.dataset.chips);
    if (!box) return;
    const text = field.value.slice(0, 4000);
    const answer = await fetch(`${field.dataset.recognise}?q=${encodeURIComponent(text)}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || field.value.slice(0, 4000) !== text) return;
    const found = await answer.json();
    box.replaceChildren(...found.map((item) => {
      const chip = document.createElement("li");
      chip.className = `chip ${item.valid ? "good" : "bad"}`;
      chip.textContent = item.words;
      return chip;
    }));
  };
  document.querySelectorAll("[data-recognise]").forEach((field) => {
    field.addEventListener("input", later(() => draw(field)));
    if (field.value) draw(field).catch(() => {});
  });

  // Earlier contacts appear beside the number; it is posted, because addresses are written to logs.
  const LEAST_DIGITS = 7;
  document.querySelectorAll("[data-contacts]").forEach((field) => {
    const place = document.getElementById(field.dataset.contacts);
    const look = later(async () => {
      if (field.value.replace(/\D/g, "").length < LEAST_DIGITS) return;
      const typed = field.value;
      const body = new FormData();
      for (const name of ["csrf_token", "caller_phone"]) body.set(name, field.form.elements[name].value);
      body.set("look", "1");
      const answer = await fetch(field.form.action, { method: "POST", body });
      if (!answer.ok || field.value !== typed) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById(place.id);
      if (found) place.replaceChildren(...found.childNodes);
    });
    field.addEventListener("input", look);
    look();
  });

  // On paper nothing unfolds, so reasons and contents are printed open.
  const folded = () => document.querySelectorAll("main details:not([open])");
  let unfolded = [];
  addEventListener("beforeprint", () => { unfolded = [...folded()]; unfolded.forEach((one) => { one.open = true; }); });
  addEventListener("afterprint", () => { unfolded.forEach((one) => { one.open = false; }); });
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
})();
