/** Keeps the journal, away from the screens. */

import { bestShelf, cacheShelf, fileShelf } from "./shelves.js";
import { openJournal } from "./slots.js";

/** @type {Promise<import("./journal.js").Journal|null>|undefined} */
let opening;

/** @returns {Promise<import("./journal.js").Journal|null>} null where this browser keeps nothing, as some private windows do */
async function open() {
  const shelf = await bestShelf([fileShelf, () => cacheShelf(caches)]);
  return shelf && openJournal(shelf);
}

self.addEventListener("message", async ({ data: { id, task, given } }) => {
  try {
    opening ??= open();
    const journal = /** @type {any} */ (await opening);
    const result = task === "isThere" ? journal !== null : await journal[task](...given);
    const transfer = result instanceof ArrayBuffer ? [result] : [];
    self.postMessage({ id, result }, { transfer });
  } catch (trouble) {
    const { name, message } = /** @type {Error} */ (trouble);
    self.postMessage({ id, trouble: { name, message } });
  }
});
