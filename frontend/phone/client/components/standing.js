/** How far a visit has come: its stops, what each still needs, and where a tap leads. Pure. */

import { missing, photoCounts, progress } from "../model/checklist.js";
import { asked } from "../model/conditions.js";
import { momentPath } from "./router.js";
import { backWords, isRunning } from "./wording.js";

/** @import { Kept, VisitRecord } from "./ports.js" */
/** @import { Touchpoint } from "../model/visit.js" */
/** @import { Need } from "./wording.js" */

/**
 * @typedef {object} Stop
 * @property {Touchpoint} touchpoint
 * @property {number} done - questions settled
 * @property {number} total - questions asked
 * @property {number} photos
 * @property {Need[]} needs - what must still come
 * @property {string[]} back - the notes not yet dealt with, in words
 * @property {boolean} isDone
 * @property {string} path - where a tap leads
 */

/** @type {import("../model/visit.js").VisitDocument} */
const EMPTY = {
  checklist_version: "",
  seq: 0,
  device: "",
  client: "",
  started_at: "",
  ended_at: null,
  skew_ms: null,
  answers: {},
  feelings: {},
  photos: [],
};

/**
 * A visit as the screens need it: with a document, empty where nobody began it; and of a visit sent
 * back, open also where another answer's change now asks for more.
 *
 * @param {Kept} record
 * @returns {VisitRecord}
 */
export function complete(record) {
  const { checklist, document, open } = record;
  if (!document || !open) return { ...record, document: document ?? EMPTY };
  const due = missing(checklist, document, photoCounts(document)).map(({ question }) => question);
  return { ...record, document, open: new Set([...open, ...due]) };
}

/**
 * How far the visit has come: each stop, and the whole. Never what it is worth.
 *
 * @param {VisitRecord} record
 */
export function standing(record) {
  const { checklist, document, open } = record;
  const ids = asked(checklist.touchpoints, document.answers);
  const needed = needsOf(record, ids);
  const stops = checklist.touchpoints.map((touchpoint) => {
    const counted = progress(touchpoint, document, [], ids);
    const needs = needed.filter((need) => need.touchpoint === touchpoint.id);
    const back = notesOf(record, touchpoint);
    const isTouched =
      counted.done > 0 || counted.total === 0 || Boolean(document.feelings[touchpoint.id]);
    const isDone = needs.length === 0 && back.length === 0 && (isTouched || open !== null);
    return {
      touchpoint,
      ...counted,
      needs,
      back,
      isDone,
      path: pathInto(record, touchpoint, ids, { needs, done: counted.done, isDone }),
    };
  });
  const done = stops.filter(({ isDone }) => isDone).length;
  const required = checklist.touchpoints
    .flatMap(({ questions }) => questions)
    .filter((question) => question.required && ids.has(question.id)).length;
  const unmet = new Set(needed.map(({ question }) => question)).size;
  const share = required ? Math.max(0, required - unmet) / required : Number(unmet === 0);
  return { stops, needs: needed, done, total: stops.length, share };
}

/**
 * What the checklist demands, and what only the phone knows: a watch that runs, a photo it lost.
 *
 * @param {VisitRecord} record
 * @param {Set<string>} ids
 * @returns {Need[]}
 */
function needsOf({ checklist, document, open, photos }, ids) {
  const demanded = missing(checklist, document, photoCounts(document));
  const found = checklist.touchpoints.flatMap((touchpoint) =>
    touchpoint.questions.flatMap(({ id }) => {
      const running = isRunning(document.answers[id]);
      /** @type {Need[]} */
      const here = demanded
        .filter(({ question }) => question === id)
        .map((need) => (running && need.code === "answer" ? { ...need, code: "running" } : need));
      const own = { question: id, touchpoint: touchpoint.id, have: 0, need: 1 };
      if (running && ids.has(id) && !here.length) here.push({ ...own, code: "running" });
      const lost = document.photos.filter(
        (photo) => photos[photo.id]?.state === "lost" && !photo.missing.trim(),
      );
      if (lost.some(({ question }) => question === id)) here.push({ ...own, code: "lost" });
      return here;
    }),
  );
  return open ? found.filter(({ question }) => open.has(question)) : found;
}

/**
 * The notes of questions sent back and not touched since, by the server's clock.
 *
 * @param {VisitRecord} record
 * @param {Touchpoint} touchpoint
 */
function notesOf({ item, document, open }, touchpoint) {
  if (!open) return [];
  const time = (/** @type {string} */ at) => new Date(at).getTime() + (document.skew_ms ?? 0);
  return item.returned
    .filter(({ question }) => touchpoint.questions.some(({ id }) => id === question))
    .filter(({ question, at }) => {
      const answer = document.answers[question];
      const photos = document.photos.filter((photo) => photo.question === question);
      const touched = [answer?.at, ...photos.map((photo) => photo.taken_at)].filter(Boolean);
      return touched.every(
        (moment) => time(/** @type {string} */ (moment)) < new Date(at).getTime(),
      );
    })
    .map(backWords);
}

/**
 * The first question of a moment nobody touched, then the one that needs something, then the whole.
 *
 * @param {VisitRecord} record
 * @param {Touchpoint} touchpoint
 * @param {Set<string>} ids
 * @param {{needs: Need[], done: number, isDone: boolean}} standing
 */
function pathInto({ id, editable, open, document }, touchpoint, ids, { needs, done, isDone }) {
  const shown = touchpoint.questions.filter(
    (question) => ids.has(question.id) && (open?.has(question.id) ?? true),
  );
  if (!editable || (isDone && !open) || !shown.length) return momentPath(id, touchpoint.id);
  const unanswered = shown.find((question) => !document.answers[question.id])?.id;
  const due = done ? (needs[0]?.question ?? unanswered) : undefined;
  const place = shown.findIndex((question) => question.id === due);
  return momentPath(id, touchpoint.id, Math.max(0, place) + 1);
}

/** @param {Stop[]} stops @param {string} [after] - begin after this stop, and come round @returns {Stop|undefined} */
export function nextStop(stops, after) {
  const place = stops.findIndex(({ touchpoint }) => touchpoint.id === after) + 1;
  return [...stops.slice(place), ...stops.slice(0, place)].find(
    ({ isDone, touchpoint }) => !isDone && touchpoint.id !== after,
  );
}

/** How many photographs these moments always ask for. @param {Touchpoint[]} touchpoints */
export const photosDue = (touchpoints) =>
  touchpoints
    .flatMap(({ questions }) => questions)
    .filter(
      ({ kind, photo, required }) => photo.rule === "required" || (kind === "photo" && required),
    )
    .reduce((sum, { photo }) => sum + Math.max(1, photo.min), 0);
