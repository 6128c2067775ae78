/** What a shopper says to a visit before it begins: kept at once, heard by the office once, taken back while it waits. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { SECOND_VISIT, VISIT } from "./fake-server.js";
import { openApp, readyToGo, signedIn, work } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

const ill = { code: "ill", reason: "Until Friday." };
const wish = ({ path }) => path.endsWith("/decline") || path.endsWith("/accept");
const offline = () => server.failNext(wish, "lost");

test("a visit that is accepted is accepted for the office and on the phone", async () => {
  await app.actions.say(VISIT, "accept");

  await app.actions.sendNow();

  assert.equal(server.visit().status, "accepted");
  const { item, wish: left } = app.record(VISIT);
  assert.deepEqual([item.status, left], ["accepted", null]);
});

test("a visit is declined without a network, waits, and leaves the phone once the office knows", async () => {
  await app.actions.say(VISIT, "decline", ill);
  offline();
  await app.actions.sendNow();
  const { delivery, wish: said } = app.record(VISIT);
  const { unsent } = app.state.sync.value;

  await app.actions.sendNow();

  assert.deepEqual([delivery.state, said.act, unsent], ["on_phone", "decline", 1]);
  assert.deepEqual(server.visit().heard, { act: "decline", ...ill });
  assert.equal(app.record(VISIT), undefined);
  assert.ok(app.record(SECOND_VISIT));
  assert.equal(app.state.sync.value.unsent, 0);
});

test("a wish survives the app, and a browser that throws its database away", async () => {
  await app.actions.say(VISIT, "decline", ill);
  app.database.close();
  await handset.wipeDatabase();

  const again = await openApp(handset);
  await again.actions.sendNow();

  assert.equal(server.visit().shopper, null);
});

test("what was not sent is taken back, and the office never hears of it", async () => {
  await app.actions.say(VISIT, "decline", ill);
  offline();
  await app.actions.sendNow();

  await app.actions.say(VISIT, null);
  await app.actions.sendNow();

  assert.equal(server.visit().shopper, "ann");
  assert.equal(app.record(VISIT).wish, null);
  assert.equal(app.state.sync.value.unsent, 0);
});

test("a wish whose answer was lost is said again under its identity, and counts once", async () => {
  await app.actions.say(VISIT, "decline", ill);
  server.failNext(wish, "aborted reply");
  await app.actions.sendNow();
  server.visit().shopper = "ann";

  await app.actions.sendNow();

  assert.equal(server.visit().shopper, "ann", "the office has assigned it anew meanwhile");
  assert.ok(app.record(VISIT), "and it is on the phone again");
  assert.equal(app.record(VISIT).wish ?? null, null);
});

test("where the office has moved the visit first, the shopper reads why, and the visit stays", async () => {
  await app.actions.say(VISIT, "decline", ill);
  server.visit().status = "in_progress";

  await app.actions.sendNow();

  const { delivery } = app.record(VISIT);
  assert.deepEqual(
    [delivery.state, delivery.reason],
    ["needs_you", "Olga has moved this visit meanwhile."],
  );
  await app.actions.say(VISIT, null);
  assert.equal(app.record(VISIT).delivery.state, "none");
});

const date = { opens: "2026-11-24T09:00", closes: "2026-11-24T18:00", note: "My train." };

test("another date is asked for without a network, and the phone learns what becomes of it", async () => {
  await app.actions.say(VISIT, "another-date", date);
  server.failNext(({ path }) => path.endsWith("/another-date"), "lost");
  await app.actions.sendNow();
  const waiting = app.record(VISIT).wish.act;

  await app.actions.sendNow();
  server.visit().another_date.outcome = "refused";
  await app.actions.sendNow();

  const { item, wish: left } = app.record(VISIT);
  assert.deepEqual([waiting, left], ["another-date", null]);
  assert.deepEqual(server.visit().heard, { act: "another-date", ...date });
  assert.equal(item.another_date.outcome, "refused");
});

test("a date that cannot be asked for is told with the office's reason, and the visit stays", async () => {
  await app.actions.say(VISIT, "another-date", { ...date, closes: date.opens });

  await app.actions.sendNow();

  const { delivery } = app.record(VISIT);
  assert.equal(delivery.state, "needs_you");
  assert.equal(delivery.reason, "The window must leave half an hour at least.");
});

test("a server without room hears a wish later", async () => {
  await app.actions.say(VISIT, "accept");
  server.failNext(wish, 507);
  await app.actions.sendNow();
  assert.equal(app.record(VISIT).wish.told, "");

  await app.actions.sendNow();

  assert.equal(server.visit().status, "accepted");
});

test("a wish does not leave the phone unsent when its shopper signs out", async () => {
  await app.actions.say(VISIT, "decline", ill);
  server.failNext(({ path }) => path.endsWith("/session"), "lost");
  offline();

  await assert.rejects(app.actions.signOut({ how: "after_sending" }));

  assert.equal(app.record(VISIT).wish.act, "decline");
});

test("a rescue file holds work alone, and no wish", async () => {
  await app.actions.say(SECOND_VISIT, "decline", ill);
  await work(app, 1);

  const file = JSON.parse(await (await app.actions.rescueFile()).text());

  assert.deepEqual(
    file.visits.map(({ id }) => id),
    [VISIT],
  );
});

test("another shopper on this phone neither sees nor sends the first one's wish", async () => {
  await app.actions.say(VISIT, "decline", ill);
  await app.actions.signOut({ how: "keep" });

  const other = await signedIn(handset, "bob@example.org");

  assert.equal(server.visit().shopper, "ann");
  assert.equal(other.record(VISIT), undefined);
});
