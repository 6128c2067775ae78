/** What a phone made for a visit that was taken away: its photographs go to the office, too. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CLEAN, VISIT } from "./fake-server.js";
import { readyToGo, work } from "./make-phone.js";

let server;
let app;

beforeEach(async () => {
  ({ server, app } = await readyToGo());
});

const isPhoto = ({ method, path }) => method === "PUT" && path.includes("/photos/");

test("the photos of a withdrawn visit go to the office as well", async () => {
  await work(app, 2);
  server.visit().status = "cancelled";

  await app.actions.sendNow();

  assert.equal(server.visit().photos.size, 2);
  assert.equal(app.record(VISIT).delivery.state, "needs_you");
});

test("the photos of a visit that another phone has handed in go to the office as well, offered once", async () => {
  await work(app, 2);
  server.visit().status = "submitted";

  for (let times = 0; times < 3; times += 1) await app.sync();

  assert.equal(server.visit().photos.size, 2);
  assert.equal(server.count("PUT", VISIT), 1);
  const { photos } = await app.visits.get(VISIT);
  assert.deepEqual(Object.values(photos), ["sent", "sent"]);
});

test("the photos of a visit that somebody else has now lie beside its document, offered once", async () => {
  await work(app, 2);
  server.visit().shopper = "bob";

  for (let times = 0; times < 3; times += 1) await app.sync();

  assert.equal(server.quarantined.size, 2);
  assert.equal(server.count("PUT", VISIT), 1);
  const { photos } = await app.visits.get(VISIT);
  assert.deepEqual(Object.values(photos), ["sent", "sent"]);
});

test("a network that ends between two photos of a lost visit costs a repeat, and no photo", async () => {
  await work(app, 2);
  server.visit().shopper = "bob";
  let photos = 0;
  server.failNext((request) => isPhoto(request) && ++photos === 2, "lost");

  await app.actions.sendNow();
  const before = server.quarantined.size;
  await app.actions.sendNow();

  assert.deepEqual([before, server.quarantined.size], [1, 2]);
});

test("a revoked phone is not wiped before the office has the photos of a visit it lost", async () => {
  await work(app, 2);
  server.visit().shopper = "bob";
  server.revoked.add((await app.phone.facts()).device);
  server.failNext(isPhoto, "lost");

  await app.actions.sendNow();
  const held = await app.visits.all("ann");
  await app.actions.sendNow();

  assert.ok(held.some(({ id }) => id === VISIT));
  assert.equal(server.quarantined.size, 2);
  assert.deepEqual(await app.visits.all("ann"), []);
});

test("a withdrawn visit is parked with its reason, and can be put away", async () => {
  await work(app, 0);
  await app.actions.forget(VISIT);
  assert.ok(app.record(VISIT), "one that may still arrive stays");
  server.visit().status = "cancelled";

  await app.actions.sendNow();

  const { state, reason, isSettled } = app.record(VISIT).delivery;
  assert.deepEqual([state, reason, isSettled], ["needs_you", "Withdrawn.", true]);
  await app.actions.forget(VISIT);
  assert.equal(app.record(VISIT), undefined);
});

test("a revoked phone sends what it holds, and only then is wiped", async () => {
  await work(app, 1);
  server.revoked.add((await app.phone.facts()).device);

  await app.actions.sendNow();
  await app.actions.sendNow();

  assert.equal(server.standing().answers[CLEAN].value, "yes");
  assert.equal(server.visit().photos.size, 1);
  assert.deepEqual(await app.visits.all("ann"), []);
  assert.equal(app.state.phase.value, "signed_out");
});
