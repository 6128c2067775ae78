/** Photographs that the phone has looked at, and what it has to say of them. */

import { arabic, begun, CAB, cab, ID, photos, SEVEN } from "./data.js";

/** Nothing to be said. */
export const CLEAR = {
  sharpness: 900,
  contrast: 50,
  light: 200,
  print: "0".repeat(64),
  kept: true,
};
const BLURRED = { ...CLEAR, sharpness: 9, kept: false };
const DARK = { ...BLURRED, light: 20 };
const LIKE_THE_FIRST = { ...CLEAR, kept: false };

/** No worker looks at the made-up pictures: one that has no signs is clear. @param {any} visit */
export const lookedAt = (visit) => ({
  ...visit,
  noticed: {
    ...Object.fromEntries((visit.document?.photos ?? []).map(({ id }) => [id, CLEAR])),
    ...visit.noticed,
  },
});

/** @param {object} visit @param {string} name @param {object[]} signs - of the photographs of this question */
const seen = (visit, name, signs) => ({
  ...visit,
  noticed: Object.fromEntries(signs.map((one, index) => [`photo-${name}-${index + 1}`, one])),
});

const clean = (...signs) =>
  seen(cab(begun(SEVEN, photos(signs.length, "clean").map(named))), "clean", signs);
const named = (photo) => ({ ...photo, sha256: photo.id });
const inside = `/field/visit/${ID("cab")}/moment/${CAB.touchpoints[5].id}/3/`;

/** @type {Record<string, {path: string, visits: any[]}>} */
export const NOTICED = {
  "photo-blurred": { path: inside, visits: [clean(CLEAR, BLURRED)] },
  "photo-dark": { path: inside, visits: [clean(DARK)] },
  "photo-twice": { path: inside, visits: [clean(CLEAR, LIKE_THE_FIRST)] },
  "photo-kept": { path: inside, visits: [clean({ ...BLURRED, kept: true })] },
  "photo-blurred-arabic": {
    path: `/field/visit/${ID("cab")}/moment/${ID("ar-1")}/1/`,
    visits: [seen(arabic({ document: begun({}, photos(1, "ar-q")) }), "ar-q", [BLURRED])],
  },
};
