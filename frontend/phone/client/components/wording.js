/** How dates, amounts and states read; pure, so that every screen says them the same way. */

import { apart, gettext, interpolate, locale, ngettext } from "../model/words.js";

/** @import { Answer, Question, Returned } from "../model/visit.js" */
/** @import { Missing } from "../model/checklist.js" */
/** @import { Delivery, Fee, Place, VisitItem } from "./ports.js" */

/** @typedef {string|number|Date} Moment */
/** @typedef {Omit<Missing, "code"> & {code: Missing["code"]|"running"|"lost"}} Need */

/** @type {Map<string, Intl.DateTimeFormat>} */
const writers = new Map();

/**
 * A browser takes its time to learn a way of writing dates, so each is learnt once.
 *
 * @param {string} language
 * @param {string|undefined} zone - the phone's own where there is none, which may change on a journey
 * @param {Intl.DateTimeFormatOptions} shape
 */
function writer(language, zone, shape) {
  const place = zone ?? new Date().getTimezoneOffset();
  const key = JSON.stringify([language, place, shape]);
  const found = writers.get(key) ?? new Intl.DateTimeFormat(language, { timeZone: zone, ...shape });
  writers.set(key, found);
  return found;
}

/** @param {Moment} at @param {string|undefined} zone @param {Intl.DateTimeFormatOptions} shape */
const say = (at, zone, shape) => writer(locale(), zone, shape).format(new Date(at));

/** @type {Intl.DateTimeFormatOptions} */
const CLOCK = { hour: "2-digit", minute: "2-digit" };
/** @type {Intl.DateTimeFormatOptions} */
const DAY = { weekday: "short", day: "numeric", month: "short" };

/** @param {Moment} at @param {string} [zone] */
export const clock = (at, zone) => say(at, zone, CLOCK);

/** @param {Moment} at @param {string} [zone] */
export const longDay = (at, zone) =>
  say(at, zone, { weekday: "long", day: "numeric", month: "long" });

/** @param {Moment} at @param {string} [zone] */
export const shortDay = (at, zone) => say(at, zone, DAY);

const NEAR_MS = 6 * 86_400_000;

/** The weekday alone where that is enough. @param {Moment} at @param {Moment} now @param {string} [zone] */
export const nearDay = (at, now, zone) =>
  Math.abs(new Date(at).getTime() - new Date(now).getTime()) < NEAR_MS
    ? say(at, zone, { weekday: "short" })
    : shortDay(at, zone);

/** @param {Moment} at @param {string} [zone] */
const dateKey = (at, zone) => writer("en-CA", zone, { dateStyle: "short" }).format(new Date(at));

/** @param {Moment} a @param {Moment} b @param {string} [zone] */
export const isSameDay = (a, b, zone) => dateKey(a, zone) === dateKey(b, zone);

/** @param {Moment} at @param {Moment} now @param {string} [zone] */
export const whenever = (at, now, zone) =>
  isSameDay(at, now, zone) ? clock(at, zone) : `${shortDay(at, zone)}, ${clock(at, zone)}`;

/** @param {Moment} at @param {string} [zone] */
const offset = (at, zone) => say(at, zone, { ...CLOCK, day: "numeric" });

/**
 * The window of a visit on the clocks of its place; names the zone where the phone's clock differs.
 *
 * @param {VisitItem} item
 * @param {Moment} now
 * @param {{brief?: boolean}} [how] - brief: of a window of several days that is to come, the days alone
 */
export function windowWords({ opens_at: opens, closes_at: closes, location }, now, how = {}) {
  const zone = location.time_zone;
  const oneDay = isSameDay(opens, closes, zone);
  /** @type {Intl.DateTimeFormatOptions} */
  const abroad = offset(opens, zone) === offset(opens, undefined) ? {} : { timeZoneName: "short" };
  if (new Date(opens) < new Date(now) && !oneDay) {
    const day = isSameDay(closes, now, zone) ? {} : DAY;
    const when = say(closes, zone, { ...day, ...CLOCK, ...abroad });
    return interpolate(gettext("until %(when)s"), { when });
  }
  const hours = how.brief && !oneDay ? {} : { ...CLOCK, ...abroad };
  const day = isSameDay(opens, now, zone) && oneDay ? {} : DAY;
  const shape = writer(locale(), zone, { ...day, ...hours });
  return shape.formatRange(new Date(opens), new Date(closes));
}

