/** The phone's database: opened again when it is lost, durable when it says so, honest when it cannot. */

import { gettext } from "../model/words.js";
import { openDB } from "../vendor/vendor.js";

const VERSION = 1;
const LOST = new Set(["InvalidStateError", "UnknownError", "NotFoundError"]);

/** What storage cannot do, with a code for programs and a sentence for people. */
export class StorageTrouble extends Error {
  /** @param {string} code @param {string} message @param {unknown} [cause] */
  constructor(code, message, cause) {
    super(message, { cause });
    this.name = "StorageTrouble";
    this.code = code;
  }
}

/**
 * @typedef {object} Database
 * @property {(stores: string[], work: (tx: any) => Promise<any>) => Promise<any>} read
 * @property {(stores: string[], work: (tx: any) => Promise<any>) => Promise<any>} write - resolves once it is on disk
 * @property {() => void} close
 */

/**
 * @param {{name?: string, onTrouble?: (trouble: StorageTrouble) => void}} [options]
 * @returns {Database}
 */
export function openDatabase({ name = "field", onTrouble = () => {} } = {}) {
  /** @type {Promise<any>|null} */
  let opening = null;
  /** @type {{mark: unknown}|null} */
  let met = null;

  async function open() {
    try {
      return await connect();
    } catch (trouble) {
      opening = null;
      throw trouble;
    }
  }

  /** A database that was made anew since knows nothing of this page's work: a start alone brings that back. */
  async function connect() {
    const db = await openDB(name, VERSION, {
      upgrade,
      blocked: () => onTrouble(blocked()),
      blocking: (/** @type {number} */ _, /** @type {number} */ __, /** @type {any} */ event) => {
        event.target.close();
        opening = null;
      },
      terminated: () => {
        opening = null;
      },
    });
    const tx = db.transaction("phone");
    tx.done.catch(alreadyTold);
    const mark = await tx.store.get("mark");
    met ??= { mark };
    if (met.mark === mark) return db;
    db.close();
    throw lost();
  }

  /** @param {string[]} stores @param {"readonly"|"readwrite"} mode @param {(tx: any) => Promise<any>} work */
  async function once(stores, mode, work) {
    opening ??= open();
    const tx = (await opening).transaction(stores, mode, { durability: "strict" });
    const done = tx.done.then(
      () => null,
      (/** @type {unknown} */ trouble) => trouble,
    );
    try {
      const result = await work(tx);
      const trouble = await done;
      if (trouble) throw trouble;
      return result;
    } catch (trouble) {
      try {
        tx.abort();
      } catch {
        // It has ended already, and `done` says how.
      }
      const cause = /** @type {any} */ (await done);
      throw cause && cause.name !== "AbortError" ? cause : trouble;
    }
  }

  /** @param {string[]} stores @param {"readonly"|"readwrite"} mode @param {(tx: any) => Promise<any>} work */
  async function run(stores, mode, work) {
    try {
      return await once(stores, mode, work);
    } catch (trouble) {
      if (!isLost(trouble)) throw named(trouble);
    }
    opening?.then((db) => db.close()).catch(() => {});
    opening = null;
    try {
      return await once(stores, mode, work);
    } catch (trouble) {
      const final = named(trouble);
      if (final instanceof StorageTrouble) onTrouble(final);
      throw final;
    }
  }

  return {
    read: (stores, work) => run(stores, "readonly", work),
    write: (stores, work) => run(stores, "readwrite", work),
    close: () => {
      opening?.then((db) => db.close()).catch(() => {});
      opening = null;
    },
  };
}

/** What is asked of it fails with it, and says so. */
const alreadyTold = () => {};

/** @param {any} db @param {number} before @param {unknown} _after @param {any} tx */
function upgrade(db, before, _after, tx) {
  tx.done.catch(alreadyTold);
  if (before < 1) {
    db.createObjectStore("phone").put(crypto.randomUUID(), "mark").catch(alreadyTold);
    db.createObjectStore("checklists", { keyPath: "id" });
    db.createObjectStore("visits", { keyPath: "id" }).createIndex("user", "user");
    db.createObjectStore("photo_bytes", { keyPath: "id" }).createIndex("visit", "visit");
  }
}

/** @param {unknown} trouble */
function isLost(trouble) {
  const { name, message } = /** @type {any} */ (trouble ?? {});
  return LOST.has(name) || /connection|server lost|backing store/i.test(message ?? "");
}

/** @param {unknown} trouble @returns {unknown} */
function named(trouble) {
  const name = /** @type {any} */ (trouble)?.name;
  if (name === "QuotaExceededError") return full(trouble);
  if (name === "VersionError") return blocked(trouble);
  if (LOST.has(name) || name === "AbortError") return lost(trouble);
  return trouble;
}

/** @param {unknown} [cause] */
function lost(cause) {
  const text = gettext("The phone's storage does not answer. Close the app and open it again.");
  return new StorageTrouble("lost", text, cause);
}

/** @param {unknown} [cause] */
export function full(cause) {
  const text = gettext("This phone's storage is full. Free some space, then try again.");
  return new StorageTrouble("full", text, cause);
}

/** @param {unknown} [cause] */
function blocked(cause) {
  const text = gettext("The app is open in another tab with another version. Close all its tabs.");
  return new StorageTrouble("blocked", text, cause);
}
