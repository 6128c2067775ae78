/** What is right in a quiz, and how often it was tried. Pure. */

/** @import { Langs } from "../languages.js" */

/**
 * @typedef {{text: string, options: string[], right: number, why: string, langs?: Langs}} QuizQuestion - `right` counts from 0
 * @typedef {{src: string, alt: string, langs?: Langs}} Picture - within the checklist, as a `data:` address
 * @typedef {{passed_at: string|null, tries: number}} Quiz - how far this shopper has got with it
 * @typedef {Record<number, number>} Picked - the option of each question, both counted from 0
 */

/** @param {QuizQuestion} asked @param {number} [picked] */
export const isRight = ({ right }, picked) => right === picked;

/** @param {Quiz|undefined} before @param {string|null} at - when it was passed; null: not this time @returns {Quiz} */
export const marked = (before, at) => ({ passed_at: at, tries: (before?.tries ?? 0) + 1 });
