/** What answers are worth: the twin of shopper/scoring, held to the same table of cases. */

import { compare, fraction, over, plain, plus, rounded, times, ZERO } from "./fractions.js";
import { hasValue, isScored, share } from "./shares.js";

/** @import { Answer, Question, Touchpoint } from "./visit.js" */
/** @import { Fraction } from "./fractions.js" */

export { hasValue, isScored, share };

/**
 * @typedef {object} Line - one question on the sheet
 * @property {Question} question
 * @property {string} state
 * @property {Fraction|null} share
 * @property {boolean} hasEvidence
 */

const APPLICABLE = new Set(["answered", "could_not_check", "unanswered"]);
const HUNDRED = fraction("100");

/**
 * Everything one visit is worth, with its reasons; the JSON of Score.content.
 *
 * @param {Touchpoint[]} touchpoints
 * @param {Record<string, Answer>} answers
 * @param {Record<string, number>} photoCounts
 * @param {Set<string>} asked
 */
export function score(touchpoints, answers, photoCounts, asked) {
  const judged = touchpoints.map((touchpoint) => judge(touchpoint, answers, photoCounts, asked));
  const controlled = judged.filter(({ sheet }) => sheet.controlled);
  const count = (/** @type {string} */ name) =>
    controlled.filter(({ sheet }) => sheet.verdict === name).length;
  const sum = (/** @type {"answered"|"applicable"} */ part) =>
    judged.reduce((total, { sheet }) => total + sheet.coverage[part], 0);
  return {
    percent: printed(mean(controlled)),
    coverage: { answered: sum("answered"), applicable: sum("applicable") },
    verdicts: { misery: count("misery"), mediocrity: count("mediocrity"), magic: count("magic") },
    uncontrolled_percent: printed(mean(judged.filter(({ sheet }) => !sheet.controlled))),
    touchpoints: judged.map(({ sheet }) => sheet),
  };
}

/** @param {Fraction|null} exact */
const printed = (exact) => (exact ? rounded(exact, 1) : null);

/**
 * @param {{share: Fraction, weight: Fraction}[]} marks
 * @returns {Fraction|null} the weighted mean in percent; null when nothing applied
 */
function percent(marks) {
  let earned = ZERO;
  let total = ZERO;
  for (const mark of marks) {
    earned = plus(earned, times(mark.share, mark.weight));
    total = plus(total, mark.weight);
  }
  return total.n === 0n ? null : over(times(earned, HUNDRED), total);
}

/** @param {{exact: Fraction|null, weight: Fraction}[]} judged */
function mean(judged) {
  return percent(
    judged.flatMap(({ exact, weight }) => (exact ? [{ share: over(exact, HUNDRED), weight }] : [])),
  );
}

/**
 * @param {Touchpoint} touchpoint
 * @param {Record<string, Answer>} answers
 * @param {Record<string, number>} photoCounts
 * @param {Set<string>} asked
 */
function judge(touchpoint, answers, photoCounts, asked) {
  const lines = touchpoint.questions.map((question) =>
    line(question, answers[question.id], photoCounts[question.id] ?? 0, asked.has(question.id)),
  );
  const marked = lines.filter(({ question, share }) => question.role === "standard" && share);
  const exact = percent(
    marked.map(({ question, share }) => ({
      share: share ?? ZERO,
      weight: fraction(question.weight),
    })),
  );
  const why = reasons(touchpoint, lines, exact);
  return {
    exact,
    weight: fraction(touchpoint.weight),
    sheet: sheetOf(touchpoint, lines, exact, why),
  };
}

/**
 * @param {Question} question
 * @param {Answer|undefined} answer
 * @param {number} photos
 * @param {boolean} isAsked
 * @returns {Line}
 */
function line(question, answer, photos, isAsked) {
  const state = stateOf(question, answer, isAsked);
  return {
    question,
    state,
    share: state === "answered" ? share(question, answer?.value) : null,
    hasEvidence: photos > 0 || Boolean(answer?.note?.trim()),
  };
}

/** @param {Question} question @param {Answer|undefined} answer @param {boolean} isAsked */
function stateOf(question, answer, isAsked) {
  if (!isAsked) return "not_asked";
  if (!isScored(question)) return "unscored";
  if (answer?.state === "answered" && !hasValue(answer.value)) return "unanswered";
  return answer ? answer.state : "unanswered";
}

/** @param {Touchpoint} touchpoint @param {Line[]} lines @param {Fraction|null} exact */
function reasons(touchpoint, lines, exact) {
  const ids = (/** @type {(line: Line) => boolean} */ test) =>
    lines.filter(test).map(({ question }) => question.id);
  const observed = (/** @type {Line} */ { question, share }) =>
    question.role === "extra" && share !== null && share.n > 0n;
  const knockOuts = ids(
    ({ question, share }) =>
      question.knock_out && question.role === "standard" && share !== null && share.n === 0n,
  );
  const extras = ids((one) => observed(one) && one.hasEvidence);
  return {
    code: codeOf(touchpoint, exact, knockOuts, extras),
    floor: plain(fraction(touchpoint.floor)),
    magic: plain(fraction(touchpoint.magic)),
    knock_outs: knockOuts,
    extras,
    extras_without_evidence: ids((one) => observed(one) && !one.hasEvidence),
  };
}

/**
 * The verdict goes by the exact percent: 59.95 prints as 60.0 and yet is below a floor of 60.
 *
 * @param {Touchpoint} touchpoint
 * @param {Fraction|null} exact
 * @param {string[]} knockOuts
 * @param {string[]} extras
 */
function codeOf(touchpoint, exact, knockOuts, extras) {
  if (knockOuts.length) return "knock_out";
  if (!exact) return extras.length ? "only_extras" : "nothing";
  if (compare(exact, fraction(touchpoint.floor)) < 0) return "below_floor";
  if (compare(exact, fraction(touchpoint.magic)) < 0) return "below_magic_line";
  return extras.length ? "magic" : "no_extra";
}

/** @type {Record<string, string|null>} */
const VERDICTS = {
  knock_out: "misery",
  below_floor: "misery",
  below_magic_line: "mediocrity",
  no_extra: "mediocrity",
  magic: "magic",
  only_extras: "magic",
  nothing: null,
};

/**
 * @param {Touchpoint} touchpoint
 * @param {Line[]} lines
 * @param {Fraction|null} exact
 * @param {ReturnType<typeof reasons>} why
 */
function sheetOf(touchpoint, lines, exact, why) {
  const standards = lines.filter(({ question }) => question.role === "standard");
  const states = (/** @type {string} */ name) =>
    standards.filter(({ state }) => state === name).length;
  const applicable = standards.filter(({ state }) => APPLICABLE.has(state));
  return {
    id: touchpoint.id,
    name: touchpoint.name,
    controlled: touchpoint.controlled,
    weight: plain(fraction(touchpoint.weight)),
    percent: printed(exact),
    verdict: VERDICTS[why.code],
    coverage: {
      answered: applicable.filter(({ state }) => state === "answered").length,
      applicable: applicable.length,
    },
    counts: {
      not_applicable: states("not_applicable"),
      could_not_check: states("could_not_check"),
      not_asked: states("not_asked"),
      unanswered: states("unanswered"),
    },
    why,
    marks: lines.map(({ question, state, share }) => ({
      question: question.id,
      role: question.role,
      state,
      share: share ? plain(share) : null,
      weight: plain(fraction(question.weight)),
    })),
  };
}
