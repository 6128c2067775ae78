/** What the screen says of several writes at once: saved is said when all of them are. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CLEAN, NOTE, VISIT } from "./fake-server.js";
import { readyToGo, yes } from "./make-phone.js";

let handset;
let app;

beforeEach(async () => {
  ({ handset, app } = await readyToGo());
});

/** Hold the journal's writes that come after so many. @param {number} free @returns {() => void} lets them go */
function held(free) {
  const { write } = handset.shelf;
  let letGo = () => {};
  const gate = new Promise((open) => {
    letGo = open;
  });
  let begun = 0;
  handset.shelf.write = async (name, bytes) => {
    begun += 1;
    if (begun > free) await gate;
    return write(name, bytes);
  };
  return letGo;
}

test("a visit is not called saved while another of its answers is on its way to the disk", async () => {
  const letGo = held(1);
  const first = app.actions.answer(VISIT, CLEAN, yes);
  const second = app.actions.answer(VISIT, NOTE, { ...yes, value: "The driver waited." });

  await first;
  assert.equal(app.state.saving.value[VISIT], "saving");
  letGo();
  await second;

  assert.equal(app.state.saving.value[VISIT], "saved");
});

test("of two answers at once, one that could not be kept is not covered up by the other", async () => {
  const { write } = handset.shelf;
  let begun = 0;
  handset.shelf.write = async (name, bytes) => {
    begun += 1;
    if (begun === 1) throw new DOMException("the file is locked", "NoModificationAllowedError");
    return write(name, bytes);
  };

  const outcomes = await Promise.allSettled([
    app.actions.answer(VISIT, CLEAN, yes),
    app.actions.answer(VISIT, NOTE, { ...yes, value: "The driver waited." }),
  ]);

  assert.deepEqual(
    outcomes.map(({ status }) => status),
    ["rejected", "fulfilled"],
  );
  assert.equal(app.state.saving.value[VISIT], "failed");
});

test("an answer that is kept takes no other off the screen that is still on its way", async () => {
  const letGo = held(1);
  const first = app.actions.answer(VISIT, CLEAN, yes);
  const second = app.actions.answer(VISIT, NOTE, { ...yes, value: "The driver waited." });

  await first;

  const { answers } = app.record(VISIT).document;
  assert.equal(answers[CLEAN].value, "yes");
  assert.equal(answers[NOTE].value, "The driver waited.");
  letGo();
  await second;
});

test("an earlier state that is told late does not cover a later one", async () => {
  const { get } = app.visits;
  await app.actions.answer(VISIT, CLEAN, yes);
  const earlier = await get(VISIT);
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "The driver waited." });

  app.visits.get = async () => earlier;
  await app.reloadOne(VISIT);

  assert.equal(app.record(VISIT).document.answers[NOTE].value, "The driver waited.");
});
