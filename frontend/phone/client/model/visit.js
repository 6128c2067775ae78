/** A visit as the phone holds it: its types, and the changes a shopper makes to its document. */

import { tick } from "./lamport.js";

/** @import { Picture, Quiz, QuizQuestion } from "../tools/enclosed/marking.js" */
/** @import { Langs, Translation } from "../tools/languages.js" */

/**
 * @typedef {import("./conditions.js").Condition} Condition
 * @typedef {"none"|"optional"|"required"|"required_when_bad"} Rule
 * @typedef {object} Question
 * @property {string} id
 * @property {string} text
 * @property {string} help
 * @property {"yes_no"|"choice"|"several"|"rating"|"number"|"duration"|"time"|"text"|"photo"|"signature"} kind
 * @property {"standard"|"extra"|"note"} role
 * @property {string} weight
 * @property {boolean} knock_out
 * @property {boolean} required
 * @property {boolean} not_applicable
 * @property {boolean} could_not_check
 * @property {"yes"|"no"|null} good
 * @property {{key: string, label: string, points: string, langs?: Langs}[]} options
 * @property {number|null} steps
 * @property {string[]} step_labels
 * @property {{up_to: string|null, share: string}[]} bands
 * @property {string} unit
 * @property {string|null} minimum
 * @property {string|null} maximum
 * @property {Condition|null} condition
 * @property {{rule: Rule, min: number, max: number}} photo
 * @property {{rule: Rule, min: number, max: number}} note
 * @property {Picture|null} [example] - of what is wanted
 * @property {number|null} [text_min] - characters; checklists of an older form do not say
 * @property {Langs} [langs]
 *
 * @typedef {object} Touchpoint
 * @property {string} id
 * @property {string} name
 * @property {string} channel
 * @property {string} kind
 * @property {boolean} controlled
 * @property {string} weight
 * @property {string} floor
 * @property {string} magic
 * @property {{misery: string, mediocrity: string, magic: string, langs?: Langs}} looks_like
 * @property {Question[]} questions
 * @property {Langs} [langs]
 * @property {{opens_after_hours: number, open_for_hours: number}|null} [follow_through] - asked after the visit
 *
 * @typedef {object} Checklist
 * @property {string} id
 * @property {string} name
 * @property {number} version
 * @property {string} language
 * @property {string} briefing
 * @property {"allowed"|"forbidden"} [staff_names]
 * @property {QuizQuestion[]} [quiz] - to be passed before a visit begins
 * @property {Picture[]} [pictures] - of the briefing
 * @property {Touchpoint[]} touchpoints
 * @property {Record<string, Translation>} [translations] - by language
 * @property {string} [original] - the language it was written in, where it is read in another
 * @property {Langs} [langs] - what is still in its own language where it is read in another, as of each of its parts
 *
 * @typedef {object} Answer
 * @property {"answered"|"not_applicable"|"could_not_check"} state
 * @property {any} value
 * @property {string} note
 * @property {string} reason
 * @property {string|null} at
 * @property {number|null} monotonic_ms
 * @property {number} [clock] - by which a later word is known from an earlier one, see lamport.js
 *
 * @typedef {{feeling: "misery"|"mediocrity"|"magic", note: string, at: string|null, clock?: number}} Feeling
 * @typedef {object} Photo
 * @property {string} id
 * @property {string|null} question
 * @property {string} sha256
 * @property {number} bytes
 * @property {string} type
 * @property {number|null} width
 * @property {number|null} height
 * @property {string|null} taken_at
 * @property {string} caption
 * @property {string} missing - why no bytes will come; empty where they will
 * @property {number} [clock]
 *
 * @typedef {object} VisitDocument
 * @property {string} checklist_version
 * @property {number} seq
 * @property {string} device
 * @property {string} client
 * @property {string} started_at
 * @property {string|null} ended_at
 * @property {number|null} skew_ms
 * @property {Record<string, Answer>} answers
 * @property {Record<string, Feeling>} feelings
 * @property {Photo[]} photos
 * @property {Quiz} [quiz]
 * @property {PassedOver[]} [passed_over] - what the coach remarked and the shopper sends all the same
 * @property {import("../tools/place/telling.js").CheckIns} [check_ins] - where it began and ended, if that was asked
 *
 * @typedef {{question: string, note: string, at: string, kind?: "sent_back"|"follow_through", until?: string|null}} Returned
 * @typedef {{question: string, code: string}} PassedOver
 * @typedef {{last_texts: string[], staff_names: string[]}} Coaching - what the coach must know beside the visit
 * @typedef {{id: string, sha256: string}} Listed
 * @typedef {{id: string, visit: string, rev: number, at: string, epoch: string, photos: Listed[]}} Receipt
 *
 * @typedef {object} VisitItem - a visit as the server assigns it
 * @property {string} id
 * @property {string} status
 * @property {number|null} rev
 * @property {string} checklist
 * @property {string} lens
 * @property {{name: string, organization: string, address: string, postal_code: string, city: string,
 *   country: string, latitude: string|null, longitude: string|null, time_zone: string,
 *   directions: string}} location
 * @property {string} opens_at
 * @property {string} closes_at
 * @property {string} briefing
 * @property {{amount: string, currency: string, note: string}|null} fee
 * @property {{id: string, opens_at: string, closes_at: string, outcome: string, answer: string}|null} [another_date] - asked for last
 * @property {Returned[]} returned
 * @property {string|null} [follow_through_at] - when what is asked afterwards opens; null of one handed in: nothing does
 * @property {VisitDocument|null} document
 * @property {Listed[]} photos
 * @property {Receipt|null} receipt
 * @property {string|null} submitted_at
 * @property {Coaching} [coaching]
 * @property {boolean} [check_in] - whether the client asks where it begins and ends
 * @property {string} [practice] - of what this is one, on this phone alone; no server knows it
 *
 * @typedef {{id: string, act: "accept"|"decline"|"another-date", body: object, told: string}} Wish - said before
 *   the visit begins; `told` is why the office declined to hear it
 *
 * @typedef {"stored"|"sent"|"confirmed"|"lost"} PhotoState
 *
 * @typedef {object} Parked - why a visit cannot go on by itself
 * @property {string} code
 * @property {string} reason
 * @property {string} todo
 * @property {boolean} again - whether time alone may mend it
 * @property {boolean} [isOffered] - the office was offered the photographs too, beside the document it keeps
 *
 * @typedef {object} StoredVisit - one row of this phone
 * @property {string} id
 * @property {string} user
 * @property {VisitItem} item
 * @property {Wish|null} [wish]
 * @property {VisitDocument|null} document
 * @property {number} change - grows with every change the shopper makes on this phone
 * @property {number} written - grows with every write, so that two copies can be compared
 * @property {boolean} ended
 * @property {Record<string, PhotoState>} photos
 * @property {Noticed} [noticed]
 * @property {Jot[]} [jots]
 * @property {Quiz} [quiz]
 * @property {Outgoing} outgoing
 * @typedef {Record<string, import("../tools/noticed/signs.js").Signs>} Noticed - of photographs, on this phone alone
 * @typedef {import("../tools/jots/jotting.js").Jot} Jot
 * @typedef {object} Outgoing - how far the visit has got on its way
 * @property {number|null} rev - the server's revision this phone builds upon
 * @property {VisitDocument|null} base - the document of that revision
 * @property {VisitDocument|null} [known] - what the server had taken in before it was restored
 * @property {number} seq - of the last document this phone made
 * @property {{document: VisitDocument, change: number}|null} pending - on its way, perhaps arrived
 * @property {number} sent - the change the server has acknowledged
 * @property {Parked|null} parked
 * @property {number} failures
 * @property {number} notBefore - milliseconds since 1970
 * @property {string|null} triedAt
 * @property {Receipt|null} receipt
 * @property {boolean} doubt - ask what the server holds before anything is sent
 *
 * @typedef {object} Delivery
 * @property {"on_phone"|"sending"|"delivered"|"needs_you"|"none"} state
 * @property {number} sent
 * @property {number} total
 * @property {string} reason
 * @property {string} todo
 * @property {string|null} lastTryAt
 * @property {Receipt|null} receipt
 * @property {boolean} isSettled - the office has what there was, and the visit can leave this phone
 *
 * @typedef {object} VisitRecord - what the screens are given
 * @property {string} id
 * @property {VisitItem} item
 * @property {Wish|null} [wish]
 * @property {Checklist} checklist - what is asked of it at this time
 * @property {Touchpoint[]} afterwards - what is asked after the visit, and not open
 * @property {VisitDocument|null} document
 * @property {Record<string, {state: PhotoState}>} photos
 * @property {Noticed} [noticed]
 * @property {Jot[]} [jots]
 * @property {Quiz} [quiz]
 * @property {boolean} ended
 * @property {boolean} editable
 * @property {Set<string>|null} open - the questions that may change; null: all
 * @property {Delivery} delivery
 *
 * @typedef {object} User
 * @property {string} id
 * @property {string} name
 * @property {string} email
 * @property {string[]} roles
 */

