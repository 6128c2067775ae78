/** What was jotted down, and what becomes of it: each change makes another row of the phone's storage. Pure. */

import { addPhoto, removePhoto } from "../../model/album.js";
import { answer, feel } from "../../model/visit.js";

/** @import { Photo, StoredVisit, VisitDocument } from "../../model/visit.js" */

/**
 * @typedef {{touchpoint: string, question: string|null}} Place - without a question, the remark of a moment
 *
 * @typedef {object} Jot - something to tell later, on this phone alone
 * @property {string} id - of its photograph too, where it is one
 * @property {"words"|"time"|"photo"} kind
 * @property {string} at
 * @property {string} text
 * @property {Place|null} place - where the shopper was; null: at no moment
 * @property {Photo|null} photo - in nobody's document; null once it has moved there
 * @property {Settled|null} settled - told, or done with
 *
 * @typedef {object} Settled
 * @property {Place|null} into - null: done with
 * @property {string} at
 * @property {any} before - the answer or feeling that stood there; null: none
 *
 * @typedef {(question: string|null, make: (draft: VisitDocument) => VisitDocument) => StoredVisit} Edit - refuses
 *   where the visit, or this question, can no longer change
 */

/** @param {{jots?: Jot[]}} here @returns {Jot[]} what is still to be told */
export const untold = ({ jots = [] }) => jots.filter(({ settled }) => !settled);

/** Words that were wiped out again are no jot. @param {StoredVisit} here @param {Jot} jot @returns {StoredVisit} */
export function jotDown(here, jot) {
  const others = (here.jots ?? []).filter(({ id }) => id !== jot.id);
  const isBlank = jot.kind === "words" && !jot.text.trim();
  return { ...here, jots: isBlank ? others : [...others, jot] };
}

/** @param {StoredVisit} here @param {Jot} jot @returns {StoredVisit} */
const changed = (here, jot) => ({
  ...here,
  jots: (here.jots ?? []).map((one) => (one.id === jot.id ? jot : one)),
});

/** @param {StoredVisit} here @param {string} id */
const found = (here, id) => (here.jots ?? []).find((one) => one.id === id);

/** @param {StoredVisit} here @param {string} id @param {string} at @returns {StoredVisit} */
export function doneWith(here, id, at) {
  const jot = found(here, id);
  return jot ? changed(here, { ...jot, settled: { into: null, at, before: null } }) : here;
}

/**
 * Tell it where it belongs, and mark it as told in the same write.
 *
 * @param {StoredVisit} here
 * @param {string} id
 * @param {Place} into
 * @param {(before: any) => any} told - the answer, or the feeling, that stands there then
 * @param {{edit: Edit, at: string}} by
 * @returns {StoredVisit}
 */
export function tell(here, id, into, told, { edit, at }) {
  const jot = found(here, id);
  if (!jot || jot.settled) return here;
  const { touchpoint, question } = into;
  const settled = { into, at, before: standing(here, into) };
  if (jot.photo) {
    const photo = { ...jot.photo, question };
    const next = edit(question, (draft) => addPhoto(draft, photo));
    const photos = { ...next.photos, [id]: next.photos[id] ?? "stored" };
    return changed({ ...next, photos }, { ...jot, photo: null, settled });
  }
  const next = edit(question, (draft) =>
    question
      ? answer(draft, question, { ...told(settled.before), at })
      : feel(draft, touchpoint, { ...told(settled.before), at }),
  );
  return changed(next, { ...jot, settled });
}

/** @param {StoredVisit} here @param {Place} place @returns {any} */
const standing = ({ document: draft }, { touchpoint, question }) =>
  (question ? draft?.answers[question] : draft?.feelings[touchpoint]) ?? null;

/** A photograph that has left the document since cannot come back. @param {{document: VisitDocument|null}} here @param {Jot} jot */
export const canComeBack = ({ document: draft }, { id, kind, photo, settled }) =>
  kind !== "photo" || photo || !settled?.into || draft?.photos.some((one) => one.id === id);

/**
 * Jotted down again, as before; what it was put into is as before too, unless it was changed since.
 *
 * @param {StoredVisit} here
 * @param {string} id
 * @param {Edit} edit
 * @returns {StoredVisit}
 */
export function takeBack(here, id, edit) {
  const jot = found(here, id);
  if (!jot?.settled || !canComeBack(here, jot)) return here;
  const { into, at, before } = jot.settled;
  const again = { ...jot, settled: null };
  if (!into) return changed(here, again);
  const { touchpoint, question } = into;
  if (jot.kind === "photo") {
    const listed = here.document?.photos.find((photo) => photo.id === id);
    const { [id]: _, ...photos } = here.photos;
    const next = { ...edit(question, (draft) => removePhoto(draft, id)), photos };
    return changed(next, { ...again, photo: listed ? { ...listed, question: null } : null });
  }
  if (standing(here, into)?.at !== at) return changed(here, again);
  const next = edit(question, (draft) =>
    question ? answer(draft, question, before) : feel(draft, touchpoint, before),
  );
  return changed(next, again);
}
