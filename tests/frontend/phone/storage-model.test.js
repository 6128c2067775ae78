/** The power may go between any two writes, and either copy may be lost: what was called saved is there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PoweredPhone } from "./powered-phone.js";

const LIVES = Number(process.env.LIVES ?? 150);

const visit = fc.constantFrom("harbour", "station");
const question = fc.constantFrom("clean", "belts");
const value = fc.string({ maxLength: 6 });
const text = fc.string({ maxLength: 40 });
const act = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("answer"), visit, question, value }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("photo"), visit, text }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("remove photo"), visit, which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("progress"), visit }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("intend"), question }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("together"), visit, question, value, text }),
  },
);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const night = fc.record({
  do: fc.constant("night"),
  during: fc.option(act),
  writes: fc.nat(14),
  unflushed: fc.record({ fate: fc.constantFrom("all", "nothing", "part"), share }),
  harm: fc.constantFrom(
    "none",
    "wiped database",
    "wiped journal",
    "torn file",
    "spoilt picture",
    "picture lost twice",
  ),
  which: fc.nat(30),
  share,
  interrupted: fc.array(fc.nat(14), { maxLength: 2 }),
});
const life = fc
  .tuple(
    fc.array(fc.oneof({ weight: 3, arbitrary: act }, { weight: 2, arbitrary: night }), {
      maxLength: 14,
    }),
    night,
  )
  .map(([steps, last]) => [...steps, last]);

/** Any life of a phone with these defects. */
function lives(defects, { numRuns, endOnFailure = false }) {
  return fc.check(
    fc.asyncProperty(life, async (steps) => {
      const phone = new PoweredPhone(defects);
      await phone.unpack();
      for (const step of steps) await phone.act(step);
      await phone.off({ fate: "all", share: 1 });
    }),
    { numRuns, endOnFailure },
  );
}

test("what was called saved is there after any night", { timeout: 600_000 }, async () => {
  const told = await lives({}, { numRuns: LIVES });

  assert.ok(!told.failed, `${told.errorInstance?.message}\n${fc.defaultReportMessage(told)}`);
});

/** A phone with this defect must fail, and for what it lost. */
async function isFoundOut(defect) {
  const told = await lives(defect, { numRuns: 1000, endOnFailure: true });
  assert.ok(told.failed, `${told.numRuns} lives and nothing was missing`);
  const loss = /gone|forgotten|absent|lost|instead of|says something/;
  assert.match(told.errorInstance.message, loss);
}

test("a phone without a journal is found out", async () => {
  await isFoundOut({ hasJournal: false });
});

test("a phone whose journal is not flushed is found out", async () => {
  await isFoundOut({ flushes: false });
});

test("a phone whose journal writes over its only slot is found out", async () => {
  await isFoundOut({ slots: 1 });
});

test("a phone whose database is not flushed is found out", async () => {
  await isFoundOut({ isStrict: false });
});
