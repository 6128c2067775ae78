/** When a question is asked; the same rule as shopper/checklists/conditions.py. */

import { compare, fraction } from "./fractions.js";

/** @import { Answer, Condition, Touchpoint } from "./visit.js" */

/**
 * The questions that are asked, given these answers.
 *
 * Questions are looked at in their order, so that one hidden question hides what depends on it.
 *
 * @param {Touchpoint[]} touchpoints
 * @param {Record<string, Answer>} answers
 * @returns {Set<string>}
 */
export function asked(touchpoints, answers) {
  const found = new Set();
  for (const touchpoint of touchpoints) {
    for (const question of touchpoint.questions) {
      if (holds(question.condition, answers, found)) found.add(question.id);
    }
  }
  return found;
}

/**
 * @param {Condition|null} condition
 * @param {Record<string, Answer>} answers
 * @param {Set<string>} askedSoFar
 * @returns {boolean}
 */
export function holds(condition, answers, askedSoFar) {
  if (!condition) return true;
  if (condition.all) return condition.all.every((part) => holds(part, answers, askedSoFar));
  if (condition.any) return condition.any.some((part) => holds(part, answers, askedSoFar));
  if (condition.not) return !holds(condition.not, answers, askedSoFar);
  const answer = answers[condition.question ?? ""];
  if (!askedSoFar.has(condition.question ?? "") || answer?.state !== "answered") return false;
  return compares(condition.op ?? "", answer.value, condition.value);
}

/** @param {string} op @param {any} given @param {any} wanted @returns {boolean} */
function compares(op, given, wanted) {
  const ticked = Array.isArray(given) ? given : [given];
  if (op === "answered") return true;
  if (op === "is") return ticked.includes(wanted);
  if (op === "is_not") return !ticked.includes(wanted);
  if (op === "any_of") return ticked.some((value) => wanted.includes(value));
  const [have, want] = [number(given), number(wanted)];
  if (!have || !want) return false;
  return op === "at_least" ? compare(have, want) >= 0 : compare(have, want) <= 0;
}

/** @param {any} value @returns {import("./fractions.js").Fraction|null} */
function number(value) {
  const plain = value && typeof value === "object" ? value.seconds : value;
  try {
    return fraction(plain);
  } catch {
    return null;
  }
}
