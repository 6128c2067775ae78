/** What waits to be sent: the side of storage that the sync module is given. */

import { waits } from "../model/wish.js";

/** @import { StoredVisit } from "../model/visit.js" */
/** @import { Photos } from "./photos.js" */
/** @import { Visits } from "./visits.js" */

/**
 * @param {Visits} visits
 * @param {Photos} photos
 */
export function openOutbox(visits, photos) {
  return {
    /** @param {string} user @returns {Promise<StoredVisit[]>} longest waiting first */
    waiting: async (user) =>
      (await visits.all(user)).filter(waits).sort((a, b) => since(a).localeCompare(since(b))),
    get: visits.get,
    update: visits.update,
    remove: visits.remove,
    takeIn: visits.takeIn,
    all: visits.all,
    bytesOf: photos.bytesOf,
    purge: photos.purge,
  };
}

/** @typedef {ReturnType<typeof openOutbox>} Outbox */

/** @param {StoredVisit} visit */
const since = (visit) => visit.document?.started_at ?? "";
