/** The checklists as their shopper reads them: in the language of the app, where they have it. */

/** @import { Checklist } from "./model/visit.js" */

/**
 * Nothing waits for the tool that translates: until it is there a checklist is read as it was written.
 *
 * @param {() => unknown} onLearnt - more can be read from now on
 * @returns {(checklists: Checklist[], language: string) => Map<string, Checklist>} by identity
 */
export function openReading(onLearnt) {
  /** @type {typeof import("./tools/languages.js").inLanguage|undefined} */
  let inLanguage;
  /** A version never changes, so it stays the same object too: what is drawn of it is not drawn again. @type {Map<string, Checklist>} */
  const known = new Map();
  const read = (/** @type {Checklist} */ checklist, /** @type {string} */ language) => {
    if (!checklist.translations?.[language]) return checklist;
    if (inLanguage) return inLanguage(checklist, language);
    import("./tools/languages.js")
      .then((tool) => {
        inLanguage = tool.inLanguage;
        return onLearnt();
      })
      .catch(() => {});
    return checklist;
  };
  const same = (/** @type {Checklist} */ checklist, /** @type {string} */ language) => {
    const name = `${checklist.id} ${language}`;
    const reading = known.get(name) ?? read(checklist, language);
    if (inLanguage || !checklist.translations?.[language]) known.set(name, reading);
    return reading;
  };
  return (checklists, language) => new Map(checklists.map((one) => [one.id, same(one, language)]));
}
