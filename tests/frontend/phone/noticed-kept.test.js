/** What was noticed of a photograph stays on the phone: kept through any loss of one store, never sent. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { VISIT } from "./fake-server.js";
import { openApp, readyToGo, work } from "./make-phone.js";

const SIGNS = { sharpness: 9, contrast: 50, light: 200, print: "0".repeat(64) };

let server;
let handset;
let app;
let photo;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
  await work(app, 1);
  photo = app.record(VISIT).document.photos[0].id;
  await app.actions.rework(VISIT, (here) => ({
    ...here,
    noticed: { [photo]: { ...SIGNS, kept: true } },
  }));
});

test("that a photograph stays as it is outlives the app, and a browser that throws its database away", async () => {
  await handset.wipeDatabase();

  const next = await openApp(handset);

  assert.deepEqual(next.record(VISIT).noticed, { [photo]: { ...SIGNS, kept: true } });
});

test("what was noticed survives a sending and is no part of it", async () => {
  await app.actions.sendNow();

  assert.deepEqual(app.record(VISIT).noticed[photo].kept, true);
  assert.ok(!JSON.stringify(server.standing()).includes("sharpness"));
});

test("to have looked at a photograph leaves nothing to be sent", async () => {
  await app.actions.sendNow();

  await app.actions.rework(VISIT, (here) => ({ ...here, noticed: { [photo]: SIGNS } }));

  assert.equal(app.record(VISIT).delivery.state, "on_phone");
  assert.match(app.record(VISIT).delivery.reason, /Everything so far has been sent/);
});
