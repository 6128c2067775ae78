/** Where a visit is on its way to the office, in the four states a shopper is shown. */

import { present } from "./checklist.js";
import { expectedPhotos, hasUnsent, isEditable, lostPhotos, openQuestions } from "./visit.js";
import { gettext, interpolate, ngettext } from "./words.js";

/** @import { Checklist, Delivery, Parked, StoredVisit, VisitRecord } from "./visit.js" */

/**
 * What the screens are given of one stored visit.
 *
 * @param {StoredVisit} visit
 * @param {Checklist} checklist
 * @param {boolean} isSending - whether this very visit is on its way now
 * @returns {VisitRecord}
 */
export function recordOf(visit, checklist, isSending) {
  const states = Object.entries(visit.photos).map(([id, state]) => [id, { state }]);
  const [editable, open] = [isEditable(visit), openQuestions(visit.item)];
  const said = editable ? open : new Set(Object.keys(visit.document?.answers ?? {}));
  const asked = present(checklist, said);
  return {
    id: visit.id,
    item: visit.item,
    wish: visit.wish,
    noticed: visit.noticed,
    jots: visit.jots,
    quiz: visit.quiz,
    checklist: asked,
    afterwards: checklist.touchpoints.filter((one) => !asked.touchpoints.includes(one)),
    document: visit.document,
    photos: Object.fromEntries(states),
    ended: visit.ended || Boolean(visit.outgoing.receipt),
    editable,
    open,
    delivery: deliveryOf(visit, isSending),
  };
}

const KEPT_BY_THE_OFFICE = new Set(["withdrawn", "not_found", "wrong_state"]);

/**
 * Whether the document went to the office's quarantine, and its photographs were not offered yet.
 *
 * @param {Parked|null} parked
 */
export const owesPhotos = (parked) =>
  parked !== null && KEPT_BY_THE_OFFICE.has(parked.code) && !parked.isOffered;

/** @param {Parked|null} parked @returns {boolean} whether the office has all of it in quarantine */
export const isSettled = (parked) =>
  parked !== null && KEPT_BY_THE_OFFICE.has(parked.code) && Boolean(parked.isOffered);

const OPEN = new Set(["scheduled", "accepted", "in_progress", "returned"]);

/** What closes first comes first, what is done comes last. @param {VisitRecord} a @param {VisitRecord} b */
export function byUrgency(a, b) {
  const done = (/** @type {VisitRecord} */ { item, ended }) => ended || !OPEN.has(item.status);
  if (done(a) !== done(b)) return done(a) ? 1 : -1;
  const order = Date.parse(a.item.closes_at) - Date.parse(b.item.closes_at);
  return done(a) ? -order : order;
}

/**
 * @param {StoredVisit} visit
 * @param {boolean} isSending
 * @returns {Delivery}
 */
export function deliveryOf(visit, isSending) {
  const photos = expectedPhotos(visit.document);
  const sent = photos.filter(({ id }) => ["sent", "confirmed"].includes(visit.photos[id])).length;
  return {
    ...standing(visit, isSending, sent, photos.length),
    sent,
    total: photos.length,
    lastTryAt: visit.outgoing.triedAt,
    receipt: visit.outgoing.receipt,
    isSettled: isSettled(visit.outgoing.parked),
  };
}

/**
 * @param {StoredVisit} visit
 * @param {boolean} isSending
 * @param {number} sent
 * @param {number} total
 * @returns {{state: Delivery["state"], reason: string, todo: string}}
 */
function standing(visit, isSending, sent, total) {
  const { receipt, parked, doubt } = visit.outgoing;
  if (receipt && !doubt) return { state: "delivered", reason: "", todo: "" };
  const { wish } = visit;
  if (wish?.told) return { state: "needs_you", reason: wish.told, todo: "" };
  if (wish) {
    const reason = gettext("Your word to the office is not sent yet.");
    return { state: isSending ? "sending" : "on_phone", reason, todo: "" };
  }
  if (!visit.document) return { state: "none", reason: "", todo: "" };
  const lost = lostPhotos(visit).length;
  if (lost) return { state: "needs_you", ...lostInWords(lost) };
  const why = { reason: parked?.reason ?? "", todo: parked?.todo ?? "" };
  if (parked && !parked.again) return { state: "needs_you", ...why };
  if (isSending) return { state: "sending", reason: progress(sent, total), todo: "" };
  if (parked) return { state: "on_phone", ...why };
  return { state: "on_phone", reason: waiting(visit, sent, total), todo: "" };
}

