/** A phone whose clock is wrong, or is put right in the middle of a day. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CLEAN, VISIT } from "./fake-server.js";
import { no, readyToGo, work } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

test("a clock two hours wrong is explained by its skew", async () => {
  handset.aheadMs = 2 * 3600 * 1000;
  await app.sync();
  await work(app, 0);

  await app.actions.sendNow();

  const { skew_ms } = server.standing();
  assert.ok(Math.abs(skew_ms + 2 * 3600 * 1000) < 2000, String(skew_ms));
});

test("a clock that jumps back a day does not bring the older answer back", async () => {
  await work(app, 0);
  await app.actions.sendNow();

  handset.aheadMs = -24 * 3600 * 1000;
  await app.actions.answer(VISIT, CLEAN, no);
  await app.actions.sendNow();

  const seqs = server.visit().revisions.map(({ document: { seq } }) => seq);
  assert.equal(server.standing().answers[CLEAN].value, "no");
  assert.deepEqual(seqs, [1, 2]);
});

test("a clock set back after a failed try does not hold up the next", async () => {
  await work(app, 0);
  server.failNext(({ method }) => method === "PUT", new Response("{}", { status: 500 }));
  await app.actions.sendNow();
  assert.equal(server.visit().revisions.length, 0);

  handset.aheadMs = -24 * 3600 * 1000;
  await app.sync();

  assert.equal(server.visit().revisions.length, 1);
});
