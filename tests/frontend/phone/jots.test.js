/** Jot now, tell later: kept as safely as an answer, on this phone alone, told in one write, and taken back. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import {
  doneWith,
  jotDown,
  takeBack,
  tell,
  untold,
} from "../../../frontend/phone/client/tools/jots/jotting.js";
import { targetsOf } from "../../../frontend/phone/client/tools/jots/targets.js";
import { CLEAN, PHOTO, VISIT } from "./fake-server.js";
import { makeHandset, openApp, readyToGo, signedIn, snapshot, yes } from "./make-phone.js";

const AT = "2026-11-21T14:12:00.000+01:00";
const LATER = "2026-11-21T14:20:00.000+01:00";
const INTO = { touchpoint: "inside", question: CLEAN };
const jot = (kind, more = {}) => ({
  ...{ id: kind, kind, at: AT, text: "", place: null, photo: null, settled: null },
  ...more,
});
const WORDS = jot("words", { text: "Crumbs on the seat" });

let server;
let handset;
let app;

const record = () => app.record(VISIT);
const keep = (one) => app.actions.rework(VISIT, (here) => jotDown(here, one));
const takePicture = (text) =>
  app.actions.jotPhoto(VISIT, snapshot(text), (here, photo) =>
    jotDown(here, jot("photo", { id: photo.id, photo })),
  );
const put = (id, into, told, at = LATER) =>
  app.actions.rework(VISIT, (here, edit) => tell(here, id, into, told, { edit, at }));
const undo = (id) => app.actions.rework(VISIT, (here, edit) => takeBack(here, id, edit));
const addToNote = (before) => ({ ...before, note: `${before.note}${WORDS.text}` });
const same = (before) => before;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
  await app.actions.startVisit(VISIT);
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.sendNow();
});

/** Whether the bytes are in the database, and in the journal. */
async function bytesOf(id) {
  const row = await app.database.read(["photo_bytes"], (tx) =>
    tx.objectStore("photo_bytes").get(id),
  );
  return [Boolean(row), handset.shelf.files.has(`photo-${id}`)];
}

/** Jotted down, then this happens, then the app is opened again. */
async function isThereAfter(harm) {
  await keep(WORDS);
  await takePicture("a wrapper");
  const before = record().jots;
  await harm();

  app = await openApp(handset);
  await new Promise((resolve) => setTimeout(resolve, 100));

  assert.deepEqual(record().jots, before);
  assert.equal(before.length, 2);
  assert.deepEqual(await bytesOf(before[1].id), [true, true]);
  assert.match(await app.actions.photoUrl(before[1].id), /^blob:/);
}

test("what was jotted down is there when the app is opened again", async () => {
  await isThereAfter(() => {});
});

test("what was jotted down outlives a browser that throws its database away", async () => {
  await isThereAfter(() => handset.wipeDatabase());
});

test("what was jotted down outlives a journal that is lost", async () => {
  await isThereAfter(() => handset.shelf.files.clear());
});

test("nothing of what was jotted down is sent, and nothing waits because of it", async () => {
  await keep(WORDS);
  await takePicture("a wrapper");

  await app.actions.sendNow();

  assert.match(record().delivery.reason, /Everything so far has been sent/);
  assert.ok(!JSON.stringify(server.standing()).includes("Crumbs"));
  assert.equal(server.visit().photos.size, 0);
});

test("words become part of a note in the same write in which they count as told", async () => {
  await keep(WORDS);

  await put("words", INTO, addToNote);

  assert.equal(record().document.answers[CLEAN].note, "Crumbs on the seat");
  assert.equal(record().document.answers[CLEAN].value, "yes");
  assert.deepEqual(untold(record()), []);
});

test("what was told is taken back, and the answer is as it was", async () => {
  const { clock: then, ...before } = record().document.answers[CLEAN];
  await keep(WORDS);
  await put("words", INTO, addToNote);

  await undo("words");

  const { clock, ...after } = record().document.answers[CLEAN];
  assert.deepEqual(after, before);
  assert.ok(clock > then, "taking back is a later word");
  assert.deepEqual(untold(record()), [WORDS]);
});

test("an answer that was changed since stays when what was told is taken back", async () => {
  await keep(WORDS);
  await put("words", INTO, addToNote);
  await app.actions.answer(VISIT, CLEAN, { ...yes, value: "no", note: "Crumbs, and more" });

  await undo("words");

  assert.equal(record().document.answers[CLEAN].note, "Crumbs, and more");
  assert.deepEqual(untold(record()), [WORDS]);
});

test("a photograph moves to its question, is sent from there, and comes back", async () => {
  await takePicture("a wrapper");
  const [{ id, photo }] = record().jots;

  await put(id, { touchpoint: "inside", question: PHOTO }, same);
  await app.actions.sendNow();

  assert.deepEqual(record().document.photos, [{ ...photo, question: PHOTO }]);
  assert.deepEqual([...server.visit().photos.keys()], [id]);

  await undo(id);
  await app.actions.sendNow();
  assert.deepEqual(record().document.photos, []);
  assert.equal(untold(record())[0].photo.sha256, photo.sha256);
  assert.deepEqual(await bytesOf(id), [true, true]);
});

