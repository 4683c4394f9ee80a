// The drafting page: lists as tables, counters, texts put in, the page redrawn while one types. Every part works without it.
"use strict";
(() => {
  const changed = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
  const made = (tag, given = {}) => Object.assign(document.createElement(tag), given);

  // A list is drawn as a table; the lines with bars stay what is sent.
  const BAR = "｜";
  const plain = (text) => text.replace(/[\r\n\t]+/g, " ").replace(/[|｜]/g, "／");
  const as_table = (area) => {
    const columns = area.dataset.columns.split("|");
    const name = area.labels[0]?.firstChild?.textContent.trim() ?? "";
    const box = made("div", { className: "scroll-x" });
    const table = made("table", { className: "table table-sm list-table" });
    const head = table.createTHead().insertRow();
    [...columns, "操作"].forEach((one) => head.append(made("th", { scope: "col", textContent: one })));
    const body = table.createTBody();
    const cells = (row) => [...row.querySelectorAll("textarea")];
    const write = () => {
      const lines = [...body.rows].map((row) => cells(row).map((cell) => plain(cell.value.trim())));
      area.value = lines.filter((line) => line.some(Boolean)).map((line) => line.join(BAR)).join("\n");
      changed(area);
    };
    const named = () => [...body.rows].forEach((row, place) => cells(row).forEach((cell, at) => cell.setAttribute("aria-label", `${name} 第 ${place + 1} 行 ${columns[at]}`)));
    const add = (values = [], before = null) => {
      const row = made("tr");
      columns.forEach((_, at) => {
        const cell = made("textarea", { className: "form-control grows", rows: 1, value: values[at] ?? "" });
        row.append(made("td"));
        row.lastChild.append(cell);
      });
      const drop = made("button", { type: "button", className: "btn btn-sm btn-outline-secondary", textContent: "删除" });
      drop.addEventListener("click", () => { row.remove(); named(); write(); });
      row.append(made("td"));
      row.lastChild.append(drop);
      body.insertBefore(row, before);
      return row;
    };
    area.value.split("\n").filter((line) => line.trim()).forEach((line) => {
      const parts = line.split(BAR);
      add([...parts.slice(0, columns.length - 1), parts.slice(columns.length - 1).join(BAR)].map((one) => one.trim()));
    });
    if (!body.rows.length) add();
    named();
    // The cells have no name: only the lines are sent, and only they are told of.
    body.addEventListener("input", (e) => { e.stopPropagation(); write(); });
    body.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.ctrlKey || e.metaKey || e.isComposing) return;
      e.preventDefault();
      const row = e.target.closest("tr");
      const next = row.nextElementSibling ?? add();
      named();
      cells(next)[cells(row).indexOf(e.target)]?.focus();
    });
    // What is copied from a sheet comes with its rows and columns.
    body.addEventListener("paste", (e) => {
      const text = e.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
      if (!/[\t\n]/.test(text)) return;
      e.preventDefault();
      let row = e.target.closest("tr");
      const from = cells(row).indexOf(e.target);
      text.split("\n").forEach((line, place) => {
        if (place) row = row.nextElementSibling ?? add();
        line.split("\t").forEach((value, at) => { const cell = cells(row)[from + at]; if (cell) cell.value = value; });
      });
      named();
      write();
    });
    const more = made("button", { type: "button", className: "btn btn-sm btn-outline-primary", textContent: "添加一行" });
    more.addEventListener("click", () => { const row = add(); named(); cells(row)[0].focus(); });
    box.append(table);
    area.after(box, more);
    area.hidden = true;
  };
  document.querySelectorAll("textarea[data-columns]").forEach(as_table);

  document.querySelectorAll("textarea[data-count]").forEach((area) => {
    const note = made("div", { className: "help letters" });
    const count = () => {
      const length = [...area.value].length;
      const over = length - Number(area.dataset.count);
      note.textContent = over > 0 ? `${length} 字，超出 ${over} 字，请缩短后再保存` : `${length} 字，最多 ${area.dataset.count} 字`;
      note.classList.toggle("field-error", over > 0);
    };
    area.after(note);
    area.addEventListener("input", count);
    count();
  });

  // A kept text goes to where the cursor stands.
  document.querySelectorAll("[data-insert]").forEach((button) => button.addEventListener("click", (e) => {
    const field = document.getElementById(button.dataset.insert);
    const text = document.getElementById(button.dataset.block)?.content.textContent;
    if (!field || text === undefined) return;
    e.preventDefault();
    const all = field.value === "" || document.activeElement === field;
    field.setRangeText(text, all ? field.selectionStart : field.value.length, all ? field.selectionEnd : field.value.length, "end");
    field.focus();
    changed(field);
  }));

  // The filter over a list of papers: what is typed narrows it, Enter opens the first.
  const filter = document.querySelector("[data-filter]");
  if (filter) {
    const rows = [...document.querySelectorAll("[data-words]")];
    const none = document.querySelector("[data-none]");
    const narrow = () => {
      const wanted = filter.value.trim().toLowerCase().split(/\s+/);
      rows.forEach((row) => { row.hidden = !wanted.every((one) => row.dataset.words.toLowerCase().includes(one)); });
      document.querySelectorAll("[data-stage]").forEach((stage) => { stage.hidden = !stage.querySelector("[data-words]:not([hidden])"); });
      if (none) none.hidden = rows.some((row) => !row.hidden);
    };
    filter.addEventListener("input", narrow);
    filter.addEventListener("keydown", (e) => {
      const open = rows.filter((row) => !row.hidden).map((row) => row.querySelector("button")).filter(Boolean);
      if (e.key === "Enter") { e.preventDefault(); if (filter.value.trim()) open[0]?.click(); }
      if (e.key === "ArrowDown") { e.preventDefault(); open[0]?.focus(); }
    });
    document.addEventListener("keydown", (e) => {
      if (e.key !== "ArrowDown" && e.key !== "ArrowUp") return;
      const open = rows.filter((row) => !row.hidden).map((row) => row.querySelector("button")).filter(Boolean);
      const at = open.indexOf(document.activeElement);
      if (at < 0) return;
      e.preventDefault();
      (open[at + (e.key === "ArrowDown" ? 1 : -1)] ?? filter).focus();
    });
    narrow();
  }

  // The page is redrawn from what is typed, a moment after the last key; nothing is saved by it.
  const form = document.querySelector("form[data-preview]");
  const pages = document.getElementById("pages");
  if (!form || !pages) return;
  const WAIT = 400;
  const told = document.getElementById("preview-told");
  const sheets = () => [...pages.querySelectorAll(".paper-image")];
  const seen = new Set(), stale = new Set();
  let timer = 0, under_way = null;
  const watch = new IntersectionObserver((entries) => {
    entries.forEach((one) => { if (one.isIntersecting) seen.add(one.target); else seen.delete(one.target); });
    if (!under_way) redraw();
  });
  const put = (sheet, bitmap, number, total) => {
    const canvas = made("canvas", { className: "paper-image", width: bitmap.width, height: bitmap.height });
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", `预览第 ${number} 页，共 ${total} 页，含还没有保存的内容`);
    canvas.getContext("2d").drawImage(bitmap, 0, 0);
    if (seen.delete(sheet)) seen.add(canvas);
    stale.delete(sheet);
    watch.unobserve(sheet);
    sheet.replaceWith(canvas);
    watch.observe(canvas);
  };
  const count = (total) => {
    const all = sheets();
    all.slice(total).forEach((one) => { watch.unobserve(one); seen.delete(one); stale.delete(one); one.remove(); });
    for (let number = all.length; number < total; number += 1) {
      const canvas = made("canvas", { className: "paper-image", width: 794, height: 1123 });
      (sheets().at(-1) ?? told).after(canvas);
      stale.add(canvas);
      watch.observe(canvas);
    }
  };
  const draw = async (sheet, signal) => {
    const number = sheets().indexOf(sheet) + 1;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    body.set("page", String(number));
    body.set("live", "1");
    const answer = await fetch(form.dataset.preview, { method: "POST", body, signal, headers: { Accept: "image/png" } });
    if (answer.status === 409) {
      const { sentences } = await answer.json();
      told.textContent = sentences.join("");
      return false;
    }
    if (!answer.ok) {
      told.textContent = answer.status === 401 ? "登录已失效，预览没有更新；请在另一窗口重新登录。" : "预览没有更新，已填的内容不受影响。";
      return false;
    }
    const total = Number(answer.headers.get("X-Pages"));
    told.textContent = decodeURIComponent(answer.headers.get("X-Told") ?? "");
    if (number <= total) put(sheet, await createImageBitmap(await answer.blob()), number, total);
    count(Math.min(total, 40));
    return true;
  };
  const redraw = async () => {
    const next = () => sheets().find((one) => stale.has(one) && seen.has(one));
    under_way?.abort();
    const mine = new AbortController();
    under_way = mine;
    try {
      for (let sheet = next(); sheet && under_way === mine; sheet = next()) {
        if (!await draw(sheet, mine.signal)) { stale.delete(sheet); break; }
      }
    } catch (error) {
      if (error.name !== "AbortError") told.textContent = "预览没有更新，已填的内容不受影响。";
    } finally {
      if (under_way === mine) under_way = null;
    }
  };
  const later = () => {
    sheets().forEach((one) => stale.add(one));
    clearTimeout(timer);
    timer = setTimeout(redraw, WAIT);
  };
  sheets().forEach((one) => watch.observe(one));
  form.addEventListener("input", later);
  document.querySelectorAll("[data-redraw]").forEach((button) => button.addEventListener("click", (e) => {
    e.preventDefault();
    pages.scrollIntoView({ block: "nearest" });
    sheets().slice(0, 1).forEach((one) => seen.add(one));
    later();
  }));
  if (form.hasAttribute("data-unsaved")) later();
})();
