/** What a phone has called saved, and whether it is there. */

import assert from "node:assert/strict";
import { sha256 } from "./fake-server.js";
import { CHECKLIST, VISITS } from "./powered-phone.js";

/**
 * For every answer the values it may have, and for every photograph its fate.
 *
 * What was called saved has one value, or one of those that were saved at the same moment. What was cut off in the
 * middle may have happened or not. A photograph is "saved", "unsure", "destroyed" (both copies were), or, once the
 * server has named it, "single" (one copy may be gone and is not made anew) or "released" (both may be gone).
 */
export class CalledSaved {
  phone = new Map([["intent", new Set([null])]]);
  made = 0;
  visits = new Map(VISITS.map((id) => [id, { answers: new Map(), photos: new Map() }]));
  named = new Set();

  /** A photograph of its own each time, so that none can pass for another. */
  picture(text) {
    this.made += 1;
    const id = `${this.made}`.padStart(4, "0");
    return { id, bytes: new TextEncoder().encode(`${text} ${id}`).buffer };
  }

  pictures() {
    return [...this.visits].flatMap(([visit, { photos }]) =>
      [...photos].map(([id, photo]) => ({ visit, id, photo })),
    );
  }

  /** The so manieth photograph of a visit, or of all. */
  picked(which, visit) {
    const all = this.pictures().filter((one) => !visit || one.visit === visit);
    return all.length ? all[which % all.length] : null;
  }

  /** Take note of what was done at the same moment, with what became of each. */
  note(doings) {
    const values = [];
    for (const one of doings) this[one.do]?.(one, values);
    for (const { all, name, tried, isSaved } of values) {
      const before = isSaved ? [] : (all.get(name) ?? [undefined]);
      all.set(name, new Set([...before, ...tried]));
    }
  }

  answer({ visit, question, value, became }, values) {
    if (became === "refused") return;
    this.#tried(values, this.visits.get(visit).answers, question, value, became);
  }

  intend({ question, became }, values) {
    this.#tried(values, this.phone, "intent", question, became);
  }

  #tried(values, all, name, value, became) {
    const met = values.find((one) => one.all === all && one.name === name);
    const here = met ?? { all, name, tried: [], isSaved: false };
    if (!met) values.push(here);
    here.tried.push(value);
    here.isSaved ||= became === "saved";
  }

  photo({ visit, id, bytes, became }) {
    const { photos } = this.visits.get(visit);
    const fate = became === "saved" ? "saved" : "unsure";
    if (became !== "refused") photos.set(id, { sha256: sha256(bytes), fate });
  }

  "remove photo"({ visit, id, became }) {
    const { photos } = this.visits.get(visit);
    if (became === "saved") photos.delete(id);
    else if (became !== "refused" && photos.has(id))
      photos.set(id, { ...photos.get(id), fate: "unsure" });
  }

  purge({ days, isUrgent }) {
    if (days <= 14 && !isUrgent) return;
    for (const { id, photo } of this.pictures()) {
      if (this.named.has(id)) photo.fate = "released";
    }
  }

  /** One copy of anything may be gone. */
  harmed() {
    const next = { saved: "single", single: "released" };
    for (const { id, photo } of this.pictures()) {
      if (this.named.has(id)) photo.fate = next[photo.fate] ?? photo.fate;
    }
  }

  destroyed(photo) {
    if (photo.fate !== "unsure") photo.fate = "destroyed";
  }

  // --- whether it is there -----------------------------------------------------------------------

  /** @param {number} lost - photographs of which the phone says that it has lost them */
  async inspect({ page, device, hasJournal }, lost) {
    const facts = await page.phone.facts();
    assert.equal(facts.device, device, "the phone has forgotten which it is");
    assert.equal(facts.user?.id, "ann", "the phone has forgotten who it is with");
    const intents = this.phone.get("intent");
    assert.ok(intents.has(facts.intent), "the camera's question is forgotten");
    this.phone.set("intent", new Set([facts.intent]));
    assert.deepEqual(await page.visits.checklists(), [CHECKLIST], "the checklist is gone");
    let reported = 0;
    for (const id of this.visits.keys()) {
      const visit = await page.visits.get(id);
      assert.ok(visit, `${id} is gone`);
      this.#inspectAnswers(id, visit);
      reported += await this.#inspectPhotos(id, visit, page);
      if (hasJournal) await inspectCopies(visit, page.journal);
    }
    assert.equal(lost, reported, "lost photos are counted wrongly");
  }

  #inspectAnswers(id, { document: draft }) {
    const { answers } = this.visits.get(id);
    for (const [question, values] of answers) {
      const found = draft?.answers[question]?.value;
      assert.ok(values.has(found), `${id}, ${question}: ${found} instead of ${[...values]}`);
      answers.set(question, new Set([found]));
    }
  }

  /** A saved photo is there with its bytes; a lost one is called lost; none is silently absent. */
  async #inspectPhotos(id, visit, page) {
    const { photos } = this.visits.get(id);
    const listed = new Map((visit.document?.photos ?? []).map((photo) => [photo.id, photo]));
    for (const photo of listed.keys()) assert.ok(photos.has(photo), `${photo} came from nowhere`);
    let lost = 0;
    for (const [photo, { fate }] of [...photos]) {
      assert.ok(listed.has(photo) || fate === "unsure", `${photo}, ${fate}, is silently absent`);
      if (!listed.has(photo)) photos.delete(photo);
      else if (await this.#inspectPhoto(listed.get(photo), visit, page)) lost += 1;
    }
    return lost;
  }

  /** @returns {Promise<boolean>} whether the phone calls it lost */
  async #inspectPhoto(listed, visit, page) {
    const photo = this.visits.get(visit.id).photos.get(listed.id);
    const state = visit.photos[listed.id];
    const bytes = await page.photos.bytesOf(visit.id, listed);
    const whole = `${listed.id}, ${photo.fate}, is called ${state}`;
    const isOwed = photo.fate === "saved" || photo.fate === "single";
    if (isOwed) assert.ok(bytes, `${listed.id} was called saved and is lost`);
    if (bytes) assert.equal(sha256(bytes), photo.sha256);
    if (bytes) assert.notEqual(state, "lost", whole);
    else assert.ok(state === "lost" || this.named.has(listed.id), whole);
    if (photo.fate === "unsure" || photo.fate === "destroyed")
      photo.fate = bytes ? "saved" : "destroyed";
    return state === "lost";
  }
}

/** After a repair either copy would do alone. */
async function inspectCopies(visit, journal) {
  const copy = (await journal.read()).get(`visit-${visit.id}`);
  assert.deepEqual(copy?.value.document, visit.document, "the journal says something else");
  for (const { id, sha256: digest } of visit.document?.photos ?? []) {
    if (visit.photos[id] !== "stored") continue;
    const bytes = await journal.bytes(id);
    assert.ok(bytes && sha256(bytes) === digest, `the journal's copy of ${id} is not whole`);
  }
}
