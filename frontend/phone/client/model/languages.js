/** The languages this app speaks, each by its own name, and which way they run. */

/** The texts in the sources are English, which therefore needs no catalogue. */
export const SOURCE = "en";

/** @type {Record<string, string>} */
export const LANGUAGES = { en: "English", de: "Deutsch", ar: "العربية" };

const RIGHT_TO_LEFT = new Set(["ar"]);

/** @param {string} language @returns {"ltr"|"rtl"} */
export const directionOf = (language) => (RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr");

/**
 * What was chosen in the app, or else the dearest of the phone's own languages that is spoken here.
 *
 * @param {string|undefined} chosen
 * @param {readonly string[]} wanted - the phone's languages, the dearest first
 * @returns {string}
 */
export const languageFor = (chosen, wanted) =>
  [chosen ?? "", ...wanted.map((tag) => tag.split("-")[0])].find((one) => one in LANGUAGES) ??
  SOURCE;
