/** Two phones of one shopper before one server, with a network that brings requests and answers in any order. */

import assert from "node:assert/strict";
import { Refused } from "../../../frontend/phone/client/acting.js";
import { hasUnsent, lostPhotos } from "../../../frontend/phone/client/model/visit.js";
import { openDatabase } from "../../../frontend/phone/client/storage/database.js";
import { noJournal } from "../../../frontend/phone/client/storage/journal.js";
import { openOutbox } from "../../../frontend/phone/client/storage/outbox.js";
import { openPhotos } from "../../../frontend/phone/client/storage/photos.js";
import { repairPhotos } from "../../../frontend/phone/client/storage/repair.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { openVisits } from "../../../frontend/phone/client/storage/visits.js";
import { syncOnce } from "../../../frontend/phone/client/sync/run.js";
import { CLEAN, FakeServer, PHOTO, SECOND_VISIT, VISIT } from "./fake-server.js";
import { makeHandset, openApp, snapshot, yes } from "./make-phone.js";

export const VISITS = [VISIT, SECOND_VISIT];
const ANN = ["ann@example.org", "right"];

/** A shelf that keeps nothing. */
const hollow = {
  alone: (work) => work(),
  write: async () => {},
  read: async () => null,
  remove: async () => {},
  names: async () => [],
};

/**
 * What one phone has sent: no thing again that it was told has arrived, nor while it is on its way.
 *
 * A phone that lost its database may offer all of it again, for the journal does not know what the worker was told.
 * The server recognises it.
 */
class Sent {
  things = new Map();
  twins = [];
  acts = 0;

  /** @returns {(response: Response|null) => Promise<void>} to be told what has come back */
  leaves(request, epoch) {
    const what = this.#words(request);
    if (what === null) return async () => {};
    const place = `${request.method} ${request.path}, ${epoch}`;
    const before = this.things.get(place);
    const isAgain = before?.what === what;
    if (isAgain && before.isThere === undefined) this.twins.push(`${place}: ${what}`);
    const thing = { what, isThere: undefined };
    this.things.set(place, thing);
    return async (response) => {
      const body = response?.ok
        ? await response
            .clone()
            .json()
            .catch(() => null)
        : null;
      thing.isThere = body !== null || Boolean(isAgain && before.isThere);
      if (isAgain && before.isThere && body) this.twins.push(`${place}: ${what}`);
    };
  }

  forget() {
    this.things.clear();
  }

  /** A photograph says nothing more; a document says the same again after another act of the shopper. */
  #words({ method, path, headers, body }) {
    if (path.endsWith("/submit")) return headers["If-Match"];
    if (method !== "PUT") return null;
    if (path.includes("/photos/")) return "";
    const { seq: _, skew_ms: __, ...words } = JSON.parse(body);
    return `${this.acts} ${JSON.stringify(words)}`;
  }
}

/** One phone with two pages and a worker. A life that has ended hears nothing, and nobody hears it. */
class SendingPhone {
  sent = new Sent();
  life = null;

  constructor(server, network, { hasLock = true, hasJournal = true } = {}) {
    this.server = server;
    this.network = network;
    this.handset = makeHandset(server);
    this.wire = this.handset.door;
    if (!hasLock) this.handset.locks = undefined;
    if (!hasJournal) this.handset.shelf = hollow;
  }

  async open() {
    this.life = { isOver: false };
    this.handset.door = this.#door(this.life);
    this.page = await openApp(this.handset);
    await this.#repaired();
    this.tab = await openApp(this.handset);
  }

