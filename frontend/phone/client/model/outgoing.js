/** A visit's way to the server: what each answer of the server changes in the stored visit. Pure. */

import { merge, same } from "./merge.js";
import { expectedPhotos, hasUnsent } from "./visit.js";

/** @import { Listed, Parked, PhotoState, Receipt, StoredVisit, VisitDocument, VisitItem } from "./visit.js" */

export const OPEN = new Set(["scheduled", "accepted", "in_progress", "returned"]);
const untroubled = { parked: null, failures: 0, notBefore: 0 };

/**
 * A visit as the server assigned it, brought together with what this phone holds of it.
 *
 * @param {StoredVisit|undefined} here
 * @param {VisitItem} item
 * @param {string} user
 * @returns {StoredVisit}
 */
export function assigned(here, item, user) {
  const plain = { ...item, document: null };
  if (!here) return arrived(plain, item, user);
  const known = found({ ...recognized(here, item), item: plain }, item);
  const visit = isThere(known, item) ? settled(known, item) : known;
  if (hasUnsent(visit) || visit.outgoing.pending) return visit;
  const isOpen = OPEN.has(item.status);
  const receipt = isOpen ? null : (item.receipt ?? visit.outgoing.receipt);
  const moved = { ...visit, ended: isOpen ? false : visit.ended };
  const outgoing = { ...visit.outgoing, receipt, doubt: false };
  if (item.rev === visit.outgoing.rev || !item.document) return { ...moved, outgoing };
  const change = here.change + 1;
  return {
    ...moved,
    document: item.document,
    change,
    photos: statesFrom(item, here.photos),
    outgoing: { ...outgoing, rev: item.rev, base: item.document, known: null, sent: change },
  };
}

/** What was lost to this phone may have come to the server from another one. @param {StoredVisit} here @param {VisitItem} item @returns {StoredVisit} */
function found(here, item) {
  const there = digests(item.photos);
  const photos = { ...here.photos };
  for (const { id, sha256 } of expectedPhotos(here.document)) {
    if (photos[id] === "lost" && there.get(id) === sha256) photos[id] = "sent";
  }
  return { ...here, photos };
}

/** A phone in doubt that says the same as what stands builds upon that. @param {StoredVisit} here @param {VisitItem} item @returns {StoredVisit} */
function recognized(here, item) {
  const { outgoing, change } = here;
  if (!outgoing.doubt || !here.document || !same(here.document, item.document)) return here;
  const facts = { rev: item.rev, base: item.document, known: null, pending: null, sent: change };
  return { ...here, outgoing: { ...outgoing, ...facts } };
}

/**
 * Whether the server has all this phone would send, though the phone has forgotten that it did.
 *
 * @param {StoredVisit} here
 * @param {VisitItem} item
 */
function isThere(here, item) {
  const isOwing = hasUnsent(here) || here.outgoing.pending;
  if (!isOwing || !here.document || !same(here.document, item.document)) return false;
  const states = statesFrom(item, {});
  const isWhole = Object.values(states).every((state) => state !== "lost");
  return isWhole && (!here.ended || !OPEN.has(item.status));
}

/** @param {StoredVisit} visit @param {VisitItem} item @returns {StoredVisit} */
function settled(visit, item) {
  const agreed = { rev: item.rev, base: item.document, known: null, pending: null };
  const facts = { ...untroubled, ...agreed, doubt: false };
  const receipt = OPEN.has(item.status) ? null : item.receipt;
  const outgoing = { ...visit.outgoing, ...facts, receipt, sent: visit.change };
  return { ...visit, photos: statesFrom(item, visit.photos), outgoing };
}

/** @param {VisitItem} plain @param {VisitItem} item @param {string} user @returns {StoredVisit} */
function arrived(plain, item, user) {
  return {
    id: item.id,
    user,
    item: plain,
    document: item.document,
    change: 0,
    written: 0,
    ended: false,
    photos: statesFrom(item, {}),
    outgoing: {
      rev: item.rev,
      base: item.document,
      seq: 0,
      pending: null,
      sent: 0,
      parked: null,
      failures: 0,
      notBefore: 0,
      triedAt: null,
      receipt: OPEN.has(item.status) ? null : item.receipt,
      doubt: false,
    },
  };
}

/**
 * A photo that neither the server nor this phone has is lost to this phone.
 *
 * @param {VisitItem} item
 * @param {Record<string, PhotoState>} before
 * @returns {Record<string, PhotoState>}
 */
function statesFrom(item, before) {
  const there = digests(item.photos);
  const proven = digests(item.receipt?.photos ?? []);
  return Object.fromEntries(
    expectedPhotos(item.document).map(({ id, sha256 }) => {
      if (proven.get(id) === sha256) return [id, "confirmed"];
      if (there.get(id) === sha256) return [id, "sent"];
      return [id, before[id] ?? "lost"];
    }),
  );
}

/** @param {Listed[]} listed @returns {Map<string, string>} */
const digests = (listed) => new Map(listed.map(({ id, sha256 }) => [id, sha256]));

/**
 * Fix the document that is sent, so that a repeat is the same to the last byte.
 *
 * @param {StoredVisit} visit
 * @param {{device: string, client: string, skew_ms: number|null}} by
 * @returns {StoredVisit}
 */
export function prepared(visit, by) {
  if (visit.outgoing.pending || !visit.document) return visit;
  const seq = visit.outgoing.seq + 1;
  const pending = { document: { ...visit.document, ...by, seq }, change: visit.change };
  return { ...visit, outgoing: { ...visit.outgoing, seq, pending } };
}