const OPEN = new Set(["scheduled", "accepted", "in_progress", "returned"]);

/**
 * A moment by the phone's clock, with the phone's offset: 2026-11-22T10:11:12.123+01:00.
 *
 * @param {Date} date
 * @returns {string}
 */
export function moment(date) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const two = (/** @type {number} */ part) => String(Math.trunc(part)).padStart(2, "0");
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${two(size / 60)}:${two(size % 60)}`;
}

/**
 * The first document of a visit.
 *
 * @param {VisitItem} item
 * @param {{device: string, client: string, at: string}} by
 * @returns {VisitDocument}
 */
export function begin(item, { device, client, at }) {
  return {
    checklist_version: item.checklist,
    seq: 0,
    device,
    client,
    started_at: at,
    ended_at: null,
    skew_ms: null,
    answers: {},
    feelings: {},
    photos: [],
  };
}

/** @param {VisitDocument} draft @param {string} question @param {Answer|null} answer - null clears @returns {VisitDocument} */
export function answer(draft, question, answer) {
  const { [question]: _, ...others } = draft.answers;
  const said = answer && { [question]: { ...answer, clock: tick(draft) } };
  return { ...draft, answers: { ...others, ...said } };
}

/** @param {VisitDocument} draft @param {string} touchpoint @param {Feeling|null} feeling - null clears @returns {VisitDocument} */
export function feel(draft, touchpoint, feeling) {
  const { [touchpoint]: _, ...others } = draft.feelings;
  const felt = feeling && { [touchpoint]: { ...feeling, clock: tick(draft) } };
  return { ...draft, feelings: { ...others, ...felt } };
}

/** @param {VisitDocument|null} draft @returns {Photo[]} those whose bytes must arrive */
export function expectedPhotos(draft) {
  return (draft?.photos ?? []).filter(({ missing }) => !missing.trim());
}

/** @param {Pick<StoredVisit, "jots">} visit @returns {Photo[]} those that are in no document */
export const jottedPhotos = ({ jots = [] }) => jots.flatMap(({ photo }) => photo ?? []);

/** @param {StoredVisit} visit @returns {Photo[]} those that can no longer be read, and need a word */
export function lostPhotos(visit) {
  return expectedPhotos(visit.document).filter(({ id }) => visit.photos[id] === "lost");
}

/** @param {StoredVisit} visit @returns {boolean} */
export function isEditable(visit) {
  return OPEN.has(visit.item.status) && !visit.ended && !visit.outgoing.receipt;
}

/**
 * Whether a photo of this question was lost after the end: that alone may then still change.
 *
 * @param {StoredVisit} visit
 * @param {string|null} question
 */
export function isMendable(visit, question) {
  const isUnderWay = visit.ended && OPEN.has(visit.item.status) && !visit.outgoing.receipt;
  return isUnderWay && lostPhotos(visit).some((photo) => photo.question === question);
}

/** @param {VisitItem} item @returns {Set<string>|null} the questions that may change; null: all */
export function openQuestions(item) {
  return item.returned.length ? new Set(item.returned.map(({ question }) => question)) : null;
}

/** @param {StoredVisit} visit @returns {boolean} whether the server lacks anything this phone holds of it */
export function hasUnsent({ document: draft, change, ended, photos, outgoing }) {
  if (!draft) return false;
  if (outgoing.doubt || outgoing.sent < change) return true;
  if (ended && !outgoing.receipt) return true;
  return expectedPhotos(draft).some(({ id }) => photos[id] === "stored");
}
