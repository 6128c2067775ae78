/** From the phone to the server: everything arrives once, whatever happens on the way. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { CLEAN, NOTE, PHOTO, SECOND_VISIT, sha256, VISIT } from "./fake-server.js";
import {
  makeHandset,
  no,
  openApp,
  readyToGo,
  signedIn,
  snapshot,
  work,
  yes,
} from "./make-phone.js";

const MOMENT = "t-1";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

const isPut = ({ method, path }) => method === "PUT" && !path.includes("/photos/");
const isPhoto = ({ method, path }) => method === "PUT" && path.includes("/photos/");
const isSubmit = ({ method, path }) => method === "POST" && path.endsWith("/submit");

test("a visit that was ended arrives whole, with a receipt for each photo", async () => {
  await work(app);

  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();

  const { delivery, editable } = app.record(VISIT);
  assert.equal(server.visit().status, "submitted");
  assert.equal(server.standing().answers[CLEAN].value, "yes");
  assert.equal(delivery.state, "delivered");
  assert.deepEqual([delivery.sent, delivery.total], [2, 2]);
  assert.equal(editable, false);
  assert.equal(app.state.sync.value.unsent, 0);
});

test("a draft goes up as it is made, and stays a draft", async () => {
  await work(app);

  await app.actions.sendNow();

  assert.equal(server.visit().status, "in_progress");
  assert.equal(server.visit().photos.size, 2);
  assert.equal(app.record(VISIT).delivery.state, "on_phone");
  assert.equal(app.record(VISIT).editable, true);
});

test("two equal photos are two photos", async () => {
  await app.actions.startVisit(VISIT);
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("same"), snapshot("same")]);

  await app.actions.sendNow();

  assert.equal(server.visit().photos.size, 2);
});

for (const how of ["lost", "aborted reply", "cut body", "portal", 500]) {
  for (const [what, matches] of Object.entries({ isPut, isPhoto, isSubmit })) {
    test(`${how} at ${what} costs a repeat and nothing else`, async () => {
      await work(app);
      await app.actions.endVisit(VISIT);
      server.failNext(matches, how);
      await app.actions.sendNow();
      server.failNext(matches, how);
      await app.actions.sendNow();

      await app.actions.sendNow();
      await app.actions.sendNow();

      assert.equal(server.visit().status, "submitted");
      assert.equal(server.visit().photos.size, 2);
      assert.equal(server.visit().revisions.length, 1);
      assert.equal(app.record(VISIT).delivery.state, "delivered");
    });
  }
}

test("a network's sign-in page is no server: nothing is sent and nothing changes", async () => {
  await work(app);
  server.failNext(({ path }) => path.endsWith("/session"), "portal");

  const outcome = await app.actions.sendNow();

  assert.equal(outcome.why, "unreachable");
  assert.equal(server.count("PUT", VISIT), 0);
  assert.equal(app.record(VISIT).delivery.state, "on_phone");
});

test("signed out in the middle, everything stays and the shopper works on", async () => {
  await work(app);
  handset.door.jar.user = null;

  const outcome = await app.actions.sendNow();
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "still here" });

  assert.equal(outcome.state, "sign_in");
  assert.equal(app.state.phase.value, "ready");
  assert.equal(app.record(VISIT).document.answers[NOTE].value, "still here");
  await app.actions.signIn("ann@example.org", "right");
  await app.actions.sendNow();
  assert.equal(server.standing().answers[NOTE].value, "still here");
});

test("a forgotten CSRF token is fetched anew once", async () => {
  await work(app, 0);
  server.failNext(isPut, new Response('{"code":"csrf"}', { status: 403, headers: JSON_TYPE }));

  await app.actions.sendNow();

  assert.equal(server.visit().revisions.length, 1);
});

const JSON_TYPE = { "Content-Type": "application/json" };

test("a busy server says when to come back", async () => {
  await work(app, 0);
  const busy = new Response("{}", { status: 503, headers: { ...JSON_TYPE, "Retry-After": "120" } });
  server.failNext(isPut, busy);

  const outcome = await app.actions.sendNow();

  assert.equal(outcome.state, "waiting");
  assert.equal(outcome.retryAfterMs, 120_000);
});

test("one visit that is refused holds up no other, and says why", async () => {
  await app.actions.answer(VISIT, CLEAN, { ...yes, value: "refused" });
  await app.actions.answer(SECOND_VISIT, CLEAN, yes);

  await app.actions.sendNow();

  const { delivery } = app.record(VISIT);
  assert.equal(delivery.state, "needs_you");
  assert.equal(delivery.reason, "This cannot be.");
  assert.equal(server.visit(SECOND_VISIT).revisions.length, 1);
});

test("what was refused goes again once it is mended", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "refused" });
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  assert.equal(app.record(VISIT).editable, true);

  await app.actions.answer(VISIT, NOTE, { ...yes, value: "fine" });
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();

  assert.equal(app.record(VISIT).delivery.state, "delivered");
});

test("a visit that needs the shopper is not tried again by the timer", async () => {
  await app.actions.answer(VISIT, CLEAN, { ...yes, value: "refused" });
  await app.actions.sendNow();
  const before = server.count("PUT", VISIT);

  const outcome = await app.sync();

  assert.equal(server.count("PUT", VISIT), before);
  assert.equal(outcome.state, "idle");
});

for (const [status, state] of [
  [413, "needs_you"],
  [409, "needs_you"],
  [507, "on_phone"],
]) {
  test(`a photo answered with ${status} is told in words, and its bytes stay`, async () => {
    await work(app, 1);
    server.failNext(isPhoto, status);

    await app.actions.sendNow();

    const { delivery, document: draft } = app.record(VISIT);
    assert.equal(delivery.state, state);
    assert.ok(delivery.reason);
    assert.ok(await app.photos.bytesOf(VISIT, draft.photos[0]));
  });
}

test("two phones on one visit: different questions are merged, the same keeps the later phone's", async () => {
  const other = await signedIn(makeHandset(server));
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.sendNow();
  await other.actions.answer(VISIT, CLEAN, no);
  await other.actions.answer(VISIT, NOTE, { ...yes, value: "from the other" });

  await other.actions.sendNow();

  assert.equal(server.standing().answers[CLEAN].value, "no");
  assert.equal(server.standing().answers[NOTE].value, "from the other");
  await app.actions.sendNow();
  assert.equal(app.record(VISIT).document.answers[NOTE].value, "from the other");
});

test("a phone that comes back from its journal keeps what another phone has sent meanwhile", async () => {
  await work(app, 1);
  await app.actions.sendNow();
  const other = await signedIn(makeHandset(server));
  await other.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  await other.actions.answer(VISIT, NOTE, { ...yes, value: "from the other" });
  await other.actions.sendNow();
  app.database.close();
  await handset.wipeDatabase();
  const again = await openApp(handset);
  await again.actions.answer(VISIT, CLEAN, no);

  await again.actions.sendNow();

  const { answers, photos } = server.standing();
  assert.deepEqual([answers[CLEAN].value, answers[NOTE]?.value], ["no", "from the other"]);
  assert.equal(photos.length, 2);
});

test("an end that came too early is open again and says what is missing", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.endVisit(VISIT);
  server.failNext(
    isSubmit,
    new Response('{"code":"incomplete","missing_photos":[],"errors":{"q-note":["Say more."]}}', {
      status: 409,
      headers: JSON_TYPE,
    }),
  );

  await app.actions.sendNow();

  const { delivery, editable, ended } = app.record(VISIT);
  assert.deepEqual([delivery.state, editable, ended], ["needs_you", true, false]);
  assert.equal(delivery.reason, "One question still needs something.");
});

test("a visit sent back opens only the returned question, and goes up again", async () => {
  await work(app, 1);
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  server.sendBack(VISIT, NOTE);

  await app.actions.sendNow();

  const { open, editable, ended } = app.record(VISIT);
  assert.deepEqual([[...open], editable, ended], [[NOTE], true, false]);
  await assert.rejects(app.actions.answer(VISIT, CLEAN, no), { code: "closed" });
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "Better." });
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  assert.equal(server.visit().status, "submitted");
  assert.equal(server.standing().answers[NOTE].value, "Better.");
  assert.equal(app.record(VISIT).delivery.state, "delivered");
});

test("a server restored from yesterday's backup is offered everything again", async () => {
  const backup = server.backup();
  await work(app, 2);
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  server.restore(backup);

  await app.actions.sendNow();

  assert.equal(server.visit().status, "submitted");
  assert.equal(server.visit().photos.size, 2);
  assert.equal(app.record(VISIT).delivery.state, "delivered");
});

test("a backup in the middle of a visit does not undo what the phone has changed since", async () => {
  await work(app, 1);
  await app.actions.sendNow();
  const backup = server.backup();
  await app.actions.answer(VISIT, CLEAN, no);
  await app.actions.sendNow();
  server.restore(backup);

  await app.actions.sendNow();

  assert.equal(server.standing().answers[CLEAN].value, "no");
});

test("a phone that lost its database does not undo what the other phone has sent since", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.sendNow();
  const other = await signedIn(makeHandset(server));
  await other.actions.answer(VISIT, NOTE, { ...yes, value: "from the other" });
  await other.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  await other.actions.sendNow();
  app.database.close();
  await handset.wipeDatabase();

  app = await openApp(handset);
  await app.actions.sendNow();

  assert.equal(server.standing().answers[NOTE]?.value, "from the other");
  assert.equal(server.standing().photos.length, 1);
  assert.equal(app.record(VISIT).document.photos.length, 1);
});

test("after a backup was restored, neither of two phones undoes what the other had sent", async () => {
  const backup = server.backup();
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.sendNow();
  const other = await signedIn(makeHandset(server));
  await other.actions.answer(VISIT, NOTE, { ...yes, value: "from the other" });
  await other.actions.sendNow();
  server.restore(backup);

  await other.actions.sendNow();
  await app.actions.sendNow();
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  await app.actions.sendNow();

  assert.equal(server.standing().answers[NOTE]?.value, "from the other");
  assert.equal(server.standing().answers[CLEAN].value, "yes");
  assert.equal(server.standing().photos.length, 1);
});

test("after a backup was restored, a phone that changed nothing does not undo what the other has changed since", async () => {
  const backup = server.backup();
  await work(app, 1);
  await app.actions.answer(VISIT, CLEAN, no);
  await app.actions.feel(VISIT, MOMENT, { feeling: "misery" });
  await app.actions.sendNow();
  const other = await signedIn(makeHandset(server));
  await other.actions.answer(VISIT, NOTE, { ...yes, value: "from the other" });
  await other.actions.sendNow();
  server.restore(backup);

  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.feel(VISIT, MOMENT, { feeling: "magic" });
  const [{ id }] = app.record(VISIT).document.photos;
  await app.actions.describePhoto(VISIT, id, "Seen from the left");
  await app.actions.sendNow();
  await other.actions.sendNow();
  await app.actions.sendNow();

  const stands = server.standing();
  assert.equal(stands.answers[CLEAN].value, "yes");
  assert.equal(stands.answers[NOTE].value, "from the other");
  assert.equal(stands.feelings[MOMENT].feeling, "magic");
  assert.equal(stands.photos[0].caption, "Seen from the left");
});

test("what a restored server lacks of a document's photographs goes up without another revision", async () => {
  await work(app, 2);
  await app.actions.sendNow();
  const backup = server.backup();
  backup.get(VISIT).photos.clear();
  server.restore(backup);

  await app.actions.sendNow();

  assert.equal(server.visit().photos.size, 2);
  assert.equal(server.visit().revisions.length, 1);
});

test("confirmed bytes stay for a fortnight, and unconfirmed ones for ever", async () => {
  await work(app, 1);
  await app.actions.sendNow();
  const [sent] = app.record(VISIT).document.photos;
  const later = Date.now() + 60 * 24 * 3600 * 1000;
  const all = await app.visits.all("ann");

  await app.photos.purge(all, { now: later, isUrgent: true });
  assert.ok(await app.photos.bytesOf(VISIT, sent), "sent but not yet in a receipt");

  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  const done = await app.visits.all("ann");
  await app.photos.purge(done, { now: Date.now() });
  assert.ok(await app.photos.bytesOf(VISIT, sent), "the receipt is fresh");
  await app.photos.purge(done, { now: later });
  assert.equal(await app.photos.bytesOf(VISIT, sent), null);
});

test("a new phone carries on where the old one sent its last draft", async () => {
  await work(app, 1);
  await app.actions.sendNow();

  const second = await signedIn(makeHandset(server));

  const record = second.record(VISIT);
  assert.equal(record.document.answers[CLEAN].value, "yes");
  assert.equal(record.photos[record.document.photos[0].id].state, "sent");
  await second.actions.endVisit(VISIT);
  await second.actions.sendNow();
  assert.equal(server.visit().status, "submitted");
});

test("two tabs and the worker send each thing once", async () => {
  await work(app, 3);
  await app.actions.endVisit(VISIT);
  const tab = await openApp(handset);

  await Promise.all([app.actions.sendNow(), tab.actions.sendNow(), app.sync(), tab.sync()]);
  await tab.reload();

  assert.equal(server.visit().revisions.length, 1);
  assert.equal(server.requests.filter(isPhoto).length, 3);
  assert.equal(server.count("POST", "/submit"), 1);
  assert.equal(tab.record(VISIT).delivery.state, "delivered");
});

test("after thirty days without a network everything goes up", async () => {
  const { door } = handset;
  handset.door = async () => {
    throw new TypeError("Failed to fetch");
  };
  app = await openApp(handset);
  await work(app, 2);
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  assert.equal(server.visit().status, "scheduled");
  for (let day = 1; day <= 30; day += 1) {
    handset.aheadMs = day * 24 * 3600 * 1000;
    assert.equal((await app.sync()).why, "unreachable");
  }
  handset.door = door;
  app = await openApp(handset);

  await app.actions.sendNow();

  assert.equal(server.visit().status, "submitted");
  assert.equal(server.visit().photos.size, 2);
  assert.equal(app.record(VISIT).delivery.state, "delivered");
});

test("the bytes that arrive are the bytes that were taken", async () => {
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("the very picture")]);

  await app.actions.sendNow();

  const [{ id, sha256: digest }] = server.standing().photos;
  assert.equal(sha256(server.visit().photos.get(id)), digest);
  assert.equal(Buffer.from(server.visit().photos.get(id)).toString(), "the very picture");
});
