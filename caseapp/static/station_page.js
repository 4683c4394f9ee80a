// The station's page: clocks that run, cards of both stations, booths while typing, the pad for a finger.
"use strict";
(() => {
  const root = document.querySelector("[data-station]");
  if (!root) return;
  const TICK = 10000, LOOK = 30000, WAIT = 200;
  let ahead = Date.parse(root.dataset.now) - Date.now();
  const MINUTE = 60000;

  // Remaining time by the server's clock, whatever the device believes.
  const words = (minutes) => {
    const size = Math.abs(minutes), hours = Math.floor(size / 60);
    const long = `${hours ? `${hours} 小时 ` : ""}${size % 60} 分`;
    return minutes < 0 ? `已超期 ${long}` : `还剩 ${long}`;
  };
  const tick = () => document.querySelectorAll("[data-due]").forEach((one) => {
    const left = Date.parse(one.dataset.due) - Date.now() - ahead;
    const minutes = left < 0 ? -Math.ceil(-left / MINUTE) : Math.floor(left / MINUTE);
    one.textContent = words(minutes);
    const card = one.closest("[data-card]");
    const tone = minutes < Number(root.dataset.urgent) ? "overdue" : minutes < Number(root.dataset.soon) ? "soon" : "calm";
    ["overdue", "soon", "calm"].forEach((name) => card?.classList.toggle(`is-${name}`, name === tone));
  });
  tick();
  setInterval(tick, TICK);

  // What the other station did comes by itself; a card that is being touched is left alone.
  const cards = document.querySelector("[data-cards]");
  const look = async () => {
    if (document.hidden || cards.contains(document.activeElement)) return;
    const answer = await fetch(cards.dataset.cards, { headers: { Accept: "text/html" }, cache: "no-store" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.querySelector("[data-cards-of]");
    if (!fresh) return;
    ahead = Date.parse(fresh.dataset.cardsOf) - Date.now();
    cards.replaceChildren(document.importNode(fresh, true));
    tick();
  };
  if (cards) setInterval(() => look().catch(() => {}), LOOK);

  const box = document.querySelector("[data-booths]");
  const answers = document.getElementById("booth-answers");
  if (box && answers) {
    let timer = 0;
    const ask = async () => {
      const typed = box.value.trim();
      if (!typed) { answers.replaceChildren(); return; }
      try {
        const answer = await fetch(`${box.dataset.booths}?q=${encodeURIComponent(typed)}`, { headers: { Accept: "text/html" } });
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const found = page.querySelector("[data-answers]");
        if (box.value.trim() === typed && found) answers.replaceChildren(document.importNode(found, true));
      } catch {
        answers.textContent = "没有连上网络，暂时不能查展位。";
      }
    };
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  }

  // A finger writes; the picture lies in the form's file field, so that it is sent like any file.
  document.querySelectorAll("canvas[data-pad]").forEach((pad) => {
    const field = document.getElementById(pad.dataset.pad), pen = pad.getContext("2d");
    document.querySelectorAll("[data-without-pad]").forEach((one) => { one.hidden = true; });
    pad.hidden = false;
    let last = null, strokes = 0;
    const clear = () => {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, pad.width, pad.height);
      strokes = 0;
      field.value = "";
    };
    const at = (e) => {
      const room = pad.getBoundingClientRect();
      return [(e.clientX - room.left) * pad.width / room.width, (e.clientY - room.top) * pad.height / room.height];
    };
    pad.addEventListener("pointerdown", (e) => { pad.setPointerCapture(e.pointerId); last = at(e); strokes += 1; e.preventDefault(); });
    pad.addEventListener("pointermove", (e) => {
      if (!last) return;
      const here = at(e);
      Object.assign(pen, { lineWidth: 4, lineCap: "round", lineJoin: "round", strokeStyle: "#111" });
      pen.beginPath();
      pen.moveTo(...last);
      pen.lineTo(...here);
      pen.stroke();
      last = here;
    });
    const lift = () => {
      if (!last) return;
      last = null;
      pad.toBlob((blob) => {
        if (!blob || !strokes) return;
        const held = new DataTransfer();
        held.items.add(new File([blob], "签名.png", { type: "image/png" }));
        field.files = held.files;
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }, "image/png");
    };
    pad.addEventListener("pointerup", lift);
    pad.addEventListener("pointercancel", lift);
    document.querySelectorAll("[data-clear-pad]").forEach((one) => { one.hidden = false; one.addEventListener("click", clear); });
    clear();
  });
})();
