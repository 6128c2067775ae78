/** Where the shopper is: paths under /field/, through the History API; links need no code. */

import { signal } from "../vendor/vendor.js";

export const ROOT = "/field/";
export const VISITS = ROOT;
export const OUTBOX = `${ROOT}outbox/`;
export const ME = `${ROOT}me/`;
export const BOARD = `${ROOT}board/`;
export const OUTCOMES = `${ROOT}outcomes/`;
export const LIST = `${ROOT}list/`;
export const SIGN_IN = `${ROOT}sign-in/`;

/** @param {string} visit */
export const visitPath = (visit) => `${ROOT}visit/${visit}/`;
/** @param {string} visit */
export const briefingPath = (visit) => `${visitPath(visit)}briefing/`;
/** @param {string} visit */
export const endPath = (visit) => `${visitPath(visit)}end/`;
/**
 * Where a visit is opened from a list: one that was ended and cannot arrive, at what it needs.
 *
 * @param {{id: string, ended: boolean, delivery: {state: string}}} record
 */
export const wayTo = ({ id, ended, delivery }) =>
  ended && delivery.state === "needs_you" ? endPath(id) : visitPath(id);
/**
 * @param {string} visit
 * @param {string} touchpoint
 * @param {number} [step] - counted from 1
 * @param {boolean} [listed] - opened from the list at the end, and leads back there
 */
export const momentPath = (visit, touchpoint, step, listed) =>
  `${visitPath(visit)}moment/${touchpoint}/${step ? `${step}/` : ""}${listed ? "end/" : ""}`;

/**
 * @typedef {object} Route
 * @property {"visits"|"visit"|"briefing"|"moment"|"end"|"outbox"|"me"|"board"|"outcomes"|"list"|"sign-in"|"unknown"} screen
 * @property {string} visit
 * @property {string} touchpoint
 * @property {number|null} step - null: the whole moment as a list
 * @property {boolean} listed - opened from the list at the end
 */

/** @param {string} path @returns {Route} */
export function parse(path) {
  const [first = "", visit = "", part = "", touchpoint = "", step = "", from = ""] = path
    .slice(ROOT.length)
    .split("/");
  const number = /^\d+$/.test(step) ? Number(step) : null;
  const found = { visit, touchpoint, step: number, listed: from === "end" };
  if (!path.startsWith(ROOT)) return { screen: "unknown", ...found };
  if (first === "") return { screen: "visits", ...found };
  if (["outbox", "me", "board", "outcomes", "list", "sign-in"].includes(first))
    return { screen: /** @type {"list"} */ (first), ...found };
  if (first !== "visit" || !visit) return { screen: "unknown", ...found };
  if (part === "") return { screen: "visit", ...found };
  if (part === "briefing" || part === "end") return { screen: part, ...found };
  return { screen: part === "moment" ? "moment" : "unknown", ...found };
}

/** The path on the screen. */
export const path = signal("");

/** How far each place was scrolled when it was left. @type {Map<string, number>} */
const depths = new Map();

/** @param {string} to @param {{replace?: boolean}} [how] */
export function go(to, { replace = false } = {}) {
  depths.set(path.value, scrollY);
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  depths.delete(to);
  path.value = location.pathname;
}

/** @param {string} of @returns {number} where to scroll when this place is opened */
export const depthOf = (of) => depths.get(of) ?? 0;

/** Follow links inside the app, and the phone's back gesture. @returns {() => void} stops it */
export function listen() {
  const onPop = () => {
    depths.set(path.value, scrollY);
    path.value = location.pathname;
  };
  history.scrollRestoration = "manual";
  path.value = location.pathname;
  addEventListener("popstate", onPop);
  document.addEventListener("click", onClick);
  return () => {
    removeEventListener("popstate", onPop);
    document.removeEventListener("click", onClick);
  };
}

/** @param {MouseEvent} event */
function onClick(event) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button;
  if (!link || modified || event.defaultPrevented || link.target || link.hasAttribute("download"))
    return;
  if (link.origin !== location.origin || !link.pathname.startsWith(ROOT)) return;
  event.preventDefault();
  go(link.pathname, { replace: link.dataset.replace !== undefined });
}
