/** The words on the screen: gettext for the phone, with a catalogue that can be loaded offline. */

/** @type {Record<string, string|string[]>} */
let catalogue = {};
let language = "en";

/**
 * @param {Record<string, string|string[]>} words - by the English text; a list holds plural forms
 * @param {string} [spoken] - the language of these words
 */
export function speak(words, spoken = "en") {
  catalogue = words;
  language = spoken;
}

/** @param {string} text @returns {string} */
export function gettext(text) {
  const found = catalogue[text];
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
  const found = catalogue[one];
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

/**
 * The way dates and amounts are written: as the phone's owner chose, in the language of the words.
 *
 * @param {readonly string[]} [wanted] - the phone's languages, the dearest first
 * @returns {string}
 */
export function locale(wanted = globalThis.navigator?.languages ?? []) {
  const own = wanted.find((tag) => tag.split("-")[0] === language.split("-")[0]);
  return own ?? (language === "en" ? "en-GB" : language);
}
