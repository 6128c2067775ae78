/** From a file of the camera to a photograph that can be kept; the work itself is a worker's. */

import { gettext } from "../model/words.js";

/**
 * @typedef {object} Developed
 * @property {ArrayBuffer} bytes
 * @property {string} sha256
 * @property {string} type
 * @property {number|null} width
 * @property {number|null} height
 *
 * @typedef {(file: Blob) => Promise<Developed>} Develop
 */

const PHOTO = { longEdge: 1600, quality: 0.8 };

/** A file that is no photograph, with the reason in words. */
export class NotAPhoto extends Error {}

/**
 * @param {() => Worker} makeWorker - made when the first photograph comes
 * @returns {Develop}
 */
export function openDarkroom(makeWorker) {
  /** @type {Worker|null} */
  let worker = null;
  /** @type {Map<number, {resolve: (developed: Developed) => void, reject: (trouble: Error) => void}>} */
  const waiting = new Map();
  let last = 0;

  function start() {
    const made = makeWorker();
    made.addEventListener("message", ({ data: { id, developed, trouble } }) => {
      const asked = waiting.get(id);
      waiting.delete(id);
      if (developed) asked?.resolve(developed);
      else asked?.reject(new NotAPhoto(inWords(trouble)));
    });
    // A phone short of memory may end the worker; the next photograph gets another one.
    made.addEventListener("error", () => {
      for (const { reject } of waiting.values()) reject(new NotAPhoto(inWords("unreadable")));
      waiting.clear();
      made.terminate();
      worker = null;
    });
    return made;
  }

  return (file) =>
    new Promise((resolve, reject) => {
      worker ??= start();
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ id: last, file, size: PHOTO });
    });
}

/** @param {string} code */
function inWords(code) {
  return code === "empty"
    ? gettext("The camera gave no picture. Take it again.")
    : gettext("This file cannot be read as a photo. Take it again.");
}