/** @param {number} sent @param {number} total */
function progress(sent, total) {
  if (!total) return gettext("Your answers are being sent.");
  return interpolate(gettext("%(sent)s of %(total)s photos have arrived."), { sent, total });
}

/** @param {StoredVisit} visit @param {number} sent @param {number} total */
function waiting(visit, sent, total) {
  if (!hasUnsent(visit)) {
    return gettext("Everything so far has been sent. The visit is not ended yet.");
  }
  if (sent && sent < total) return progress(sent, total);
  return gettext("Kept safe here. It is sent by itself as soon as there is a network.");
}

/** @param {number} count */
function lostInWords(count) {
  const reason = ngettext(
    "A photo cannot be read any more.",
    "%(count)s photos cannot be read any more.",
    count,
  );
  return {
    reason: interpolate(reason, { count }),
    todo: gettext("Take it again, or send without it and say why."),
  };
}

/**
 * Why the server declined, in words, and what a person can do.
 *
 * @param {number} status
 * @param {{code?: string, detail?: string, errors?: Record<string, string[]>}|null} body
 * @param {"visit"|"photo"} what
 * @returns {Parked}
 */
export function parkedBecause(status, body, what) {
  const [first] = Object.values(body?.errors ?? {}).flat();
  const [reason, todo] = inWords(status, what);
  return {
    code: body?.code ?? String(status),
    reason: first || body?.detail || reason,
    todo,
    again: status === 507,
  };
}

/** @param {number} status @param {"visit"|"photo"} what @returns {[string, string]} the reason, and what to do */
function inWords(status, what) {
  const ask = gettext("Ask the office. Nothing is lost; it stays on this phone.");
  const photo = what === "photo";
  const retake = gettext("Take it again, or send without it and say why.");
  switch (status) {
    case 404:
    case 410:
      return [gettext("This visit is no longer yours."), ask];
    case 413:
      return photo
        ? [gettext("A photo is too large for the server."), retake]
        : [gettext("This visit is too large for the server."), ask];
    case 422:
      return photo
        ? [gettext("A photo was not accepted."), retake]
        : [gettext("An answer was not accepted."), gettext("Open the visit and look at it again.")];
    case 507:
      return [gettext("The server has no room left."), gettext("It is tried again by itself.")];
    default:
      return [gettext("The server did not accept this."), ask];
  }
}

/**
 * What the office's own check found missing.
 *
 * @param {{errors?: Record<string, string[]>, detail?: string}} body
 * @returns {Parked}
 */
export function incomplete(body) {
  const count = Object.keys(body.errors ?? {}).length;
  const reason = ngettext(
    "One question still needs something.",
    "%(count)s questions still need something.",
    count,
  );
  return {
    code: "incomplete",
    reason: count ? interpolate(reason, { count }) : (body.detail ?? ""),
    todo: gettext("Open the visit, complete it and end it again."),
    again: false,
  };
}

/**
 * How a pass of the sync went, where the shopper should know.
 *
 * @param {{state: string, why: string}} outcome
 */
export function outcomeInWords({ state, why }) {
  if (why === "signed_out") return gettext("Sign in to send what is waiting.");
  if (why === "other_user")
    return gettext("Somebody else is signed in here. Sign in as yourself to send.");
  if (why === "busy") return gettext("The server is busy. It is tried again by itself.");
  if (why === "server") return gettext("The server has a problem. It is tried again by itself.");
  if (why === "unreachable") return gettext("There is no network. It is tried again by itself.");
  return state === "trouble" ? gettext("Something went wrong. It is tried again by itself.") : "";
}
