/** The words of a language, which lie beside the app and are kept on the phone with it. */

import { Trouble } from "./http.js";

/** @import { Words } from "../model/words.js" */

/**
 * @param {typeof fetch} get
 * @param {URL} here - the folder of the app
 * @returns {(path: string) => Promise<Words>}
 */
export const openCatalogues = (get, here) => async (path) => {
  try {
    const answer = await get(new URL(path, here));
    if (answer.ok) return await answer.json();
  } catch (cause) {
    throw new Trouble("unreachable", { cause });
  }
  throw new Trouble("unreachable");
};
