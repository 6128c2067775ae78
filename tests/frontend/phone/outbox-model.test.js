/** Any order of work and faults on two phones: in the end they and the server agree, and nothing was sent twice. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CLEAN } from "./fake-server.js";
import { asked, failing, inWords } from "./histories.js";
import { act } from "./outbox-acts.js";
import { SaidOnPhones } from "./said-on-phones.js";
import { TwoPhones } from "./two-phones.js";

const FILE = "tests/frontend/phone/outbox-model.test.js";

/** Two phones with these defects live through a day, and send all in the evening. */
const livingWith = (defects) => async (acts, network) => {
  const said = new SaidOnPhones();
  const all = new TwoPhones(network, defects);
  await all.begin();
  await fc.asyncModelRun(() => ({ model: said, real: all }), acts);
  await all.evening();
  await all.end(
    (id) => said.removed.has(id),
    async (phone, visit) => {
      const given = { do: "answer", on: "page", who: all.phones.indexOf(phone), visit };
      const answer = { ...given, question: CLEAN, word: said.fresh() };
      said.note([{ ...answer, ...(await all.until(phone.attempt(answer))) }]);
    },
  );
  await said.inspect(all);
  all.requireNoTwins();
};

test("phones and server agree after any day", { timeout: 3_600_000 }, async (t) => {
  const failure = await failing(act, livingWith({}), asked(25), [fc.scheduler()]);

  assert.equal(failure && inWords(failure, t.name, FILE), null);
});

/** Phones with this defect must fail, for what was lost or sent twice. */
async function isFoundOut(defect) {
  const how = { runs: 500, seed: 1, isShortened: false };
  const failure = await failing(act, livingWith(defect), how, [fc.scheduler()]);
  assert.ok(failure, "500 histories and nothing was missing or sent twice");
  assert.match(failure.message, /missing|instead of|sent a second time|not handed in/);
}

test("tabs without a lock are found out", async () => {
  await isFoundOut({ hasLock: false });
});

test("a phone without a journal is found out by what never arrives", async () => {
  await isFoundOut({ hasJournal: false });
});
