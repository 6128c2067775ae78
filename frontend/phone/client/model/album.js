/** A visit's photographs as its document lists them: each change makes another document. */

import { tick } from "./lamport.js";

/** @import { Photo, VisitDocument } from "./visit.js" */

/** @param {VisitDocument} draft @param {Photo} photo @returns {VisitDocument} */
export function addPhoto(draft, photo) {
  const isThere = draft.photos.some(({ id }) => id === photo.id);
  return isThere
    ? swapPhoto(draft, photo.id, photo)
    : { ...draft, photos: [...draft.photos, photo] };
}

/** @param {VisitDocument} draft @param {string} old @param {Photo} photo - in its place @returns {VisitDocument} */
export function swapPhoto(draft, old, photo) {
  return { ...draft, photos: draft.photos.map((one) => (one.id === old ? photo : one)) };
}

/** @param {VisitDocument} draft @param {string} photo @param {string} caption @returns {VisitDocument} */
export function describePhoto(draft, photo, caption) {
  return withPhoto(draft, photo, { caption });
}

/**
 * @param {VisitDocument} draft
 * @param {string} photo
 * @param {1|-1} by - later or earlier by one place among the photographs of its question
 * @returns {VisitDocument} the same where there is no such place
 */
export function movePhoto(draft, photo, by) {
  const moved = draft.photos.find(({ id }) => id === photo);
  const beside = draft.photos.filter(({ question }) => question === moved?.question);
  const other = beside[beside.findIndex(({ id }) => id === photo) + by];
  if (!moved || !other) return draft;
  const places = new Map([
    [moved.id, other],
    [other.id, moved],
  ]);
  return { ...draft, photos: draft.photos.map((one) => places.get(one.id) ?? one) };
}

/** @param {VisitDocument} draft @param {string} photo @returns {VisitDocument} */
export function removePhoto(draft, photo) {
  return { ...draft, photos: draft.photos.filter(({ id }) => id !== photo) };
}

/** @param {VisitDocument} draft @param {string} photo @param {string} reason @returns {VisitDocument} */
export function declareMissing(draft, photo, reason) {
  return withPhoto(draft, photo, { missing: reason });
}

/** @param {VisitDocument} draft @param {string} photo @param {Partial<Photo>} change @returns {VisitDocument} */
function withPhoto(draft, photo, change) {
  const clock = tick(draft);
  const photos = draft.photos.map((one) => (one.id === photo ? { ...one, ...change, clock } : one));
  return { ...draft, photos };
}
