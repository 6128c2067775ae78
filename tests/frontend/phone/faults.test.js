/** Any order of work and faults: in the end phone and server agree, and nothing is missing. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { CLEAN, FakeServer, NOTE, PHOTO, sha256, VISIT } from "./fake-server.js";
import { makeHandset, openApp, signedIn, snapshot, yes } from "./make-phone.js";

const SCHEDULES = Number(process.env.SCHEDULES ?? 100);

const step = fc.oneof(
  fc.record({ do: fc.constant("answer"), value: fc.string({ maxLength: 8 }) }),
  fc.record({ do: fc.constant("photo") }),
  fc.record({ do: fc.constant("remove photo") }),
  fc.record({ do: fc.constant("end") }),
  fc.record({ do: fc.constant("send now") }),
  fc.record({ do: fc.constant("send twice at once") }),
  fc.record({ do: fc.constant("open again") }),
  fc.record({ do: fc.constant("lose the database") }),
  fc.record({ do: fc.constant("tear the journal") }),
  fc.record({ do: fc.constant("sign out there") }),
  fc.record({ do: fc.constant("restore the server") }),
  fc.record({ do: fc.constant("back up the server") }),
  fc.record({ do: fc.constant("clock"), hours: fc.integer({ min: -48, max: 48 }) }),
  fc.record({
    do: fc.constant("fault"),
    skip: fc.nat({ max: 6 }),
    how: fc.constantFrom("lost", "aborted reply", "cut body", "portal", 500, 503, 502, 507, 429),
  }),
);

/** One shopper's day, told step by step; `kept` is what the phone has called saved. */
class Day {
  constructor() {
    this.server = new FakeServer();
    this.handset = makeHandset(this.server);
    this.kept = { note: undefined, photos: new Map() };
  }

  async begin() {
    this.app = await signedIn(this.handset);
    this.backup = this.server.backup();
  }

  isOpen() {
    return this.app.record(VISIT)?.editable;
  }

  async live({ do: what, ...facts }) {
    await this[what](facts);
  }

  async answer({ value }) {
    if (!this.isOpen()) return;
    await this.app.actions.answer(VISIT, NOTE, { ...yes, value });
    this.kept.note = value;
  }

  async photo() {
    if (!this.isOpen() || this.kept.photos.size >= 6) return;
    const [{ photo }] = await this.app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
    this.kept.photos.set(photo.id, photo.sha256);
  }

  async "remove photo"() {
    const [id] = this.kept.photos.keys();
    if (!this.isOpen() || !id) return;
    await this.app.actions.removePhoto(VISIT, id);
    this.kept.photos.delete(id);
  }

  async end() {
    if (!this.isOpen()) return;
    await this.app.actions.answer(VISIT, CLEAN, yes);
    await this.app.actions.endVisit(VISIT);
  }

  "send now"() {
    return this.app.actions.sendNow();
  }

  "send twice at once"() {
    return Promise.all([this.app.sync(), this.app.sync()]);
  }

  "open again"() {
    return this.reopen();
  }

  async "lose the database"() {
    this.app.database.close();
    await this.handset.wipeDatabase();
    await this.reopen();
  }

  "tear the journal"() {
    return this.reopen(() => this.handset.shelf.tear());
  }

  "sign out there"() {
    this.handset.door.jar.user = null;
  }

  "back up the server"() {
    this.backup = this.server.backup();
  }

  "restore the server"() {
    this.server.restore(this.backup);
  }

  clock({ hours }) {
    this.handset.aheadMs = hours * 3_600_000;
  }

  fault({ skip, how }) {
    let left = skip;
    this.server.failNext(() => {
      left -= 1;
      return left < 0;
    }, how);
  }

  async reopen(between = () => {}) {
    this.app.database.close();
    await new Promise((resolve) => setImmediate(resolve));
    between();
    this.app = await openApp(this.handset);
  }

  /** The network is good, the shopper signs in and ends the visit: everything must arrive. */
  async evening() {
    this.server.faults = [];
    this.handset.aheadMs = 0;
    await this.app.actions.signIn("ann@example.org", "right");
    for (let round = 0; round < 3; round += 1) await this.send();
    if (this.isOpen()) await this.end();
    for (let round = 0; round < 4; round += 1) await this.send();
  }

  /** Send, once whatever an earlier life of the app was sending has come to its end. */
  async send() {
    await this.handset.locks.request("outbox", {}, async () => {});
    await this.app.actions.sendNow();
  }
}

test("phone and server agree after any day", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 25 }), async (steps) => {
      const day = new Day();
      await day.begin();
      for (const one of steps) await day.live(one);
      await day.evening();

      const { server, kept, app } = day;
      const there = server.standing();
      assert.equal(server.visit().status, "submitted");
      assert.equal(there.answers[NOTE]?.value, kept.note);
      assert.deepEqual(new Map(there.photos.map((photo) => [photo.id, photo.sha256])), kept.photos);
      for (const [id, digest] of kept.photos) {
        assert.equal(sha256(server.visit().photos.get(id)), digest);
      }
      assert.equal(app.record(VISIT).delivery.state, "delivered");
      assert.equal(app.state.sync.value.unsent, 0);
    }),
    { numRuns: SCHEDULES, endOnFailure: false },
  );
});
