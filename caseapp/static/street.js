// The page for the street: where there is no network nothing is sent into the void, and nothing typed is lost.
"use strict";
(() => {
  const form = document.querySelector("form[data-street]");
  const note = form?.querySelector("[data-lost]");
  if (!form || !note) return;
  const AGAIN = 5000;
  let isReached = false, timer = 0;
  const reach = async () => {
    const answer = await fetch(document.querySelector("link[rel=icon]").href, { method: "HEAD", cache: "no-store" });
    return answer.ok;
  };
  const send = () => {
    isReached = true;
    note.textContent = "";
    form.requestSubmit(form.querySelector("button.btn-primary[type=submit]"));
  };
  const tryAgain = async () => {
    clearTimeout(timer);
    const there = await reach().catch(() => false);
    if (there) { send(); return; }
    note.textContent = "没有连上网络，内容都在本页。请不要关闭本页，连上后自动登记。";
    timer = setTimeout(tryAgain, AGAIN);
  };
  form.addEventListener("submit", (e) => {
    if (isReached) return;
    e.preventDefault();
    e.stopImmediatePropagation();  // nothing was sent, so nothing counts as sent
    tryAgain();
  }, true);
  addEventListener("pageshow", () => { isReached = false; });
})();
