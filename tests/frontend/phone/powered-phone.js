/** A phone whose storage is used by two pages and a worker, cut off and harmed: the real parts, over what can lose its power. */

import { randomUUID } from "node:crypto";
import { Refused } from "../../../frontend/phone/client/acting.js";
import { acknowledged, handedIn, prepared } from "../../../frontend/phone/client/model/outgoing.js";
import {
  answer,
  begin,
  expectedPhotos,
  isEditable,
  lostPhotos,
} from "../../../frontend/phone/client/model/visit.js";
import { openDatabase, StorageTrouble } from "../../../frontend/phone/client/storage/database.js";
import { inWords, journalOf, noJournal } from "../../../frontend/phone/client/storage/journal.js";
import { openPhone } from "../../../frontend/phone/client/storage/phone.js";
import { openPhotos } from "../../../frontend/phone/client/storage/photos.js";
import { repairPhotos, repairWords } from "../../../frontend/phone/client/storage/repair.js";
import { fileShelf } from "../../../frontend/phone/client/storage/shelves.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { openVisits } from "../../../frontend/phone/client/storage/visits.js";
import { deleteDB } from "../../../frontend/phone/client/vendor/vendor.js";
import { sha256 } from "./fake-server.js";
import { closeDatabases, Disk, Power, supplyDatabases, undoUnflushed, worker } from "./power.js";

export const CHECKLIST = { id: "checklist-of-all", touchpoints: [] };
export const VISITS = ["harbour", "station"];
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

export class PoweredPhone {
  power = new Power();
  name = randomUUID();
  made = 0;

  /**
   * A sound phone, or one with a defect.
   *
   * @param {{hasJournal?: boolean, flushes?: boolean, slots?: number, isStrict?: boolean, isHasty?: boolean}} defects
   */
  constructor({
    hasJournal = true,
    flushes = true,
    slots = 2,
    isStrict = true,
    isHasty = false,
  } = {}) {
    this.isHasty = isHasty;
    this.hasJournal = hasJournal;
    this.slots = slots;
    this.isStrict = isStrict;
    this.disk = new Disk(this.power, { flushes });
  }

  async open() {
    supplyDatabases(this.power, { isStrict: this.isStrict });
    this.page = this.#storage(await this.#journal());
    this["other page"] = this.#storage(await this.#journal());
  }

  #storage(journal) {
    const database = openDatabase({ name: this.name });
    const visits = openVisits(database, journal);
    const phone = openPhone(database, journal, () => this.#id());
    const photos = openPhotos(database, journal, visits);
    return { database, journal, phone, visits, photos };
  }

