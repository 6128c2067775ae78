/** A practice: as safe on this phone as a visit, and never met by anything that sends, counts or rescues. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { jotDown } from "../../../frontend/phone/client/tools/jots/jotting.js";
import { practiceOf } from "../../../frontend/phone/client/tools/practice/beginning.js";
import {
  generalChecklist,
  generalItem,
} from "../../../frontend/phone/client/tools/practice/general.js";
import { rescue } from "../../../frontend/phone/client/tools/rescue/file.js";
import { CHECKLIST, CLEAN, PHOTO, VISIT } from "./fake-server.js";
import { makeHandset, openApp, readyToGo, signedIn, snapshot, yes } from "./make-phone.js";

const NOTE = "The tyre was flat";
const GENERAL = generalChecklist("en");

let server;
let handset;
let app;
let said;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

const practices = (phone = app) =>
  phone.state.visits.value.filter(({ item }) => item.practice).map(({ id }) => id);
const settled = () => new Promise((resolve) => setTimeout(resolve, 100));

/** A practice full of everything: an answer, two photographs, one of them jotted, a feeling. */
async function practise(phone = app, of = VISIT) {
  const { item, checklist } = phone.record(of);
  const practice = practiceOf(item, of, new Date());
  const { id } = practice;
  await phone.actions.practise(practice, checklist);
  await phone.actions.answer(id, CLEAN, { ...yes, note: NOTE });
  await phone.actions.feel(id, "t-1", { feeling: "magic" });
  await phone.actions.addPhotos(id, PHOTO, [snapshot("practised")]);
  await phone.actions.jotPhoto(id, snapshot("jotted"), (here, photo) =>
    jotDown(here, {
      ...{ id: photo.id, kind: "photo", at: "", text: "", place: null, photo, settled: null },
    }),
  );
  return id;
}

/** Everything that goes through the door from now on: addresses, headers and bodies. */
function listen() {
  said = [];
  const { door } = handset;
  const heard = async (path, init = {}) => {
    said.push(`${init.method} ${path} ${JSON.stringify(init.headers)} ${init.body ?? ""}`);
    return door(path, init);
  };
  handset.door = Object.assign(heard, { jar: door.jar });
}

/** Whether anything that was sent names one of these. */
const isMentioned = (...names) => said.some((text) => names.some((name) => text.includes(name)));

/** All by which a practice could be known to somebody else. */
function marksOf(phone, id) {
  const { document, jots } = phone.record(id);
  return [id, NOTE, ...document.photos.map((one) => one.id), ...jots.map((one) => one.id)];
}

test("a sync beside a practice full of answers and photographs makes no request that mentions it", async () => {
  listen();
  app = await openApp(handset);
  const id = await practise();
  const marks = marksOf(app, id);
  await app.actions.answer(VISIT, CLEAN, yes);

  await app.actions.sendNow();
  await app.sync();

  assert.equal(marks.length, 4);
  assert.ok(isMentioned(VISIT), "the real visit was sent beside it");
  assert.ok(!isMentioned(...marks));
  assert.deepEqual(practices(), [id]);
});

test("no request tells on which screen it was sent", async () => {
  const policies = new Set();
  const { door } = handset;
  handset.door = Object.assign(
    (path, init) => {
      policies.add(init.referrerPolicy);
      return door(path, init);
    },
    { jar: door.jar },
  );
  app = await openApp(handset);

  await app.actions.sendNow();

  assert.deepEqual([...policies], ["origin"]);
});

test("neither a restored server nor a lost database brings a practice before the server", async () => {
  const id = await practise();
  const marks = marksOf(app, id);
  await app.actions.sendNow();
  server.restore(server.backup());
  await handset.wipeDatabase();
  listen();

  app = await openApp(handset);
  await settled();
  await app.actions.sendNow();
  await app.actions.sendNow();

  assert.equal(app.record(id).document.answers[CLEAN].note, NOTE);
  assert.ok(said.length > 2);
  assert.ok(!isMentioned(...marks));
});

test("a photograph of a practice that cannot be read any more is not asked of the server", async () => {
  const id = await practise();
  const [photo] = app.record(id).document.photos;
  await app.database.write(["photo_bytes"], (tx) => tx.objectStore("photo_bytes").clear());
  handset.shelf.files.delete(`photo-${photo.id}`);
  const before = server.requests.length;

  await assert.rejects(app.actions.photoUrl(photo.id), /cannot be read any more/);

  assert.equal(server.requests.length, before);
});

