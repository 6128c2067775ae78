/**
 * Which of two sayings was said in the knowledge of the other, whatever the phones' clocks show.
 *
 * Each saying is given a number greater than any that its phone knew (L. Lamport, "Time, Clocks, and
 * the Ordering of Events in a Distributed System", CACM 21(7), 1978).
 */

/** @import { VisitDocument } from "./visit.js" */

/** @typedef {{clock?: number}} Said - of an older form: without */

/** @param {VisitDocument} draft @returns {number} greater than that of all it says */
export function tick({ answers, feelings, photos }) {
  /** @type {Said[]} */
  const all = [...Object.values(answers), ...Object.values(feelings), ...photos];
  return 1 + all.reduce((most, { clock = 0 }) => Math.max(most, clock), 0);
}

/** @param {Said} mine @param {Said|undefined} theirs @returns {boolean} */
export const isLater = (mine, theirs) => (theirs?.clock ?? 0) > (mine.clock ?? 0);
