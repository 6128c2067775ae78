/** A visit as an entry for the phone's own calendar, made without a network: iCalendar, RFC 5545. */

import { addressLines } from "../../components/wording.js";

/** @import { VisitItem } from "../../model/visit.js" */

const LONGEST_LINE = 75; // octets, section 3.1
const encoder = new TextEncoder();

/**
 * The window of a visit, at its place. Nothing in it says what the appointment is about.
 *
 * @param {VisitItem} item
 * @param {Date} now
 * @returns {string}
 */
export function calendarOf(item, now) {
  const { location } = item;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Moments//EN",
    "BEGIN:VEVENT",
    `UID:${item.id}`,
    `DTSTAMP:${instant(now)}`,
    `DTSTART:${instant(new Date(item.opens_at))}`,
    `DTEND:${instant(new Date(item.closes_at))}`,
    `SUMMARY:${text(location.name)}`,
    `LOCATION:${text(addressLines(location).join(", "))}`,
    ...(location.latitude && location.longitude
      ? [`GEO:${location.latitude};${location.longitude}`]
      : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** A time in UTC, section 3.3.5. @param {Date} at */
const instant = (at) => at.toISOString().replace(/[-:]|\.\d+/g, "");

/** Section 3.3.11. @param {string} words */
const text = (words) => words.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");

/** No line is longer than the standard allows, and no letter is cut in two. @param {string} line */
function folded(line) {
  let length = 0;
  return [...line]
    .map((letter) => {
      const octets = encoder.encode(letter).length;
      const isFull = length + octets > LONGEST_LINE;
      length = isFull ? 1 + octets : length + octets;
      return isFull ? `\r\n ${letter}` : letter;
    })
    .join("");
}
