/** A phone whose storage is used, cut off and harmed, and what it must hold afterwards. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { answer, begin } from "../../../frontend/phone/client/model/visit.js";
import { openDatabase } from "../../../frontend/phone/client/storage/database.js";
import {
  fileShelf,
  noJournal,
  openJournal,
} from "../../../frontend/phone/client/storage/journal.js";
import { openPhone } from "../../../frontend/phone/client/storage/phone.js";
import { openPhotos } from "../../../frontend/phone/client/storage/photos.js";
import { repairPhotos, repairWords } from "../../../frontend/phone/client/storage/repair.js";
import { openVisits } from "../../../frontend/phone/client/storage/visits.js";
import { deleteDB } from "../../../frontend/phone/client/vendor/vendor.js";
import { sha256 } from "./fake-server.js";
import { Disk, Power, supplyDatabases, undoUnflushed, worker } from "./power.js";

const CHECKLIST = { id: "checklist-of-all", touchpoints: [] };
const AT = "2026-11-21T15:00:00.000+01:00";
const item = (id) => ({
  id,
  status: "accepted",
  rev: null,
  checklist: CHECKLIST.id,
  returned: [],
  document: null,
  photos: [],
  receipt: null,
});

/**
 * `saved` is the model: for every answer the values it may have, and for every photo its fate.
 *
 * What was called saved has one value. What was cut off in the middle may have happened or not.
 */
export class PoweredPhone {
  power = new Power();
  name = randomUUID();
  made = 0;

  /** @param {{hasJournal?: boolean, flushes?: boolean, slots?: number, isStrict?: boolean}} defects */
  constructor({ hasJournal = true, flushes = true, slots = 2, isStrict = true } = {}) {
    this.hasJournal = hasJournal;
    this.slots = slots;
    this.isStrict = isStrict;
    this.disk = new Disk(this.power, { flushes });
    this.saved = new Map();
    this.intents = [null];
  }

  open() {
    supplyDatabases(this.power, { isStrict: this.isStrict });
    const database = openDatabase({ name: this.name });
    const journal = this.hasJournal ? openJournal(this.shelf()) : noJournal;
    const visits = openVisits(database, journal);
    const phone = openPhone(database, journal, randomUUID);
    const photos = openPhotos(database, journal, visits);
    this.storage = { database, journal, phone, visits, photos };
  }

  shelf() {
    const shelf = fileShelf(worker(this.disk));
    const name = (given) => given.replace(/[.]1$/, ".0");
    const write = (given, bytes) => shelf.write(name(given), bytes);
    return this.slots === 1 ? { ...shelf, write } : shelf;
  }

  async unpack() {
    this.open();
    const user = { id: "ann", name: "Ann", email: "ann@example.org", roles: ["shopper"] };
    this.device = (await this.storage.phone.update((facts) => ({ ...facts, user }))).device;
    const ids = ["harbour", "station"];
    await this.storage.visits.takeIn("ann", { visits: ids.map(item), checklists: [CHECKLIST] });
    for (const id of ids) this.saved.set(id, { answers: new Map(), photos: new Map() });
  }

  // --- what the shopper does; each resolves when the screen would say "Saved" ----------------

  /** Try it; what the power cut off may have happened. Anything else that fails is a fault. */
  async attempt(act, { before, saved }) {
    before();
    try {
      await act();
    } catch (trouble) {
      if (this.power.isOn) throw trouble;
      return;
    }
    saved();
  }

  answer({ visit, question, value }) {
    const { answers } = this.saved.get(visit);
    const here = answers.get(question) ?? [undefined];
    const given = { state: "answered", value, note: "", reason: "", at: AT, monotonic_ms: 1 };
    return this.attempt(() => this.change(visit, (draft) => answer(draft, question, given)), {
      before: () => answers.set(question, [...here, value]),
      saved: () => answers.set(question, [value]),
    });
  }

