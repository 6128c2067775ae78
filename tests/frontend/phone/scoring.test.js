/** What answers are worth on the phone: the table that the server passes too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { asked } from "../../../frontend/phone/client/model/conditions.js";
import { score } from "../../../frontend/phone/client/model/scoring.js";
import { defaults, differences, filled, load } from "./cases.js";

function scored({ touchpoints, answers, photos, asked: given }) {
  const ids = given ? new Set(given) : asked(touchpoints, answers);
  return score(touchpoints, answers, photos, ids);
}

for (const one of load("scoring")) {
  test(one.name, () => {
    assert.deepEqual(differences(scored(one), one.expect), [], one.because);
  });
}

test("the table is the whole table", () => {
  assert.ok(load("scoring").length >= 80);
});

test("a score can be kept and sent: it is JSON, with no big integers left in it", () => {
  const [one] = load("scoring").filter(({ name }) => name === "the inside of the cab");

  const sheet = scored(one);

  assert.deepEqual(JSON.parse(JSON.stringify(sheet)), sheet);
});

test("a difference is seen wherever it hides", () => {
  const actual = { a: [{ b: "1" }, { b: null }], c: 1 };

  assert.deepEqual(differences(actual, { a: [{ b: "1" }, {}] }), []);
  assert.notDeepEqual(differences(actual, { a: [{ b: "1" }] }), []);
  assert.notDeepEqual(differences(actual, { a: [{ b: "2" }, {}] }), []);
  assert.notDeepEqual(differences(actual, { a: [{}, { b: "null" }] }), []);
  assert.notDeepEqual(differences(actual, { d: null }), []);
});

const OPTIONS = [{ key: "a", label: "", points: "1" }];
const OPEN = [{ up_to: null, share: "1" }];

for (const [changes, value] of [
  [{}, "maybe"],
  [{}, ["yes"]],
  [{ kind: "choice", options: OPTIONS }, "b"],
  [{ kind: "several", options: OPTIONS }, ["a", "b"]],
  [{ kind: "several", options: OPTIONS }, "a"],
  [{ kind: "rating", steps: 5 }, 0],
  [{ kind: "rating", steps: 5 }, 6],
  [{ kind: "rating", steps: 5 }, true],
  [{ kind: "rating", steps: 5 }, "3"],
  [{ kind: "number", bands: OPEN }, "1e3"],
  [{ kind: "number", bands: OPEN }, "1/3"],
  [{ kind: "number", bands: OPEN }, "٣"],
]) {
  test(`${JSON.stringify(value)} to ${changes.kind ?? "yes_no"} is a defect and not a zero`, () => {
    const one = {
      touchpoints: [{ questions: [{ id: "a", ...changes }] }],
      answers: { a: { value } },
    };

    assert.throws(() => scored(filled(one, defaults("scoring"))), RangeError);
  });
}
