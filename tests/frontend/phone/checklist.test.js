/** What a visit still needs, as the phone says it: the table that the server passes too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isBad,
  missing,
  photoCounts,
  present,
  progress,
} from "../../../frontend/phone/client/model/checklist.js";
import { asked } from "../../../frontend/phone/client/model/conditions.js";
import { defaults, filled, load } from "./cases.js";

for (const one of load("completeness")) {
  test(one.name, () => {
    const asked = present({ touchpoints: one.touchpoints }, new Set(one.opened));
    const gaps = missing(asked, { answers: one.answers }, one.photos);

    assert.deepEqual(gaps, one.expect, one.because);
  });
}

test("the table is the whole table", () => {
  assert.ok(load("completeness").length >= 40);
});

const ride = () =>
  filled(
    {
      touchpoints: [
        {
          id: "inside",
          questions: [
            { id: "clean", photo: { rule: "required_when_bad", min: 1, max: 6 } },
            { id: "belt" },
            { id: "words", kind: "text", role: "note", required: false },
            { id: "why", condition: { question: "belt", op: "is", value: "no" } },
          ],
        },
        { id: "farewell", questions: [{ id: "thanks" }] },
      ],
      answers: {
        clean: { value: "no" },
        belt: { state: "could_not_check", reason: "Sat in front." },
      },
    },
    defaults("completeness"),
  );

function progressOf(visit, id) {
  const ids = asked(visit.touchpoints, visit.answers);
  const gaps = missing(visit, visit, photoCounts(visit));
  const touchpoint = visit.touchpoints.find((one) => one.id === id);
  return progress(touchpoint, visit, gaps, ids);
}

test("a moment is as far as its asked questions are settled, and says what it needs", () => {
  const visit = { ...ride(), photos: [] };

  const inside = progressOf(visit, "inside");

  assert.equal(inside.done, 2);
  assert.equal(inside.total, 3);
  assert.deepEqual(
    inside.missing.map(({ question, code }) => [question, code]),
    [["clean", "photo"]],
  );
});

test("a moment does not speak of what another one needs", () => {
  const visit = { ...ride(), photos: [{ question: "clean", missing: "" }] };

  assert.deepEqual(progressOf(visit, "inside").missing, []);
  assert.deepEqual(
    progressOf(visit, "farewell").missing.map(({ question }) => question),
    ["thanks"],
  );
});

test("a question that comes into sight is counted", () => {
  const visit = { ...ride(), photos: [] };
  visit.answers.belt = { ...visit.answers.belt, state: "answered", value: "no" };

  const inside = progressOf(visit, "inside");

  assert.equal(inside.total, 4);
  assert.deepEqual(
    inside.missing.map(({ question }) => question),
    ["clean", "why"],
  );
});

test("photographs are counted by question, one declared lost among them", () => {
  const photos = [
    { question: "a", missing: "" },
    { question: "a", missing: "The card broke." },
    { question: "b", missing: "" },
    { question: null, missing: "" },
  ];

  assert.deepEqual(photoCounts({ photos }), { a: 2, b: 1 });
});

test("what is not answered is not bad", () => {
  const [{ questions }] = ride().touchpoints;

  assert.equal(isBad(questions[0], undefined), false);
  assert.equal(isBad(questions[0], { state: "answered", value: null }), false);
  assert.equal(isBad(questions[0], { state: "not_applicable", value: null }), false);
  assert.equal(isBad(questions[0], { state: "answered", value: "no" }), true);
});