  change(visit, edit) {
    return this.storage.visits.update(visit, (here) => ({
      ...here,
      document: edit(this.draft(here)),
      change: here.change + 1,
    }));
  }

  draft(here) {
    return here.document ?? begin(here.item, { device: this.device, client: "tests", at: AT });
  }

  photo({ visit, text }) {
    this.made += 1;
    const id = `${this.made}`.padStart(4, "0");
    const bytes = new TextEncoder().encode(`${text} ${id}`).buffer;
    const photo = { id, question: "photo", sha256: sha256(bytes), caption: "", missing: "" };
    const { photos } = this.saved.get(visit);
    const start = (here) => ({ ...here, document: this.draft(here) });
    return this.attempt(() => this.storage.photos.add(visit, photo, bytes, start), {
      before: () => photos.set(id, { sha256: photo.sha256, fate: "unsure" }),
      saved: () => photos.set(id, { sha256: photo.sha256, fate: "saved" }),
    });
  }

  async "remove photo"({ visit, which }) {
    const { photos } = this.saved.get(visit);
    const id = [...photos.keys()][which % Math.max(photos.size, 1)];
    if (!id) return;
    const before = photos.get(id);
    await this.attempt(() => this.storage.photos.remove(visit, id), {
      before: () => photos.set(id, { ...before, fate: "unsure" }),
      saved: () => photos.delete(id),
    });
  }

  /** What is not worth a second copy: the row is written, the journal is not. */
  progress({ visit }) {
    const failed = (here) => ({
      ...here,
      outgoing: { ...here.outgoing, failures: here.outgoing.failures + 1 },
    });
    const nothing = () => {};
    return this.attempt(() => this.storage.visits.update(visit, failed), {
      before: nothing,
      saved: nothing,
    });
  }

  intend({ question }) {
    return this.attempt(
      () => this.storage.phone.update((facts) => ({ ...facts, intent: question })),
      {
        before: () => this.intents.push(question),
        saved: () => {
          this.intents = [question];
        },
      },
    );
  }

  /** Two tabs, or a tab and the sync, at the same moment. */
  async together({ visit, question, value, text }) {
    await Promise.all([
      this.answer({ visit, question, value }),
      this.photo({ visit, text }),
      this.progress({ visit }),
    ]);
  }

  // --- what happens to the phone ---------------------------------------------------------------

  /**
   * The power goes, at once or so many writes into an act; one copy is harmed; then the app is
   * opened, cut off in the middle of its repairs perhaps more than once, and at last left alone.
   */
  async night({ during, writes, unflushed, harm, which, share, interrupted }) {
    if (during) {
      this.power.left = writes;
      await this.act(during);
    }
    await this.off(unflushed);
    await this.suffer(harm, { which, share });
    for (const after of interrupted) {
      this.open();
      this.power.left = after;
      await this.repair().catch((trouble) => {
        if (this.power.isOn) throw trouble;
      });
      await this.off(unflushed);
    }
    this.open();
    const lost = await this.repair();
    await this.inspect(lost);
  }

  act({ do: what, ...facts }) {
    return this[what](facts);
  }

  async off(unflushed) {
    this.power.cut();
    this.storage.database.close();
    // Whatever still runs in this life of the app runs into the cut before the next one begins.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    this.disk.settle(unflushed);
    this.power.restore();
    await undoUnflushed(this.name);
  }

  async repair() {
    await repairWords(this.storage);
    return repairPhotos(this.storage);
  }

  async suffer(harm, { which, share }) {
    const names = [...this.disk.files.keys()].sort();
    const name = names[which % Math.max(names.length, 1)];
    if (harm === "wiped database") await deleteDB(this.name);
    if (harm === "wiped journal") this.disk.files.clear();
    if (harm === "torn file" && name) this.disk.tear(name, share);
    if (harm === "spoilt picture") await this.spoil(which);
    if (harm === "picture lost twice") await this.lose(which);
  }

