/** Photographs: their bytes in a store of their own and once more in the journal, proven by digest. */

import { addPhoto, removePhoto } from "../model/album.js";
import { expectedPhotos } from "../model/visit.js";
import { gettext } from "../model/words.js";
import { full, StorageTrouble } from "./database.js";

/** @import { Photo, StoredVisit } from "../model/visit.js" */
/** @import { Database } from "./database.js" */
/** @import { Journal } from "./journal.js" */
/** @import { Visits } from "./visits.js" */

/** @typedef {ReturnType<typeof openPhotos>} Photos */

const KEPT_AFTER_RECEIPT_MS = 14 * 24 * 3600 * 1000;

/**
 * @param {Database} database
 * @param {Journal} journal
 * @param {Visits} visits
 */
export function openPhotos(database, journal, visits) {
  /** @param {string} visit @param {string} id @param {ArrayBuffer} bytes */
  const row = (visit, id, bytes) => (/** @type {any} */ tx) =>
    tx.objectStore("photo_bytes").put({ id, visit, bytes });

  /**
   * Keep a photograph: bytes twice, and the visit that lists it. Nothing stays of one that fails.
   *
   * @param {string} visit
   * @param {Photo} photo
   * @param {ArrayBuffer} bytes
   * @param {(visit: StoredVisit) => StoredVisit} change - whatever else becomes of the visit
   * @returns {Promise<StoredVisit>}
   */
  async function add(visit, photo, bytes, change) {
    try {
      await journal.putBytes(photo.id, bytes);
      await visits.update(
        visit,
        (before) => listed(change(before), photo),
        row(visit, photo.id, bytes),
      );
      if (!(await isWhole(await stored(photo.id), photo.sha256))) throw unreadable();
    } catch (trouble) {
      await forget(visit, photo.id).catch(() => {});
      throw /** @type {any} */ (trouble)?.name === "QuotaExceededError" ? full(trouble) : trouble;
    }
    return /** @type {Promise<StoredVisit>} */ (visits.get(visit));
  }

  /** @param {string} visit @param {string} id */
  async function forget(visit, id) {
    await journal.removeBytes(id);
    const here = await visits.get(visit);
    const listed = [...(here?.document?.photos ?? []), ...(here?.jots ?? [])];
    if (listed.some((one) => one.id === id)) await remove(visit, id);
  }

  /** @param {string} visit @param {string} id @returns {Promise<StoredVisit>} */
  async function remove(visit, id) {
    const after = await visits.update(
      visit,
      (before) => unlisted(before, id),
      (tx) => tx.objectStore("photo_bytes").delete(id),
    );
    await journal.removeBytes(id);
    return after;
  }

  /** @param {string} id @returns {Promise<ArrayBuffer|null>} null where it cannot be read */
  async function stored(id) {
    try {
      const found = await database.read(["photo_bytes"], (tx) =>
        tx.objectStore("photo_bytes").get(id),
      );
      return found?.bytes ?? null;
    } catch (trouble) {
      // Large values lie in files of their own, which can vanish while the row stays.
      if (trouble instanceof StorageTrouble && trouble.code === "blocked") throw trouble;
      return null;
    }
  }

  /**
   * The photograph's bytes, from either copy, if they are still the ones that were taken.
   *
   * A copy that has gone bad is made anew from the other.
   *
   * @param {string} visit
   * @param {{id: string, sha256: string}} photo
   * @returns {Promise<ArrayBuffer|null>}
   */
  async function bytesOf(visit, { id, sha256 }) {
    const here = await stored(id);
    if (here && (await isWhole(here, sha256))) return here;
    const copy = await journal.bytes(id).catch(() => null);
    if (!copy || !(await isWhole(copy, sha256))) return null;
    await database.write(["photo_bytes"], row(visit, id, copy)).catch(() => {});
    return copy;
  }

  /**
   * Delete bytes that the server has confirmed: long after the receipt, or at once where room is short.
   *
   * @param {StoredVisit[]} all
   * @param {{now: number, isUrgent?: boolean}} when
   * @returns {Promise<number>} how many went
   */
  async function purge(all, { now, isUrgent = false }) {
    let gone = 0;
    for (const visit of all) {
      const { receipt, doubt } = visit.outgoing;
      const isDue = receipt && now - Date.parse(receipt.at) > KEPT_AFTER_RECEIPT_MS;
      if (doubt || !(isDue || isUrgent)) continue;
      for (const { id } of expectedPhotos(visit.document)) {
        if (visit.photos[id] !== "confirmed") continue;
        await database.write(["photo_bytes"], (tx) => tx.objectStore("photo_bytes").delete(id));
        await journal.removeBytes(id);
        gone += 1;
      }
    }
    return gone;
  }

  /** @returns {Promise<Set<string>>} */
  const ids = async () =>
    new Set(
      await database.read(["photo_bytes"], (tx) => tx.objectStore("photo_bytes").getAllKeys()),
    );

  return { add, remove, bytesOf, purge, ids };
}

/** @param {StoredVisit} visit @param {Photo} photo @returns {StoredVisit} */
function listed(visit, photo) {
  if (visit.jots?.some(({ id }) => id === photo.id)) return visit;
  if (!visit.document) throw new StorageTrouble("gone", gettext("This visit has not begun."));
  const photos = /** @type {StoredVisit["photos"]} */ ({ ...visit.photos, [photo.id]: "stored" });
  return { ...visit, change: visit.change + 1, document: addPhoto(visit.document, photo), photos };
}

/** @param {StoredVisit} visit @param {string} id @returns {StoredVisit} */
function unlisted(visit, id) {
  if (!visit.document) return visit;
  const { [id]: _, ...photos } = visit.photos;
  const jots = visit.jots?.filter((jot) => jot.id !== id);
  const document = removePhoto(visit.document, id);
  return { ...visit, change: visit.change + 1, document, photos, jots };
}

/** @param {ArrayBuffer|null} bytes @param {string} sha256 @returns {Promise<boolean>} */
export async function isWhole(bytes, sha256) {
  return bytes !== null && (await sha256Of(bytes)) === sha256;
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} */
export async function sha256Of(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unreadable() {
  const text = gettext("This photo could not be kept. Take it again.");
  return new StorageTrouble("unreadable", text);
}
