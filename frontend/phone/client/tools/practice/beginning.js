/** How a practice begins: as a visit under way, of which no server knows. Pure. */

import { uuidv7 } from "../../model/identity.js";
import { begin, moment } from "../../model/visit.js";

/** @import { VisitItem } from "../../model/visit.js" */

/** What is practised where there is no visit. */
export const GENERAL = "general";

/**
 * The same visit to be tried out, under an identity of its own.
 *
 * @param {VisitItem} item
 * @param {string} practice - of what: a visit's id, or `GENERAL`
 * @param {Date} now
 * @returns {VisitItem}
 */
export function practiceOf(item, practice, now) {
  const nothingSent = { rev: null, returned: [], photos: [], receipt: null, submitted_at: null };
  const nobody = { device: "", client: "", at: moment(now) };
  return {
    ...item,
    ...nothingSent,
    id: uuidv7(),
    practice,
    status: "in_progress",
    another_date: null,
    document: begin(item, nobody),
  };
}
