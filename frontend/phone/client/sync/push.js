/** Send what waits: for each visit its document, then its photographs, then its end. */

import { incomplete, owesPhotos, parkedBecause } from "../model/delivery.js";
import { reconciled } from "../model/doubt.js";
import * as outgoing from "../model/outgoing.js";
import { expectedPhotos, hasUnsent, lostPhotos } from "../model/visit.js";
import { heard } from "../model/wish.js";
import { Trouble } from "./http.js";

/** @import { Photo, StoredVisit } from "../model/visit.js" */
/** @import { Reply, Server } from "./http.js" */

/**
 * What is sent from; storage gives it.
 *
 * @typedef {object} Outbox
 * @property {(user: string) => Promise<StoredVisit[]>} waiting
 * @property {(user: string) => Promise<StoredVisit[]>} all
 * @property {(id: string) => Promise<StoredVisit|undefined>} get
 * @property {(id: string, change: (visit: StoredVisit) => StoredVisit) => Promise<StoredVisit>} update
 * @property {(visit: string, photo: {id: string, sha256: string}) => Promise<ArrayBuffer|null>} bytesOf
 * @property {(visit: StoredVisit) => Promise<void>} remove
 * @property {(user: string, given: any) => Promise<void>} takeIn
 * @property {(all: StoredVisit[], when: {now: number}) => Promise<number>} purge
 *
 * @typedef {{device: string, client: string, skew_ms: number|null}} Sender
 *
 * @typedef {object} Push - what one visit is sent with
 * @property {Server} server
 * @property {Outbox} outbox
 * @property {Sender} sender
 * @property {() => void} onStep - something arrived
 */

const AT_ONCE = 2;
const ROUNDS = 6;

/**
 * Send everything of one visit that the server lacks; park it where the server declines.
 *
 * @param {string} id
 * @param {Push} push
 * @returns {Promise<StoredVisit|undefined>} as it stands afterwards
 */
export async function pushVisit(id, push) {
  await pushWish(await push.outbox.get(id), push);
  for (let round = 0; round < ROUNDS; round += 1) {
    const visit = await push.outbox.get(id);
    if (!visit || !hasUnsent(visit)) return visit;
    const goesOn = await step(visit, push);
    push.onStep();
    if (!goesOn) return push.outbox.get(id);
  }
  return push.outbox.get(id);
}

/** What was given back leaves the phone. @param {StoredVisit|undefined} visit @param {Push} push */
async function pushWish(visit, { server, outbox }) {
  const { id = "", wish, document } = visit ?? {};
  if (!visit || !wish || wish.told) return;
  const reply = await server.say(id, wish.act, { id: wish.id, ...wish.body });
  if (reply.status === 507) return;
  const isGone = reply.status === 200 && wish.act === "decline" && !document;
  await (isGone ? outbox.remove(visit) : outbox.update(id, (here) => heard(here, wish, reply)));
}

/** @param {StoredVisit} visit @param {Push} push @returns {Promise<boolean>} whether to go on */
async function step(visit, push) {
  if (visit.outgoing.doubt) return reconcile(visit, push);
  if (visit.outgoing.sent < visit.change || visit.outgoing.pending)
    return pushDocument(visit, push);
  if (photosToSend(visit).length) return pushPhotos(visit, push);
  return visit.ended && !lostPhotos(visit).length ? submit(visit, push) : false;
}

/** @param {StoredVisit} visit @returns {Photo[]} oldest first */
const photosToSend = ({ document: draft, photos }) =>
  expectedPhotos(draft).filter(({ id }) => photos[id] === "stored");

/** @param {StoredVisit} visit @param {Push} push */
async function reconcile(visit, { server, outbox }) {
  const { status, body } = await server.status(visit.id);
  if (status === 200) await outbox.update(visit.id, (here) => reconciled(here, body));
  else await outbox.update(visit.id, unknownThere);
  return true;
}

/** @param {StoredVisit} visit @returns {StoredVisit} a visit the server has forgotten is offered whole */
const unknownThere = (visit) =>
  reconciled(visit, { rev: null, status: visit.item.status, photos: [], receipt: null });

/** @param {StoredVisit} visit @param {Push} push */
async function pushDocument(visit, { server, outbox, sender }) {
  const { id } = visit;
  const ready = await outbox.update(id, (here) => outgoing.prepared(here, sender));
  const { pending, rev } = ready.outgoing;
  if (!pending) return false;
  const { status, body } = await server.putVisit(id, pending.document, rev);
  if (status === 200 || status === 201) {
    await outbox.update(id, (here) => outgoing.acknowledged(here, body));
    return true;
  }
  if (status === 412) {
    await outbox.update(id, (here) => outgoing.merged(here, body));
    return true;
  }
  if (status === 409 && body.highest_seq !== undefined) {
    await outbox.update(id, (here) => outgoing.renumbered(here, body.highest_seq));
    return true;
  }
  await parkAndHandOver(id, { status, body }, { server, outbox });
  return false;
}

