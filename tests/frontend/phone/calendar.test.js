/** A visit goes into the phone's calendar, and says there no more than where and when. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { calendarOf } from "../../../frontend/phone/client/tools/reply/calendar.js";

const NOW = new Date("2026-11-22T08:00:00Z");
const CAB = {
  id: "01900000-0000-7000-8000-000000000001",
  opens_at: "2026-11-23T09:00:00+01:00",
  closes_at: "2026-11-23T20:00:00+01:00",
  location: {
    name: "Cab 12; Hafen, Süd",
    address: "Straße der Republik 1\\b",
    postal_code: "20457",
    city: "Hamburg",
    latitude: "53.5",
    longitude: "9.9",
  },
};
/** Read back as a calendar does: long lines are put together again, section 3.1 of RFC 5545. */
const linesOf = (file) => file.replaceAll("\r\n ", "").split("\r\n");

test("the entry has the window of the visit, and its place", () => {
  const lines = linesOf(calendarOf(CAB, NOW));

  assert.ok(lines.includes("DTSTART:20261123T080000Z"));
  assert.ok(lines.includes("DTEND:20261123T190000Z"));
  assert.ok(lines.includes("SUMMARY:Cab 12\\; Hafen\\, Süd"));
  assert.ok(lines.includes("LOCATION:Straße der Republik 1\\\\b\\, 20457 Hamburg"));
  assert.ok(lines.includes("GEO:53.5;9.9"));
});

test("the same visit put in twice is one entry", () => {
  const uid = (now) => linesOf(calendarOf(CAB, now)).find((line) => line.startsWith("UID:"));

  assert.equal(uid(NOW), uid(new Date(0)));
});

test("a place without coordinates has no point on the map", () => {
  const file = calendarOf({ ...CAB, location: { ...CAB.location, latitude: null } }, NOW);

  assert.ok(!file.includes("GEO"));
});

test("a long name is folded where no letter is cut", () => {
  const name = "Würzburger Straßenbahnhaltestellen-Erfrischungs-Kiosk ".repeat(4).trim();

  const file = calendarOf({ ...CAB, location: { ...CAB.location, name } }, NOW);

  const octets = file.split("\r\n").map((line) => new TextEncoder().encode(line).length);
  assert.ok(Math.max(...octets) <= 75, String(octets));
  assert.ok(linesOf(file).includes(`SUMMARY:${name}`));
});
