/**
 * The second copy of a shopper's work, outside IndexedDB, which browsers have been seen to delete whole.
 *
 * Every key has two slots, each with its digest, and the older of them is written over: a write that
 * is torn by a dead battery leaves the one before it readable.
 */

import { gettext } from "../model/words.js";
import { full, StorageTrouble } from "./database.js";

/** @typedef {{change: number, value: any}} Entry */
/** @typedef {[key: string, change: number, value: any]} Row */

/**
 * @typedef {object} Journal
 * @property {(key: string, change: number, value: any) => Promise<void>} put - resolves once it is on disk
 * @property {(rows: Row[]) => Promise<void>} putAll - resolves once all are on disk
 * @property {() => Promise<Map<string, Entry>>} read
 * @property {(key: string) => Promise<void>} remove
 * @property {(id: string, bytes: ArrayBuffer) => Promise<void>} putBytes
 * @property {(id: string) => Promise<ArrayBuffer|null>} bytes
 * @property {(id: string) => Promise<void>} removeBytes
 * @property {(size: number) => Promise<boolean>} hasRoom - for so many bytes; true where nobody can tell
 */

/**
 * Where the bytes of the journal lie.
 *
 * @typedef {object} Shelf
 * @property {(name: string, bytes: Uint8Array) => Promise<void>} write - replaces; resolves once flushed
 * @property {(name: string) => Promise<Uint8Array|null>} read
 * @property {(name: string) => Promise<void>} remove
 * @property {() => Promise<string[]>} names
 * @property {(size: number) => Promise<boolean>} [hasRoom]
 * @property {<T>(work: () => Promise<T>) => Promise<T>} alone - while no other tab of this phone writes
 */

const SLOT = /^(?<key>.+)\.(?<slot>[01])$/;
const CHANGE = /^\S+\n\{"change":(?<change>\d+)/;
const LONGEST_HEAD = 100;

/** @param {Shelf} shelf @returns {Journal} */
export function openJournal(shelf) {
  /** @param {Row} row - written over the older of its two slots, or over one that is torn */
  async function write([key, change, value]) {
    const slots = await Promise.all([0, 1].map((slot) => shelf.read(`${key}.${slot}`)));
    const newer = changeOf(slots[0]) > changeOf(slots[1]) ? 0 : 1;
    let whole = -1;
    for (const slot of [newer, 1 - newer]) {
      if (whole < 0 && (await intact(slots[slot])) !== null) whole = slot;
    }
    if (whole >= 0 && changeOf(slots[whole]) > change) return;
    await shelf.write(`${key}.${whole === 0 ? 1 : 0}`, await packed(change, value));
  }

  /** @param {Row[]} rows - of different keys */
  async function writeAll(rows) {
    const outcomes = await Promise.allSettled(rows.map(write));
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  }

  return {
    put: (...row) => shelf.alone(() => write(row)).catch(failed),
    putAll: (rows) => shelf.alone(() => writeAll(rows)).catch(failed),
    read: () => shelf.alone(() => newest(shelf)),
    remove: (key) =>
      shelf.alone(async () => {
        await shelf.remove(`${key}.0`);
        await shelf.remove(`${key}.1`);
      }),
    putBytes: (id, bytes) => shelf.write(`photo-${id}`, new Uint8Array(bytes)),
    bytes: async (id) => {
      const found = await shelf.read(`photo-${id}`);
      return found ? /** @type {ArrayBuffer} */ (found.slice().buffer) : null;
    },
    removeBytes: (id) => shelf.remove(`photo-${id}`),
    hasRoom: async (size) => (await shelf.hasRoom?.(size)) ?? true,
  };
}

/** @param {unknown} trouble @returns {never} */
function failed(trouble) {
  if (/** @type {any} */ (trouble)?.name === "QuotaExceededError") throw full(trouble);
  const text = gettext(
    "This phone could not keep its second copy. Free some space, then try again.",
  );
  throw new StorageTrouble("journal", text, trouble);
}

/** @param {Shelf} shelf @returns {Promise<Map<string, Entry>>} */
async function newest(shelf) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  // Side by side: one after the other, each would wait for the worker alone.
  const slots = await Promise.all(
    (await shelf.names()).map(async (name) => {
      const key = SLOT.exec(name)?.groups?.key;
      return { key, entry: key ? await unpacked(await shelf.read(name)) : null };
    }),
  );
  for (const { key, entry } of slots) {
    if (!key || !entry) continue;
    if ((entries.get(key)?.change ?? -1) < entry.change) entries.set(key, entry);
  }
  return entries;
}

