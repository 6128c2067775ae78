/** The words on the screen: gettext for the phone, with a catalogue that can be loaded offline. */

/** @typedef {Record<string, string|string[]>} Words - by the keys of the texts; a list holds plural forms */

/** @type {Words} */
let catalogue = {};
let language = "en";
/** What is said by what a first start does without, by language. @type {Record<string, Words>} */
const further = {};

/** @param {string} of - a language @param {Words} words - beside those it is spoken with */
export const learn = (of, words) => {
  further[of] = words;
};

/** @param {string} text */
const translation = (text) => catalogue[keyOf(text)] ?? further[language]?.[keyOf(text)];

/**
 * @param {Words} words
 * @param {string} [spoken] - the language of these words
 */
export function speak(words, spoken = "en") {
  catalogue = words;
  language = spoken;
}

/** The language of the words on the screen. */
export const spoken = () => language;

/**
 * The short name of a text in a catalogue, so that one who reads German need not fetch the English twice.
 * It is FNV-1a, as in `frontend/phone/catalogues.py`, which sees that no two texts share a name.
 *
 * @param {string} text
 * @returns {string}
 */
export function keyOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return ((hash >>> 0) % KEYS).toString(36);
}

const KEYS = 36 ** 4;

/** @param {string} text @returns {string} */
export function gettext(text) {
  const found = translation(text);
  return (Array.isArray(found) ? found[0] : found) || text;
}

/**
 * The form of a text that goes with a number. Forms stand in the order of CLDR's categories.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @returns {string}
 */
export function ngettext(one, many, count) {
  const found = translation(one);
  if (!Array.isArray(found)) return count === 1 ? one : many;
  const rules = new Intl.PluralRules(language);
  const order = ["zero", "one", "two", "few", "many", "other"];
  const used = order.filter((name) => categories(rules).has(name));
  return found[used.indexOf(rules.select(count))] || found.at(-1) || many;
}

/** @param {Intl.PluralRules} rules @returns {Set<string>} */
const categories = (rules) => new Set(rules.resolvedOptions().pluralCategories);

/**
 * Put values into a text: `interpolate("%(sent)s of %(all)s", {sent: 5, all: 7})`.
 *
 * @param {string} text
 * @param {Record<string, string|number>} values
 * @returns {string}
 */
export function interpolate(text, values) {
  return text.replace(/%\((\w+)\)s/g, (whole, name) => String(values[name] ?? whole));
}

/** A text that runs its own way within another. @param {string} text */
export const apart = (text) => `\u2068${text}\u2069`;

/**
 * The way dates and amounts are written: as the phone's owner chose, in the language of the words.
 *
 * @param {readonly string[]} [wanted] - the phone's languages, the dearest first
 * @returns {string}
 */
export function locale(wanted = globalThis.navigator?.languages ?? []) {
  const own = wanted.find((tag) => tag.split("-")[0] === language.split("-")[0]);
  const tag = own ?? (language === "en" ? "en-GB" : language);
  // Arabic has digits of its own, but the numbers within its texts and those that are typed are 1, 2, 3.
  return language === "ar" ? `${tag}-u-nu-latn` : tag;
}
