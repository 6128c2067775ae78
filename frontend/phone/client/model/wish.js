/** What a shopper says of a visit before it begins, kept here until the office has heard it. Pure. */

import { parkedBecause } from "./delivery.js";
import { hasUnsent } from "./visit.js";

/** @import { StoredVisit, Wish } from "./visit.js" */

/** @param {StoredVisit} visit @returns {boolean} whether anything is to be sent: work, or a word before it */
export const waits = (visit) => Boolean(visit.wish && !visit.wish.told) || hasUnsent(visit);

/**
 * The office has heard it. A no is kept in its words; what the shopper has said since stays.
 *
 * @param {StoredVisit} visit
 * @param {Wish} said
 * @param {{status: number, body: any}} reply
 * @returns {StoredVisit}
 */
export function heard(visit, said, { status, body }) {
  const isYes = status === 200;
  const isTaken = isYes && said.act === "accept" && visit.item.status === "scheduled";
  const item = isTaken ? { ...visit.item, status: "accepted" } : visit.item;
  if (visit.wish?.id !== said.id) return { ...visit, item };
  const told = isYes ? "" : parkedBecause(status, body, "visit").reason;
  return { ...visit, item, wish: told ? { ...said, told } : null };
}
