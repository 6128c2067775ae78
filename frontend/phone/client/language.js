/** Learns the words of a language, in the page as in the service worker. */

import { languageFor, SOURCE } from "./model/languages.js";
import { speak } from "./model/words.js";

/** @import { Words } from "./model/words.js" */

/**
 * What a first start says is learnt at once, what only the tools say when the first of them is opened.
 *
 * @param {object} given
 * @param {(path: string) => Promise<Words>} given.fetchWords
 * @param {readonly string[]} given.wanted - the phone's languages, the dearest first
 * @param {(language: string) => void} given.onSpoken
 * @returns {(chosen?: string) => Promise<void>} speaks what was chosen, or else the phone's own language
 */
export function openLanguage({ fetchWords, wanted, onSpoken }) {
  /** @type {Map<string, Promise<Words>>} */
  const learnt = new Map();
  let asked = "";
  let withTools = false;

  /** @param {string} path */
  function learn(path) {
    const words = learnt.get(path) ?? fetchWords(path);
    learnt.set(path, words);
    words.catch(() => learnt.delete(path));
    return words;
  }

  /** @param {string} language */
  async function speakIn(language) {
    asked = language;
    const paths = [
      `words/${language}.json`,
      ...(withTools ? [`tools/words.${language}.json`] : []),
    ];
    const words = await Promise.all(language === SOURCE ? [] : paths.map(learn));
    if (language !== asked) return;
    speak(Object.assign({}, ...words), language, more);
    onSpoken(language);
  }

  async function more() {
    withTools = true;
    await speakIn(asked);
  }

  return (chosen) => speakIn(languageFor(chosen, wanted));
}