  /** The photographs are looked at behind the screens; here a history waits for that. */
  async #repaired() {
    const { database, visits, photos } = this.page;
    await repairPhotos({ database, visits, photos, journal: openJournal(this.handset.shelf) });
  }

  #door(life) {
    return async (path, init) => {
      const comesBack = this.sent.leaves({ ...init, path }, this.server.epoch);
      let response = null;
      try {
        await this.#travels(life, `${init.method} ${path}`);
        response = await this.wire(path, init);
        await this.#travels(life, `the answer to ${init.method} ${path}`);
        return response;
      } catch (trouble) {
        response = null;
        throw trouble;
      } finally {
        await comesBack(response);
      }
    };
  }

  async #travels(life, what) {
    await this.network.schedule(Promise.resolve(), what);
    if (life.isOver) throw new TypeError("nobody is here any more");
  }

  /** Whoever signs in on one page is shown on the other. */
  async signIn() {
    await this.page.actions.signIn(...ANN);
    await this.page.actions.sendNow();
    await this.tab.start();
  }

  /** The app is killed, its storage harmed meanwhile, and opened again. */
  async reopen(harm) {
    this.life.isOver = true;
    this.page.database.close();
    this.tab.database.close();
    await new Promise((resolve) => setImmediate(resolve));
    if (harm === "database lost") {
      await this.handset.wipeDatabase();
      this.sent.forget();
    }
    if (harm === "journal torn") this.handset.shelf.tear?.();
    await this.open();
  }

  // --- what a shopper does, on a page -----------------------------------------------------------

  /** The word stands in the note, for not every question takes one as its value. */
  answer(page, { visit, question, word }) {
    const value = question === CLEAN ? "yes" : word;
    return page.actions.answer(visit, question, { ...yes, value, note: word });
  }

  async photo(page, { visit }) {
    const [{ photo, refused }] = await page.actions.addPhotos(visit, PHOTO, [snapshot()]);
    if (refused) throw new Refused("enough", refused);
    return photo;
  }

  "remove photo"(page, { visit, id }) {
    return page.actions.removePhoto(visit, id);
  }

  end(page, { visit }) {
    return page.actions.endVisit(visit);
  }

  send(page, { how }) {
    if (how === "in the background") return this.#inBackground();
    return how === "by the timer" ? page.sync() : page.actions.sendNow();
  }

  async #inBackground() {
    const database = openDatabase({ name: this.handset.name });
    const visits = openVisits(database, noJournal);
    const outbox = openOutbox(visits, openPhotos(database, noJournal, visits));
    await syncOnce({ ...this.page.run, outbox, onStep: () => {} }, { waits: true });
    database.close();
  }

  /** @returns {Promise<{photo?: any, isRefused?: boolean}>} */
  async attempt({ do: what, on, ...facts }) {
    if (what !== "send") this.sent.acts += 1;
    try {
      const done = await this[what](this[on], facts);
      return { photo: what === "photo" ? done : undefined };
    } catch (trouble) {
      if (trouble instanceof Refused) return { isRefused: true };
      throw trouble;
    }
  }

  stored(visit) {
    return this.page.visits.get(visit);
  }

  /** @returns {Promise<boolean>} whether the screen says that somebody must do something about the visit */
  async isHeldUp(visit) {
    const stored = await this.stored(visit);
    return stored.outgoing.parked !== null || lostPhotos(stored).length > 0;
  }

  async owes(visit) {
    return hasUnsent(await this.stored(visit));
  }
}

export class TwoPhones {
  server = new FakeServer();

  /** @param {import("fast-check").Scheduler} network @param {{hasLock?: boolean, hasJournal?: boolean}} [defects] */
  constructor(network, defects) {
    this.network = network;
    this.phones = [0, 1].map(() => new SendingPhone(this.server, network, defects));
  }

  /** Let the network bring whatever it has, in its own order, until this is done. */
  until(work) {
    return this.network.waitFor(work);
  }

  async begin() {
    for (const phone of this.phones) {
      await this.until(phone.open());
      await this.until(phone.signIn());
    }
    this.backUp();
  }

  backUp() {
    this.backup = this.server.backup();
  }

  restore() {
    this.server.restore(this.backup);
  }

  fail({ skip, how }) {
    let left = skip;
    this.server.failNext(() => {
      left -= 1;
      return left < 0;
    }, how);
  }

  /** The network is good, and whatever was held back has arrived; the shopper is at home with both phones. */
  async evening() {
    this.server.faults = [];
    await this.server.meetStragglers();
    for (const phone of this.phones) {
      phone.handset.aheadMs = 0;
      await this.until(phone.signIn());
    }
    await this.sendAll(3);
  }

  async sendAll(rounds) {
    for (let round = 0; round < rounds; round += 1) {
      for (const { page } of this.phones) await this.until(page.actions.sendNow());
    }
  }

  /** Whoever can still end a visit does so, once `complete` has answered what must be. */
  async end(isRemoved, complete) {
    for (const visit of VISITS) {
      for (const phone of this.phones) {
        await this.until(phone.page.reload());
        if (!phone.page.record(visit).editable) continue;
        await this.explain(phone, visit, isRemoved);
        const { document: draft } = await phone.stored(visit);
        if (!draft?.answers[CLEAN]) await complete(phone, visit);
        await this.until(phone.attempt({ do: "end", on: "page", visit }));
        await this.sendAll(1);
      }
    }
    await this.sendAll(4);
  }

  /** Say a word for each photograph that was removed here and that the other phone has brought back, without its bytes. */
  async explain(phone, visit, isRemoved) {
    for (const { id } of lostPhotos(await phone.stored(visit)).filter((one) => isRemoved(one.id))) {
      await this.until(phone.page.actions.declareMissing(visit, id, "It was taken away."));
    }
  }

  requireNoTwins() {
    for (const { sent } of this.phones) assert.deepEqual(sent.twins, [], "sent a second time");
  }
}
