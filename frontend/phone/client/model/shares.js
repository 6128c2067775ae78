/** One answer to the share of its question earned, from 0 to 1; the twin of shopper/scoring/shares.py. */

import { compare, fraction, held, ONE, over, plus, ZERO } from "./fractions.js";

/** @import { Question } from "./visit.js" */
/** @import { Fraction } from "./fractions.js" */

const UNSCORED = new Set(["text", "photo", "time", "signature"]);

/**
 * Whether an answer can earn or cost anything.
 *
 * A note cannot, nor a number without bands, nor options of which none is worth more than nothing.
 *
 * @param {Question} question
 * @returns {boolean}
 */
export function isScored(question) {
  if (question.role === "note" || UNSCORED.has(question.kind)) return false;
  if (["choice", "several"].includes(question.kind)) {
    return question.options.some(({ points }) => fraction(points).n > 0n);
  }
  if (question.kind === "rating") return (question.steps ?? 0) > 1;
  return question.kind === "yes_no" || question.bands.length > 0;
}

/**
 * Whether there is a value at all.
 *
 * Several choices with none ticked are a value. A stopwatch that was started and not stopped has
 * none yet: its seconds stand at 0, and would earn what the fastest service earns.
 *
 * @param {any} value
 * @returns {boolean}
 */
export function hasValue(value) {
  if (typeof value === "string") return value.trim() !== "";
  if (value === null || value === undefined) return false;
  if (typeof value !== "object" || Array.isArray(value)) return true;
  const isRunning = (value.from ?? null) !== null && (value.to ?? null) === null;
  return (value.seconds ?? null) !== null && !isRunning;
}

/**
 * The share of a scored question that this value earns, exactly.
 *
 * @param {Question} question
 * @param {any} value - one the question can have; any other is a RangeError
 * @returns {Fraction}
 */
export function share(question, value) {
  switch (question.kind) {
    case "yes_no":
      if (value !== "yes" && value !== "no") throw new RangeError(`neither yes nor no: ${value}`);
      return value === question.good ? ONE : ZERO;
    case "choice":
      return choice(question, value);
    case "several":
      return several(question, value);
    case "rating":
      return rating(question.steps ?? 2, value);
    case "duration":
      return banded(question, fraction(value.seconds));
    default:
      return banded(question, fraction(value));
  }
}

/** @param {Question} question @param {string} value */
function choice(question, value) {
  const points = question.options.map((option) => fraction(option.points));
  const best = points.reduce((a, b) => (compare(a, b) < 0 ? b : a));
  const place = question.options.findIndex((option) => option.key === value);
  if (place < 0) throw new RangeError(`not an option: ${value}`);
  return held(over(points[place], best));
}

/** @param {Question} question @param {string[]} value */
function several(question, value) {
  const keys = question.options.map(({ key }) => key);
  if (!Array.isArray(value) || !value.every((key) => keys.includes(key))) {
    throw new RangeError(`not all are options: ${value}`);
  }
  let earned = ZERO;
  let positive = ZERO;
  for (const option of question.options) {
    const points = fraction(option.points);
    if (points.n > 0n) positive = plus(positive, points);
    if (value.includes(option.key)) earned = plus(earned, points);
  }
  return held(over(earned, positive));
}

/** @param {number} steps @param {number} value */
function rating(steps, value) {
  if (!Number.isInteger(value) || value < 1 || value > steps) {
    throw new RangeError(`not between 1 and ${steps}: ${value}`);
  }
  return over(fraction(value - 1), fraction(steps - 1));
}

/** The first band that holds the amount, its upper edge included; beyond the last one nothing.
 *
 * @param {Question} question
 * @param {Fraction} amount
 */
function banded(question, amount) {
  const band = question.bands.find(
    ({ up_to }) => up_to === null || compare(amount, fraction(up_to)) <= 0,
  );
  return band ? held(fraction(band.share)) : ZERO;
}
