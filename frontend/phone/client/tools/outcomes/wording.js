/** What became of a visit, in words; the desk says the same of a grade in `earnings/wording.py`. */

import { whenever } from "../../components/wording.js";
import { gettext, interpolate, locale, ngettext } from "../../model/words.js";

/**
 * @typedef {{amount: string, currency: string, note?: string}} Amount
 * @typedef {"on_time"|"complete"|"first_time"|"well_told"|"by_hand"} Code
 * @typedef {{code: Code, weight: number, percent: number, count: number, of: number}} Part
 * @typedef {{question: string, note: string, at: string, redone_at: string|null}} SentBack
 * @typedef {{moment: string, opens_at: string, closes_at: string, is_open: boolean, outcome: string}} FollowThrough
 * @typedef {{question: string, spent: string, limit: string, granted: string, currency: string, reason: string}} GivenBack
 *
 * @typedef {object} Earning
 * @property {string} approved_at
 * @property {number} grade
 * @property {Part[]} parts
 * @property {string} words
 * @property {GivenBack[]} given_back
 * @property {Amount[]} due
 * @property {string} payable_on
 * @property {string|null} paid_on
 *
 * @typedef {object} Outcome
 * @property {string} id
 * @property {string} status
 * @property {string} location
 * @property {string} organization
 * @property {string} time_zone
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {string|null} submitted_at
 * @property {string} cancelled_because
 * @property {SentBack[]} sent_back
 * @property {FollowThrough[]} [follow_through]
 * @property {Amount|null} fee
 * @property {Earning|null} earning
 *
 * @typedef {object} Heard
 * @property {string} user - whose they are: another one on this phone sees nothing of them
 * @property {string} at - by the server's clock
 * @property {Outcome[]} visits
 * @property {boolean} hasMore
 */

/** @param {Outcome} visit */
export function stateWords({ status, submitted_at, follow_through: later = [] }) {
  if (status === "cancelled") return gettext("Cancelled by the office");
  if (later.some((one) => one.is_open)) return gettext("Follow-through is open");
  if (status === "returned") return gettext("Sent back to you");
  if (status === "approved" || status === "published") return gettext("Approved");
  if (status === "in_progress" && submitted_at) return gettext("You are mending it");
  return gettext("Delivered. The office looks at it.");
}

/** How far what was asked after the visit has come. @param {FollowThrough} one @param {string} zone */
export function afterwardsWords({ opens_at, closes_at, is_open, outcome }, zone) {
  const opens = { when: whenever(opens_at, new Date(), zone) };
  if (outcome === "answered") return gettext("Follow-through: answered");
  if (outcome) return gettext("Follow-through: closed without your answer, and not counted");
  if (!is_open) return interpolate(gettext("Follow-through: opens %(when)s"), opens);
  const until = { when: whenever(closes_at, new Date(), zone) };
  return interpolate(gettext("Follow-through: open until %(when)s"), until);
}

/** @param {Part} part */
export const partName = ({ code }) =>
  ({
    on_time: gettext("On time"),
    complete: gettext("Completeness"),
    first_time: gettext("Right the first time"),
    well_told: gettext("Well told"),
    by_hand: gettext("The reviewer's mark"),
  })[code];

/** @param {Part} part */
export function partWhy({ code, count, of }) {
  const words = {
    on_time: count
      ? ngettext(
          "%(n)s minute after the window had closed",
          "%(n)s minutes after the window had closed",
          count,
        )
      : gettext("Within the window"),
    complete: count
      ? ngettext(
          "%(n)s of %(of)s question without what was asked for",
          "%(n)s of %(of)s questions without what was asked for",
          of,
        )
      : gettext("Every question with what was asked for"),
    first_time: count
      ? ngettext("Sent back %(n)s time", "Sent back %(n)s times", count)
      : gettext("Never sent back"),
    well_told: count
      ? ngettext("%(n)s remark passed over", "%(n)s remarks passed over", count)
      : gettext("No remark passed over"),
    by_hand: gettext("%(n)s of %(of)s by the reviewer"),
  }[code];
  return interpolate(words, { n: count, of });
}

/** @param {Part} part */
export const percentWords = ({ percent }) =>
  new Intl.NumberFormat(locale(), { style: "percent" }).format(percent / 100);

/** A day of the calendar, the same wherever the phone is. @param {string} day - such as 2026-12-05 */
export const dayWords = (day) =>
  new Intl.DateTimeFormat(locale(), { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));

/** @param {Earning} earning */
export const paymentWords = ({ payable_on, paid_on }) =>
  paid_on
    ? interpolate(gettext("Paid on %(day)s"), { day: dayWords(paid_on) })
    : interpolate(gettext("To be paid on %(day)s"), { day: dayWords(payable_on) });
