/** Whether a text names a person: by a title before a name, or by a list; the twin of shopper/coaching/people.py. */

import { LEXICON } from "./lexicon.js";
import { plain, WORD } from "./words.js";

const TITLES = new Set(LEXICON.titles);
const WITH_A_DOT = new Set(LEXICON.titles_with_a_dot);
const NOT_NAMES = new Set(LEXICON.not_names);
const BLANKS = /^[ \u00a0\t]+$/;
const DOT_AND_BLANKS = /^\.[ \u00a0\t]*$/;

/**
 * The first person named, as it stands in the text; empty where there is none.
 *
 * @param {string} text
 * @param {string[]} names - written as they must stand in the text: whole words, capitals
 * @returns {string}
 */
export function personIn(text, names) {
  const whole = plain(text);
  const found = [...whole.matchAll(WORD)].map((match) => ({
    word: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
  const listed = names.map((name) => plain(name).match(WORD)).filter((parts) => parts !== null);
  for (const [place, { word, from, to }] of found.entries()) {
    const next = found[place + 1];
    if (next && isTitle(word, whole.slice(to, next.from), next.word)) {
      return whole.slice(from, next.to);
    }
    for (const parts of listed) {
      const here = found.slice(place, place + parts.length);
      if (here.length === parts.length && parts.every((part, at) => here[at].word === part)) {
        return whole.slice(from, here[here.length - 1].to);
      }
    }
  }
  return "";
}

/** @param {string} word @param {string} between @param {string} following */
function isTitle(word, between, following) {
  const title = word.toLowerCase();
  if (!TITLES.has(title) || NOT_NAMES.has(following)) return false;
  const isJoined = BLANKS.test(between) || (WITH_A_DOT.has(title) && DOT_AND_BLANKS.test(between));
  return isJoined && isCapital(word) && isCapital(following);
}

/** Arabic has no capitals: there every word may be a name. @param {string} word */
const isCapital = (word) => /^[\p{Lu}\u0600-\u06ff]/u.test(word);
