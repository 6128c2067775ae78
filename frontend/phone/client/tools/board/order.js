/** In which order the open visits stand: by date, by fee, or by how far they are. Pure. */

/** @import { Place } from "../../components/ports.js" */

/**
 * @typedef {object} OpenVisit
 * @property {string} id
 * @property {string} checklist - its name
 * @property {Place} location
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {import("../../components/ports.js").Fee|null} fee
 * @property {{code: string, sentence: string, until: string|null}|null} why_not
 *
 * @typedef {{latitude: number, longitude: number}} Position
 * @typedef {"date"|"fee"|"distance"} Order
 */

const EARTH_KM = 6371;
/** @param {number} degrees */
const radians = (degrees) => (degrees * Math.PI) / 180;

/**
 * As the crow flies.
 *
 * @param {Position|null} here
 * @param {Place} place
 * @returns {number|null} null where one of the two is not known
 */
export function kilometres(here, { latitude, longitude }) {
  if (!here || latitude === null || longitude === null) return null;
  const [a, b] = [radians(here.latitude), radians(Number(latitude))];
  const across = radians(Number(longitude) - here.longitude);
  const chord = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(across / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** @param {OpenVisit} a @param {OpenVisit} b */
const soonest = (a, b) => Date.parse(a.closes_at) - Date.parse(b.closes_at);

/** The highest first; of two currencies neither is higher. @param {OpenVisit} a @param {OpenVisit} b */
function dearest(a, b) {
  if (!a.fee || !b.fee) return Number(!a.fee) - Number(!b.fee);
  if (a.fee.currency !== b.fee.currency) return a.fee.currency < b.fee.currency ? -1 : 1;
  return Number(b.fee.amount) - Number(a.fee.amount);
}

/**
 * What can be claimed stands before what cannot, and what is alike by date.
 *
 * @param {OpenVisit[]} visits
 * @param {Order} order
 * @param {Position|null} here
 * @returns {OpenVisit[]}
 */
export function inOrder(visits, order, here) {
  const far = (/** @type {OpenVisit} */ { location }) => kilometres(here, location) ?? Infinity;
  const nearest = (/** @type {OpenVisit} */ a, /** @type {OpenVisit} */ b) =>
    far(a) === far(b) ? 0 : far(a) - far(b);
  const compare = { date: soonest, fee: dearest, distance: nearest }[order];
  return [...visits].sort(
    (a, b) =>
      Number(Boolean(a.why_not)) - Number(Boolean(b.why_not)) || compare(a, b) || soonest(a, b),
  );
}
