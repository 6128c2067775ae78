/** The visits of this phone: changed durably, twice over, and never without a number. */

import { assigned } from "../model/outgoing.js";
import { waits } from "../model/wish.js";
import { gettext } from "../model/words.js";
import { StorageTrouble } from "./database.js";

/** @import { Checklist, StoredVisit, VisitItem } from "../model/visit.js" */
/** @import { Database } from "./database.js" */
/** @import { Journal, Row } from "./journal.js" */
/** @import { Facts } from "./phone.js" */

/** @typedef {ReturnType<typeof openVisits>} Visits */

/** How a row is called and numbered in the journal. */
export const inJournal = {
  /** @param {Facts} facts @returns {Row} */
  phone: (facts) => ["phone", facts.change, facts],
  /** @param {Checklist} checklist @returns {Row} it never changes */
  checklist: (checklist) => [`checklist-${checklist.id}`, 1, checklist],
  /** @param {StoredVisit} visit @returns {Row} */
  visit: (visit) => [`visit-${visit.id}`, visit.written, visit],
};

/**
 * @param {Database} database
 * @param {Journal} journal
 */
export function openVisits(database, journal) {
  /**
   * Change a visit in one transaction; what the shopper or the server would miss is journalled as well.
   *
   * @param {string} id
   * @param {(visit: StoredVisit) => StoredVisit} change - throws to refuse
   * @param {(tx: any) => Promise<unknown>} [also] - what must be written with it or not at all
   * @returns {Promise<StoredVisit>}
   */
  async function update(id, change, also) {
    const [before, after] = await database.write(["visits", "photo_bytes"], async (tx) => {
      const visits = tx.objectStore("visits");
      const here = await visits.get(id);
      if (!here)
        throw new StorageTrouble("gone", gettext("This visit is no longer on this phone."));
      const next = { ...change(here), written: here.written + 1 };
      await visits.put(next);
      await also?.(tx);
      return [here, next];
    });
    if (isWorthTwo(before, after)) await journal.put(...inJournal.visit(after));
    return after;
  }

  /**
   * Keep what is not here yet, in one transaction; what is here stays as it is.
   *
   * @param {{checklists?: Checklist[], visits?: StoredVisit[]}} given
   */
  async function add({ checklists: documents = [], visits: assignments = [] }) {
    if (!documents.length && !assignments.length) return;
    /** @type {Row[]} */
    const rows = await database.write(["checklists", "visits"], async (tx) => [
      ...(await unknown(tx.objectStore("checklists"), documents)).map(inJournal.checklist),
      ...(await unknown(tx.objectStore("visits"), assignments)).map(inJournal.visit),
    ]);
    if (rows.length) await journal.putAll(rows);
  }

  /** @param {StoredVisit} visit */
  async function remove(visit) {
    const photos = [...(visit.document?.photos ?? []), ...(visit.jots ?? [])].map(({ id }) => id);
    await database.write(["visits", "photo_bytes"], async (tx) => {
      await tx.objectStore("visits").delete(visit.id);
      for (const id of photos) await tx.objectStore("photo_bytes").delete(id);
    });
    await journal.remove(`visit-${visit.id}`);
    for (const id of photos) await journal.removeBytes(id);
  }

  /** @param {string} user @returns {Promise<StoredVisit[]>} */
  const all = (user) =>
    database.read(["visits"], (tx) => tx.objectStore("visits").index("user").getAll(user));

  /** @param {string} id @returns {Promise<StoredVisit|undefined>} */
  const get = (id) => database.read(["visits"], (tx) => tx.objectStore("visits").get(id));

  /** @returns {Promise<Checklist[]>} */
  const checklists = () =>
    database.read(["checklists"], (tx) => tx.objectStore("checklists").getAll());

  /** Take away the checklists that no visit on this phone is asked by, whosever it is. */
  async function prune() {
    /** @type {string[]} */
    const idle = await database.write(["checklists", "visits"], async (tx) => {
      const here = await tx.objectStore("visits").getAll();
      const asked = new Set(here.map((/** @type {StoredVisit} */ { item }) => item.checklist));
      const known = await tx.objectStore("checklists").getAllKeys();
      const gone = known.filter((/** @type {string} */ id) => !asked.has(id));
      for (const id of gone) await tx.objectStore("checklists").delete(id);
      return gone;
    });
    for (const id of idle) await journal.remove(`checklist-${id}`);
  }

  /**
   * Bring what the server assigns together with what is here.
   *
   * A visit that is assigned no longer goes, unless the server lacks something of it.
   *
   * @param {string} user
   * @param {{visits: VisitItem[], checklists: Checklist[]}} given
   */
  async function takeIn(user, given) {
    const here = new Map((await all(user)).map((visit) => [visit.id, visit]));
    const unmet = given.visits.filter(({ id }) => !here.has(id));
    const visits = unmet.map((item) => assigned(undefined, item, user));
    await add({ checklists: given.checklists, visits });
    for (const item of given.visits) {
      if (!here.delete(item.id)) continue;
      await update(item.id, (visit) => assigned(visit, item, user));
    }
    for (const visit of here.values()) if (!waits(visit)) await remove(visit);
    await prune();
  }

  return { all, get, update, remove, checklists, add, prune, takeIn };
}

/** @param {StoredVisit} before @param {StoredVisit} after @returns {boolean} */
function isWorthTwo(before, after) {
  const [old, now] = [before.outgoing, after.outgoing];
  return (
    before.change !== after.change ||
    before.wish !== after.wish ||
    before.noticed !== after.noticed ||
    before.jots !== after.jots ||
    before.quiz !== after.quiz ||
    before.ended !== after.ended ||
    old.rev !== now.rev ||
    old.receipt !== now.receipt ||
    old.doubt !== now.doubt
  );
}

/** @template {{id: string}} T @param {any} store @param {T[]} given @returns {Promise<T[]>} those that were put */
async function unknown(store, given) {
  const known = new Set(await store.getAllKeys());
  const added = given.filter(({ id }) => !known.has(id));
  for (const one of added) await store.put(one);
  return added;
}
