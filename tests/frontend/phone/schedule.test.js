/** When the phone tries: soon after a change, never in a hurry against a server that asked for patience. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  AFTER_A_CHANGE_MS,
  LONGEST_PAUSE_MS,
  makeSchedule,
} from "../../../frontend/phone/client/sync/schedule.js";

const idle = { state: "idle", why: "", retryAfterMs: null, revoked: false };
const unreachable = { ...idle, state: "waiting", why: "unreachable" };

let now;
let timers;
let outcomes;
let runs;
let schedule;

beforeEach(() => {
  now = 0;
  timers = [];
  outcomes = [];
  runs = 0;
  schedule = makeSchedule({
    run: async () => {
      runs += 1;
      return outcomes.shift() ?? idle;
    },
    onOutcome: () => {},
    now: () => now,
    random: () => 1,
    after: (work, ms) => timers.push({ work, ms }),
    forget: () => timers.pop(),
  });
});

/** Let the timer that is set run out, and whatever it starts come to its end. */
async function wait() {
  const { work, ms } = timers.pop();
  now += ms;
  work();
  await new Promise((resolve) => setImmediate(resolve));
  return ms;
}

test("many changes in a row are sent once, when the shopper pauses", async () => {
  schedule.soon();
  schedule.soon();
  schedule.soon();

  assert.equal(timers.length, 1);
  assert.equal(await wait(), AFTER_A_CHANGE_MS);
  assert.equal(runs, 1);
});

test("without a network the pauses grow, and none is longer than a minute", async () => {
  outcomes = Array.from({ length: 12 }, () => unreachable);
  await schedule.sendNow();

  const pauses = [];
  for (let round = 0; round < 10; round += 1) pauses.push(await wait());

  assert.deepEqual(
    pauses,
    pauses.toSorted((a, b) => a - b),
  );
  assert.equal(pauses.at(-1), LONGEST_PAUSE_MS);
  assert.ok(LONGEST_PAUSE_MS < 60_000);
});

test("a server that asks for two minutes gets them, also when something is saved meanwhile", async () => {
  outcomes = [{ ...unreachable, why: "busy", retryAfterMs: 120_000 }];
  await schedule.sendNow();

  schedule.soon();
  schedule.hint();

  assert.equal(runs, 1);
  assert.ok((await wait()) >= 120_000);
  assert.equal(runs, 2);
});

test("signed out, no timer runs; a hint that somebody is back tries once", async () => {
  outcomes = [{ ...idle, state: "sign_in", why: "signed_out" }];
  await schedule.sendNow();
  schedule.soon();
  assert.equal(timers.length, 0);

  schedule.hint();

  assert.equal(runs, 2);
});

test("what is saved while something is being sent goes right after it", async () => {
  const sending = schedule.sendNow();
  schedule.soon();
  await sending;

  assert.equal(await wait(), AFTER_A_CHANGE_MS);
  assert.equal(runs, 2);
});

test("a defect in one pass does not end all later ones", async () => {
  schedule = makeSchedule({
    run: async () => {
      throw new Error("a defect");
    },
    onOutcome: () => {},
    now: () => now,
    random: () => 1,
    after: (work, ms) => timers.push({ work, ms }),
    forget: () => timers.pop(),
  });

  const outcome = await schedule.sendNow();

  assert.equal(outcome.state, "trouble");
  assert.equal(timers.length, 1);
});