/** Of a follow-through the note itself says what it is. @param {Returned} one */
export const backWords = ({ kind, note }) =>
  kind === "follow_through" ? note : `${gettext("Sent back:")} ${note}`;

/** @param {Fee|null} fee */
export function money(fee) {
  if (!fee) return "";
  const shape = new Intl.NumberFormat(locale(), { style: "currency", currency: fee.currency });
  const amount = shape.format(/** @type {any} */ (fee.amount));
  return fee.note ? `${amount} ${apart(fee.note)}` : amount;
}

/** A plain decimal as one writes it: 3.5 is 3,5 in German; no digit is lost. @param {string} plain */
export const decimal = (plain) =>
  plain.replace(".", new Intl.NumberFormat(locale()).format(1.5).charAt(1));

/** @param {number} seconds */
export function span(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, rest] = [Math.floor(whole / 3600), whole % 3600];
  const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
  const minutes = Math.floor(rest / 60);
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(rest % 60)}`;
}

/** @param {number|null} bytes */
export function size(bytes) {
  if (bytes === null) return "";
  const shape = { style: "unit", unit: "megabyte", maximumFractionDigits: 1 };
  return new Intl.NumberFormat(locale(), /** @type {any} */ (shape)).format(bytes / 1e6);
}

/** @param {Place} place @returns {string[]} the address, line by line */
export const addressLines = (place) =>
  [place.address, `${place.postal_code} ${place.city}`.trim()].filter(Boolean);

/** @param {Place} place */
export function mapLink(place) {
  const label = encodeURIComponent([place.name, ...addressLines(place)].join(", "));
  if (!place.latitude || !place.longitude) return `geo:0,0?q=${label}`;
  return `geo:${place.latitude},${place.longitude}?q=${place.latitude},${place.longitude}(${label})`;
}

/** @param {number} count */
export const photosWords = (count) =>
  interpolate(ngettext("%(count)s photo", "%(count)s photos", count), { count });

/** @param {Need} need */
export function needWords({ code, have, need }) {
  const count = need - have;
  if (code === "running") return gettext("The time is still running");
  if (code === "lost") return gettext("A photo cannot be read any more");
  if (code === "reason") return gettext("Say why it could not be checked");
  if (code === "photo") {
    const words = ngettext("A photo is still missing", "%(count)s photos are still missing", count);
    return interpolate(words, { count });
  }
  if (code === "answer") return gettext("Not answered yet");
  if (have === 0) return gettext("A note is still missing");
  return interpolate(
    ngettext(
      "The note needs %(count)s more character",
      "The note needs %(count)s more characters",
      count,
    ),
    { count },
  );
}

/** @param {Delivery} delivery */
export function deliveryWords({ state, sent, total }) {
  if (state === "delivered") return gettext("Delivered");
  if (state === "needs_you") return gettext("Needs you");
  if (state !== "sending") return gettext("On this phone");
  if (!total) return gettext("Sending");
  return interpolate(
    ngettext(
      "Sending (%(sent)s of %(total)s photo)",
      "Sending (%(sent)s of %(total)s photos)",
      total,
    ),
    { sent, total },
  );
}

/** An answer's value as a person would say it. @param {Question} question @param {any} value */
export function valueWords(question, value) {
  const label = (/** @type {string} */ key) =>
    question.options.find((option) => option.key === key)?.label ?? key;
  if (value === null || value === undefined) return "";
  switch (question.kind) {
    case "yes_no":
      return value === "yes" ? gettext("Yes") : gettext("No");
    case "choice":
      return label(value);
    case "several":
      return value.length ? value.map(label).join(", ") : gettext("None of these");
    case "rating":
      return [`${value}/${question.steps}`, question.step_labels[value - 1]]
        .filter(Boolean)
        .join(" · ");
    case "duration":
      return span(value.seconds);
    case "number":
      return [decimal(value), question.unit].filter(Boolean).join(" ");
    default:
      return [value, question.unit].filter(Boolean).join(" ");
  }
}

/** A stopwatch that was started and not stopped. @param {Answer|null|undefined} answer */
export const isRunning = (answer) => Boolean(answer?.value?.from && !answer.value.to);