  #id() {
    this.made += 1;
    return `id-${this.made}`;
  }

  async #journal() {
    if (!this.hasJournal) return noJournal;
    const journal = /** @type {any} */ (await journalOf(() => worker(this.disk)));
    if (this.slots > 1) return journal;
    const shelf = fileShelf();
    const name = (given) => given.replace(/[.]1$/, ".0");
    const write = (given, bytes) => shelf.write(name(given), bytes);
    return inWords(openJournal({ ...shelf, write }));
  }

  async unpack() {
    await this.open();
    await this.#repair(this["other page"]);
    const user = { id: "ann", name: "Ann", email: "ann@example.org", roles: ["shopper"] };
    this.device = (await this.page.phone.update((facts) => ({ ...facts, user }))).device;
    await this.page.visits.takeIn("ann", { visits: VISITS.map(item), checklists: [CHECKLIST] });
  }

  /**
   * Do one thing, and say what became of it: saved, refused, told (it may be there or not), or cut off by the power.
   *
   * @param {{do: string, by: "page"|"other page"|"worker"}} doing
   * @returns {Promise<"saved"|"refused"|"told"|"cut">}
   */
  async attempt({ do: what, by, late = 0, ...facts }) {
    for (let turn = 0; turn < late; turn += 1) await aMoment();
    try {
      if (by === "worker") await this.#inBackground((worker) => this[what](worker, facts));
      else await this[what](this[by], facts);
      return "saved";
    } catch (trouble) {
      if (!this.power.isOn) return "cut";
      if (trouble instanceof Refused) return "refused";
      if (trouble instanceof StorageTrouble) return "told";
      throw trouble;
    }
  }

  /** The browser wakes the worker for one thing. It cannot write the journal, and works for nobody it does not know. */
  async #inBackground(work) {
    const worker = this.#storage(noJournal);
    try {
      if (!(await worker.phone.facts()).user) throw new Refused("nobody", "nobody is here");
      await work(worker);
    } finally {
      worker.database.close();
    }
  }

  // --- what is done; each resolves when the screen would say "Saved" --------------------------

  answer({ visits }, { visit, question, value }) {
    const given = { state: "answered", value, note: "", reason: "", at: AT, monotonic_ms: 1 };
    return visits.update(visit, (here) => ({
      ...this.#opened(here),
      document: answer(this.#draft(here), question, given),
      change: here.change + 1,
    }));
  }

  photo({ photos }, { visit, id, bytes }) {
    const photo = { id, question: "photo", sha256: sha256(bytes), caption: "", missing: "" };
    const start = (here) => ({ ...this.#opened(here), document: this.#draft(here) });
    return photos.add(visit, photo, bytes, start);
  }

  async "remove photo"({ visits, photos }, { visit, id }) {
    this.#opened((await visits.get(visit)) ?? { item: {}, outgoing: {} });
    await photos.remove(visit, id);
  }

  #opened(visit) {
    if (!isEditable(visit)) throw new Refused("closed", "with the office");
    return visit;
  }

  #draft(here) {
    return here.document ?? begin(here.item, { device: this.device, client: "tests", at: AT });
  }

  /** What is not worth a second copy: the row is written, the journal is not. */
  progress({ visits }, { visit }) {
    return visits.update(visit, (here) => ({
      ...here,
      outgoing: { ...here.outgoing, failures: here.outgoing.failures + 1 },
    }));
  }

  intend({ phone }, { question }) {
    return phone.update((facts) => ({ ...facts, intent: question }));
  }

  /** The server has all of it, and names each photograph in its receipt. */
  async "hand in"({ visits }, { visit, names }) {
    const sender = { device: this.device, client: "tests", skew_ms: 0 };
    const ready = await visits.update(visit, (here) => {
      if (lostPhotos(here).length) throw new Refused("lost", "a photo is lost");
      return prepared(this.#opened(here), sender);
    });
    const { document: draft } = ready.outgoing.pending ?? {};
    const photos = expectedPhotos(draft ?? null).map(({ id, sha256: digest }) => ({
      id,
      sha256: digest,
    }));
    for (const { id } of photos) names(id);
    await visits.update(visit, (here) => acknowledged(here, { rev: 1, missing_photos: [] }));
    const receipt = { id: this.#id(), visit, rev: 1, at: AT, photos };
    await visits.update(visit, (here) => handedIn(here, receipt));
  }

  /** What is assigned is fetched again; the server knows of nothing that was done. */
  async fetch({ visits }) {
    await visits.takeIn("ann", { visits: VISITS.map(item), checklists: [CHECKLIST] });
  }

  /** Make room, so many days after whatever was handed in. */
  async purge({ visits, photos }, { days, isUrgent }) {
    const now = Date.parse(AT) + days * 24 * 3_600_000;
    const all = await visits.all("ann");
    await photos.purge(this.isHasty ? all.map(believed) : all, { now, isUrgent });
  }

  // --- what happens to the phone ---------------------------------------------------------------

  /** The browser's storage crashes under the open app, which goes on. */
  closed() {
    closeDatabases();
  }

  /** Somebody deletes the database under the open app. */
  deleted() {
    return deleteDB(this.name);
  }

  /** The power goes; whatever still runs runs into the cut; and it comes back. */
  async off(unflushed) {
    this.power.cut();
    for (const by of ["page", "other page"]) this[by].database.close();
    for (let turn = 0; turn < 3; turn += 1) await aMoment();
    this.disk.settle(unflushed);
    this.power.restore();
    await undoUnflushed(this.name);
  }

  /** Open the app in both tabs, in the second at the same moment where the browser brings both back. */
  async start({ inBoth = false } = {}) {
    await this.open();
    if (!inBoth) await repairWords(this["other page"]);
    const [lost] = await Promise.all([
      this.#repair(this.page),
      inBoth && this.#repair(this["other page"]),
    ]);
    return lost;
  }

  async #repair(storage) {
    await repairWords(storage);
    return repairPhotos(storage);
  }

  wipeDatabase() {
    return deleteDB(this.name);
  }

  wipeJournal() {
    this.disk.files.clear();
  }

  tear(which, share) {
    const names = [...this.disk.files.keys()].sort();
    if (names.length) this.disk.tear(names[which % names.length], share);
  }

  spoil({ visit, id }) {
    return this.#inBytes((store) => store.put({ id, visit, bytes: new ArrayBuffer(3) }));
  }

  /** Both copies of a photograph are gone. */
  destroy({ id }) {
    this.disk.files.delete(`photo-${id}`);
    return this.#inBytes((store) => store.delete(id));
  }

  async #inBytes(work) {
    const database = openDatabase({ name: this.name });
    await database.write(["photo_bytes"], async (tx) => work(tx.objectStore("photo_bytes")));
    database.close();
  }
}

/** A visit as a phone sees it that takes everything it has for confirmed. */
const believed = (visit) => ({
  ...visit,
  photos: Object.fromEntries(Object.keys(visit.photos).map((id) => [id, "confirmed"])),
});

const aMoment = () => new Promise((resolve) => setImmediate(resolve));
