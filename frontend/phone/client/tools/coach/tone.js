/** Whether a text praises or complains, as far as single words tell; the twin of shopper/coaching/tone.py. */

import { LEXICON } from "./lexicon.js";
import { wordsOf } from "./words.js";

/** @typedef {{common: string[], praise: string[], complaint: string[], negations: string[], contrasts: string[]}} Language */

/** @type {Record<string, Language>} */
const LANGUAGES = LEXICON.languages;

/**
 * What the text does throughout; null where it does both, neither, or weighs up.
 *
 * @param {string} text
 * @param {string} language - of the checklist, tried first where the text does not tell its own
 * @returns {"praise"|"complaint"|null}
 */
export function toneOf(text, language) {
  const words = wordsOf(text);
  for (const spoken of languages(words, language)) {
    const tone = toneIn(words, spoken);
    if (tone) return tone;
  }
  return null;
}

/** A word of the list, or one that begins as a word with an asterisk does. @param {string[]} list @param {string} word */
const has = (list, word) =>
  list.some((one) => (one.endsWith("*") ? word.startsWith(one.slice(0, -1)) : word === one));

/** @param {string[]} words @param {string} preferred @returns {Language[]} */
function languages(words, preferred) {
  if (words.some(([first]) => first >= "\u0600" && first <= "\u06ff")) return [LANGUAGES.ar];
  const counts = Object.values(LANGUAGES).map(
    ({ common }) => words.filter((word) => has(common, word)).length,
  );
  const most = Math.max(...counts);
  const likely = Object.keys(LANGUAGES).filter((_, place) => counts[place] === most);
  const own = preferred.split("-")[0];
  likely.sort((a, b) => Number(a !== own) - Number(b !== own));
  return likely.map((name) => LANGUAGES[name]);
}

/** @param {string[]} words @param {Language} spoken */
function toneIn(words, spoken) {
  if (words.some((word) => has(spoken.contrasts, word))) return null;
  /** @type {Set<"praise"|"complaint">} */
  const found = new Set();
  words.forEach((word, place) => {
    const before = words.slice(Math.max(0, place - LEXICON.limits.negation_reach), place);
    const isTurned = before.some((one) => has(spoken.negations, one));
    if (has(spoken.praise, word)) found.add(isTurned ? "complaint" : "praise");
    else if (has(spoken.complaint, word)) found.add(isTurned ? "praise" : "complaint");
  });
  return found.size === 1 ? [...found][0] : null;
}