test("a photograph that came back from the journal is sent once it has moved to its question", async () => {
  await takePicture("a wrapper");
  const [{ id }] = record().jots;
  await handset.wipeDatabase();
  app = await openApp(handset);
  await new Promise((resolve) => setTimeout(resolve, 100));

  await put(id, { touchpoint: "inside", question: PHOTO }, same);
  await app.actions.sendNow();

  assert.deepEqual([...server.visit().photos.keys()], [id]);
  assert.equal(record().delivery.sent, 1);
});

test("a photograph that was removed from its question leaves no jot that could come back empty", async () => {
  await takePicture("a wrapper");
  const [{ id }] = record().jots;
  await put(id, { touchpoint: "inside", question: PHOTO }, same);

  await app.actions.removePhoto(VISIT, id);

  assert.deepEqual(record().jots, []);
  assert.deepEqual(await bytesOf(id), [false, false]);
});

test("what is done with can be undone, also after a restart", async () => {
  await keep(WORDS);
  await app.actions.rework(VISIT, (here) => doneWith(here, "words", LATER));
  assert.deepEqual(untold(record()), []);
  app = await openApp(handset);

  await undo("words");

  assert.deepEqual(untold(record()), [WORDS]);
});

test("signing out after sending keeps what is still jotted down, locked, and signing in again shows it", async () => {
  await keep(WORDS);

  await app.actions.signOut({ how: "after_sending" });
  assert.deepEqual(app.state.visits.value, []);
  app = await signedIn(handset);

  assert.deepEqual(record().jots, [WORDS]);
});

test("it leaves the phone with the visit, bytes and all", async () => {
  await keep(WORDS);
  await takePicture("a wrapper");
  const [, { id }] = record().jots;
  server.visits.get(VISIT).shopper = "bob";

  await app.actions.sendNow();

  assert.equal(record(), undefined);
  assert.deepEqual(await bytesOf(id), [false, false]);
  assert.deepEqual(
    [...handset.shelf.files.keys()].filter((name) => name.includes(VISIT)),
    [],
  );
});

test("another phone of the same shopper knows nothing of it", async () => {
  await keep(WORDS);
  await app.actions.sendNow();

  const other = await signedIn(makeHandset(server));

  assert.equal(other.record(VISIT).jots, undefined);
});

const LISTED = {
  condition: null,
  photo: { rule: "none", min: 0, max: 0 },
  note: { rule: "none", min: 0, max: 0 },
};
const NOTED = { ...LISTED, note: { rule: "optional", min: 0, max: 30 } };
const QUESTIONS = [
  { ...LISTED, id: "when", kind: "time" },
  { ...LISTED, id: "queue", kind: "duration" },
  { ...LISTED, id: "seen", kind: "text" },
  { ...NOTED, id: "clean", kind: "yes_no" },
  { ...LISTED, id: "receipt", kind: "photo", photo: { rule: "required", min: 1, max: 1 } },
];
const at = (answers = {}, more = {}) => ({
  checklist: { touchpoints: [{ id: "inside", questions: QUESTIONS }] },
  document: { answers, feelings: {}, photos: [], ...more },
  open: null,
});
const names = (found) => found.map(({ into }) => into.question);
const told = (where, one, question) =>
  targetsOf(where, one, "14:12")
    .find(({ into }) => into.question === question)
    .told(where.document.answers[question] ?? null);

test("words go into a text, and into the note of what is answered and has room for them", () => {
  const answered = at({ clean: { ...yes, note: "Fair" } });
  const full = at({ clean: { ...yes, note: "Crumbs, and a wrapper" } });

  assert.deepEqual(names(targetsOf(at(), WORDS, "14:12")), ["seen"]);
  assert.deepEqual(names(targetsOf(answered, WORDS, "14:12")), ["seen", "clean"]);
  assert.deepEqual(names(targetsOf(full, WORDS, "14:12")), ["seen"]);
  assert.equal(told(answered, WORDS, "clean").note, "Fair\nCrumbs on the seat");
});

test("words become the remark of a moment that was felt", () => {
  const felt = at({}, { feelings: { inside: { feeling: "misery", note: "Dirty.", at: AT } } });

  const remark = targetsOf(felt, WORDS, "14:12").at(-1);

  assert.equal(remark.question, null);
  assert.equal(remark.told(felt.document.feelings.inside).note, "Dirty.\nCrumbs on the seat");
});

test("a time answers when, begins a measurement, and ends the one that runs", () => {
  const running = at({ queue: { ...yes, value: { seconds: 0, from: AT, to: null } } });
  const whole = at({ queue: { ...yes, value: { seconds: 9, from: null, to: null } } });
  const later = jot("time", { at: LATER });

  assert.equal(told(at(), later, "when").value, "14:12");
  assert.deepEqual(told(at(), later, "queue").value, { seconds: 0, from: LATER, to: null });
  assert.deepEqual(told(running, later, "queue").value, { seconds: 480, from: AT, to: LATER });
  assert.ok(!names(targetsOf(whole, later, "14:12")).includes("queue"));
});

test("a photograph goes where one is asked for and there is room", () => {
  const taken = at({}, { photos: [{ id: "one", question: "receipt" }] });

  assert.deepEqual(names(targetsOf(at(), jot("photo"), "14:12")), ["receipt"]);
  assert.deepEqual(names(targetsOf(taken, jot("photo"), "14:12")), []);
});
