// The page for levels of written answers. Students' words come in by textContent only, never as HTML.
"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  let state = null, here = 0, names = null, waiting = null, pending = 0, typing = 0;

  // Asking the program that serves this page -----------------------------------------------------------------

  async function ask(path, value) {
    const how = value === undefined ? {} : {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(value), keepalive: true,
    };
    let reply;
    try {
      reply = await fetch(path, how);
    } catch (error) {
      throw new Error("The program that serves this page does not answer. Start it again: course.py mark --written");
    }
    const content = await reply.json().catch(() => ({}));
    if (!reply.ok) throw new Error(content.why || "The program refused this (" + reply.status + ").");
    return content;
  }

  // Decisions are sent one after the other, so that the last one is the one that stays.
  function save(answer, word) {
    clearTimeout(typing);
    typing = 0;
    const sent = { id: answer.id, level: answer.level, comment: answer.comment };
    pending += 1;
    const before = waiting || Promise.resolve();
    waiting = before.then(() => ask("save", sent)).then((reply) => {
      answer.unsaved = false;
      at("failed").textContent = "";
      at("said").textContent = word + " saved. " + leftWords(reply.left);
      showLeft(reply.left);
    }).catch((error) => {
      answer.unsaved = true;
      at("said").textContent = "";
      at("failed").textContent = "Not saved. " + error.message;
    }).then(() => { pending -= 1; fillExercises(); });
    return waiting;
  }

  // Showing --------------------------------------------------------------------------------------------------

  const answer = () => state.answers[here];
  const leftWords = (n) => (n ? n + (n === 1 ? " answer is" : " answers are") + " left." : "All answers have a level.");

  function showLeft(left) {
    const all = state.answers.length;
    at("left").textContent = all - left + " of " + all + " have a level. " + leftWords(left);
  }

  function fillExercises() {
    const select = at("exercise"), chosen = answer().exercise;
    select.replaceChildren(...Object.entries(state.exercises).map(([id, task]) => {
      const own = state.answers.filter((a) => a.exercise === id);
      const option = document.createElement("option");
      option.value = id;
      option.textContent = task.name + " (" + own.filter((a) => a.level !== null).length + " of " + own.length + ")";
      option.selected = id === chosen;
      return option;
    }));
  }

  function levelRow(level, words) {
    const label = document.createElement("label"), input = document.createElement("input");
    const text = document.createElement("span"), number = document.createElement("strong");
    label.className = "level";
    input.type = "radio";
    input.name = "level";
    input.value = level;
    input.checked = answer().level === level;
    input.addEventListener("change", () => give(level));
    number.textContent = level;
    text.append(number, " ", words);
    label.append(input, text);
    return label;
  }

  function show() {
    const a = answer(), task = state.exercises[a.exercise];
    const own = state.answers.filter((other) => other.exercise === a.exercise);
    at("title").textContent = "Answer " + (own.indexOf(a) + 1) + " of " + own.length + " to " + task.name;
    const who = names ? names[a.id] + ". " : "";
    at("who").textContent = who + a.words + (a.words === 1 ? " word" : " words") + (task.words ? "; " + task.words : "") + ". " + task.lesson;
    at("text").textContent = a.text;
    at("text").scrollTop = 0;
    scrollable();
    at("more").hidden = !a.length;
    at("cut").textContent = "This text has " + a.length.toLocaleString("en-GB") + " characters; you see the beginning.";
    at("whole").href = "answer/" + a.id;
    at("levels").querySelectorAll("label").forEach((row) => row.remove());
    at("levels").append(...task.rubric.map((words, n) => levelRow(n + 1, words)), levelRow(0, "reaches none of these"));
    at("comment").value = a.comment;
    at("previous").disabled = here === 0;
    at("next").disabled = here === state.answers.length - 1;
    at("back").disabled = a.level === null;
    fillExercises();
  }

  // A box that scrolls must be reachable by keyboard; one that does not should be no stop.
  function scrollable() {
    const box = at("text"), needed = box.scrollHeight > box.clientHeight;
    if (needed) { box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", "Text of the answer"); }
    else { box.removeAttribute("tabindex"); box.removeAttribute("role"); box.removeAttribute("aria-label"); }
  }

  // Doing ----------------------------------------------------------------------------------------------------

  function give(level) {
    answer().level = level;
    for (const input of document.getElementsByName("level")) input.checked = Number(input.value) === level && level !== null;
    at("back").disabled = level === null;
    save(answer(), level === null ? "Without a level:" : "Level " + level);
  }

  function keepComment() {
    if (answer().comment === at("comment").value) return;
    answer().comment = at("comment").value;
    save(answer(), "Comment");
  }

  function go(n) {
    keepComment();
    if (n < 0 || n >= state.answers.length) {
      at("said").textContent = n < 0 ? "This is the first answer." : "This is the last answer.";
      return;
    }
    here = n;
    at("said").textContent = "";
    show();
    at("title").focus();
  }

  function goUnread() {
    const count = state.answers.length;
    for (let step = 1; step <= count; step += 1) {
      const n = (here + step) % count;
      if (state.answers[n].level === null) return go(n);
    }
    at("said").textContent = "All answers have a level.";
  }

  async function finish() {
    keepComment();
    await waiting;
    if (state.answers.some((a) => a.unsaved)) return;
    try {
      const reply = await ask("finish", {});
      at("work").hidden = true;
      showLeft(reply.left);
      at("done").textContent = "Marks and feedback are being written; the terminal says when. You can close this page.";
    } catch (error) {
      at("failed").textContent = error.message;
    }
  }

  const KEYS = {
    0: () => give(0), 1: () => give(1), 2: () => give(2), 3: () => give(3), n: () => go(here + 1), p: () => go(here - 1),
    u: goUnread, c: () => at("comment").focus(),
  };

  function key(event) {
    if (event.key === "Escape" && event.target === at("comment")) { keepComment(); at("title").focus(); return; }
    const busy = /^(TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (busy || event.ctrlKey || event.altKey || event.metaKey || event.repeat || !at("keys").checked) return;
    const act = KEYS[event.key.toLowerCase()];
    if (act) { event.preventDefault(); act(); }
  }

  async function showNames() {
    try {
      names = at("names").checked ? await ask("names") : null;
    } catch (error) {
      at("failed").textContent = error.message;
      at("names").checked = false;
    }
    show();
  }

  async function start() {
    try {
      state = await ask("answers");
    } catch (error) {
      at("left").textContent = error.message;
      return;
    }
    const first = state.answers.findIndex((a) => a.level === null);
    here = Math.max(first, 0);
    at("comment").maxLength = state.longest_comment;
    at("work").hidden = false;
    showLeft(state.answers.filter((a) => a.level === null).length);
    show();
    at("previous").addEventListener("click", () => go(here - 1));
    at("next").addEventListener("click", () => go(here + 1));
    at("unread").addEventListener("click", goUnread);
    at("back").addEventListener("click", () => give(null));
    at("finish").addEventListener("click", finish);
    at("names").addEventListener("change", showNames);
    at("exercise").addEventListener("change", () => go(state.answers.findIndex((a) => a.exercise === at("exercise").value)));
    at("comment").addEventListener("blur", keepComment);
    at("comment").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(keepComment, 700); });
    document.addEventListener("keydown", key);
    window.addEventListener("resize", scrollable);
    window.addEventListener("beforeunload", (event) => {
      if (pending || typing || state.answers.some((a) => a.unsaved)) event.preventDefault();
    });
  }

  start();
})();
