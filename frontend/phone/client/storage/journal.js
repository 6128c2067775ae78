/** The second copy of a shopper's work, outside IndexedDB, which browsers have been seen to delete whole. */

import { gettext } from "../model/words.js";
import { full, StorageTrouble } from "./database.js";

/** @typedef {{change: number, value: any}} Entry */
/** @typedef {[key: string, change: number, value: any]} Row */

/**
 * @typedef {object} Journal
 * @property {(key: string, change: number, value: any) => Promise<void>} put - resolves once it is on disk
 * @property {(rows: Row[]) => Promise<void>} putAll - resolves once all are on disk
 * @property {() => Promise<Map<string, number>>} changes - of every key that can be read, the latest
 * @property {(keys?: string[]) => Promise<Map<string, Entry>>} read - without keys, all
 * @property {(key: string) => Promise<void>} remove
 * @property {(id: string, bytes: ArrayBuffer) => Promise<void>} putBytes
 * @property {(id: string) => Promise<ArrayBuffer|null>} bytes
 * @property {(id: string) => Promise<void>} removeBytes
 * @property {(size: number) => Promise<boolean>} hasRoom - for so many bytes; true where nobody can tell
 */

/** @type {(keyof Journal)[]} */
const TASKS = [
  "put",
  "putAll",
  "changes",
  "read",
  "remove",
  "putBytes",
  "bytes",
  "removeBytes",
  "hasRoom",
];

/**
 * The journal that a worker keeps; all its work is done there.
 *
 * @param {() => Worker} start
 * @returns {Promise<Journal|null>} null where this browser has no place for it, or no workers
 */
export async function journalOf(start) {
  let ask;
  try {
    ask = askingOf(start());
  } catch {
    return null;
  }
  if (!(await ask("isThere").catch(failed))) return null;
  const tasks = TASKS.map((task) => [task, (/** @type {any[]} */ ...given) => ask(task, ...given)]);
  return inWords(Object.fromEntries(tasks));
}

/** @param {Worker} worker @returns {(task: keyof Journal|"isThere", ...given: any[]) => Promise<any>} */
function askingOf(worker) {
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
  return (task, ...given) =>
    new Promise((resolve, reject) => {
      // One that never began hears nothing, and would leave the app waiting for ever.
      if (isGone) throw stopped();
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, task, given });
    });
}

/** @param {Journal} journal @returns {Journal} which says in words why it could not keep something */
export const inWords = (journal) => ({
  ...journal,
  put: (...row) => journal.put(...row).catch(failed),
  putAll: (rows) => journal.putAll(rows).catch(failed),
});

/** @param {unknown} trouble @returns {never} */
function failed(trouble) {
  if (/** @type {any} */ (trouble)?.name === "QuotaExceededError") throw full(trouble);
  const text = gettext(
    "This phone could not keep its second copy. Free some space, then try again.",
  );
  throw new StorageTrouble("journal", text, trouble);
}

/** @type {Journal} for those who write no shopper's work, such as the service worker */
export const noJournal = {
  put: async () => {},
  putAll: async () => {},
  changes: async () => new Map(),
  read: async () => new Map(),
  remove: async () => {},
  putBytes: async () => {},
  bytes: async () => null,
  removeBytes: async () => {},
  hasRoom: async () => true,
};
