// Answers of the knowledge base, put into the text by one key. Without script the page of the base is one link away.
"use strict";
(() => {
  document.querySelectorAll("[data-knowledge]").forEach((box) => {
    const [word, pick, told] = [box.querySelector("input"), box.querySelector("select"), box.querySelector("[data-told]")];
    const into = document.getElementById(box.dataset.into), basis = document.getElementById(box.dataset.basis);
    let known = [], turn = 0, timer = 0;
    const show = (found) => {
      known = found.items;
      pick.replaceChildren(...known.map((one, place) => {
        const option = document.createElement("option");
        option.value = String(place);
        option.textContent = one.title;
        return option;
      }));
      pick.selectedIndex = known.length ? 0 : -1;
      const back = found.kept_back.length ? `；另有 ${found.kept_back.length} 条现在不能用` : "";
      told.textContent = found.m ? `显示 ${found.n} 条，共 ${found.m} 条${back}` : `没有能用的答复${back}`;
    };
    const ask = () => {
      const mine = ++turn;
      const address = new URL(box.dataset.knowledge, location.href);
      address.searchParams.set("q", word.value);
      fetch(address, { headers: { Accept: "application/json" } })
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
        .then((found) => { if (mine === turn) show(found); })
        .catch(() => { told.textContent = "知识库暂时打不开，请直接填写答复。"; });
    };
    const insert = () => {
      const one = known[pick.selectedIndex];
      if (!one) return;
      const [from, to] = [into.selectionStart, into.selectionEnd];
      into.setRangeText(one.answer, from, to, "end");
      const room = basis.maxLength > 0 ? basis.maxLength : 200;
      if (one.source && !basis.value.includes(one.source)) {
        basis.value = [basis.value, one.source].filter(Boolean).join("；").slice(0, room);
      }
      into.dispatchEvent(new Event("input", { bubbles: true }));
      told.textContent = `已插入“${one.title}”，${one.valid}，来源已写入依据。`;
      into.focus();
    };
    word.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 250); });
    word.addEventListener("keydown", (e) => {
      if (e.key === "ArrowDown") { e.preventDefault(); pick.focus(); }
      if (e.key === "Enter" && !e.ctrlKey) { e.preventDefault(); insert(); }
    });
    pick.addEventListener("keydown", (e) => { if (e.key === "Enter") { e.preventDefault(); insert(); } });
    box.querySelector("button").addEventListener("click", insert);
    document.addEventListener("keydown", (e) => {
      if (e.altKey && e.key.toLowerCase() === "k" && word.offsetParent) { e.preventDefault(); word.focus(); }
    });
    box.hidden = false;
    ask();
  });
})();
