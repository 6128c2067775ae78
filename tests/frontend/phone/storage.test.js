/** On the phone: what was called saved is there twice, and each copy mends the other. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openDatabase } from "../../../frontend/phone/client/storage/database.js";
import { inWords, journalOf } from "../../../frontend/phone/client/storage/journal.js";
import { repairPhotos } from "../../../frontend/phone/client/storage/repair.js";
import { bestShelf, cacheShelf } from "../../../frontend/phone/client/storage/shelves.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { openDB } from "../../../frontend/phone/client/vendor/vendor.js";
import { CLEAN, NOTE, PHOTO, VISIT } from "./fake-server.js";
import { makeHandset, memoryShelf, no, openApp, readyToGo, snapshot, yes } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

/** The database is gone, as Chromium has been seen to delete it; the app is opened again, without a network. */
async function afterAWipe() {
  app.database.close();
  await handset.wipeDatabase();
  return offline();
}

async function offline() {
  handset.door = async () => {
    throw new TypeError("Failed to fetch");
  };
  const opened = await openApp(handset);
  await repairPhotos({ ...opened, journal: openJournal(handset.shelf) });
  await opened.reload();
  return opened;
}

test("answers and photos come back from the journal after the database was deleted", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("kept twice")]);

  const after = await afterAWipe();

  const { document: draft, photos } = after.record(VISIT);
  assert.equal(draft.answers[CLEAN].value, "yes");
  assert.equal(photos[draft.photos[0].id].state, "stored");
  const bytes = await after.photos.bytesOf(VISIT, draft.photos[0]);
  assert.equal(Buffer.from(bytes).toString(), "kept twice");
  assert.ok(after.state.notice.value);
});

test("a phone that lost its database still sends what it held, under the next number", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.sendNow();
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "after the first sending" });
  const { door } = handset;
  const after = await afterAWipe();
  after.database.close();
  handset.door = door;

  const online = await openApp(handset);
  await online.actions.sendNow();

  assert.equal(server.standing().answers[NOTE].value, "after the first sending");
  assert.equal(server.standing().answers[CLEAN].value, "yes");
});

test("a write torn in the middle leaves the one before it", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.answer(VISIT, CLEAN, no);
  handset.shelf.tear();

  const after = await afterAWipe();

  assert.equal(after.record(VISIT).document.answers[CLEAN].value, "yes");
});

test("a journal that was lost is written anew from the database", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  handset.shelf.files.clear();
  app.database.close();
  const again = await offline();
  again.database.close();
  await handset.wipeDatabase();

  const after = await offline();

  assert.equal(after.record(VISIT).document.answers[CLEAN].value, "yes");
  assert.equal(Object.values(after.record(VISIT).photos)[0].state, "stored");
});

test("a copy that a dying battery left half written is written anew", async () => {
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("kept twice")]);
  const [photo] = app.record(VISIT).document.photos;
  handset.shelf.files.set(`photo-${photo.id}`, new TextEncoder().encode("kept"));
  app.database.close();
  const again = await offline();
  again.database.close();

  const after = await afterAWipe();

  const bytes = await after.photos.bytesOf(VISIT, photo);
  assert.equal(Buffer.from(bytes).toString(), "kept twice");
});

test("a photo that neither copy holds is shown as lost, not forgotten", async () => {
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  const [{ id }] = app.record(VISIT).document.photos;
  handset.shelf.files.delete(`photo-${id}`);

  const after = await afterAWipe();

  assert.equal(after.record(VISIT).photos[id].state, "lost");
  assert.equal(after.record(VISIT).delivery.state, "needs_you");
});

test("bytes that have gone bad are taken from the other copy", async () => {
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("the right bytes")]);
  const [photo] = app.record(VISIT).document.photos;
  const bad = new TextEncoder().encode("the wrong bytes").buffer;
  await app.database.write(["photo_bytes"], (tx) =>
    tx.objectStore("photo_bytes").put({ id: photo.id, visit: VISIT, bytes: bad }),
  );

  const bytes = await app.photos.bytesOf(VISIT, photo);

  assert.equal(Buffer.from(bytes).toString(), "the right bytes");
});

test("a save that the journal cannot take is not called saved", async () => {
  handset.shelf.write = async () => {
    throw new DOMException("the file is locked", "NoModificationAllowedError");
  };

  await assert.rejects(app.actions.answer(VISIT, CLEAN, yes), { code: "journal" });

  assert.equal(app.state.saving.value[VISIT], "failed");
  assert.ok(app.state.trouble.value);
});

test("a photo for which there is no room leaves nothing behind, and what was there stays", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  const { write } = handset.shelf;
  handset.shelf.write = async (name, bytes) => {
    if (name.startsWith("photo-")) throw new DOMException("no room", "QuotaExceededError");
    return write(name, bytes);
  };

  await assert.rejects(app.actions.addPhotos(VISIT, PHOTO, [snapshot()]), { code: "full" });

  const { document: draft } = app.record(VISIT);
  assert.deepEqual(draft.photos, []);
  assert.equal(draft.answers[CLEAN].value, "yes");
});

