/** One pass of the sync: who is there, what goes up, what comes down. Page and worker share it. */

import { isSettled, owesPhotos } from "../model/delivery.js";
import { doubted } from "../model/doubt.js";
import { failed, isResting } from "../model/outgoing.js";
import { lostPhotos, moment } from "../model/visit.js";
import { waits } from "../model/wish.js";
import { Trouble } from "./http.js";
import { concernsAll, pushVisit } from "./push.js";

/** @import { StoredVisit, User } from "../model/visit.js" */
/** @import { Server, Session } from "./http.js" */
/** @import { Outbox } from "./push.js" */

/**
 * @typedef {object} Outcome
 * @property {"idle"|"waiting"|"sign_in"|"trouble"|"elsewhere"} state
 * @property {"signed_out"|"other_user"|"too_old"|"unreachable"|"busy"|"server"|""} why
 * @property {number|null} retryAfterMs
 * @property {boolean} revoked - this phone is to be wiped
 * @property {unknown} [cause] - of trouble that nobody foresaw
 *
 * @typedef {object} Facts
 * @property {string} device
 * @property {User|null} user
 * @property {string|null} epoch
 * @property {number|null} skew_ms
 * @property {string|null} etag
 *
 * @typedef {object} Run
 * @property {Server} server
 * @property {Outbox} outbox
 * @property {() => Promise<any>} facts
 * @property {(change: (facts: any) => any) => Promise<any>} updateFacts
 * @property {string} client
 * @property {string} generation - of this client
 * @property {() => number} now
 * @property {LockManager|undefined} locks
 * @property {(visit: string|null) => void} onStep - which visit is on its way; null: none
 */

const LOCK = "outbox";

/**
 * Send and fetch once, unless a tab or the service worker is doing so at this moment; forced: after it.
 *
 * @param {Run} run
 * @param {{isForced?: boolean, waits?: boolean}} [how] - forced: also what was parked or put off
 * @returns {Promise<Outcome>}
 */
export async function syncOnce(run, { isForced = false, waits = false } = {}) {
  if (!run.locks) return guarded(run, isForced);
  return run.locks.request(LOCK, { ifAvailable: !(waits || isForced) }, (lock) =>
    lock ? guarded(run, isForced) : outcome("elsewhere"),
  );
}

/**
 * @param {Outcome["state"]} state
 * @param {Outcome["why"]} [why]
 * @param {{retryAfterMs?: number|null, revoked?: boolean}} [more]
 * @returns {Outcome}
 */
function outcome(state, why = "", { retryAfterMs = null, revoked = false } = {}) {
  return { state, why, retryAfterMs, revoked };
}

/**
 * Take in what is assigned to somebody this phone has only just met, before the first screen speaks of it.
 *
 * Whatever goes wrong here is said by the pass that follows.
 *
 * @param {Run} run
 * @param {User} user
 */
export async function lookFirst(run, user) {
  await run.locks?.request(LOCK, {}, () => pull(run, user)).catch(() => {});
}

/** @param {Run} run @param {boolean} isForced @returns {Promise<Outcome>} */
async function guarded(run, isForced) {
  try {
    return await pass(run, isForced);
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (trouble.kind === "signed_out") return outcome("sign_in", "signed_out");
    return outcome("waiting", trouble.kind, { retryAfterMs: trouble.retryAfterMs });
  } finally {
    run.onStep(null);
  }
}

/** @param {Run} run @param {boolean} isForced @returns {Promise<Outcome>} */
async function pass(run, isForced) {
  const { user } = await run.facts();
  if (!user) return outcome("sign_in", "signed_out");
  const session = await greet(run);
  if (session.user.id !== user.id) return outcome("sign_in", "other_user");
  // What this client would send or read may be understood wrongly: it keeps everything as it is.
  if (session.min_client > run.generation) return outcome("waiting", "too_old");
  await heedEpoch(run, user, session.epoch);
  // A phone that has forgotten what it sent looks first: the server may have it all.
  if ((await run.outbox.all(user.id)).some(({ outgoing }) => outgoing.doubt)) {
    await run.updateFacts(forgetful);
    await pull(run, user);
  }
  const isClear = await pushAll(run, user, isForced);
  if (session.device.state === "revoked") return revoked(run, user);
  await pull(run, user);
  await run.outbox.purge(await run.outbox.all(user.id), { now: run.now() });
  return isClear ? outcome("idle") : outcome("waiting", "server");
}

