/** A phone that cannot know what the server has of a visit, and what it makes of the answer. Pure. */

import { confirmed, handedIn, OPEN } from "./outgoing.js";
import { expectedPhotos } from "./visit.js";

/** @import { Listed, Receipt, StoredVisit } from "./visit.js" */

/** @param {StoredVisit} visit @returns {StoredVisit} before a restored server, where no number means what it did */
export function doubted(visit) {
  const known = visit.outgoing.base ?? visit.outgoing.known;
  const facts = { doubt: true, rev: null, base: null, known, parked: null, notBefore: 0 };
  return { ...visit, outgoing: { ...visit.outgoing, ...facts } };
}

/**
 * The server says what it holds of the visit; what it no longer has is offered again.
 *
 * Upon a later revision than this phone knows, it offers what it has as before: it is told what stands, and merges.
 *
 * @param {StoredVisit} visit
 * @param {{rev: number|null, status: string, photos: Listed[], receipt: Receipt|null}} status
 * @returns {StoredVisit}
 */
export function reconciled(visit, { rev, status, photos, receipt }) {
  const proven = new Map(photos.map(({ id, sha256 }) => [id, sha256]));
  const states = confirmed(visit, proven);
  for (const { id } of expectedPhotos(visit.document)) {
    if (!proven.has(id) && states[id] !== "lost") states[id] = "stored";
  }
  const known = { ...visit, photos: states, item: { ...visit.item, status } };
  const { outgoing } = visit;
  const stands = rev !== null && rev === outgoing.rev;
  const isLater = (rev ?? 0) > (outgoing.rev ?? 0);
  const again = { pending: null, sent: visit.change - 1 };
  const anew = isLater ? again : { ...again, rev, base: null };
  const facts = stands ? {} : anew;
  const asked = { ...known, outgoing: { ...outgoing, ...facts, receipt: null, doubt: false } };
  const isWhole = expectedPhotos(visit.document).every(({ id }) => states[id] === "confirmed");
  return receipt && stands && isWhole && !OPEN.has(status) ? handedIn(asked, receipt) : asked;
}
