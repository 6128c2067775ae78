/** Two phones, one visit: what each changed since the revision both knew is brought together. */

import { isLater } from "./lamport.js";

/** @import { Answer, Feeling, Photo, VisitDocument } from "./visit.js" */

/**
 * Bring this phone's document and the server's together, question by question.
 *
 * What only one side changed since `base` is that side's. What both changed keeps this phone's
 * value; the server keeps the other in its history and shows both to the reviewer. Before a restored
 * server, what this phone has sent already and does not say anew gives way to what was said later.
 *
 * @param {VisitDocument|null} base - the last revision both knew
 * @param {VisitDocument} mine
 * @param {VisitDocument} theirs
 * @param {VisitDocument|null} [sent] - what the server took in before it was restored
 * @returns {VisitDocument}
 */
export function merge(base, mine, theirs, sent = null) {
  /** @type {<T extends import("./lamport.js").Said>(of: (draft: VisitDocument) => Record<string, T>, told: (one: T) => string) => Record<string, T>} */
  const together = (of, told) =>
    combine(base && of(base), of(mine), of(theirs), sent && of(sent), told);
  return {
    ...mine,
    started_at: theirs.started_at < mine.started_at ? theirs.started_at : mine.started_at,
    ended_at: mine.ended_at ?? theirs.ended_at,
    quiz: mine.quiz ?? theirs.quiz,
    answers: together(({ answers }) => answers, saidOfAnswer),
    feelings: together(({ feelings }) => feelings, saidOfFeeling),
    check_ins: { ...theirs.check_ins, ...mine.check_ins },
    photos: Object.values(together(byId, saidOfPhoto)).sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

/**
 * Whether two documents say the same; when and on which phone it was said does not count.
 *
 * @param {VisitDocument|null} one
 * @param {VisitDocument|null} other
 */
export function same(one, other) {
  if (!one || !other) return one === other;
  return (
    said(one.answers, saidOfAnswer) === said(other.answers, saidOfAnswer) &&
    said(one.feelings, saidOfFeeling) === said(other.feelings, saidOfFeeling) &&
    said(byId(one), saidOfPhoto) === said(byId(other), saidOfPhoto) &&
    written(one.check_ins ?? {}) === written(other.check_ins ?? {}) &&
    one.ended_at === other.ended_at
  );
}

/** @param {Answer} answer */
const saidOfAnswer = ({ state, value, note, reason }) =>
  written([state, value ?? null, note ?? "", reason ?? ""]);

/** @param {Feeling} feeling */
const saidOfFeeling = ({ feeling, note }) => written([feeling, note ?? ""]);

/** @param {Photo} photo */
const saidOfPhoto = ({ question, sha256, caption, missing }) =>
  written([question, sha256, caption ?? "", missing ?? ""]);

/** @param {VisitDocument|null} draft @returns {Record<string, Photo>} */
function byId(draft) {
  return Object.fromEntries((draft?.photos ?? []).map((photo) => [photo.id, photo]));
}

/**
 * @template {import("./lamport.js").Said} T
 * @param {Record<string, T>|null} base
 * @param {Record<string, T>} mine
 * @param {Record<string, T>} theirs
 * @param {Record<string, T>|null} sent
 * @param {(one: T) => string} told
 * @returns {Record<string, T>}
 */
function combine(base, mine, theirs, sent, told) {
  /** @type {Record<string, T>} */
  const merged = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(mine)])) {
    const here = tell(mine[key], told);
    const changedHere = tell(base?.[key], told) !== here;
    const givesWay = here && tell(sent?.[key], told) === here && isLater(mine[key], theirs[key]);
    const kept = changedHere && !givesWay ? mine[key] : theirs[key];
    if (kept !== undefined) merged[key] = kept;
  }
  return merged;
}

/** @template T @param {T|undefined} one @param {(one: T) => string} told */
const tell = (one, told) => (one === undefined ? "" : told(one));

/** @template T @param {Record<string, T>} all @param {(one: T) => string} told */
const said = (all, told) =>
  written(Object.fromEntries(Object.entries(all).map(([key, one]) => [key, told(one)])));

/** @param {any} value @returns {string} JSON with its keys in order */
function written(value) {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
