/** What a reviewer would object to in a visit; the twin of shopper/coaching/remarks.py. */

import { isAnswered, missing } from "../../model/checklist.js";
import { asked } from "../../model/conditions.js";
import { compare, fraction, ONE, times } from "../../model/fractions.js";
import { hasValue, isScored, share } from "../../model/shares.js";
import { LEXICON } from "./lexicon.js";
import { personIn } from "./people.js";
import { toneOf } from "./tone.js";
import { isAlike, wordsOf } from "./words.js";

/** @import { Fraction } from "../../model/fractions.js" */
/** @import { Answer, Checklist, Coaching, Question, Touchpoint, VisitDocument } from "../../model/visit.js" */

/**
 * @typedef {object} Remark - one thing to mend or to look at again
 * @property {string} question
 * @property {string} touchpoint
 * @property {string} code
 * @property {"required"|"advice"} level
 * @property {number} have - photographs or characters
 * @property {number} need
 * @property {string} about - the person named, or the question that holds the same text
 *
 * @typedef {{code: string, have?: number, need?: number, about?: string}} Found
 */

const { limits } = LEXICON;
const LOWEST = fraction(limits.lowest_share);
const CODES = [
  ...["answer", "photo", "note", "reason", "staff_named", "bad_without_word"],
  ...["praise_of_failed", "complaint_of_passed", "short_text"],
  ...["like_last_visit", "same_text", "far_number"],
];

/**
 * What is required first, then what is advised, each in the order of the journey.
 *
 * @param {Checklist} checklist
 * @param {VisitDocument} visit
 * @param {Record<string, number>} counts - photographs by question
 * @param {Coaching} facts
 * @returns {Remark[]}
 */
export function remarks(checklist, visit, counts, facts) {
  const gaps = missing(checklist, visit, counts);
  const unexplained = new Set(
    gaps.filter(({ code }) => code === "note").map((gap) => gap.question),
  );
  const ids = asked(checklist.touchpoints, visit.answers);
  /** @type {Map<string, Question>} */
  const before = new Map();
  const found = checklist.touchpoints.flatMap((touchpoint) =>
    touchpoint.questions.flatMap((question) => {
      const place = { question: question.id, touchpoint: touchpoint.id };
      const required = gaps
        .filter((gap) => gap.question === question.id)
        .map((gap) => whole(checklist, { ...place, ...gap }, true));
      const answer = visit.answers[question.id];
      if (!answer || !ids.has(question.id)) return required;
      const advised = noticed(checklist, question, answer, before, facts)
        .filter(({ code }) => code !== "bad_without_word" || !unexplained.has(question.id))
        .map((one) => whole(checklist, { ...place, ...one }, false));
      for (const text of textsOf(question, answer)) {
        const words = wordsOf(text).join(" ");
        if (!before.has(words)) before.set(words, question);
      }
      return [...required, ...advised].sort(
        (a, b) => CODES.indexOf(a.code) - CODES.indexOf(b.code),
      );
    }),
  );
  const isRequired = (/** @type {Remark} */ { level }) => level === "required";
  return [...found.filter(isRequired), ...found.filter((remark) => !isRequired(remark))];
}

/**
 * @param {Checklist} checklist
 * @param {Found & {question: string, touchpoint: string}} found
 * @param {boolean} isGap
 * @returns {Remark}
 */
function whole(checklist, found, isGap) {
  const isForbidden = found.code === "staff_named" && checklist.staff_names === "forbidden";
  const level = isGap || isForbidden ? "required" : "advice";
  return { have: 0, need: 0, about: "", ...found, level };
}

/** What was written to describe: the answer if it is a text, and the note. @param {Question} question @param {Answer} answer */
function textsOf({ kind }, { state, value, note }) {
  const isText = kind === "text" && state === "answered";
  const written = [isText ? value : "", note];
  return written.map((text) => (text ?? "").trim()).filter(Boolean);
}

/**
 * @param {Checklist} checklist
 * @param {Question} question
 * @param {Answer} answer
 * @param {Map<string, Question>} before - what was written for the questions before this one
 * @param {Coaching} facts
 * @returns {Found[]}
 */
function noticed(checklist, question, answer, before, facts) {
  const texts = textsOf(question, answer);
  const person = [...texts, (answer.reason ?? "").trim()]
    .map((text) => personIn(text, facts.staff_names))
    .find(Boolean);
  const written = texts.map(wordsOf).filter(({ length }) => length >= limits.same_words);
  const twin = written.map((words) => before.get(words.join(" "))).find(Boolean);
  const checks = [
    person && { code: "staff_named", about: person },
    isBadWithoutWord(question, answer) && { code: "bad_without_word" },
    ...contradiction(checklist, question, answer),
    ...short(question, answer),
    isLikeLast(written, facts.last_texts) && { code: "like_last_visit" },
    twin && { code: "same_text", about: twin.text },
    isFar(question, answer) && { code: "far_number" },
  ];
  return checks.filter((one) => typeof one === "object");
}

/** @param {string[][]} written @param {string[]} last */
function isLikeLast(written, last) {
  const earlier = last.map(wordsOf);
  return written
    .filter(({ length }) => length >= limits.alike_words)
    .some((words) => earlier.some((other) => isAlike(words, other, limits.alike_percent)));
}

/** @param {Question} question @param {Answer} answer @returns {Found[]} */
function short(question, answer) {
  if (question.kind !== "text" || !isAnswered(question, answer, 0)) return [];
  const need = question.text_min ?? limits.text_min;
  const have = [...answer.value.trim()].length;
  return have < need ? [{ code: "short_text", have, need }] : [];
}

/** What a standard has earned; null where it cannot earn, or has no answer. @param {Question} question @param {Answer} answer */
function earned(question, { state, value }) {
  if (question.role !== "standard" || state !== "answered") return null;
  return isScored(question) && hasValue(value) ? share(question, value) : null;
}

/** @param {Fraction|null} part */
const isLowest = (part) => part !== null && compare(part, LOWEST) <= 0;

/** @param {Question} question @param {Answer} answer */
const isBadWithoutWord = (question, answer) =>
  question.note.rule !== "none" && isLowest(earned(question, answer)) && !answer.note?.trim();

/** @param {Checklist} checklist @param {Question} question @param {Answer} answer @returns {Found[]} */
function contradiction(checklist, question, answer) {
  const part = earned(question, answer);
  if (!part) return [];
  const tone = toneOf(answer.note ?? "", checklist.original ?? checklist.language ?? "");
  if (tone === "praise" && isLowest(part)) return [{ code: "praise_of_failed" }];
  const isPassed = tone === "complaint" && compare(part, ONE) === 0;
  return isPassed ? [{ code: "complaint_of_passed" }] : [];
}

/** Whether a number lies beyond many times the last edge of its bands. @param {Question} question @param {Answer} answer */
function isFar(question, answer) {
  const { kind, bands } = question;
  if ((kind !== "number" && kind !== "duration") || !isAnswered(question, answer, 0)) return false;
  const edges = bands.flatMap(({ up_to }) => (up_to === null ? [] : [size(fraction(up_to))]));
  const widest = edges.reduce((a, b) => (compare(a, b) < 0 ? b : a), fraction(0));
  const amount = size(fraction(kind === "duration" ? answer.value.seconds : answer.value));
  return widest.n > 0n && compare(amount, times(widest, fraction(limits.far_times))) > 0;
}

/** @param {Fraction} amount @returns {Fraction} */
const size = ({ n, d }) => ({ n: n < 0n ? -n : n, d });
