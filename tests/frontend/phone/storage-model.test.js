/** The power may go between any two writes, and either copy may be lost: what was called saved is there. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CalledSaved } from "./called-saved.js";
import { asked, failing, inWords } from "./histories.js";
import { PoweredPhone } from "./powered-phone.js";
import { act, night } from "./storage-acts.js";

const FILE = "tests/frontend/phone/storage-model.test.js";

/** A phone with these defects lives through what happens, and through one night more. */
const livingWith = (defects) => async (acts) => {
  const saved = new CalledSaved();
  const phone = new PoweredPhone(defects);
  await phone.unpack();
  await fc.asyncModelRun(() => ({ model: saved, real: phone }), acts);
  await night({ unflushed: { fate: "nothing", share: 0 } }, saved, phone);
  await phone.off({ fate: "all", share: 1 });
};

test("what was called saved is there after any night", { timeout: 3_600_000 }, async (t) => {
  const failure = await failing(act, livingWith({}), asked(80));

  assert.equal(failure && inWords(failure, t.name, FILE), null);
});

/** A phone with this defect must fail for what it lost, and do so again when it is played again. */
async function isFoundOut(defect) {
  const first = await failing(act, livingWith(defect), { runs: 2000, seed: 1, isShortened: false });
  assert.ok(first, "2000 histories and nothing was missing");
  const loss = /gone|forgotten|absent|lost|instead of|says something/;
  assert.match(first.message, loss);

  const { seed, path, replay } = first;
  const again = await failing(act, livingWith(defect), {
    runs: 1,
    seed,
    path,
    replay,
    isShortened: false,
  });
  assert.equal(again?.message, first.message);
  assert.equal(again.acts, first.acts);
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

test("a phone that makes room with what nobody has confirmed is found out", async () => {
  await isFoundOut({ isHasty: true });
});
