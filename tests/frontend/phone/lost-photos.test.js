/** A photograph of which both copies are gone: nothing is sent in its place, and the visit finds its way on. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { repairPhotos } from "../../../frontend/phone/client/storage/repair.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { CLEAN, PHOTO, VISIT } from "./fake-server.js";
import { makeHandset, no, openApp, readyToGo, snapshot, work } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

/** Both copies of the visit's first photo are gone. */
async function losePhoto() {
  const [photo] = app.record(VISIT).document.photos;
  await app.database.write(["photo_bytes"], (tx) => tx.objectStore("photo_bytes").delete(photo.id));
  handset.shelf.files.delete(`photo-${photo.id}`);
  return photo;
}

test("a photo that cannot be read holds up the end until a word is said for it", async () => {
  await work(app, 2);
  const photo = await losePhoto();
  await app.sync();
  await app.reload();
  await assert.rejects(app.actions.endVisit(VISIT), { code: "lost" });

  await app.actions.declareMissing(VISIT, photo.id, "The phone fell into the harbour.");
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();

  assert.equal(app.record(VISIT).delivery.state, "delivered");
  assert.equal(server.visit().photos.size, 1);
});

test("photographs are looked through while nothing is being drawn, one at a time", async (t) => {
  await work(app, 2);
  await losePhoto();
  const waiting = [];
  globalThis.requestIdleCallback = (go) => waiting.push(go);
  t.after(() => delete globalThis.requestIdleCallback);

  const found = repairPhotos({ ...app, journal: openJournal(handset.shelf) });
  for (let photo = 1; photo <= 2; photo += 1) {
    while (waiting.length < photo) await new Promise(setImmediate);
    await new Promise((rest) => setTimeout(rest, 20));
    assert.equal(waiting.length, photo);
    waiting.at(-1)();
  }

  assert.equal(await found, 1);
});

const finders = {
  "on its way to the server": () => app.actions.sendNow(),
  "when the app starts": async () => {
    handset.door = async () => {
      throw new TypeError("Failed to fetch");
    };
    app = await openApp(handset);
    await repairPhotos({ ...app, journal: openJournal(handset.shelf) });
    handset.door = server.door();
    handset.door.jar.user = server.people.get("ann@example.org");
    app = await openApp(handset);
  },
};

for (const [found, find] of Object.entries(finders)) {
  const endWithALoss = async () => {
    await work(app, 2);
    const photo = await losePhoto();
    await app.visits.update(VISIT, (here) => ({ ...here, ended: true }));
    await find();
    const { delivery, ended, editable } = app.record(VISIT);
    assert.deepEqual([delivery.state, ended, editable], ["needs_you", true, false]);
    await assert.rejects(app.actions.answer(VISIT, CLEAN, no), { code: "closed" });
    return photo;
  };

  test(`a photo found lost ${found}, after the end, is taken again and the delivery goes on`, async () => {
    const photo = await endWithALoss();

    await app.actions.replacePhoto(VISIT, photo.id, snapshot("taken again"));
    await app.actions.sendNow();

    assert.equal(app.record(VISIT).delivery.state, "delivered");
    assert.equal(server.visit().photos.size, 2);
    assert.ok(!server.visit().photos.has(photo.id));
  });

  test(`a photo found lost ${found}, after the end, is done without for a reason and the delivery goes on`, async () => {
    const photo = await endWithALoss();
    await assert.rejects(app.actions.declareMissing(VISIT, photo.id, " "), { code: "reason" });

    await app.actions.declareMissing(VISIT, photo.id, "The phone fell into the harbour.");
    await app.actions.sendNow();

    assert.equal(app.record(VISIT).delivery.state, "delivered");
    const [listed] = server.standing().photos;
    assert.equal(listed.missing, "The phone fell into the harbour.");
    await assert.rejects(app.actions.removePhoto(VISIT, photo.id), { code: "closed" });
  });
}

test("a photo whose bytes another phone sends later is lost no more, and the visit can be ended", async () => {
  await work(app, 1);
  await app.actions.sendNow();
  const other = await openApp(makeHandset(server));
  await other.actions.signIn("ann@example.org", "right");
  await other.actions.sendNow();
  const [{ photo }] = await other.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  server.failNext(({ path }) => path.includes("/photos/"), "lost");
  await other.actions.sendNow();
  await app.actions.sendNow();
  assert.equal(app.record(VISIT).photos[photo.id].state, "lost");

  await other.actions.sendNow();
  await app.actions.sendNow();
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();

  assert.equal(app.record(VISIT).delivery.state, "delivered");
});
