// Little script: keys, unsaved-text question, live hints. Every form works without it.
"use strict";
(() => {
  const editing = (e) => /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName) && e.target.type !== "checkbox" && e.target.type !== "radio";
  // Among the hits of a search: down from its box, up from the first one back into it.
  const step = (e) => {
    const hits = [...document.querySelectorAll("a[data-hit]")];
    const box = document.getElementById("search-q");
    const at = hits.indexOf(document.activeElement);
    const is_arrow = e.key === "ArrowDown" || e.key === "ArrowUp";
    // A list of earlier questions and the choices of an input method want the arrows for themselves.
    const in_box = e.target === box && e.key === "ArrowDown" && !e.isComposing && !box.list;
    if (hits.length === 0 || (editing(e) ? !in_box : is_arrow && at < 0)) return false;
    const next = e.key === "j" || e.key === "ArrowDown" ? at + 1 : at - 1;
    (next < 0 ? box : hits[Math.min(next, hits.length - 1)]).focus();
    return true;
  };
  let go = false;
  document.addEventListener("keydown", (e) => {
    const is_plain = !(e.ctrlKey || e.metaKey || e.altKey || e.shiftKey);
    if (is_plain && !go && ["j", "k", "ArrowDown", "ArrowUp"].includes(e.key) && step(e)) { e.preventDefault(); return; }
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
  let dirty = document.querySelector("form[data-guard] .has-error, .refusal[data-focus] ~ form[data-guard], form[data-unsaved]") !== null;
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

  // What is typed is kept on the server, so that neither a crash nor the end of a session loses it.
  const KEEP_EVERY = 20000;
  document.querySelectorAll("form[data-keep]").forEach((form) => {
    const note = form.querySelector("[data-kept]");
    const secret = new Set((form.dataset.keepNot ?? "").split(" ").filter(Boolean));
    const typed = () => {
      const all = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      const hidden = all.filter(([name, value]) => secret.has(name) && value.trim().length > 1).map(([, value]) => value.trim());
      // A sealed name or number is not kept where it slipped into another field either.
      return all.filter(([name, value]) => !secret.has(name) && !hidden.some((one) => value.includes(one)));
    };
    const mark = () => JSON.stringify(typed().filter(([name]) => name !== "csrf_token" && name !== "idem"));
    let known = mark(), timer = 0, under_way = null;
    const keep = async () => {
      timer = 0;
      const now = mark();
      if (now === known || form.dataset.sent) return;
      const body = new FormData();
      typed().forEach(([name, value]) => body.append(name, value));
      body.set("kept_of", form.dataset.keepOf);
      under_way = new AbortController();
      const answer = await fetch(form.dataset.keep, { method: "POST", body, signal: under_way.signal, headers: { Accept: "application/json" } });
      if (answer.ok) {
        known = now;
        const { kept_at } = await answer.json();
        if (kept_at && note) note.textContent = `未提交的内容已保存 ${kept_at}`;
      } else if (note) {
        note.textContent = answer.status === 401 ? "登录已失效，内容未能保存。请在另一窗口重新登录后再提交。" : "内容未能自动保存，请尽快提交。";
      }
    };
    const keep_soon = () => keep().catch(() => { if (note && !form.dataset.sent) note.textContent = "内容未能自动保存，将再试。"; });
    form.addEventListener("input", () => { timer = timer || setTimeout(keep_soon, KEEP_EVERY); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) keep_soon(); });
    form.addEventListener("submit", () => { clearTimeout(timer); under_way?.abort(); });
  });

  // Whoever types into the box beside two texts has chosen to write it anew.
  document.querySelectorAll("[data-own]").forEach((field) => {
    field.addEventListener("input", () => { document.getElementById(field.dataset.own).checked = true; });
  });

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

  // On paper nothing unfolds, so reasons and contents are printed open.
  const folded = () => document.querySelectorAll("main details:not([open])");
  let unfolded = [];
  addEventListener("beforeprint", () => { unfolded = [...folded()]; unfolded.forEach((one) => { one.open = true; }); });
  addEventListener("afterprint", () => { unfolded.forEach((one) => { one.open = false; }); });
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => print()));
})();
