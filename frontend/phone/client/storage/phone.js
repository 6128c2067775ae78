/** What this phone knows of itself: its identity, who is signed in, which server it last met. */

import { inJournal } from "./visits.js";

/** @import { Database } from "./database.js" */
/** @import { Journal } from "./journal.js" */
/** @import { User } from "../model/visit.js" */

/**
 * @typedef {object} Facts
 * @property {string} device
 * @property {User|null} user
 * @property {boolean} left - signed out here, though the server may not know yet
 * @property {string|null} epoch
 * @property {number|null} skew_ms - the server's clock less this phone's
 * @property {string|null} etag - of the assignments that were last taken in
 * @property {{visit: string, question: string}|null} intent - the camera was opened for this
 * @property {string} [language] - chosen in the app; without one, the phone's own
 * @property {boolean} [advised] - has read that the app should be installed
 * @property {{text: string, done: boolean}[]} [list] - of shopping, behind which the app hides
 * @property {boolean} [dim] - the screen, so that it lights up nobody
 * @property {boolean} [awake] - the screen stays on during a visit
 * @property {boolean} [whole] - all questions of a moment are asked at once
 * @property {import("../tools/outcomes/wording.js").Heard|null} [outcomes] - what became of one's visits, as last heard
 * @property {number} change
 */

/** @typedef {ReturnType<typeof openPhone>} Phone */

/**
 * @param {Database} database
 * @param {Journal} journal
 * @param {() => string} makeId
 */
export function openPhone(database, journal, makeId) {
  /** @type {Facts|undefined} */
  let made;
  /** @type {string|undefined} */
  let known;
  const unsaved = () => {
    made ??= fresh(makeId());
    return made;
  };

  /** @param {(facts: Facts) => Facts} change @returns {Promise<Facts>} */
  async function update(change) {
    const facts = await database.write(["phone"], async (tx) => {
      const store = tx.objectStore("phone");
      const before = (await store.get("facts")) ?? unsaved();
      const after = change(before);
      const next = { ...after, change: Math.max(before.change, after.change) + 1 };
      await store.put(next, "facts");
      return next;
    });
    await journal.put(...inJournal.phone(facts));
    return facts;
  }

  /** @param {Partial<Facts>} some */
  const set = (some) => update((facts) => ({ ...facts, ...some }));

  /** @returns {Promise<Facts>} made at the first start, and kept with the first change of them */
  async function facts() {
    const here = await database.read(["phone"], (tx) => tx.objectStore("phone").get("facts"));
    return here ?? unsaved();
  }

  /** @returns {Promise<string>} how this phone calls itself, which never changes */
  async function device() {
    known ??= (await facts()).device;
    return known;
  }

  return { facts, device, update, set };
}

/** @param {string} device @returns {Facts} */
function fresh(device) {
  return {
    device,
    user: null,
    left: false,
    epoch: null,
    skew_ms: null,
    etag: null,
    intent: null,
    change: 0,
  };
}