test("room is made from what the server has confirmed before a photo is refused", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  await app.actions.endVisit(VISIT);
  await app.actions.sendNow();
  const [{ id: delivered }] = app.record(VISIT).document.photos;
  const second = app.state.visits.value.find(({ id }) => id !== VISIT).id;
  const { write } = handset.shelf;
  handset.shelf.write = async (name, bytes) => {
    const isFull = handset.shelf.files.has(`photo-${delivered}`);
    if (name.startsWith("photo-") && isFull) throw new DOMException("no", "QuotaExceededError");
    return write(name, bytes);
  };

  const [{ photo }] = await app.actions.addPhotos(second, PHOTO, [snapshot()]);

  assert.ok(await app.photos.bytesOf(second, photo));
});

test("another person on the same phone sees and sends nothing of the first one's", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.signOut({ how: "keep" });

  await app.actions.signIn("bob@example.org", "right");
  await app.actions.sendNow();

  assert.equal(app.record(VISIT), undefined);
  assert.equal(app.state.visits.value.length, 1);
  assert.equal(server.visit().revisions.length, 0);
  await app.actions.signOut({ how: "after_sending" });
  await app.actions.signIn("ann@example.org", "right");
  await app.actions.sendNow();
  assert.equal(server.standing().answers[CLEAN].value, "yes");
});

test("somebody else's cookie sends nothing", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  handset.door.jar.user = server.people.get("bob@example.org");

  const outcome = await app.sync();

  assert.deepEqual([outcome.state, outcome.why], ["sign_in", "other_user"]);
  assert.equal(server.visit().revisions.length, 0);
});

test("signing out with unsent work asks; nothing goes by itself", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  handset.door.jar.user = null;

  await assert.rejects(app.actions.signOut({ how: "after_sending" }), { code: "unsent" });

  assert.equal(app.record(VISIT).document.answers[CLEAN].value, "yes");
  await app.actions.signOut({ how: "delete" });
  assert.deepEqual(await app.visits.all("ann"), []);
  assert.equal([...handset.shelf.files.keys()].filter((key) => key.startsWith("visit-")).length, 0);
});

test("the camera that closed the app is remembered, until the photo is there", async () => {
  await app.actions.intend(VISIT, PHOTO);

  const again = await openApp(handset);

  assert.deepEqual(again.state.intent.value, { visit: VISIT, question: PHOTO });
  await again.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  const once = await openApp(handset);
  assert.equal(once.state.intent.value, null);
});

test("two tabs that answer different questions keep both answers", async () => {
  const tab = await openApp(handset);

  await Promise.all([
    app.actions.answer(VISIT, CLEAN, yes),
    tab.actions.answer(VISIT, NOTE, { ...yes, value: "from the other tab" }),
  ]);

  const { document: draft } = await app.visits.get(VISIT);
  assert.deepEqual(Object.keys(draft.answers).sort(), [CLEAN, NOTE].sort());
});

test("a connection that was closed is opened again by the next save", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.database.read(["visits"], async (tx) => tx.db.close());

  await app.actions.answer(VISIT, CLEAN, no);

  assert.equal(app.record(VISIT).document.answers[CLEAN].value, "no");
});

test("what is done after the database was deleted under the open app is told, and undoes nothing", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await handset.wipeDatabase();

  const told = new Set();
  for (let time = 0; time < 9; time += 1) {
    told.add(await app.actions.intend(VISIT, PHOTO).catch(({ code }) => code));
  }
  told.add(await app.actions.answer(VISIT, CLEAN, no).catch(({ code }) => code));

  const { record, state } = await offline();
  assert.equal(state.user.value?.id, "ann");
  assert.equal(record(VISIT).document.answers[CLEAN].value, "yes");
  assert.deepEqual([...told], ["lost"]);
});

test("an answer called saved after the database was deleted is not replaced by an older one", async () => {
  for (const value of ["one", "two", "three"]) {
    await app.actions.answer(VISIT, NOTE, { ...yes, value });
  }
  await app.actions.sendNow();
  await handset.wipeDatabase();

  await app.actions.signIn("ann@example.org", "right").catch(() => {});
  await app.actions.sendNow();
  const four = app.actions.answer(VISIT, NOTE, { ...yes, value: "four" });
  const isSaved = await four.then(
    () => true,
    () => false,
  );

  const { record } = await offline();
  assert.equal(record(VISIT).document.answers[NOTE].value, isSaved ? "four" : "three");
});

test("an old tab steps aside for a database upgrade", async () => {
  const older = openDatabase({ name: handset.name });
  await older.read(["visits"], async () => null);

  await handset.wipeDatabase();

  await assert.rejects(
    older.read(["visits"], async () => null),
    { code: "lost" },
  );
});

