/** What was said on two phones of one shopper, and whether the server has it in the end. */

import assert from "node:assert/strict";
import { sha256 } from "./fake-server.js";
import { VISITS } from "./two-phones.js";

/**
 * An answer replaces those that its phone knew of; of two that knew nothing of one another either may stand. Where the
 * phone says why it cannot send the new one, what that replaced still stands.
 *
 * A photograph is kept until it is removed. What a phone showed when the server went back to an older state is offered
 * again, and may then replace what another phone has said since: the server keeps both, and tells the reviewer.
 */
export class SaidOnPhones {
  made = 0;
  standing = new Map();
  known = new Map();
  replacing = new Map();
  photos = new Map(VISITS.map((id) => [id, new Map()]));
  removed = new Set();
  offeredAgain = new Set();

  /** One that nobody has given before. */
  fresh() {
    this.made += 1;
    return `word ${this.made}`;
  }

  #of(all, ...names) {
    const key = names.join(" ");
    if (!all.has(key)) all.set(key, new Set());
    return all.get(key);
  }

  /** This phone shows this word, before it is changed. */
  shown(who, visit, question, word) {
    if (word !== undefined) this.#of(this.known, who, visit, question).add(word);
  }

  /** Take note of what was done at the same moment. */
  note(doings) {
    const answers = doings.filter((one) => one.do === "answer" && !one.isRefused);
    for (const { who, visit, question } of answers) {
      const standing = this.#of(this.standing, visit, question);
      for (const word of this.#of(this.known, who, visit, question)) standing.delete(word);
    }
    for (const { who, visit, question, word } of answers) {
      for (const before of this.#of(this.known, who, visit, question)) {
        if (before !== word) this.#of(this.replacing, before).add(word);
      }
      this.#of(this.standing, visit, question).add(word);
      this.#of(this.known, who, visit, question).add(word);
    }
    for (const { who, visit, photo, ...doing } of doings) {
      if (photo) this.photos.get(visit).set(photo.id, { sha256: photo.sha256, who });
      if (doing.do !== "remove photo" || doing.isRefused) continue;
      this.photos.get(visit).delete(doing.id);
      this.removed.add(doing.id);
    }
  }

  /** The server was restored while this phone had this of the visit. */
  restored(visit, draft) {
    for (const [question, { note }] of Object.entries(draft?.answers ?? {})) {
      this.offeredAgain.add(`${visit} ${question} ${note}`);
    }
    for (const { id } of draft?.photos ?? []) this.offeredAgain.add(id);
  }

  async inspect({ server, phones }) {
    for (const visit of VISITS) {
      assert.equal(server.visit(visit).status, "submitted", "a visit was not handed in");
      const held = [];
      for (const phone of phones) {
        if (await phone.isHeldUp(visit)) held.push(await phone.stored(visit));
        else assert.ok(!(await phone.owes(visit)), "something is unsent and nobody is told");
      }
      this.#inspectAnswers(visit, server.standing(visit), held);
      this.#inspectPhotos(visit, server, held);
    }
  }

  /** @param {any[]} held - the visit as phones have it that say why they cannot send it */
  #inspectAnswers(visit, { answers }, held) {
    for (const [key, standing] of this.standing) {
      const [id, question] = key.split(" ");
      if (id !== visit) continue;
      const here = new Set(held.map(({ document: draft }) => draft.answers[question]?.note));
      const owed = [...standing].filter((word) => !here.has(word));
      const found = answers[question]?.note;
      const isOffered = here.has(found) || this.offeredAgain.has(`${key} ${found}`);
      const isThere = !owed.length || owed.includes(found) || isOffered || this.#waits(found, here);
      assert.ok(isThere, `${question}: ${found} instead of ${owed}`);
    }
  }

  /** Whether all that replaced this word is still on a phone that says so. @returns {boolean} */
  #waits(word, here) {
    const later = [...this.#of(this.replacing, word)];
    return later.length > 0 && later.every((one) => here.has(one) || this.#waits(one, here));
  }

  #inspectPhotos(visit, server, held) {
    const there = server.standing(visit).photos;
    const here = held.flatMap(({ document: draft }) => draft.photos).map(({ id }) => id);
    for (const [id, photo] of this.photos.get(visit)) {
      if (here.includes(id)) continue;
      const listed = there.some((one) => one.id === id && one.sha256 === photo.sha256);
      assert.ok(listed, `photograph ${id} is missing`);
      const bytes = server.visit(visit).photos.get(id);
      assert.ok(bytes && sha256(bytes) === photo.sha256, `the bytes of ${id} are missing`);
    }
    for (const { id } of there) {
      const isGone = this.removed.has(id) && !held.length && !this.offeredAgain.has(id);
      assert.ok(!isGone, `${id} was removed and is there`);
    }
  }
}
