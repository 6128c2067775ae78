/** One question: what is asked, what answers it, what sets it aside, and its evidence. */

import { isBad } from "../model/checklist.js";
import { hasValue, isScored, share } from "../model/shares.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useRef, useState } from "../vendor/vendor.js";
import { Amount, Stopwatch } from "./amounts.js";
import { Failure, Icon, messageOf, Notice } from "./basics.js";
import { Photos } from "./evidence.js";
import { INPUTS, Lines } from "./inputs.js";
import { Later } from "./later.js";
import { backWords, money, valueWords } from "./wording.js";

/** @import { Answer, Question as Asked } from "../model/visit.js" */
/** @import { App, Given, VisitRecord } from "./ports.js" */

const CONTROLS = { ...INPUTS, number: Amount, duration: Stopwatch };
/** Answers the phone could not store, kept while the app is open. @type {Map<string, Given|null>} */
const unsaved = new Map();
const BLANK = { state: "answered", value: null, note: "", reason: "" };

/**
 * The answer as it stands on the screen: at once what was tapped, then what the phone has stored.
 * What could not be stored stays visible, with the reason.
 *
 * @param {App} app
 * @param {VisitRecord} record
 * @param {Asked} question
 */
function useAnswer(app, record, question) {
  const stored = record.document.answers[question.id] ?? null;
  const key = `${record.id}/${question.id}`;
  const [draft, setDraft] = useState(() => unsaved.get(key));
  const [failure, setFailure] = useState(unsaved.has(key) ? gettext("This is not saved yet.") : "");
  const [cleared, setCleared] = useState(/** @type {Given|null} */ (null));
  const answer = draft === undefined ? stored : draft;
  const latest = useRef({ turn: 0, answer });
  latest.current.answer = answer;
  const store = async (/** @type {Given|null} */ next) => {
    const turn = ++latest.current.turn;
    latest.current.answer = /** @type {any} */ (next);
    setDraft(next);
    setFailure("");
    try {
      await app.actions.answer(record.id, question.id, next);
      if (turn !== latest.current.turn) return;
      unsaved.delete(key);
      setDraft(undefined);
    } catch (refusal) {
      if (turn !== latest.current.turn) return;
      unsaved.set(key, next);
      setFailure(messageOf(refusal));
    }
  };
  const put = (/** @type {Partial<Given>} */ change) => {
    const { state, value, note, reason } = { ...BLANK, ...latest.current.answer, ...change };
    setCleared(null);
    return store(/** @type {Given} */ ({ state, value, note, reason }));
  };
  const clear = () => {
    const { state, value, note, reason } = { ...BLANK, ...latest.current.answer };
    setCleared(/** @type {Given} */ ({ state, value, note, reason }));
    return store(null);
  };
  return { answer, put, clear, cleared, failure, again: () => store(latest.current.answer) };
}

/**
 * @param {{app: App, record: VisitRecord, question: Asked & {expense?: any}, level: "h1"|"h2"|"h3"}} props
 */