/** What is assigned is to be told anew, though it be the same. @param {any} facts */
const forgetful = (facts) => ({ ...facts, etag: null });

/** @param {Run} run @param {User} user @returns {Promise<Outcome>} wiped only when nothing can be lost */
async function revoked({ outbox }, user) {
  const left = (await outbox.waiting(user.id)).filter(
    ({ outgoing }) => !isSettled(outgoing.parked),
  );
  return left.length ? outcome("waiting", "server") : outcome("idle", "", { revoked: true });
}

/** @param {Run} run @returns {Promise<Session>} */
async function greet({ server, now, updateFacts, facts }) {
  const before = now();
  const session = await server.session();
  const skew_ms = Math.round(Date.parse(session.now) - (before + now()) / 2);
  const known = (await facts()).skew_ms;
  // A clock that drifts by milliseconds is not worth a write at each contact.
  if (known === null || Math.abs(known - skew_ms) > 1000) {
    await updateFacts((here) => ({ ...here, skew_ms }));
  }
  return session;
}

/**
 * A new epoch means that the server was restored from a backup: everything held here is offered again.
 *
 * @param {Run} run
 * @param {User} user
 * @param {string} epoch
 */
async function heedEpoch({ facts, updateFacts, outbox }, user, epoch) {
  const { epoch: known } = await facts();
  if (known === epoch) return;
  if (known !== null) {
    for (const visit of await outbox.all(user.id)) {
      if (visit.document) await outbox.update(visit.id, doubted);
    }
  }
  const kept = known === null ? {} : { etag: null };
  await updateFacts((here) => ({ ...here, epoch, ...kept }));
}

/** @param {Run} run @param {User} user @param {boolean} isForced @returns {Promise<boolean>} whether nothing is left */
async function pushAll(run, user, isForced) {
  const { device, skew_ms } = await run.facts();
  const sender = { device, client: run.client, skew_ms };
  const { server, outbox } = run;
  let isClear = true;
  for (const { id, outgoing, wish } of await outbox.waiting(user.id)) {
    const { parked } = outgoing;
    const rests = parked !== null && !parked.again && !owesPhotos(parked);
    if (!isForced && (rests || isResting(outgoing, run.now()))) {
      isClear &&= rests;
      continue;
    }
    run.onStep(id);
    isClear =
      (await pushOne(id, run, { server, outbox, sender, onStep: () => run.onStep(id) })) && isClear;
    if (wish) await run.updateFacts(forgetful);
  }
  return isClear;
}

/** @param {string} id @param {Run} run @param {import("./push.js").Push} push @returns {Promise<boolean>} */
async function pushOne(id, { outbox, now }, push) {
  const when = () => ({ at: moment(new Date(now())), now: now() });
  try {
    const visit = await pushVisit(id, push);
    if (!visit) return true;
    const again = Boolean(visit.outgoing.parked?.again);
    if (again) await outbox.update(id, (here) => failed(here, when()));
    else await outbox.update(id, (here) => tried(here, when().at));
    return !again && (!waits(visit) || needsTheShopper(visit));
  } catch (trouble) {
    if (!(trouble instanceof Trouble) || concernsAll(trouble)) {
      await outbox.update(id, (here) => tried(here, when().at));
      throw trouble;
    }
    await outbox.update(id, (here) => failed(here, when()));
    return false;
  }
}

/** @param {StoredVisit} visit @returns {boolean} trying again by itself cannot help */
const needsTheShopper = (visit) => visit.outgoing.parked !== null || lostPhotos(visit).length > 0;

/** @param {StoredVisit} visit @param {string} at @returns {StoredVisit} */
const tried = (visit, at) => ({ ...visit, outgoing: { ...visit.outgoing, triedAt: at } });

/** @param {Run} run @param {User} user */
async function pull({ server, facts, updateFacts, outbox }, user) {
  const { etag } = await facts();
  const reply = await server.assignments(etag);
  if (reply.status !== 200) return;
  await outbox.takeIn(user.id, reply.body);
  await updateFacts((here) => ({ ...here, etag: reply.etag }));
}
