/** The visits of this phone: changed durably, twice over, and never without a number. */

import { assigned } from "../model/outgoing.js";
import { hasUnsent } from "../model/visit.js";
import { gettext } from "../model/words.js";
import { StorageTrouble } from "./database.js";

/** @import { Checklist, StoredVisit, VisitItem } from "../model/visit.js" */
/** @import { Database } from "./database.js" */
/** @import { Journal } from "./journal.js" */

/** @typedef {ReturnType<typeof openVisits>} Visits */

/**
 * @param {Database} database
 * @param {Journal} journal
 */
export function openVisits(database, journal) {
  /** @param {StoredVisit} visit */
  const keepTwice = (visit) => journal.put(`visit-${visit.id}`, visit.written, visit);

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
    if (isWorthTwo(before, after)) await keepTwice(after);
    return after;
  }

  /** @param {StoredVisit[]} given - those that are here already stay as they are */
  async function add(given) {
    /** @type {StoredVisit[]} */
    const added = await database.write(["visits"], async (tx) => {
      const visits = tx.objectStore("visits");
      const known = new Set(await visits.getAllKeys());
      const unknown = given.filter(({ id }) => !known.has(id));
      for (const visit of unknown) await visits.put(visit);
      return unknown;
    });
    await Promise.all(added.map(keepTwice));
  }

  /** @param {StoredVisit} visit */
  async function remove(visit) {
    const photos = (visit.document?.photos ?? []).map(({ id }) => id);
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

  /** @param {Checklist[]} given */
  async function putChecklists(given) {
    const known = new Set((await checklists()).map(({ id }) => id));
    const added = given.filter(({ id }) => !known.has(id));
    if (!added.length) return;
    await database.write(["checklists"], async (tx) => {
      for (const checklist of added) await tx.objectStore("checklists").put(checklist);
    });
    await Promise.all(added.map((one) => journal.put(`checklist-${one.id}`, 1, one)));
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
    await putChecklists(given.checklists);
    const here = new Map((await all(user)).map((visit) => [visit.id, visit]));
    const added = given.visits.filter(({ id }) => !here.has(id));
    if (added.length) await add(added.map((item) => assigned(undefined, item, user)));
    for (const item of given.visits) {
      if (!here.delete(item.id)) continue;
      await update(item.id, (visit) => assigned(visit, item, user));
    }
    for (const visit of here.values()) if (!hasUnsent(visit)) await remove(visit);
  }

  return { all, get, update, remove, checklists, putChecklists, takeIn };
}

/** @param {StoredVisit} before @param {StoredVisit} after @returns {boolean} */
function isWorthTwo(before, after) {
  const [old, now] = [before.outgoing, after.outgoing];
  return (
    before.change !== after.change ||
    before.ended !== after.ended ||
    old.rev !== now.rev ||
    old.receipt !== now.receipt ||
    old.doubt !== now.doubt
  );
}
