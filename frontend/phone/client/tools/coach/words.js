/** A text as its words, and how alike two texts are; the twin of shopper/coaching/words.py. */

export const WORD = /[\p{L}\p{N}]+/gu;
const ARABIC_SIGNS = /[\u0640\u064b-\u065f\u0670]/g;

/** One spelling of its letters, without Arabic's vowel signs. @param {string} text */
export const plain = (text) => text.replace(ARABIC_SIGNS, "").normalize("NFC");

/** The words in lower case, without what stands between them. @param {string} text @returns {string[]} */
export const wordsOf = (text) => plain(text).toLowerCase().match(WORD) ?? [];

/**
 * Whether two texts share at least so many per cent of their pairs of neighbouring words.
 *
 * @param {string[]} one
 * @param {string[]} other
 * @param {number} percent
 */
export function isAlike(one, other, percent) {
  const [ours, theirs] = [pairs(one), pairs(other)];
  const shared = [...ours].filter((pair) => theirs.has(pair)).length;
  const together = ours.size + theirs.size - shared;
  return together > 0 && shared * 100 >= percent * together;
}

/** @param {string[]} words */
const pairs = (words) => new Set(words.slice(1).map((word, place) => `${words[place]} ${word}`));