/** @param {number} change @param {any} value @returns {Promise<Uint8Array>} */
async function packed(change, value) {
  const text = JSON.stringify({ change, value });
  return new TextEncoder().encode(`${await digest(text)}\n${text}`);
}

/** @param {Uint8Array|null} bytes @returns {number} what it says of itself, torn or not; before all others where it says nothing */
function changeOf(bytes) {
  const head = new TextDecoder().decode(bytes?.subarray(0, LONGEST_HEAD));
  return Number(CHANGE.exec(head)?.groups?.change ?? -1);
}

/** @param {Uint8Array|null} bytes @returns {Promise<string|null>} null where it is torn */
async function intact(bytes) {
  const whole = new TextDecoder().decode(bytes ?? undefined);
  const cut = whole.indexOf("\n");
  const text = whole.slice(cut + 1);
  return cut > 0 && whole.slice(0, cut) === (await digest(text)) ? text : null;
}

/** @param {Uint8Array|null} bytes @returns {Promise<Entry|null>} null where it is torn */
async function unpacked(bytes) {
  const text = await intact(bytes);
  return text === null ? null : JSON.parse(text);
}

/** @param {string} text */
async function digest(text) {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
const alone = async (work) => navigator.locks.request("journal", work);

/**
 * The origin private file system, written by a worker, which alone may flush.
 *
 * @param {Worker} worker
 * @returns {Shelf}
 */
export function fileShelf(worker) {
  /** @type {Map<number, {resolve: (value: any) => void, reject: (trouble: Error) => void}>} */
  const waiting = new Map();
  let last = 0;
  let hasAnswered = false;
  let isGone = false;
  worker.addEventListener("message", ({ data: { id, result, trouble } }) => {
    hasAnswered = true;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (trouble) asked?.reject(Object.assign(new Error(trouble.message), { name: trouble.name }));
    else asked?.resolve(result);
  });
  const stopped = () => new Error("the journal's worker has stopped");
  worker.addEventListener("error", () => {
    isGone = !hasAnswered;
    for (const { reject } of waiting.values()) reject(stopped());
    waiting.clear();
  });
  /** @param {string} task @param {string} [name] @param {Uint8Array|number} [bytes] @returns {Promise<any>} */
  const ask = (task, name, bytes) =>
    new Promise((resolve, reject) => {
      // One that never began hears nothing, and would leave the app waiting for ever.
      if (isGone) throw stopped();
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, task, name, bytes });
    });
  return {
    write: (name, bytes) => ask("write", name, bytes),
    read: (name) => ask("read", name),
    remove: (name) => ask("remove", name),
    names: () => ask("names"),
    hasRoom: (size) => ask("room", "room", size),
    alone,
  };
}

/**
 * The Cache API, for browsers without synchronous file handles.
 *
 * @param {CacheStorage} caches
 * @returns {Shelf}
 */
export function cacheShelf(caches) {
  const open = () => caches.open("journal");
  const address = (/** @type {string} */ name) => `/field/journal/${name}`;
  return {
    write: async (name, bytes) =>
      (await open()).put(address(name), new Response(new Blob([/** @type {BlobPart} */ (bytes)]))),
    read: async (name) => {
      const found = await (await open()).match(address(name));
      return found ? new Uint8Array(await found.arrayBuffer()) : null;
    },
    remove: async (name) => {
      await (await open()).delete(address(name));
    },
    names: async () =>
      (await (await open()).keys()).map(({ url }) =>
        new URL(url).pathname.slice(address("").length),
      ),
    alone,
  };
}

/**
 * The first shelf that keeps what is put on it; a full one, and one that holds something, is the one that was used.
 *
 * @param {(() => Shelf)[]} offers - best first
 * @returns {Promise<Shelf|null>}
 */
export async function bestShelf(offers) {
  for (const offer of offers) {
    const shelf = await kept(offer).catch(() => null);
    if (shelf) return shelf;
  }
  return null;
}

/** @param {() => Shelf} offer @returns {Promise<Shelf|null>} null where this browser has no such place */
async function kept(offer) {
  const shelf = offer();
  try {
    await shelf.write("trial", new Uint8Array([1]));
    await shelf.remove("trial");
    return shelf;
  } catch (trouble) {
    const isFull = /** @type {any} */ (trouble)?.name === "QuotaExceededError";
    return isFull || (await shelf.names()).length ? shelf : null;
  }
}

/** @type {Journal} for those who write no shopper's work, such as the service worker */
export const noJournal = {
  put: async () => {},
  putAll: async () => {},
  read: async () => new Map(),
  remove: async () => {},
  putBytes: async () => {},
  bytes: async () => null,
  removeBytes: async () => {},
  hasRoom: async () => true,
};
