/** A shopper's phone without a screen: the real parts over a database and a file system in memory. */

import "fake-indexeddb/auto";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { makeApp } from "../../../frontend/phone/client/app.js";
import { NotAPhoto } from "../../../frontend/phone/client/camera/capture.js";
import { openLanguage } from "../../../frontend/phone/client/language.js";
import { uuidv7 } from "../../../frontend/phone/client/model/identity.js";
import { freshState } from "../../../frontend/phone/client/state.js";
import { openDatabase } from "../../../frontend/phone/client/storage/database.js";
import { inWords } from "../../../frontend/phone/client/storage/journal.js";
import { openOutbox } from "../../../frontend/phone/client/storage/outbox.js";
import { openPhone } from "../../../frontend/phone/client/storage/phone.js";
import { openPhotos } from "../../../frontend/phone/client/storage/photos.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { openVisits } from "../../../frontend/phone/client/storage/visits.js";
import { openCatalogues } from "../../../frontend/phone/client/sync/catalogue.js";
import { GENERATION } from "../../../frontend/phone/client/sync/generation.js";
import { openServer } from "../../../frontend/phone/client/sync/http.js";
import { lookFirst, syncOnce } from "../../../frontend/phone/client/sync/run.js";
import { makeSchedule } from "../../../frontend/phone/client/sync/schedule.js";
import { deleteDB } from "../../../frontend/phone/client/vendor/vendor.js";
import { CLEAN, FakeServer, PHOTO, sha256, VISIT } from "./fake-server.js";

/** A shelf in memory; `tear` leaves half of what was written last, as a dying battery would. */
export function memoryShelf() {
  const files = new Map();
  let last = null;
  let turn = Promise.resolve();
  return {
    files,
    alone(work) {
      const next = turn.then(work);
      turn = next.catch(() => {});
      return next;
    },
    tear() {
      if (last) files.set(last, files.get(last).slice(0, files.get(last).length / 2));
    },
    write: async (name, bytes) => {
      files.set(name, bytes.slice());
      last = name;
    },
    read: async (name) => files.get(name)?.slice() ?? null,
    remove: async (name) => void files.delete(name),
    names: async () => [...files.keys()],
  };
}

/** The locks of one phone, among those of all that this process plays. */
const locksOf = (phone) => ({
  request: (name, how, work) => navigator.locks.request(`${phone} ${name}`, how, work),
});

/**
 * What outlives the app on a phone: its storage, its cookies, its clock.
 *
 * @param {import("./fake-server.js").FakeServer} server
 */
export function makeHandset(server) {
  const name = randomUUID();
  return {
    name,
    shelf: memoryShelf(),
    door: server.door(),
    locks: locksOf(name),
    aheadMs: 0,
    async wipeDatabase() {
      await deleteDB(this.name);
    },
  };
}

/** The camera's file is kept as it is; a text is no photograph. */
async function develop(file) {
  const bytes = await file.arrayBuffer();
  if (!bytes.byteLength) throw new NotAPhoto("The camera gave no picture.");
  return { bytes, sha256: sha256(bytes), type: "image/jpeg", width: 4, height: 3 };
}

const CLIENT = new URL("../../../frontend/phone/client/", import.meta.url);

/** The files beside the app, as its service worker hands them out. */
const readFromTheTree = async (url) => new Response(await readFile(url));

/** Open the app on a handset. Nothing runs by timer: a test sends when it says so. */
export async function openApp(handset, { starts = true } = {}) {
  const database = openDatabase({ name: handset.name });
  const journal = inWords(openJournal(handset.shelf));
  const visits = openVisits(database, journal);
  const phone = openPhone(database, journal, uuidv7);
  const photos = openPhotos(database, journal, visits);
  const clock = () => new Date(Date.now() + handset.aheadMs);
  const server = openServer({
    fetch: handset.door,
    device: async () => (await phone.facts()).device,
  });
  const run = {
    server,
    outbox: openOutbox(visits, photos),
    facts: phone.facts,
    updateFacts: phone.update,
    client: "tests",
    generation: handset.generation ?? GENERATION,
    now: () => clock().getTime(),
    locks: handset.locks,
  };
  let outcome = null;
  const state = freshState();
  const app = makeApp({
    state,
    storage: { database, journal, visits, phone, photos },
    server,
    first: {
      session: server.session,
      look: (user) => lookFirst({ ...run, onStep: () => {} }, user),
    },
    version: "tests",
    speak: openLanguage({
      fetchWords: openCatalogues(handset.reads ?? readFromTheTree, CLIENT),
      wanted: handset.wanted ?? ["en"],
      onSpoken: (language) => {
        state.language.value = language;
      },
    }),
    needsInstalling: handset.needsInstalling ?? false,
    develop,
    makeId: uuidv7,
    clock,
    monotonic: () => performance.now(),
    tellOthers: () => {},
    askBackground: () => {},
    activateUpdate: async () => {},
    askStorage: async () => ({ persisted: true, usage: 0, quota: 1e9 }),
    makeSchedule: ({ onStep, onOutcome }) => {
      const schedule = makeSchedule({
        now: run.now,
        onOutcome,
        after: () => 0,
        forget: () => {},
        run: async (how) => {
          outcome = await syncOnce({ ...run, onStep }, how);
          return outcome;
        },
      });
      return { ...schedule, hint: () => {} };
    },
  });
  if (starts) await app.start();
  return {
    ...app,
    database,
    visits,
    photos,
    phone,
    run,
    lastOutcome: () => outcome,
    /** One pass as the timer makes it: what is parked stays parked. */
    sync: () => syncOnce({ ...run, onStep: () => {} }),
    record: (id) => app.state.visits.value.find((one) => one.id === id),
  };
}

/** An app with Ann signed in and her visits on the phone. */
export async function signedIn(handset, email = "ann@example.org") {
  const app = await openApp(handset);
  await app.actions.signIn(email, "right");
  await app.actions.sendNow();
  await app.reload();
  return app;
}

/** A server, a handset with Ann's visits, and the app on it. */
export async function readyToGo() {
  const server = new FakeServer();
  const handset = makeHandset(server);
  return { server, handset, app: await signedIn(handset) };
}

/** Begin the first visit, answer its first question, and take so many photographs. */
export async function work(app, photos = 2) {
  await app.actions.startVisit(VISIT);
  await app.actions.answer(VISIT, CLEAN, yes);
  const files = Array.from({ length: photos }, () => snapshot());
  await app.actions.addPhotos(VISIT, PHOTO, files);
}

let made = 0;

/** A file as a camera gives it, different each time unless `text` is given. */
export function snapshot(text) {
  made += 1;
  return new File([text ?? `picture ${made}`], "photo.jpg", {
    type: "image/jpeg",
    lastModified: Date.now(),
  });
}

export const yes = { state: "answered", value: "yes", note: "", reason: "" };
export const no = { ...yes, value: "no" };
