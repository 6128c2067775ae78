/** How the screens say dates, amounts and states. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { readNumber } from "../../../frontend/phone/client/components/amounts.js";
import {
  deliveryWords,
  mapLink,
  money,
  nearDay,
  needWords,
  span,
  valueWords,
  windowWords,
} from "../../../frontend/phone/client/components/wording.js";
import { CAB, visit } from "./gallery/data.js";

const NOW = "2026-11-21T09:00:00+01:00";

/** @param {string} opens @param {string} closes @param {string} [zone] */
const windowOf = (opens, closes, zone = "Europe/Berlin") =>
  windowWords(
    { ...visit("cab", { location: { time_zone: zone } }).item, opens_at: opens, closes_at: closes },
    NOW,
  );

/** Words with all kinds of spaces made plain. @param {string} words */
const plain = (words) => words.replace(/[\u2009\u202f\u00a0]/g, " ");

process.env.TZ = "Europe/Berlin";
Object.defineProperty(globalThis.navigator, "languages", { value: ["en-GB"] });

test("a window of today says only its hours", () => {
  const words = windowOf("2026-11-21T14:00:00+01:00", "2026-11-21T18:00:00+01:00");

  assert.equal(plain(words).replaceAll(" ", ""), "14:00–18:00");
});

test("a window of another day says the day", () => {
  assert.match(windowOf("2026-11-24T14:00:00+01:00", "2026-11-24T18:00:00+01:00"), /Tue,? 24 Nov/);
});

test("a window of several days that has begun says when it ends", () => {
  const words = windowOf("2026-11-16T08:00:00+01:00", "2026-11-27T18:00:00+01:00");

  assert.match(words, /^until Fri,? 27 Nov,? (at )?18:00$/);
});

test("a window of several days to come is told in brief by its days", () => {
  const item = visit("cab", {
    opens_at: "2026-11-23T09:00:00+01:00",
    closes_at: "2026-11-29T18:00:00+01:00",
  }).item;

  assert.match(
    plain(windowWords(item, NOW, { brief: true })),
    /^Mon,? 23( Nov)? ?– ?Sun,? 29 Nov$/,
  );
  assert.match(plain(windowWords(item, NOW)), /09:00.*18:00/);
});

test("a window elsewhere is told on the clocks there, with their name", () => {
  const words = windowOf(
    "2026-11-21T20:00:00+01:00",
    "2026-11-21T22:00:00+01:00",
    "America/New_York",
  );

  assert.match(plain(words), /14:00.16:00 GMT-5|14:00 – 16:00 GMT-5/);
});

test("a day of the coming week is named by its weekday alone", () => {
  assert.equal(nearDay("2026-11-23T18:00:00+01:00", NOW, "Europe/Berlin"), "Mon");
  assert.match(nearDay("2026-12-23T18:00:00+01:00", NOW, "Europe/Berlin"), /23 Dec/);
});

test("a fee is told with its currency and what comes on top", () => {
  assert.equal(
    plain(money({ amount: "18.00", currency: "EUR", note: "+ fare" })),
    "€18.00 \u2068+ fare\u2069",
  );
  assert.equal(money(null), "");
});

for (const [seconds, expected] of [
  [0, "0:00"],
  [8.4, "0:08"],
  [75, "1:15"],
  [3725, "1:02:05"],
  [-3, "0:00"],
]) {
  test(`${seconds} seconds read ${expected}`, () => {
    assert.equal(span(Number(seconds)), expected);
  });
}

test("a map opens at the coordinates, or searches the address where there are none", () => {
  const { location } = visit("cab").item;

  assert.match(mapLink(location), /^geo:48\.137,11\.575\?q=48\.137,11\.575\(Harbour%20Cabs/);
  assert.match(mapLink({ ...location, latitude: null }), /^geo:0,0\?q=Harbour%20Cabs/);
});

for (const [state, expected] of [
  ["none", "On this phone"],
  ["on_phone", "On this phone"],
  ["sending", "Sending (5 of 7 photos)"],
  ["delivered", "Delivered"],
  ["needs_you", "Needs you"],
]) {
  test(`a visit that is ${state} reads ${expected}`, () => {
    assert.equal(deliveryWords(/** @type {any} */ ({ state, sent: 5, total: 7 })), expected);
  });
}

for (const [need, expected] of [
  [{ code: "photo", have: 0, need: 1 }, "A photo is still missing"],
  [{ code: "photo", have: 1, need: 3 }, "2 photos are still missing"],
  [{ code: "note", have: 0, need: 1 }, "A note is still missing"],
  [{ code: "note", have: 18, need: 30 }, "The note needs 12 more characters"],
  [{ code: "answer", have: 0, need: 1 }, "Not answered yet"],
  [{ code: "reason", have: 0, need: 1 }, "Say why it could not be checked"],
  [{ code: "running", have: 0, need: 1 }, "The time is still running"],
  [{ code: "lost", have: 0, need: 1 }, "A photo cannot be read any more"],
]) {
  test(`what is missing is said: ${expected}`, () => {
    assert.equal(needWords(/** @type {any} */ (need)), expected);
  });
}

test("an answer is said in the words of its options", () => {
  const [kind] = CAB.touchpoints[0].questions.filter((question) => question.kind === "choice");
  const [wears, looks] = CAB.touchpoints[1].questions;

  assert.equal(valueWords(kind, "b"), "Estate");
  assert.equal(valueWords(wears, ["a", "b"]), "White shirt, Tie");
  assert.equal(valueWords(wears, []), "None of these");
  assert.equal(valueWords(looks, 5), "5/5 · Superbly");
  assert.equal(valueWords({ ...kind, kind: "duration" }, { seconds: 8 }), "0:08");
});

for (const [typed, value] of [
  ["3", "3"],
  [" 3,5 ", "3.5"],
  [".5", "0.5"],
  ["4.", "4"],
  ["", null],
]) {
  test(`"${typed}" is understood as ${value}`, () => {
    const [bags] = CAB.touchpoints[3].questions;

    assert.deepEqual(readNumber(bags, String(typed)), { value, fault: "" });
  });
}

for (const [typed, fault] of [
  ["many", "Enter a number, such as 12 or 3.5."],
  ["11", "At most 10."],
  ["-1", "At least 0."],
]) {
  test(`"${typed}" is refused: ${fault}`, () => {
    const [bags] = CAB.touchpoints[3].questions;

    assert.deepEqual(readNumber(bags, typed), { value: null, fault });
  });
}
