/** What all acts have in common: what they are done to, how the server is asked, how one is refused. */

import { gettext } from "./model/words.js";
import { StorageTrouble } from "./storage/database.js";
import { Trouble } from "./sync/http.js";

/** @typedef {string|{id: string}} Named - an id, or whatever has one */

/** @param {Named} named */
export const idOf = (named) => (typeof named === "string" ? named : named.id);

/** An act that cannot be done, with a code for the screen and a sentence for the shopper. */
export class Refused extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

/** @template T @param {() => Promise<T>} call @returns {Promise<T>} what needs the server, and says so without it */
export async function reached(call) {
  try {
    return await call();
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const busy = gettext("The server is busy. Wait a little, then try again.");
    const away = gettext("The server cannot be reached. Try again where there is a network.");
    const code = trouble.kind === "unreachable" ? "offline" : trouble.kind;
    throw new Refused(code, trouble.kind === "busy" ? busy : away);
  }
}

/** @param {() => Promise<import("./sync/http.js").Reply>} call @returns {Promise<any>} what the server said yes with */
export async function granted(call) {
  const { status, body } = await reached(call);
  if (status !== 200) throw new Refused(body?.code ?? "refused", body?.detail ?? "");
  return body;
}

/** @param {unknown} trouble @returns {StorageTrouble} with a sentence for the shopper, whatever it was */
export function inStorage(trouble) {
  const text = gettext(
    "This could not be saved. What was saved before is safe. Close the app and open it again.",
  );
  return trouble instanceof StorageTrouble ? trouble : new StorageTrouble("failed", text, trouble);
}

/**
 * What is written where the phone is full, once something has made room.
 *
 * @param {() => Promise<number>} purge - takes away what the server has confirmed, and says how much
 * @returns {<T>(write: () => Promise<T>) => Promise<T>}
 */
export const roomFor = (purge) => async (write) => {
  try {
    return await write();
  } catch (trouble) {
    if (!(trouble instanceof StorageTrouble) || trouble.code !== "full") throw trouble;
    if (!(await purge())) throw trouble;
    return write();
  }
};

/** @typedef {"saved"|"saving"|"failed"} Outcome */

/**
 * Several writes of one visit at a time: it is saved only once all of them are, and failed if one has.
 *
 * @returns {(id: string) => (how: Outcome) => Outcome} begins one; then, when it ends, says how all of them stand
 */
export function writesUnderWay() {
  /** @type {Map<string, {left: number, how: Outcome}>} */
  const groups = new Map();
  return (id) => {
    const group = groups.get(id) ?? { left: 0, how: "saved" };
    group.left += 1;
    groups.set(id, group);
    return (how) => {
      if (how === "failed") group.how = how;
      group.left -= 1;
      if (group.left) return "saving";
      groups.delete(id);
      return group.how;
    };
  };
}
