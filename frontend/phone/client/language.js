/** Learns the words of a language, in the page as in the service worker. */

import { languageFor, SOURCE } from "./model/languages.js";
import { speak } from "./model/words.js";

/** @import { Words } from "./model/words.js" */

/**
 * @param {object} given
 * @param {(language: string) => Promise<Words>} given.fetchWords
 * @param {readonly string[]} given.wanted - the phone's languages, the dearest first
 * @param {(language: string) => void} given.onSpoken
 * @returns {(chosen?: string) => Promise<void>} speaks what was chosen, or else the phone's own language
 */
export function openLanguage({ fetchWords, wanted, onSpoken }) {
  /** @type {Map<string, Promise<Words>>} */
  const learnt = new Map([[SOURCE, Promise.resolve({})]]);
  let asked = "";
  return async (chosen) => {
    const language = languageFor(chosen, wanted);
    asked = language;
    const words = learnt.get(language) ?? fetchWords(language);
    learnt.set(language, words);
    words.catch(() => learnt.delete(language));
    speakUnlessAskedAnew(language, await words);
  };

  /** @param {string} language @param {Words} words */
  function speakUnlessAskedAnew(language, words) {
    if (language !== asked) return;
    speak(words, language);
    onSpoken(language);
  }
}
