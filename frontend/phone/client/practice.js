/** Trying a visit out: kept as safely as a real one, on this phone alone, and never sent. */

import { assigned } from "./model/outgoing.js";

/** @import { Checklist, VisitItem } from "./model/visit.js" */

/**
 * Under whose name a shopper's practice is kept: nobody's. Whatever sends, counts, clears away or rescues asks for the
 * visits of a person, and so never meets one of these.
 *
 * @param {string} user
 */
const nobody = (user) => `practice ${user}`;

/**
 * @param {object} given
 * @param {import("./storage/visits.js").Visits} given.visits
 * @param {() => string} given.whose - the id of who is here
 * @param {() => Promise<unknown>} given.reload
 */
export const openPractice = ({ visits, whose, reload }) => ({
  /** What is being tried out by whoever is here. */
  practised: async () => visits.all(nobody(whose())),
  /** @param {VisitItem} item - with its document, begun @param {Checklist} checklist */
  async practise(item, checklist) {
    await visits.add({
      checklists: [checklist],
      visits: [assigned(undefined, item, nobody(whose()))],
    });
    await reload();
  },
});
