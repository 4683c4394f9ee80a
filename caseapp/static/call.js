// The page of a call: keys for the matter, a sealed draft every few seconds, what rings, hints beside the words.
"use strict";
(() => {
  const form = document.getElementById("call");
  if (!form) return;
  const field = (name) => form.elements[name];
  const matters = [...form.querySelectorAll("input[name=matter]")];
  const matter = () => matters.find((one) => one.checked)?.value ?? "report";
  const note = form.querySelector("[data-kept]");
  const JSON_ONLY = { Accept: "application/json" };
  const quiet = () => {};

  // Alt+1 to Alt+5 change the matter from anywhere, 1 to 5 while the matters have the focus; Alt+0: the line broke.
  const isAsked = (box) => box.classList.contains(`of-${matter()}`) || box.classList.contains("is-filled");
  const showMatter = () => {
    form.querySelectorAll(".ask").forEach((box) => {
      const said = box.querySelector(`.say.of-${matter()}`);
      box.querySelectorAll("input,select,textarea").forEach((one) => {
        if (said) one.setAttribute("aria-describedby", said.id);
      });
    });
    if (document.activeElement?.closest?.(".ask") && document.activeElement.offsetParent === null) field("content").focus();
    showNotAsked();
  };
  const choose = (number) => {
    const wanted = matters[number - 1];
    if (!wanted) return;
    wanted.checked = true;
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
    wanted.dispatchEvent(new Event("input", { bubbles: true }));
  };
  document.addEventListener("keydown", (e) => {
    const digit = /^Digit([1-5])$/.exec(e.code)?.[1] ?? /^Numpad([1-5])$/.exec(e.code)?.[1];
    const onMatter = e.target.name === "matter" && !e.ctrlKey && !e.metaKey;
    if (digit && (e.altKey || onMatter)) {
      e.preventDefault();
      choose(Number(digit));
      if (onMatter) matters[digit - 1].focus();
    } else if (e.altKey && /^(Digit|Numpad)0$/.test(e.code)) {
      e.preventDefault();
      field("cut").click();
    } else if (e.altKey && e.code === "KeyK" && document.getElementById("know-q")) {
      e.preventDefault();
      document.getElementById("know-q").focus();
    }
  });
  form.addEventListener("change", (e) => { if (e.target.name === "matter") showMatter(); });
  // Enter in a line would press the first button of the page; registering asks for Ctrl.
  form.addEventListener("keydown", (e) => {
    if (e.key === "Enter" && !e.ctrlKey && !e.metaKey && e.target.matches("input:not([type=checkbox],[type=radio])")) e.preventDefault();
  });
  // Ctrl+Shift+Enter keeps the ticket at the desk, to be split or dispatched by hand; both work
  // where nothing has the focus, too, as after a click beside the fields.
  document.addEventListener("keydown", (e) => {
    const nowhere = e.target === document.body;
    if (!(e.ctrlKey && e.key === "Enter") || !(nowhere || (e.shiftKey && form.contains(e.target)))) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    form.requestSubmit(form.querySelector(e.shiftKey ? "button[name=keep]" : "button.btn-primary[type=submit]"));
  }, true);

  // What is typed for one matter stays in sight when another is chosen.
  const markFilled = (box) => {
    const filled = [...box.querySelectorAll("input,select,textarea")].some((one) => (one.type === "checkbox" ? one.checked : one.value.trim() !== ""));
    box.classList.toggle("is-filled", filled);
  };
  form.addEventListener("input", (e) => {
    const box = e.target.closest(".ask, .for-order");
    if (box) markFilled(box);
    showNotAsked();
  });
  const notAsked = document.getElementById("not-asked");
  const showNotAsked = () => {
    const open = [...form.querySelectorAll("[data-needed]")].filter((box) => box.dataset.needed.split(" ").includes(matter()) && !box.classList.contains("is-filled"));
    notAsked.textContent = open.length ? `还没问到 ${open.length} 项：${open.map((box) => box.dataset.name).join("、")}。不问也能登记。` : "必问的都问到了。";
  };

  // The room of the words is told before anything is lost: nothing is ever cut off.
  const content = field("content");
  const left = document.getElementById("content-left");
  const most = Number(content.dataset.most);
  const NEAR = 0.75;
  const showLeft = () => {
    const length = [...content.value].length;
    const over = length - most;
    left.textContent = over > 0 ? `超出 ${over} 个字，缩短后才能登记；现在的内容都还在。` : length > most * NEAR ? `还可以写 ${-over} 个字。` : `最多 ${most} 个字。`;
    left.classList.toggle("field-error", over > 0);
  };
  content.addEventListener("input", showLeft);

  // The draft: sealed on the server every few seconds, so that neither a crash nor a lost session loses it.
  const SAVE_AFTER = 3000;
  const NOT_TYPED = new Set(["csrf_token", "idem", "version"]);
  const mark = () => JSON.stringify([...new FormData(form)].filter(([name]) => !NOT_TYPED.has(name)));
  let known = mark(), timer = 0, underWay = null;
  const renew = async () => {
    // After signing in again in another window, this page takes over the token of the new session.
    const answer = await fetch(form.action, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const token = page.querySelector("#call [name=csrf_token]")?.value;
    if (!token) return false;
    document.querySelectorAll("[name=csrf_token]").forEach((one) => { one.value = token; });
    return true;
  };
  const tell = (words) => { if (note && !form.dataset.sent) note.textContent = words; };
  const keep = async (again = true) => {
    timer = 0;
    const now = mark();
    if (now === known || form.dataset.sent) return;
    underWay = new AbortController();
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), signal: underWay.signal, headers: JSON_ONLY });
    if (answer.ok) {
      known = now;
      const { kept_at } = await answer.json();
      if (kept_at) tell(`草稿已加密保存 ${kept_at}`);
    } else if (answer.status === 400 || answer.status === 401) {
      if (again && (await renew())) return keep(false);
      tell("登录已失效，最近几秒的内容还在本页。请在另一窗口重新登录，本页会接着保存。");
      saveSoon();
    } else {
      const told = await answer.json().catch(() => ({}));
      tell(told.why || "草稿未能自动保存，请尽快登记。");
    }
  };
  const keepSafely = () => keep().catch(() => { tell("草稿未能自动保存，将再试。"); saveSoon(); });
  const saveSoon = () => { timer = timer || setTimeout(keepSafely, SAVE_AFTER); };
  form.addEventListener("input", saveSoon);
  document.addEventListener("visibilitychange", () => { if (document.hidden) keepSafely(); });
  form.addEventListener("submit", () => { clearTimeout(timer); underWay?.abort(); });

  const set = (name, value) => {
    field(name).value = value;
    field(name).dispatchEvent(new Event("input", { bubbles: true }));
  };

  // The telephone: the number appears in an empty field, the times come from the line itself.
  const line = document.getElementById("ringing");
  const missed = document.querySelector("[data-missed]");
  const WORDS = { ringing: "来电", answered: "通话中", ended: "已挂断" };
  const POLL = 2000;
  const showCall = (call) => {
    const mine = call && String(call.id) === field("phone_call").value;
    if (!call || (!mine && call.state === "ended")) { line.hidden = true; return; }
    const taken = field("phone_call").value !== "" && !mine;
    line.textContent = taken ? `另有来电 ${call.number}，本页登记后再接。` : `${WORDS[call.state]} ${call.number || "没有号码"}${call.state === "ringing" ? "，请接听" : ""}`;
    line.hidden = false;
    if (taken) return;
    const typed = field("caller_phone").value.trim();
    if (!mine && typed && typed !== call.number) return;
    if (!mine) set("phone_call", call.id);
    if (!typed && call.number) set("caller_phone", call.number);
    if (call.state !== "ringing" && call.began_at && line.dataset.began !== call.began_at) {
      line.dataset.began = call.began_at;
      set("began_at", call.began_at);
    }
    if (call.ended_at && !field("ended_at").value) set("ended_at", call.ended_at);
  };
  const poll = async () => {
    const answer = await fetch(form.dataset.phone, { headers: JSON_ONLY });
    if (!answer.ok) return;
    const told = await answer.json();
    if (missed) missed.textContent = told.missed;
    showCall(told.call);
  };
  if (form.dataset.phone) {
    const again = () => poll().catch(quiet).finally(() => setTimeout(again, POLL));
    again();
  }

  // Hints: whatever this office knows beside what is typed; without an answer the page is as before.
  const HINTED = ["csrf_token", "content", "patent_as_printed", "respondent", "respondent_code", "place", "platform_link", "product", "caller_phone", "alike_same", "alike_different", "right_kind", "area", "received_on", "q_special"];
  const hints = document.getElementById("hints");
  const element = (tag, words, kind = "") => Object.assign(document.createElement(tag), { textContent: words, className: kind });
  const judge = (name, id) => {
    set(name, [...field(name).value.split(",").filter(Boolean), id].join(","));
    hint().catch(quiet);
  };
  const verdict = (words, name, one) => {
    const button = element("button", words, "btn btn-sm btn-outline-secondary");
    button.type = "button";
    button.setAttribute("aria-label", `${one.number} ${words}`);
    button.addEventListener("click", () => judge(name, one.ticket_id));
    return button;
  };
  const likely = (one) => {
    const box = element("div", "", "likely");
    const link = element("a", one.number);
    link.href = one.url;
    link.target = "_blank";
    const first = element("p", "");
    first.append(link, ` ${one.state ?? ""} ${one.words ?? ""}`);
    box.append(first, element("p", one.why, "help"), verdict("同一件事", "alike_same", one), " ", verdict("不是同一件", "alike_different", one));
    return box;
  };
  const reached = () => [...hints.querySelectorAll("a,button")];
  const named = (one) => one.getAttribute("aria-label") ?? one.textContent;
  const drawHints = (told) => {
    const parts = (told.warnings ?? []).map((words) => element("p", words, "notice notice-warn"));
    (told.numbers ?? []).filter((one) => one.url).forEach((one) => {
      const named = element("a", one.normal);
      named.href = one.url;
      named.target = "_blank";
      const line = element("p", "内容中提到工单 ");
      line.append(named);
      parts.push(line);
    });
    const rows = told.likely ?? [];
    const compared = field("alike_same").value.split(",").filter(Boolean).length;
    if (rows.length || compared) parts.push(element("h2", "可能是同一件事"));
    if (rows.length) parts.push(element("p", `列出 ${told.n} 件，共 ${told.m} 件`, "count-line"));
    if (compared) parts.push(element("p", `已认定与 ${compared} 件工单是同一件事，登记后列在“相像的工单”里。`, "help"));
    parts.push(...rows.map(likely));
    const had = hints.contains(document.activeElement) ? document.activeElement : null;
    const place = had ? reached().indexOf(had) : 0;
    hints.replaceChildren(...parts);
    hints.hidden = parts.length === 0;
    // Drawn anew, or its row judged: the keys stay in the list, or go back to the words.
    const now = reached();
    if (had) (now.find((one) => named(one) === named(had)) ?? now[Math.min(place, now.length - 1)] ?? content).focus();
  };
  // Earlier contacts come with the hints: the look for a number stands in the trail once a call.
  const LEAST_DIGITS = 7;
  const contacts = document.getElementById("contacts");
  const contact = (one) => {
    const row = element("li", "");
    const link = element("a", one.number);
    link.href = one.url;
    link.target = "_blank";
    row.append(link, ` ${one.received_on} ${one.words} `, element("span", one.state, "state"));
    return row;
  };
  const drawContacts = (rows) => {
    if (rows.length === 0) {
      const digits = field("caller_phone").value.replace(/\D/g, "").length;
      if (digits >= LEAST_DIGITS) contacts.replaceChildren(element("p", "此号码没有以往联系。", "empty"));
      return;
    }
    const list = element("ul", "");
    list.append(...rows.map(contact));
    contacts.replaceChildren(list);
  };
  // Who gets it by the routing table stands on the button before it is pressed.
  const goesTo = document.getElementById("goes-to");
  const contentChips = document.getElementById("content-chips");
  let turn = 0;
  const hint = async () => {
    const mine = ++turn;
    const body = new FormData();
    HINTED.forEach((name) => body.set(name, field(name)?.value ?? ""));
    body.set("mark", field("draft_mark").value);
    body.set("matter", matter());
    const answer = await fetch(form.dataset.hints, { method: "POST", body, headers: JSON_ONLY });
    if (!answer.ok || mine !== turn) return;
    const told = await answer.json();
    drawHints(told);
    drawContacts(told.contacts);
    goesTo.textContent = told.route?.name ? `：${told.route.name}` : "";
    goesTo.parentElement.title = told.route?.sentence ?? "";
    const each = [...new Map(told.numbers.map((one) => [one.normal, one])).values()];
    contentChips.replaceChildren(...each.map((one) => element("li", one.words, `chip ${one.valid ? "good" : "bad"}`)));
  };
  const HINT_AFTER = 700;
  let hinting = 0;
  if (hints && form.dataset.hints) {
    const soon = () => { clearTimeout(hinting); hinting = setTimeout(() => hint().catch(quiet), HINT_AFTER); };
    form.addEventListener("input", (e) => { if (HINTED.includes(e.target.name) || e.target.name === "matter") soon(); });
    if (content.value || field("caller_phone").value) soon();
  }

  // The office's answers: looked for by the words typed, put into the answer by one key.
  const asked = document.getElementById("know-q");
  const answers = document.getElementById("know-found");
  const told = field("told");
  const insert = (one) => {
    if (matter() !== "advice") choose(3);
    set("told", [told.value.trim(), `${one.answer}（依据：${one.source}）`].filter(Boolean).join("\n"));
    told.focus();
  };
  let offered = [];
  const answerShown = (one) => {
    const box = element("details", "", "known");
    const button = element("button", "插入当场答复", "btn btn-sm btn-outline-secondary");
    button.type = "button";
    button.setAttribute("aria-label", `${one.title}：插入当场答复`);
    button.addEventListener("click", () => insert(one));
    box.append(element("summary", one.title), element("p", one.answer), element("p", `依据：${one.source}；${one.valid}`, "help"), button);
    return box;
  };
  const LONGEST_QUERY = 100;
  const learn = async () => {
    const words = (asked.value.trim() || content.value.trim()).slice(0, LONGEST_QUERY);
    if (!words) { offered = []; answers.replaceChildren(); return; }
    const answer = await fetch(`${form.dataset.knowledge}?${new URLSearchParams({ q: words, matter: matter(), right: field("right_kind").value })}`, { headers: JSON_ONLY });
    if (!answer.ok) return;
    const found = await answer.json();
    offered = found.items;
    const parts = [element("p", found.m ? `列出 ${found.n} 条，共 ${found.m} 条；回车插入第一条` : "没有找到可以答复的知识。", "count-line"), ...offered.map(answerShown)];
    if (found.kept_back?.length) parts.push(element("p", `另有 ${found.kept_back.length} 条今天不能用：${found.kept_back.map((one) => `${one.title}（${one.why}）`).join("、")}`, "help"));
    answers.replaceChildren(...parts);
  };
  let learning = 0;
  if (asked && form.dataset.knowledge) {
    const soon = () => { clearTimeout(learning); learning = setTimeout(() => learn().catch(quiet), HINT_AFTER); };
    asked.addEventListener("input", soon);
    asked.addEventListener("focus", () => learn().catch(quiet));
    asked.addEventListener("keydown", (e) => {
      if (e.key !== "Enter" || e.ctrlKey) return;
      e.preventDefault();  // a search does not register the call
      if (offered.length) insert(offered[0]);
    });
  }

  showMatter();
  showLeft();
})();