  pictures() {
    return [...this.saved].flatMap(([visit, { photos }]) =>
      [...photos].map(([id, photo]) => ({ visit, id, photo, photos })),
    );
  }

  async spoil(which) {
    const all = this.pictures();
    if (!all.length) return;
    const { visit, id } = all[which % all.length];
    await this.inDatabase((store) => store.put({ id, visit, bytes: new ArrayBuffer(3) }));
  }

  async lose(which) {
    const all = this.pictures();
    if (!all.length) return;
    const { id, photo, photos } = all[which % all.length];
    this.disk.files.delete(`photo-${id}`);
    await this.inDatabase((store) => store.delete(id));
    photos.set(id, { ...photo, fate: photo.fate === "unsure" ? "unsure" : "destroyed" });
  }

  async inDatabase(work) {
    const database = openDatabase({ name: this.name });
    await database.write(["photo_bytes"], async (tx) => work(tx.objectStore("photo_bytes")));
    database.close();
  }

  // --- what must be there ----------------------------------------------------------------------

  async inspect(lost) {
    const { phone, visits } = this.storage;
    const facts = await phone.facts();
    assert.equal(facts.device, this.device, "the phone has forgotten which it is");
    assert.equal(facts.user?.id, "ann", "the phone has forgotten who it is with");
    assert.ok(this.intents.includes(facts.intent), "the camera's question is forgotten");
    this.intents = [facts.intent];
    assert.deepEqual(await visits.checklists(), [CHECKLIST], "the checklist is gone");
    let reported = 0;
    for (const id of this.saved.keys()) {
      const visit = await visits.get(id);
      assert.ok(visit, `${id} is gone`);
      this.inspectAnswers(id, visit);
      reported += await this.inspectPhotos(id, visit);
      if (this.hasJournal) await this.inspectCopies(visit);
    }
    assert.equal(lost, reported, "lost photos are counted wrongly");
  }

  inspectAnswers(id, { document: draft }) {
    const { answers } = this.saved.get(id);
    for (const [question, values] of answers) {
      const found = draft?.answers[question]?.value;
      assert.ok(values.includes(found), `${id}, ${question}: ${found} instead of ${values}`);
      answers.set(question, [found]);
    }
  }

  /** A saved photo is there with its bytes; a lost one is called lost; none is silently absent. */
  async inspectPhotos(id, visit) {
    const { photos } = this.saved.get(id);
    const listed = new Map((visit.document?.photos ?? []).map((photo) => [photo.id, photo]));
    for (const photo of listed.keys()) assert.ok(photos.has(photo), `${photo} came from nowhere`);
    let lost = 0;
    for (const [photo, { sha256: digest, fate }] of [...photos]) {
      const isListed = listed.has(photo);
      assert.ok(isListed || fate === "unsure", `${photo}, ${fate}, is silently absent`);
      if (!isListed) {
        photos.delete(photo);
        continue;
      }
      const bytes = await this.storage.photos.bytesOf(id, listed.get(photo));
      const state = visit.photos[photo];
      assert.equal(state, bytes ? "stored" : "lost", `${photo}, ${fate}, is called ${state}`);
      if (fate === "saved") assert.ok(bytes, `${photo} was called saved and is lost`);
      if (bytes) assert.equal(sha256(bytes), digest);
      else lost += 1;
      photos.set(photo, { sha256: digest, fate: bytes ? "saved" : "destroyed" });
    }
    return lost;
  }

  /** After a repair either copy would do alone. */
  async inspectCopies(visit) {
    const { journal } = this.storage;
    const copy = (await journal.read()).get(`visit-${visit.id}`);
    assert.deepEqual(copy?.value.document, visit.document, "the journal says something else");
    for (const { id, sha256: digest } of visit.document?.photos ?? []) {
      if (visit.photos[id] !== "stored") continue;
      const bytes = await journal.bytes(id);
      assert.ok(bytes && sha256(bytes) === digest, `the journal's copy of ${id} is not whole`);
    }
  }
}