/**
 * @param {string} id
 * @param {{status: number, body: any}} reply
 * @param {Pick<Push, "server"|"outbox">} push
 */
async function parkAndHandOver(id, reply, { server, outbox }) {
  await park(id, reply, "visit", outbox);
  await handOver(id, { server, outbox });
}

/**
 * Offer the photographs of a document that the office keeps in quarantine, so that they lie beside it.
 *
 * @param {string} id
 * @param {Pick<Push, "server"|"outbox">} push
 */
async function handOver(id, { server, outbox }) {
  const visit = await outbox.get(id);
  if (!visit || !owesPhotos(visit.outgoing.parked)) return;
  for (const photo of photosToSend(visit)) {
    const bytes = await outbox.bytesOf(id, photo);
    if (!bytes) continue;
    const { body } = await sendTwice(() => server.putPhoto(id, photo, bytes));
    const isThere = body?.kept === true || body?.sha256 === photo.sha256;
    if (isThere) await outbox.update(id, (here) => outgoing.photoIs(here, photo.id, "sent"));
  }
  await outbox.update(id, outgoing.offered);
}

/**
 * What the shopper can mend is open to them again, also where the visit was ended.
 *
 * @param {string} id
 * @param {{status: number, body: any}} reply
 * @param {"visit"|"photo"} what
 * @param {Outbox} outbox
 */
async function park(id, { status, body }, what, outbox) {
  const parked = { ...parkedBecause(status, body, what), isOffered: what === "photo" };
  const isTheirs = !parked.again && (what === "photo" || status === 422);
  await outbox.update(id, (here) =>
    isTheirs && here.ended ? outgoing.reopened(here, parked) : outgoing.parkedWith(here, parked),
  );
}

/**
 * Two at a time, oldest first. One that is refused does not hold up the others.
 *
 * @param {StoredVisit} visit
 * @param {Push} push
 */
async function pushPhotos(visit, push) {
  const queue = photosToSend(visit);
  const outcomes = /** @type {boolean[]} */ ([]);
  async function lane() {
    for (let photo = queue.shift(); photo; photo = queue.shift()) {
      outcomes.push(await pushPhoto(visit.id, photo, push));
      push.onStep();
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane));
  const trouble = lanes.find((lane) => lane.status === "rejected");
  if (trouble) throw trouble.reason;
  return outcomes.every(Boolean);
}

/** @param {string} visit @param {Photo} photo @param {Push} push @returns {Promise<boolean>} */
async function pushPhoto(visit, photo, { server, outbox }) {
  const bytes = await outbox.bytesOf(visit, photo);
  if (!bytes) {
    await outbox.update(visit, (here) => outgoing.photoIs(here, photo.id, "lost"));
    return false;
  }
  const { status, body } = await sendTwice(() => server.putPhoto(visit, photo, bytes));
  if ((status === 200 || status === 201) && body.sha256 === photo.sha256) {
    await outbox.update(visit, (here) =>
      here.photos[photo.id] === "stored" ? outgoing.photoIs(here, photo.id, "sent") : here,
    );
    return true;
  }
  await park(visit, { status, body }, "photo", outbox);
  return false;
}

/** @param {() => Promise<Reply>} send @returns {Promise<Reply>} bytes can be spoilt on their way: once more */
async function sendTwice(send) {
  const reply = await send();
  return reply.status === 422 ? send() : reply;
}

/** @param {StoredVisit} visit @param {Push} push */
async function submit(visit, { server, outbox }) {
  const { id } = visit;
  const { status, body } = await server.submit(id, visit.outgoing.rev);
  if (status === 200) {
    await outbox.update(id, (here) => received(here, body.receipt));
    return false;
  }
  if (status === 412) {
    await outbox.update(id, (here) => outgoing.merged(here, body));
    return true;
  }
  if (status === 409 && body.code === "incomplete") {
    await outbox.update(id, (here) => told(here, body));
    return body.missing_photos?.length > 0;
  }
  if (status === 409 && !visit.outgoing.parked) {
    await park(id, { status, body }, "visit", outbox);
    const { body: now } = await server.status(id);
    if (now?.receipt) await outbox.update(id, (here) => reconciled(here, now));
    return false;
  }
  await parkAndHandOver(id, { status, body }, { server, outbox });
  return false;
}

/**
 * A change made while the end was on its way is not in the receipt, and goes up as well.
 *
 * @param {StoredVisit} visit
 * @param {import("../model/visit.js").Receipt} receipt
 */
const received = (visit, receipt) =>
  receipt.rev === visit.outgoing.rev ? outgoing.handedIn(visit, receipt) : visit;

/** @param {StoredVisit} visit @param {any} body */
function told(visit, body) {
  let next = visit;
  for (const photo of body.missing_photos ?? []) next = outgoing.photoIs(next, photo, "stored");
  return Object.keys(body.errors ?? {}).length ? outgoing.reopened(next, incomplete(body)) : next;
}

/** @param {unknown} trouble @returns {boolean} whether it concerns all visits alike */
export function concernsAll(trouble) {
  return trouble instanceof Trouble && trouble.kind !== "server";
}
