/** A checklist as it reads in another language; the same rule as shopper/checklists/languages.py. Pure. */

/** @import { Checklist, Question, Touchpoint } from "../model/visit.js" */

/**
 * @typedef {Record<string, Record<string, string>>} Translation - texts by part and slot: the part is the checklist
 *   itself, or the identity of a touchpoint or a question; the slot names the text within it
 * @typedef {Record<string, string>} Langs - what is still in the checklist's own language, by field
 */

const WHOLE = "checklist";

/**
 * The checklist as it reads in a language that it is translated into. What is still in its own language is named
 * beside it: `langs` says by field which.
 *
 * @param {Checklist} checklist
 * @param {string} language
 * @returns {Checklist}
 */
export function inLanguage(checklist, language) {
  const by = reader(checklist.translations?.[language] ?? {}, checklist.language);
  return {
    ...by.fields(checklist, WHOLE, { name: "name", briefing: "briefing" }),
    language,
    original: checklist.language,
    quiz: (checklist.quiz ?? []).map((asked, place) => {
      const at = `quiz.${place}`;
      const texts = by.fields(asked, WHOLE, { text: `${at}.text`, why: `${at}.why` });
      return by.lines(texts, WHOLE, "options", `${at}.option`);
    }),
    pictures: (checklist.pictures ?? []).map((picture, place) =>
      by.fields(picture, WHOLE, { alt: `picture.${place}` }),
    ),
    touchpoints: checklist.touchpoints.map((touchpoint) => touchpointBy(by, touchpoint)),
  };
}

/** @param {Translation} translation @param {string} own - the checklist's own language */
function reader(translation, own) {
  /** @template {{langs?: Langs}} T @param {T} thing @param {string[]} foreign @returns {T} */
  const marked = (thing, foreign) =>
    foreign.length
      ? {
          ...thing,
          langs: { ...thing.langs, ...Object.fromEntries(foreign.map((at) => [at, own])) },
        }
      : thing;

  /**
   * The thing with these of its fields read from these slots.
   *
   * @template {{langs?: Langs}} T
   * @param {T} thing
   * @param {string} part
   * @param {Record<string, string>} slots - by field
   * @returns {T}
   */
  function fields(thing, part, slots) {
    const table = translation[part] ?? {};
    const asked = Object.keys(slots).filter((field) => /** @type {any} */ (thing)[field]);
    const here = asked.filter((field) => table[slots[field]]);
    const texts = Object.fromEntries(here.map((field) => [field, table[slots[field]]]));
    return marked(
      { ...thing, ...texts },
      asked.filter((field) => !here.includes(field)),
    );
  }

  /**
   * The thing with a list of texts read from numbered slots.
   *
   * @template {{langs?: Langs}} T
   * @param {T} thing
   * @param {string} part
   * @param {keyof T & string} field
   * @param {string} slot
   * @returns {T}
   */
  function lines(thing, part, field, slot) {
    const table = translation[part] ?? {};
    const before = /** @type {string[]} */ (thing[field]);
    const foreign = before.flatMap((text, place) =>
      text && !table[`${slot}.${place}`] ? [`${field}.${place}`] : [],
    );
    const now = before.map((text, place) => table[`${slot}.${place}`] || text);
    return marked({ ...thing, [field]: now }, foreign);
  }
  return { fields, lines };
}

/** @param {ReturnType<typeof reader>} by @param {Touchpoint} touchpoint @returns {Touchpoint} */
function touchpointBy(by, touchpoint) {
  const { id, looks_like: looks, questions } = touchpoint;
  return {
    ...by.fields(touchpoint, id, { name: "name" }),
    looks_like: by.fields(looks, id, {
      misery: "misery",
      mediocrity: "mediocrity",
      magic: "magic",
    }),
    questions: questions.map((question) => questionBy(by, question)),
  };
}

/** @param {ReturnType<typeof reader>} by @param {Question} question @returns {Question} */
function questionBy(by, question) {
  const { id, options, example } = question;
  const texts = by.fields(question, id, { text: "text", help: "help", unit: "unit" });
  return {
    ...by.lines(texts, id, "step_labels", "step"),
    options: options.map((option) => by.fields(option, id, { label: `option.${option.key}` })),
    ...(example && { example: by.fields(example, id, { alt: "example" }) }),
  };
}