/**
 * The server took the document in and said which photos it still lacks.
 *
 * @param {StoredVisit} visit
 * @param {{rev: number, missing_photos: string[]}} answer
 * @returns {StoredVisit}
 */
export function acknowledged(visit, { rev, missing_photos }) {
  const { pending } = visit.outgoing;
  if (!pending) return visit;
  const lacking = new Set(missing_photos);
  const photos = { ...visit.photos };
  for (const { id } of expectedPhotos(pending.document)) {
    if (!lacking.has(id)) photos[id] = photos[id] === "confirmed" ? "confirmed" : "sent";
    else if (photos[id] !== "lost") photos[id] = "stored";
  }
  return {
    ...visit,
    photos,
    outgoing: {
      ...visit.outgoing,
      ...untroubled,
      parked: visit.outgoing.parked?.code === "incomplete" ? visit.outgoing.parked : null,
      rev,
      base: pending.document,
      known: null,
      sent: pending.change,
      pending: null,
    },
  };
}

/**
 * Another revision stands: bring both together and build upon that one.
 *
 * A revision older than the one this phone knew comes from a restored backup. It is no base: what
 * this phone holds is later than all of it.
 *
 * @param {StoredVisit} visit
 * @param {{rev: number|null, document: VisitDocument|null}} standing
 * @returns {StoredVisit}
 */
export function merged(visit, { rev, document: theirs }) {
  const { outgoing } = visit;
  if (!theirs || !visit.document) {
    const start = { rev, base: theirs, pending: null, sent: visit.change - 1 };
    return { ...visit, outgoing: { ...outgoing, ...start } };
  }
  const base = (rev ?? 0) > (outgoing.rev ?? 0) ? outgoing.base : null;
  const together = merge(base, visit.document, theirs, outgoing.known);
  const change = visit.change + (same(together, visit.document) ? 0 : 1);
  const photos = { ...visit.photos };
  for (const { id } of together.photos) photos[id] ??= "sent";
  const sent = same(together, theirs) ? change : change - 1;
  return {
    ...visit,
    document: together,
    change,
    photos,
    outgoing: { ...outgoing, rev, base: theirs, pending: null, sent },
  };
}

/**
 * The server knows a higher number of this phone, whose storage was lost since: go on from there.
 *
 * @param {StoredVisit} visit
 * @param {number} highest
 * @returns {StoredVisit}
 */
export function renumbered(visit, highest) {
  const seq = Math.max(highest, visit.outgoing.seq);
  return { ...visit, outgoing: { ...visit.outgoing, seq, pending: null } };
}

/** @param {StoredVisit} visit @param {string} photo @param {PhotoState} state @returns {StoredVisit} */
export function photoIs(visit, photo, state) {
  return { ...visit, photos: { ...visit.photos, [photo]: state } };
}

/**
 * @param {StoredVisit} visit
 * @param {Receipt} receipt
 * @returns {StoredVisit}
 */
export function handedIn(visit, receipt) {
  const proven = new Map(receipt.photos.map(({ id, sha256 }) => [id, sha256]));
  const item = {
    ...visit.item,
    status: "submitted",
    returned: [],
    follow_through_at: undefined,
    receipt,
    submitted_at: receipt.at,
  };
  return {
    ...visit,
    item,
    ended: true,
    photos: confirmed(visit, proven),
    outgoing: { ...visit.outgoing, ...untroubled, receipt, doubt: false },
  };
}

/** @param {StoredVisit} visit @param {Map<string, string>} proven - digest by photo */
export function confirmed({ document: draft, photos }, proven) {
  const states = { ...photos };
  for (const { id, sha256 } of expectedPhotos(draft)) {
    if (proven.get(id) === sha256) states[id] = "confirmed";
  }
  return states;
}

/** @param {StoredVisit} visit @param {Parked|null} parked @returns {StoredVisit} */
export function parkedWith(visit, parked) {
  return { ...visit, outgoing: { ...visit.outgoing, pending: null, parked } };
}

/** @param {StoredVisit} visit @returns {StoredVisit} each photograph was answered, whatever the answer */
export function offered(visit) {
  const { parked } = visit.outgoing;
  return parked ? parkedWith(visit, { ...parked, isOffered: true }) : visit;
}

/**
 * The visit was ended too early: it is open again, and says what is missing.
 *
 * @param {StoredVisit} visit
 * @param {Parked|null} parked
 * @returns {StoredVisit}
 */
export function reopened(visit, parked) {
  const draft = visit.document && { ...visit.document, ended_at: null };
  const opened = { ...visit, document: draft, ended: false, change: visit.change + 1 };
  return parkedWith(opened, parked);
}

const LONGEST_REST_MS = 30_000;

/** A rest longer than any was begun by a clock set back since. @param {{notBefore: number}} outgoing @param {number} now */
export const isResting = ({ notBefore }, now) =>
  notBefore > now && notBefore <= now + LONGEST_REST_MS;

/**
 * @param {StoredVisit} visit
 * @param {{at: string, now: number}} when
 * @returns {StoredVisit} to be tried again later, a little later each time
 */
export function failed(visit, { at, now }) {
  const failures = visit.outgoing.failures + 1;
  const notBefore = now + Math.min(LONGEST_REST_MS, 2_500 * 2 ** failures);
  return { ...visit, outgoing: { ...visit.outgoing, failures, notBefore, triedAt: at } };
}
