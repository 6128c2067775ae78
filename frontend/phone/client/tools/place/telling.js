/** What a check-in tells: where, how surely, or that it is not said. Pure. */

/** @import { VisitDocument } from "../../model/visit.js" */

/**
 * @typedef {object} CheckIn
 * @property {string} at - by the phone's clock
 * @property {"given"|"refused"|"unknown"} outcome
 * @property {number|null} latitude
 * @property {number|null} longitude
 * @property {number|null} accuracy_m
 */

/** @typedef {"start"|"end"} Occasion */
/** @typedef {Partial<Record<Occasion, CheckIn>>} CheckIns */
/** @typedef {Omit<CheckIn, "at">} Found */

const REFUSED = 1; // GeolocationPositionError.PERMISSION_DENIED
const NOWHERE = { latitude: null, longitude: null, accuracy_m: null };

/** @type {Found} before the phone knows more, and where it never does */
export const UNKNOWN = { outcome: "unknown", ...NOWHERE };

/** @param {{coords: {latitude: number, longitude: number, accuracy: number}}} position @returns {Found} */
export const given = ({ coords: { latitude, longitude, accuracy } }) => ({
  outcome: "given",
  ...{ latitude, longitude, accuracy_m: accuracy },
});

/** @param {{code: number}} trouble @returns {Found} */
export const notGiven = ({ code }) =>
  code === REFUSED ? { outcome: "refused", ...NOWHERE } : UNKNOWN;

/**
 * @param {VisitDocument} draft
 * @param {Occasion} occasion
 * @param {CheckIn} told
 * @returns {VisitDocument}
 */
export const tell = (draft, occasion, told) => ({
  ...draft,
  check_ins: { ...draft.check_ins, [occasion]: told },
});
