/** What a checklist still needs; the same rule as shopper/checklists/completeness.py. */

import { asked } from "./conditions.js";
import { compare, fraction } from "./fractions.js";
import { hasValue, isScored, share } from "./shares.js";

/** @import { Answer, Checklist, Question, Touchpoint, VisitDocument } from "./visit.js" */

/**
 * @typedef {object} Missing - one thing a question still needs
 * @property {string} question
 * @property {string} touchpoint
 * @property {"answer"|"photo"|"note"|"reason"} code
 * @property {number} have - photographs or characters
 * @property {number} need
 */

const HALF = fraction("0.5");

/** @param {Question} question */
const isByPhoto = (question) => question.kind === "photo" || question.kind === "signature";

/**
 * How many photographs each question has; one declared lost counts, it was taken.
 *
 * @param {VisitDocument} document
 * @returns {Record<string, number>}
 */
export function photoCounts(document) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { question } of document.photos) {
    if (question) counts[question] = (counts[question] ?? 0) + 1;
  }
  return counts;
}

/**
 * The checklist as it is asked at a time: moments after the visit only once questions of them are open.
 *
 * @template {Pick<Checklist, "touchpoints">} Asked
 * @param {Asked} checklist
 * @param {Set<string>|null} open
 * @returns {Asked}
 */
export const present = (checklist, open) => ({
  ...checklist,
  touchpoints: checklist.touchpoints.filter(
    ({ follow_through, questions }) => !follow_through || questions.some(({ id }) => open?.has(id)),
  ),
});

/**
 * What the visit still needs before it can be handed in, in the order of the journey.
 *
 * @param {Pick<Checklist, "touchpoints">} checklist - as it is asked at this time
 * @param {VisitDocument} visit
 * @param {Record<string, number>} counts - photographs by question
 * @returns {Missing[]}
 */
export function missing(checklist, visit, counts) {
  const ids = asked(checklist.touchpoints, visit.answers);
  return checklist.touchpoints.flatMap((touchpoint) =>
    touchpoint.questions
      .filter(({ id }) => ids.has(id))
      .flatMap((question) =>
        needs(question, visit.answers[question.id], counts[question.id] ?? 0).map((need) => ({
          question: question.id,
          touchpoint: touchpoint.id,
          ...need,
        })),
      ),
  );
}

/**
 * @param {Question} question
 * @param {Answer|undefined} answer
 * @param {number} photos
 * @returns {{code: Missing["code"], have: number, need: number}[]}
 */
function needs(question, answer, photos) {
  if (answer && isSetAside(question, answer)) {
    const blank = answer.state === "could_not_check" && !answer.reason?.trim();
    return blank ? [{ code: "reason", have: 0, need: 1 }] : [];
  }
  if (isByPhoto(question)) {
    const least = Math.max(1, question.photo.min);
    if (photos >= least || !(question.required || photos)) return [];
    return [{ code: "photo", have: photos, need: least }];
  }
  if (!answer || !isAnswered(question, answer, photos)) {
    return question.required ? [{ code: "answer", have: 0, need: 1 }] : [];
  }
  return evidence(question, answer, photos);
}

/** @param {Question} question @param {Answer} answer @param {number} photos */
function evidence(question, answer, photos) {
  /** @type {{code: Missing["code"], have: number, need: number}[]} */
  const found = [];
  const bad = isBad(question, answer);
  const binds = (/** @type {string} */ rule) =>
    rule === "required" || (rule === "required_when_bad" && bad);
  if (binds(question.photo.rule)) {
    const need = Math.max(1, question.photo.min);
    if (photos < need) found.push({ code: "photo", have: photos, need });
  }
  if (binds(question.note.rule)) {
    const need = Math.max(1, question.note.min);
    const have = [...(answer.note ?? "").trim()].length;
    if (have < need) found.push({ code: "note", have, need });
  }
  return found;
}

/**
 * Whether the question was set aside in a way that it allows.
 *
 * @param {Question} question
 * @param {Answer} answer
 * @returns {boolean}
 */
export function isSetAside(question, answer) {
  if (answer.state === "not_applicable") return question.not_applicable;
  return answer.state === "could_not_check" && question.could_not_check;
}

/**
 * Whether the question has an answer; of a photo or signature, the photograph is it.
 *
 * @param {Question} question
 * @param {Answer|undefined} answer
 * @param {number} photos
 */
export function isAnswered(question, answer, photos) {
  if (isByPhoto(question)) return photos > 0;
  if (answer?.state !== "answered") return false;
  return hasValue(answer.value);
}

/**
 * Whether a standard was answered with less than half of its share. Extras never are bad.
 *
 * @param {Question} question
 * @param {Answer|undefined} answer
 */
export function isBad(question, answer) {
  if (question.role !== "standard" || answer?.state !== "answered") return false;
  if (!isScored(question) || !hasValue(answer.value)) return false;
  return compare(share(question, answer.value), HALF) < 0;
}

/**
 * How far one moment has come. Counts the questions that are asked; `missing` names what it needs.
 *
 * @param {Touchpoint} touchpoint
 * @param {VisitDocument} visit
 * @param {Missing[]} all - what the whole visit still needs
 * @param {Set<string>} ids - the questions that are asked
 */
export function progress(touchpoint, visit, all, ids) {
  const counts = photoCounts(visit);
  const questions = touchpoint.questions.filter(({ id }) => ids.has(id));
  const needed = all.filter((need) => need.touchpoint === touchpoint.id);
  const settled = questions.filter(({ id, ...question }) => {
    const answer = visit.answers[id];
    const aside = answer && answer.state !== "answered";
    return aside || isAnswered({ id, ...question }, answer, counts[id] ?? 0);
  });
  return {
    done: settled.length,
    total: questions.length,
    photos: questions.reduce((sum, { id }) => sum + (counts[id] ?? 0), 0),
    missing: needed,
  };
}
