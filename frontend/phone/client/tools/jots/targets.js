/** Where something that was jotted down can go, and what then stands there. Pure. */

import { asked } from "../../model/conditions.js";

/** @import { VisitRecord } from "../../components/ports.js" */
/** @import { Answer, Feeling, Question, Touchpoint } from "../../model/visit.js" */
/** @import { Jot, Place } from "./jotting.js" */

/**
 * @typedef {object} Target
 * @property {Place} into
 * @property {Touchpoint} touchpoint
 * @property {Question|null} question - null: the remark of the moment
 * @property {(before: any) => any} told - what stands there once the jot is told, of what stood there
 */

const LONGEST_TEXT = 10_000;
const LONGEST_REMARK = 1_000;
const BLANK = { state: "answered", value: null, note: "", reason: "", monotonic_ms: null };

/** @param {string} before @param {string} more */
const joined = (before, more) => [before.trimEnd(), more].filter(Boolean).join("\n");

/** @param {string} before @param {string} more @param {number} most */
const fits = (before, more, most) => [...joined(before, more)].length <= most;

/**
 * @param {VisitRecord} record
 * @param {Jot} jot
 * @param {string} clock - its time, as one writes it at the place
 * @returns {Target[]} in the order of the journey; where the shopper was comes first
 */
export function targetsOf(record, jot, clock) {
  const { checklist, document, open } = record;
  const ids = asked(checklist.touchpoints, document.answers);
  const all = checklist.touchpoints.flatMap((touchpoint) => [
    ...touchpoint.questions
      .filter(({ id }) => ids.has(id) && (open?.has(id) ?? true))
      .flatMap((question) => {
        const told = toldIn(record, question, jot, clock);
        const into = { touchpoint: touchpoint.id, question: question.id };
        return told ? [{ into, touchpoint, question, told }] : [];
      }),
    ...remarkOf(record, touchpoint, jot, clock),
  ]);
  const isNear = (/** @type {Target} */ { touchpoint: { id } }) => id === jot.place?.touchpoint;
  return [...all.filter(isNear), ...all.filter((target) => !isNear(target))];
}

/** @param {VisitRecord} record @param {Touchpoint} touchpoint @param {Jot} jot @param {string} clock @returns {Target[]} */
function remarkOf({ document, open }, touchpoint, jot, clock) {
  const felt = document.feelings[touchpoint.id];
  const text = jot.text || clock;
  if (open || jot.kind === "photo" || !felt || !fits(felt.note, text, LONGEST_REMARK)) return [];
  /** @param {Feeling} before */
  const told = (before) => ({ ...before, note: joined(before.note, text) });
  return [
    { into: { touchpoint: touchpoint.id, question: null }, touchpoint, question: null, told },
  ];
}

/**
 * @param {VisitRecord} record
 * @param {Question} question
 * @param {Jot} jot
 * @param {string} clock
 * @returns {Target["told"]|null} null where it cannot be told
 */
function toldIn({ document }, question, jot, clock) {
  const answer = document.answers[question.id];
  if (jot.kind === "photo")
    return takesPhoto(document.photos, question) ? (before) => before : null;
  if (jot.kind === "time" && question.kind === "time")
    return (before) => ({ ...BLANK, note: before?.note ?? "", value: clock });
  if (jot.kind === "time" && question.kind === "duration") return measured(answer, jot.at);
  return written(question, answer, jot.text || clock);
}

/** @param {VisitRecord["document"]["photos"]} photos @param {Question} question */
function takesPhoto(photos, { id, kind, photo }) {
  const have = photos.filter(({ question }) => question === id).length;
  const isAsked = kind === "photo" || (photo.rule !== "none" && kind !== "signature");
  return isAsked && have < Math.max(photo.max, 1);
}

/** A moment begins a measurement, or ends the one that runs; one that is whole stays. @param {Answer|undefined} answer @param {string} at */
function measured(answer, at) {
  const { from = null, to = null } = answer?.value ?? {};
  if (answer?.value && (to || !from)) return null;
  const seconds = from ? Math.round((Date.parse(at) - Date.parse(from)) / 1000) : -1;
  const value = seconds < 0 ? { seconds: 0, from: at, to: null } : { seconds, from, to: at };
  return (/** @type {Answer|null} */ before) => ({ ...BLANK, note: before?.note ?? "", value });
}

/** A text grows by a line; of another answer, its note does. @param {Question} question @param {Answer|undefined} answer @param {string} text */
function written({ kind, note }, answer, text) {
  const isAnswered = answer?.state === "answered";
  if (kind === "text") {
    const value = (isAnswered && answer.value) || "";
    if (!fits(value, text, LONGEST_TEXT)) return null;
    return (/** @type {Answer|null} */ before) => ({
      ...BLANK,
      note: before?.note ?? "",
      value: joined(value, text),
    });
  }
  if (!isAnswered || note.rule === "none" || !fits(answer.note, text, note.max || LONGEST_REMARK))
    return null;
  return (/** @type {Answer} */ before) => ({ ...before, note: joined(before.note, text) });
}
