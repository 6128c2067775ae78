/** Who uses this phone: signing in and out, with unsent work never in danger. */

import { Refused, reached } from "./acting.js";
import { isEditable } from "./model/visit.js";
import { waits } from "./model/wish.js";
import { gettext } from "./model/words.js";
import { Trouble } from "./sync/http.js";

/** @import { StoredVisit, User } from "./model/visit.js" */
/** @import { Facts } from "./storage/phone.js" */

/**
 * @typedef {object} First - what a phone that knows nobody asks of the server
 * @property {() => Promise<import("./sync/http.js").Session>} session
 * @property {(user: User) => Promise<void>} look - at what is assigned to them
 */

/**
 * @param {object} given
 * @param {import("./storage/phone.js").Phone} given.phone
 * @param {import("./storage/visits.js").Visits} given.visits
 * @param {import("./sync/http.js").Server} given.server
 * @param {First} given.first
 * @param {() => Promise<unknown>} given.sendNow
 * @param {() => Promise<StoredVisit[]>} given.mine
 * @param {() => Promise<StoredVisit[]>} given.practised
 * @param {(facts: Facts) => Promise<unknown>} given.show - that this person is here, or nobody
 */
export function openSession({ phone, visits, server, first, sendNow, mine, practised, show }) {
  /** @param {User} user @returns {Promise<Facts>} */
  const remember = (user) =>
    phone.update((before) => {
      const isSame = before.user?.id === user.id;
      const own = isSame ? {} : { etag: null, intent: null };
      return { ...before, ...own, user, left: false };
    });

  /** @param {string} email @param {string} password */
  async function signIn(email, password) {
    const reply = await reached(() => server.signIn(email, password));
    if (!("user" in reply)) {
      throw new Refused(reply.body?.code ?? "refused", reply.body?.detail ?? "");
    }
    if (!reply.user.roles.includes("shopper")) {
      await endSession();
      const text = gettext(
        "This app is for those who go on visits. Use the office's pages instead.",
      );
      throw new Refused("not_a_shopper", text);
    }
    await show(await remember(reply.user));
    sendNow().catch(() => {});
  }

  /** @param {{how: "after_sending"|"keep"|"delete"}} choice */
  async function signOut({ how }) {
    if (how === "after_sending") {
      await sendNow();
      if ((await mine()).some(waits)) {
        const text = gettext("Not everything could be sent yet. You are still signed in.");
        throw new Refused("unsent", text);
      }
    }
    const isJotting = (await mine()).some(
      (visit) => visit.jots?.some(({ settled }) => !settled) && isEditable(visit),
    );
    await (how === "keep" || (how === "after_sending" && isJotting) ? leave() : wipe());
  }

  /** Take everything of this person off the phone. */
  async function wipe() {
    for (const visit of [...(await mine()), ...(await practised())]) await visits.remove(visit);
    await visits.prune();
    await leave();
  }

  async function leave() {
    const gone = { user: null, left: true, etag: null, intent: null, outcomes: null };
    await show(await phone.update((facts) => ({ ...facts, ...gone })));
    await endSession();
  }

  /** Tell the server too; where it cannot be told now, the next start does. */
  async function endSession() {
    try {
      await server.session();
      await server.signOut();
    } catch (trouble) {
      if (!(trouble instanceof Trouble)) throw trouble;
      if (trouble.kind !== "signed_out") return;
    }
    await phone.update((facts) => ({ ...facts, left: false }));
  }

  /** Whoever signed in last is still here; a shopper who did so at the office's pages need not again. */
  async function resume() {
    const facts = await phone.facts();
    if (facts.user) return show(facts);
    if (facts.left) return leave();
    const session = await first.session().catch(() => null);
    if (!session?.user.roles.includes("shopper")) return show(facts);
    await remember(session.user);
    await first.look(session.user);
    return show(await phone.facts());
  }

  return { signIn, signOut, wipe, resume };
}
