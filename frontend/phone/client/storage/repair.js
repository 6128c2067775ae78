/** At start the database and the journal are compared, and each repairs the other. */

import { photoIs } from "../model/outgoing.js";
import { expectedPhotos, jottedPhotos } from "../model/visit.js";
import { isWhole } from "./photos.js";
import { inJournal } from "./visits.js";

/** @import { StoredVisit } from "../model/visit.js" */
/** @import { Database } from "./database.js" */
/** @import { Journal, Row } from "./journal.js" */
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
export async function repairWords(storage) {
  const { journal, visits, database } = storage;
  // The journal first: what is written meanwhile makes the database the newer one, and never the journal.
  const kept = await journal.changes();
  let rows = await rowsOf(database);
  const later = [...kept].filter(([key, change]) => (rows.get(key)?.[1] ?? -1) < change);
  const restored = later.length
    ? await restore(
        later.map(([key]) => key),
        storage,
      )
    : 0;
  // What the worker took away from the database has come back from the journal, which it cannot write.
  if (later.length || hasIdle(rows)) {
    await visits.prune();
    rows = await rowsOf(database);
  }
  const behind = [...rows.values()].filter(([key, change]) => (kept.get(key) ?? -1) < change);
  if (behind.length) await journal.putAll(behind);
  return restored;
}

/** @param {Database} database @returns {Promise<Map<string, Row>>} all it holds, as the journal would keep it */
async function rowsOf(database) {
  const [facts, checklists, visits] = await database.read(["phone", "checklists", "visits"], (tx) =>
    Promise.all([
      tx.objectStore("phone").get("facts"),
      tx.objectStore("checklists").getAll(),
      tx.objectStore("visits").getAll(),
    ]),
  );
  /** @type {Row[]} */
  const rows = [
    ...(facts ? [inJournal.phone(facts)] : []),
    ...checklists.map(inJournal.checklist),
    ...visits.map(inJournal.visit),
  ];
  return new Map(rows.map((row) => [row[0], row]));
}

/** @param {Map<string, Row>} rows @returns {boolean} whether there is a checklist that no visit is asked by */
function hasIdle(rows) {
  const asked = new Set([...rows.values()].map(([, , { item }]) => `checklist-${item?.checklist}`));
  return [...rows.keys()].some((key) => key.startsWith("checklist-") && !asked.has(key));
}

/**
 * Take from the journal what it alone holds, or holds in a later state.
 *
 * @param {string[]} keys
 * @param {Storage} storage
 * @returns {Promise<number>} how many visits came back
 */
async function restore(keys, { journal, phone, visits, database }) {
  const entries = [...(await journal.read(keys))];
  const of = (/** @type {string} */ kind) => entries.filter(([key]) => key.startsWith(kind));
  for (const [, { change, value }] of of("phone")) {
    await phone.update((facts) => (facts.change < change ? value : facts));
  }
  await visits.add({ checklists: of("checklist-").map(([, { value }]) => value) });
  let count = 0;
  for (const [, { change, value }] of of("visit-")) {
    // What became of it at the server since is asked before anything is sent.
    const back = { ...value, outgoing: { ...value.outgoing, doubt: true } };
    count += await database.write(["visits"], async (tx) => {
      const store = tx.objectStore("visits");
      if (((await store.get(value.id))?.written ?? -1) >= change) return 0;
      await store.put(back);
      return 1;
    });
  }
  return count;
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
