/** When a question is asked; the same rule as shopper/checklists/conditions.py. */

import { compare, fraction } from "./fractions.js";
import { hasValue } from "./shares.js";

/** @import { Answer, Question, Touchpoint } from "./visit.js" */
/** @import { Fraction } from "./fractions.js" */

/**
 * @typedef {object} Condition
 * @property {string} [question]
 * @property {"is"|"is_not"|"any_of"|"at_least"|"at_most"|"answered"} [op]
 * @property {any} [value]
 * @property {Condition[]} [all]
 * @property {Condition[]} [any]
 * @property {Condition} [not]
 */

const NUMERIC = new Set(["rating", "number", "duration"]);
const WITHOUT_VALUE = new Set(["photo", "signature"]);

/**
 * The questions that are asked, given these answers.
 *
 * Questions are looked at in their order, so that one hidden question hides what depends on it,
 * and a condition on a later question is never met.
 *
 * @param {Touchpoint[]} touchpoints
 * @param {Record<string, Answer>} answers
 * @returns {Set<string>}
 */
export function asked(touchpoints, answers) {
  /** @type {Map<string, Question>} */
  const found = new Map();
  for (const touchpoint of touchpoints) {
    for (const question of touchpoint.questions) {
      if (holds(question.condition, answers, found)) found.set(question.id, question);
    }
  }
  return new Set(found.keys());
}

/**
 * Whether a condition is met; no condition always is. Every comparison with a question that is
 * not asked, not answered or set aside is false; `not` turns that round.
 *
 * @param {Condition|null} condition
 * @param {Record<string, Answer>} answers
 * @param {Map<string, Question>} askedSoFar
 * @returns {boolean}
 */
export function holds(condition, answers, askedSoFar) {
  if (condition === null) return true;
  if (condition.all) return condition.all.every((part) => holds(part, answers, askedSoFar));
  if (condition.any) return condition.any.some((part) => holds(part, answers, askedSoFar));
  if (condition.not) return !holds(condition.not, answers, askedSoFar);
  const question = askedSoFar.get(condition.question ?? "");
  const answer = answers[condition.question ?? ""];
  if (!question || answer?.state !== "answered") return false;
  if (!WITHOUT_VALUE.has(question.kind) && !hasValue(answer.value)) return false;
  return compares(question, condition.op ?? "", answer.value, condition.value);
}

/**
 * @param {Question} question
 * @param {string} op
 * @param {any} given
 * @param {any} wanted
 * @returns {boolean}
 */
function compares(question, op, given, wanted) {
  if (op === "answered") return true;
  if (op === "at_least" || op === "at_most") return ordered(question, op, given, wanted);
  /** @type {any[]} */
  const among = op === "any_of" ? wanted : [wanted];
  const each = Array.isArray(given) ? given : [given];
  const isAmong = each.some((one) => among.some((other) => equal(question, one, other)));
  return op === "is_not" ? !isAmong : isAmong;
}

/**
 * Numbers are compared as numbers, so that 4, "4" and "4.0" are equal.
 *
 * @param {Question} question
 * @param {any} given
 * @param {any} wanted
 * @returns {boolean}
 */
function equal(question, given, wanted) {
  if (!NUMERIC.has(question.kind)) return typeof given === "string" && given === wanted;
  const [have, want] = [number(question, given), decimal(wanted)];
  return have !== null && want !== null && compare(have, want) === 0;
}

/**
 * @param {Question} question
 * @param {"at_least"|"at_most"} op
 * @param {any} given
 * @param {any} wanted
 * @returns {boolean}
 */
function ordered(question, op, given, wanted) {
  const [have, want] = [number(question, given), decimal(wanted)];
  if (have === null || want === null) return false;
  return op === "at_least" ? compare(have, want) >= 0 : compare(have, want) <= 0;
}

/** @param {Question} question @param {any} value @returns {Fraction|null} null for every other kind */
function number(question, value) {
  if (!NUMERIC.has(question.kind)) return null;
  return decimal(question.kind === "duration" ? value.seconds : value);
}

/** @param {any} value @returns {Fraction|null} */
function decimal(value) {
  try {
    return fraction(value);
  } catch {
    return null;
  }
}