export function Question({ app, record, question, level }) {
  const id = `q-${question.id}`;
  const isOpen = record.editable && (!record.open || record.open.has(question.id));
  const sentBack = record.item.returned.find((one) => one.question === question.id);
  const lang = record.checklist.language;
  return html`<section class="question" aria-labelledby=${id} lang=${lang}>
    <${level} class="q" id=${id} tabindex="-1" dir="auto" lang=${question.langs?.text}>${question.text}<//>
    ${question.help && html`<p class="meta" dir="auto" lang=${question.langs?.help}>${question.help}</p>`}
    ${question.expense && html`<p class="meta">${interpolate(gettext("Given back up to %(sum)s"), { sum: money(question.expense) })}</p>`}
    ${question.example && html`<${Later} tool="enclosed" silent pictures=${[question.example]} asLink />`}
    ${
      sentBack &&
      html`<${Notice} icon="undo"><p dir="auto">
      <b>${backWords(sentBack)}</b></p><//>`
    }
    ${
      isOpen
        ? html`<${Answering} app=${app} record=${record} question=${question} labelledby=${id} />`
        : html`<${Answered} app=${app} record=${record} question=${question} />`
    }
  </section>`;
}

/** @param {{app: App, record: VisitRecord, question: Asked, labelledby: string}} props */
function Answering({ app, record, question, labelledby }) {
  const { answer, put, clear, cleared, failure, again } = useAnswer(app, record, question);
  const Control = /** @type {Record<string, any>} */ (CONTROLS)[question.kind];
  const value = answer?.state === "answered" ? answer.value : null;
  const onValue = (/** @type {any} */ next) =>
    next === null ? clear() : put({ state: "answered", value: next, reason: "" });
  const aside = answer && answer.state !== "answered";
  const by = { app, record, question, answer };
  return html`
    ${
      Control &&
      html`<${Control} question=${question} value=${value} onValue=${onValue}
      labelledby=${labelledby} place=${record.item.location} />`
    }
    ${question.kind === "signature" && !aside && html`<${Later} tool="signature" ...${by} />`}
    <${Aside} question=${question} answer=${answer} put=${put} clear=${clear} cleared=${cleared} />
    <${Failure} text=${failure}>
      <button type="button" class="link" onClick=${again}>${gettext("Save it again")}</button><//>
    ${!aside && question.kind !== "signature" && html`<${Photos} ...${by} />`}
    ${
      !aside &&
      (answer || !Control) &&
      html`<${Note} question=${question} answer=${answer} put=${put}
      hasPhotos=${record.document.photos.some((photo) => photo.question === question.id)} />`
    }`;
}

/**
 * Does not apply, could not check, and clearing with a way back.
 *
 * @param {{question: Asked, answer: Answer|Given|null, put: (change: any) => any, clear: () => any, cleared: Given|null}} props
 */
function Aside({ question, answer, put, clear, cleared }) {
  const aside = (/** @type {Given["state"]} */ state, /** @type {string} */ label) => {
    const on = answer?.state === state;
    const toggle = () => (on ? clear() : put({ state, value: null, reason: "" }));
    return html`<button type="button" class="link" aria-pressed=${on} onClick=${toggle}>${label}</button>`;
  };
  return html`<div class="links">
      ${question.not_applicable && aside("not_applicable", gettext("Does not apply"))}
      ${question.could_not_check && aside("could_not_check", gettext("Could not check"))}
      ${
        answer?.state === "answered" &&
        answer.value !== null &&
        html`<button type="button" class="round clear" onClick=${clear}
          aria-label=${gettext("Clear the answer")}><${Icon} name="x" /></button>`
      }
      <span role="status" class="undo">${
        cleared &&
        html`<span>${gettext("Cleared.")}</span>
        <button type="button" class="link" onClick=${() => put(cleared)}>${gettext("Undo")}</button>`
      }</span>
    </div>
    ${
      answer?.state === "could_not_check" &&
      html`<${Lines} label=${gettext("Why could it not be checked?")}
      value=${answer.reason} most=${500} hint=${answer.reason.trim() ? "" : gettext("A reason is needed.")}
      onText=${(/** @type {string} */ reason) => put({ reason })} />`
    }`;
}

/**
 * @param {{question: Asked, answer: any, put: (change: any) => any, hasPhotos: boolean}} props
 */
function Note({ question, answer, put, hasPhotos }) {
  const [open, setOpen] = useState(false);
  const { rule, min, max } = question.note;
  const note = answer?.note ?? "";
  const due = rule === "required" || (rule === "required_when_bad" && isBad(question, answer));
  if (rule === "none" && !note) return null;
  const unproven = isSeen(question, answer) && !note.trim() && !hasPhotos;
  if (!due && !note && !open && !unproven) {
    return html`<button type="button" class="link" onClick=${() => setOpen(true)}>
      ${gettext("Add a note")}</button>`;
  }
  return html`<${Lines} label=${gettext("Note")} value=${note} most=${max || undefined}
    least=${due ? Math.max(1, min) : 0} hint=${noteHint(due, min, note, unproven)}
    onText=${(/** @type {string} */ text) => put({ note: text })} />`;
}

/** @param {boolean} due @param {number} min @param {string} note @param {boolean} unproven */
function noteHint(due, min, note, unproven) {
  if (unproven) return gettext("Seen something special? It counts with a note or a photo.");
  if (!due || [...note.trim()].length >= Math.max(1, min)) return "";
  if (min <= 1) return gettext("A note is needed.");
  return interpolate(gettext("At least %(min)s characters: what did you see?"), { min });
}

/** Whether an extra was observed at all. @param {Asked} question @param {any} answer */
function isSeen(question, answer) {
  if (question.role !== "extra" || answer?.state !== "answered" || !hasValue(answer.value))
    return false;
  return isScored(question) && share(question, answer.value).n > 0n;
}

/** What was answered, when it can no longer change. @param {{app: App, record: VisitRecord, question: Asked}} props */
function Answered({ app, record, question }) {
  const answer = record.document.answers[question.id];
  const words = {
    answered: answer && valueWords(question, answer.value),
    not_applicable: gettext("Does not apply"),
    could_not_check: gettext("Could not check"),
  };
  const photos = record.document.photos.some((photo) => photo.question === question.id);
  const said = answer ? words[answer.state] : photos ? "" : gettext("No answer");
  return html`${said && html`<p class="said" dir="auto">${said}</p>`}
    ${answer?.reason && html`<p class="prose" dir="auto">${answer.reason}</p>`}
    ${answer?.note && html`<p class="prose" dir="auto">${answer.note}</p>`}
    <${Photos} app=${app} record=${record} question=${question} answer=${answer} closed />`;
}