test("a practice is there with all of it when the app is opened again, whichever copy is lost", async () => {
  for (const harm of [() => {}, () => handset.wipeDatabase(), () => handset.shelf.files.clear()]) {
    const id = await practise();
    const { document, jots } = app.record(id);
    await harm();

    app = await openApp(handset);
    await settled();

    assert.deepEqual(app.record(id).document, document);
    assert.deepEqual(app.record(id).jots, jots);
    assert.match(await app.actions.photoUrl(document.photos[0].id), /^blob:/);
    assert.ok(app.record(id).editable);
    await app.actions.forget(id);
  }
});

test("a practice is counted nowhere and in no rescue file, from the database or from the journal", async () => {
  const id = await practise();
  await app.actions.answer(VISIT, CLEAN, yes);
  await settled();

  const file = await app.actions.rescueFile();
  const lost = { facts: async () => Promise.reject(new Error("no database")) };
  const journal = openJournal(handset.shelf);
  const fromJournal = await rescue({ ...app, phone: lost, journal }, "");

  assert.equal(app.state.sync.value.unsent, 1);
  for (const text of [await file.text(), await fromJournal.text()]) {
    assert.ok(text.includes(VISIT));
    assert.ok(!text.includes(id) && !text.includes(NOTE));
  }
});

test("a practice holds up no signing out, and leaves the phone with the shopper, bytes and all", async () => {
  const id = await practise();

  await app.actions.signOut({ how: "after_sending" });

  assert.equal(await app.visits.get(id), undefined);
  assert.deepEqual([...(await app.photos.ids())], []);
  assert.deepEqual(
    [...handset.shelf.files.keys()].filter((name) => /photo-|visit-|checklist-/.test(name)),
    [],
  );
});

test("a practice stays locked on the phone with everything else, for nobody else to see", async () => {
  const id = await practise();
  await app.actions.signOut({ how: "keep" });

  const bobs = await signedIn(handset, "bob@example.org");

  assert.deepEqual(practices(bobs), []);
  await bobs.actions.signOut({ how: "delete" });
  app = await signedIn(handset);
  assert.deepEqual(practices(), [id]);
});

test("a revoked phone is emptied of its practice too", async () => {
  const id = await practise();
  server.revoked.add((await app.phone.facts()).device);

  await app.actions.sendNow();

  assert.equal(await app.visits.get(id), undefined);
});

test("what is practised outlives the visit that it was made of, with its checklist", async () => {
  const id = await practise();
  for (const visit of server.visits.values()) visit.shopper = "bob";

  await app.actions.sendNow();
  app = await openApp(handset);

  assert.deepEqual(
    app.state.visits.value.map((one) => one.id),
    [id],
  );
  assert.equal(app.record(id).checklist.id, CHECKLIST.id);
});

test("a practice that is thrown away takes its photographs along, and the visit stays as it was", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  const before = app.record(VISIT);
  const id = await practise();

  await app.actions.forget(id);

  assert.deepEqual(practices(), []);
  assert.deepEqual([...(await app.photos.ids())], []);
  assert.deepEqual(app.record(VISIT), before);
});

test("only a practice and what the office has in quarantine can be taken off the phone", async () => {
  await app.actions.forget(VISIT);

  assert.equal(app.record(VISIT).id, VISIT);
});

test("a shopper without any visit practises, offline and in a fresh app", async () => {
  const phone = makeHandset(server);
  app = await signedIn(phone, "bob@example.org");
  server.visits.get(app.state.visits.value[0].id).shopper = "ann";
  await app.actions.sendNow();
  assert.deepEqual(app.state.visits.value, []);
  server.faults.push({ matches: () => true, how: "lost" });
  const practice = practiceOf(generalItem(GENERAL, new Date()), "general", new Date());

  await app.actions.practise(practice, GENERAL);
  await app.actions.answer(practice.id, "practice-open", yes);
  app = await openApp(phone);

  assert.equal(app.record(practice.id).document.answers["practice-open"].value, "yes");
  assert.deepEqual(app.record(practice.id).checklist, JSON.parse(JSON.stringify(GENERAL)));
});