test("the rescue file holds every unsent word and picture", async () => {
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "Grüße" });
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("x".repeat(100_000)), snapshot("second")]);

  const file = JSON.parse(await (await app.actions.rescueFile()).text());

  const [visit] = file.visits;
  assert.equal(file.user, "ann@example.org");
  assert.equal(visit.document.answers[NOTE].value, "Grüße");
  const pictures = visit.photos.map(({ base64 }) => Buffer.from(base64, "base64").toString());
  assert.deepEqual(pictures, ["x".repeat(100_000), "second"]);
});

test("without its database the phone still writes the same rescue file, from the journal", async () => {
  await app.actions.answer(VISIT, NOTE, { ...yes, value: "Grüße" });
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot("first"), snapshot("gone bad")]);
  const [, bad] = app.record(VISIT).document.photos;
  handset.shelf.files.set(`photo-${bad.id}`, new Uint8Array(3));
  await shutDatabase(handset);
  const locked = await openApp(handset, { starts: false });

  const file = JSON.parse(await (await locked.actions.rescueFile()).text());

  const [visit] = file.visits;
  const pictures = visit.photos.map(({ base64 }) => Buffer.from(base64, "base64").toString());
  assert.deepEqual([file.user, file.device], ["ann@example.org", visit.document.device]);
  assert.equal(visit.document.answers[NOTE].value, "Grüße");
  assert.deepEqual(pictures, ["first"], "bytes that are not the photograph's are left out");
});

test("a rescue file from the journal holds nothing of somebody who has left", async () => {
  await app.actions.answer(VISIT, NOTE, yes);
  await app.actions.signOut({ how: "keep" });
  await shutDatabase(handset);
  const locked = await openApp(handset, { starts: false });

  await assert.rejects(locked.actions.rescueFile(), { code: "nothing" });
});

/** A database of a later version, which this app cannot open. */
async function shutDatabase({ name }) {
  (await openDB(name, 99, { upgrade: () => {} })).close();
}

test("where files cannot be flushed, the cache stands in", async () => {
  const cached = new Map();
  const caches = {
    open: async () => ({
      put: async (address, response) => void cached.set(address, await response.arrayBuffer()),
      match: async (address) =>
        cached.has(address) ? new Response(cached.get(address)) : undefined,
      delete: async (address) => cached.delete(address),
      keys: async () => [...cached.keys()].map((path) => ({ url: `https://phone.test${path}` })),
    }),
  };
  const broken = { ...memoryShelf(), write: () => Promise.reject(new Error("unsupported")) };

  const journal = openJournal(await bestShelf([() => broken, () => cacheShelf(caches)]));
  await journal.put("visit-1", 1, { words: "kept" });

  assert.deepEqual((await journal.read()).get("visit-1"), { change: 1, value: { words: "kept" } });
});

test("a phone that is full reads the journal it has written, and begins no other", async () => {
  const shelf = memoryShelf();
  await openJournal(shelf).put("visit-1", 1, { words: "kept" });
  const full = Object.assign(new Error("no room"), { name: "QuotaExceededError" });
  for (const trouble of [full, new Error("no handle")]) {
    const worn = { ...shelf, write: () => Promise.reject(trouble) };

    const journal = openJournal(await bestShelf([() => worn, memoryShelf]));

    assert.deepEqual((await journal.read()).get("visit-1")?.value, { words: "kept" });
  }
});

test("where the journal's worker cannot start, that is said at once", async () => {
  const worker = Object.assign(new EventTarget(), { postMessage: () => {} });
  setTimeout(() => worker.dispatchEvent(new Event("error")));

  await assert.rejects(
    journalOf(() => worker),
    { code: "journal" },
  );
});

test("an older write that comes late does not replace a newer one", async () => {
  const journal = openJournal(memoryShelf());

  await journal.put("visit-1", 7, "newer");
  await journal.put("visit-1", 5, "older");

  assert.equal((await journal.read()).get("visit-1").value, "newer");
});

test("of several rows that are kept at once, one that fails makes the whole fail, after the others", async () => {
  const shelf = memoryShelf();
  const write = async (name, bytes) => {
    if (name.startsWith("visit-1")) throw new Error("no room");
    return shelf.write(name, bytes);
  };
  const journal = inWords(openJournal({ ...shelf, write }));

  const keeping = journal.putAll([
    ["visit-1", 1, "first"],
    ["visit-2", 1, "second"],
  ]);

  await assert.rejects(keeping, { code: "journal" });
  assert.deepEqual([...(await journal.read()).keys()], ["visit-2"]);
});

test("a phone is the same one before and after it first keeps something of itself", async () => {
  const fresh = await openApp(makeHandset(server));
  const before = await fresh.phone.facts();

  await fresh.actions.signIn("ann@example.org", "right");

  assert.equal((await fresh.phone.facts()).device, before.device);
});

test("the advice to install is given until it was read, and not again at the next start", async () => {
  handset.needsInstalling = true;
  const first = await openApp(handset);
  assert.equal(first.state.advice.value, true);

  await first.actions.dismissAdvice();

  assert.equal(first.state.advice.value, false);
  assert.equal((await openApp(handset)).state.advice.value, false);
  assert.equal(
    (await openApp({ ...makeHandset(server), needsInstalling: true })).state.advice.value,
    true,
  );
});
