/** The review page's conveniences: one moment at a time, keys, canned notes, what is ticked. */

const desk = document.querySelector(".desk");
const moments = [...document.querySelectorAll(".moment")];
const line = document.getElementById("line");
const seen = new Set();

if (desk !== null && moments.length > 0) {
  desk.classList.add("one-at-a-time");
  for (const canned of document.querySelectorAll(".canned")) canned.hidden = false;
  window.addEventListener("hashchange", () => show(chosen()));
  show(firstWithAnError() ?? chosen());
  tellWhatIsTicked();
}

/** The moment that the address names, or that holds the answer it names; without one, the whole visit. */
function chosen() {
  const id = decodeURIComponent(location.hash.slice(1));
  const named = document.getElementById(id)?.closest(".moment");
  return Math.max(0, moments.indexOf(named));
}

/** A note that was refused is shown before anything else. */
function firstWithAnError() {
  const index = moments.findIndex((moment) => moment.querySelector("[aria-invalid]") !== null);
  return index === -1 ? null : index;
}

function current() {
  return Math.max(
    0,
    moments.findIndex((moment) => !moment.hidden),
  );
}

/** Show one moment, and where it is on the line. */
function show(index) {
  moments.forEach((moment, place) => {
    moment.hidden = place !== index;
  });
  const id = moments[index].id;
  seen.add(id);
  for (const link of line.querySelectorAll("[data-stop]")) {
    const stop = link.closest(".stop");
    const here = link.dataset.stop === id;
    stop.classList.toggle("here", here);
    stop.classList.toggle("done", !here && seen.has(link.dataset.stop));
    if (here) {
      link.setAttribute("aria-current", "step");
      keepInSight(link);
    } else link.removeAttribute("aria-current");
  }
  window.scrollTo({ top: 0 });
}

/** Scroll the line itself, never the page. */
function keepInSight(link) {
  if (line.scrollWidth <= line.clientWidth) return;
  const offset = link.getBoundingClientRect().left - line.getBoundingClientRect().left;
  line.scrollLeft += offset - line.clientWidth / 3;
}

/** Go to a moment, by key or by link; the address follows, so that "back" works. */
function go(index) {
  if (index < 0 || index >= moments.length) return;
  show(index);
  location.hash = moments[index].id;
  moments[index].focus({ preventScroll: true });
}

function nextMisery() {
  const after = [...moments.keys()].filter((index) => isMisery(moments[index]));
  const next = after.find((index) => index > current()) ?? after[0];
  if (next !== undefined) go(next);
}

function isMisery(moment) {
  return moment.id !== "whole" && moment.querySelector(".moment-head .verdict.misery") !== null;
}

function openFirstBox() {
  const box = moments[current()].querySelector(".back-box");
  if (!(box instanceof HTMLDetailsElement)) return;
  box.open = true;
  box.querySelector("textarea")?.focus();
}

const KEYS = {
  j: () => go(current() + 1),
  k: () => go(current() - 1),
  0: () => go(0),
  f: nextMisery,
  b: openFirstBox,
  p: () => moments[current()].querySelector("[data-photo]")?.click(),
  "?": () => document.getElementById("shortcuts")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (desk === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  // In a line of text the key would press the form's first button, which sends the visit back.
  if (event.key === "Enter" && target instanceof Element && target.matches("#judging input")) {
    event.preventDefault();
  }
  if (target instanceof Element && target.closest("input, textarea, select, dialog")) return;
  const act = KEYS[event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

/** A canned reason, or a remark, fills the note and ticks the question. */
document.addEventListener("click", (event) => {
  const pill = event.target instanceof Element ? event.target.closest("[data-fills]") : null;
  if (pill === null) return;
  event.preventDefault();
  const note = document.getElementById(pill.dataset.fills);
  const words = pill.dataset.words ?? pill.textContent;
  note.value = note.value.trim() === "" ? words : `${note.value.trim()} ${words}`;
  const moment = moments.indexOf(note.closest(".moment"));
  if (moment !== current()) go(moment);
  note.closest("details").open = true;
  note.dispatchEvent(new Event("input", { bubbles: true }));
  note.focus();
});

/** From a remark to its answer, whichever moment holds it. */
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("[data-answer]") : null;
  if (link === null || desk === null) return;
  event.preventDefault();
  const answer = document.getElementById(`answer-${link.dataset.answer}`);
  go(moments.indexOf(answer.closest(".moment")));
  answer.scrollIntoView({ block: "center" });
  answer.focus({ preventScroll: true });
});

/** Writing a note means that the question goes back; the tick can be taken away again. */
document.addEventListener("input", (event) => {
  const note = event.target;
  if (!(note instanceof HTMLTextAreaElement) || !note.name.startsWith("note-")) return;
  const tick = document.getElementById(note.id.replace("note-", "back-"));
  if (note.value.trim() !== "" && note.dataset.touched !== "yes") tick.checked = true;
  note.dataset.touched = "yes";
  tellWhatIsTicked();
});
document.addEventListener("change", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.name === "back") tellWhatIsTicked();
});

function tellWhatIsTicked() {
  const ticks = document.querySelectorAll("input[name=back]");
  const count = [...ticks].filter((tick) => tick.checked).length;
  for (const tick of ticks) tick.closest("tr").classList.toggle("ticked", tick.checked);
  const told = document.getElementById("chosen");
  if (told === null) return;
  const { none, one, many } = told.dataset;
  told.dataset.count = String(count);
  told.textContent = count === 0 ? none : count === 1 ? one : many.replace("%s", String(count));
  const approve = document.getElementById("approve");
  if (count > 0) approve.dataset.confirms = approve.dataset.confirmsWhenTicked;
  else delete approve.dataset.confirms;
  document.getElementById("send-back").disabled = count === 0;
}
