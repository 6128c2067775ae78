/** At start the database and the journal are compared, and each repairs the other. */

import { photoIs } from "../model/outgoing.js";
import { expectedPhotos, jottedPhotos } from "../model/visit.js";
import { isWhole } from "./photos.js";
import { inJournal } from "./visits.js";

/** @import { StoredVisit } from "../model/visit.js" */
/** @import { Database } from "./database.js" */
/** @import { Entry, Journal } from "./journal.js" */
/** @import { Phone } from "./phone.js" */
/** @import { Photos } from "./photos.js" */
/** @import { Visits } from "./visits.js" */

const IDLE_MS = 1000;

/** @typedef {{database: Database, journal: Journal, phone: Phone, visits: Visits, photos: Photos}} Storage */

/**
 * Compare what was written down; fast enough to be waited for.
 *
 * @param {Storage} storage
 * @returns {Promise<number>} visits that came back from the journal
 */
export async function repairWords({ database, journal, phone, visits }) {
  const kept = await journal.read();
  await phone.restore(kept.get("phone"));
  const restored = await restoreRows(kept, visits, database);
  // What the worker took away from the database has come back from the journal, which it cannot write.
  await visits.prune();
  const rows = [
    ...(await visits.checklists()).map(inJournal.checklist),
    ...(await everyones(database)).map(inJournal.visit),
  ];
  const behind = rows.filter(([key, change]) => (kept.get(key)?.change ?? -1) < change);
  if (behind.length) await journal.putAll(behind);
  return restored;
}

/**
 * Compare the photographs the server may lack, byte by byte; may go on behind the screens.
 *
 * @param {Storage} storage
 * @returns {Promise<number>} photographs that neither copy holds any more
 */
export async function repairPhotos(storage) {
  let lost = 0;
  for (const visit of await everyones(storage.database)) lost += await checkPhotos(visit, storage);
  return lost;
}

/** @param {Database} database @returns {Promise<StoredVisit[]>} */
const everyones = (database) =>
  database.read(["visits"], (tx) => tx.objectStore("visits").getAll());

/**
 * @param {Map<string, Entry>} kept
 * @param {Visits} visits
 * @param {Database} database
 */
async function restoreRows(kept, visits, database) {
  const of = (/** @type {string} */ kind) => [...kept].filter(([key]) => key.startsWith(kind));
  await visits.add({ checklists: of("checklist-").map(([, { value }]) => value) });
  const here = new Map((await everyones(database)).map(({ id, written }) => [id, written]));
  let count = 0;
  for (const [, { change, value }] of of("visit-")) {
    if ((here.get(value.id) ?? -1) >= change) continue;
    // What became of it at the server since is asked before anything is sent.
    const restored = { ...value, outgoing: { ...value.outgoing, doubt: true } };
    await database.write(["visits"], (tx) => tx.objectStore("visits").put(restored));
    count += 1;
  }
  return count;
}

/** Wait until nothing is being drawn, where the browser can tell; not for ever. */
const idle = () =>
  new Promise((resolve) => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(resolve, { timeout: IDLE_MS });
    else resolve(0);
  });

/**
 * @param {StoredVisit} visit
 * @param {{journal: Journal, visits: Visits, photos: Photos}} storage
 * @returns {Promise<number>} how many were lost
 */
async function checkPhotos(visit, { journal, visits, photos }) {
  let lost = 0;
  for (const photo of [...expectedPhotos(visit.document), ...jottedPhotos(visit)]) {
    const state = visit.photos[photo.id];
    if (state !== "stored" && state !== "lost" && state !== undefined) continue;
    await idle();
    const bytes = await photos.bytesOf(visit.id, photo);
    if (!bytes) lost += 1;
    else if (!(await isWhole(await journal.bytes(photo.id), photo.sha256)))
      await journal.putBytes(photo.id, bytes);
    const now = bytes ? "stored" : "lost";
    if (state !== now) await visits.update(visit.id, (before) => photoIs(before, photo.id, now));
  }
  return lost;
}
