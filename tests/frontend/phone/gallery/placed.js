/** Visits of a client who asks where they begin and end: before the tap, and after each outcome. */

import { given, notGiven, UNKNOWN } from "/client/tools/place/telling.js";
import { ID } from "./checklists.js";
import { arabic, begun, half, whole } from "./data.js";

const HERE = given({ coords: { latitude: 48.137, longitude: 11.575, accuracy: 15 } });
const at = (rest = "") => `/field/visit/${ID("cab")}/${rest}`;

/** @param {any} record @param {object} [told] */
const asked = (record, told) => ({
  ...record,
  item: { ...record.item, check_in: true },
  document: { ...record.document, ...(told && { check_ins: told }) },
});
/** @param {object} found */
const told = (found) => ({ at: "2026-11-21T14:02:00.000+01:00", ...found });

/** @type {Record<string, {path: string, visits: any[]}>} */
export const PLACED = {
  "place-asked": { path: at(), visits: [asked(half())] },
  "place-given": { path: at(), visits: [asked(half(), { start: told(HERE) })] },
  "place-refused": { path: at(), visits: [asked(half(), { start: told(notGiven({ code: 1 })) })] },
  "place-asked-at-the-end": { path: at("end/"), visits: [asked(whole(), { start: told(HERE) })] },
  "place-unknown-at-the-end": { path: at("end/"), visits: [asked(half(), { end: told(UNKNOWN) })] },
  "place-arabic": { path: at(), visits: [asked(arabic({ document: begun() }))] },
};
