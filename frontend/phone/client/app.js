/** The App the screens are given: what they show, and what a shopper can do. */

import { granted, idOf, inStorage, Refused, reached, roomFor, writesUnderWay } from "./acting.js";
import { byUrgency, isSettled, outcomeInWords, recordOf } from "./model/delivery.js";
import { isTight, TEN_PHOTOS_BYTES } from "./model/room.js";
import { jottedPhotos, moment } from "./model/visit.js";
import { waits } from "./model/wish.js";
import { gettext } from "./model/words.js";
import { openPractice } from "./practice.js";
import { openReading } from "./reading.js";
import { openSession } from "./session.js";
import { repairPhotos, repairWords } from "./storage/repair.js";
import { batch } from "./vendor/vendor.js";
import { openWork } from "./work.js";

/** @import { AppState } from "./state.js" */
/** @import { Checklist, StoredVisit, VisitRecord } from "./model/visit.js" */
/** @import { Outcome } from "./sync/run.js" */
/** @import { Named } from "./acting.js" */

/**
 * @typedef {object} Parts - everything outside, so that a test can stand in for a phone
 * @property {AppState} state
 * @property {import("./storage/repair.js").Storage} storage
 * @property {import("./sync/http.js").Server} server
 * @property {import("./session.js").First} first
 * @property {import("./camera/capture.js").Develop} develop
 * @property {boolean} needsInstalling - or the browser deletes what is kept here
 * @property {() => string} makeId
 * @property {() => Date} clock
 * @property {() => number} monotonic
 * @property {string} version - of this client
 * @property {(ears: Ears) => ReturnType<typeof import("./sync/schedule.js").makeSchedule>} makeSchedule
 * @property {(visit: string|null) => void} tellOthers - the other tabs: this visit changed; null: much did
 * @property {(language?: string) => Promise<void>} speak - as chosen, or else as the phone does
 * @property {(asksToKeep: boolean) => Promise<Stored>} askStorage
 * @property {() => void} askBackground - to be woken when there is a network
 * @property {() => Promise<unknown>} activateUpdate
 *
 * @typedef {{persisted: boolean|null, usage: number|null, quota: number|null}} Stored
 * @typedef {object} Ears
 * @property {(visit: string|null) => void} onStep
 * @property {(outcome: Outcome|null, next: number|null) => unknown} onOutcome
 */

/** @param {Parts} parts */
export function makeApp(parts) {
  const { state, storage, server, clock, tellOthers } = parts;
  const { phone, visits, photos } = storage;
  let checklists = /** @type {Map<string, Checklist>} */ (new Map());
  let sending = /** @type {string|null} */ (null);
  let isAsked = false;
  let sayReason = () => "";
  /** How new what is on the screen is, visit by visit. @type {Map<string, number>} */
  const drawn = new Map();
  const whose = () => state.user.peek()?.id ?? "";
  const mine = async () => visits.all(whose());
  const { practised, practise } = openPractice({ visits, whose, reload });
  const read = openReading(reload);

  /** @param {StoredVisit} visit @returns {VisitRecord[]} none where its checklist is not here */
  function shown(visit) {
    const checklist = checklists.get(visit.item.checklist);
    drawn.set(visit.id, visit.written);
    return checklist ? [recordOf(visit, checklist, sending === visit.id)] : [];
  }

  /** Show everything of this person as it is stored. */
  async function reload() {
    const [here, tried] = [await mine(), await practised()];
    checklists = read(await visits.checklists(), state.language.peek());
    batch(() => {
      state.visits.value = [...here, ...tried].flatMap(shown).sort(byUrgency);
      showUnsent(here);
    });
  }

  /** @param {StoredVisit[]} here */
  function showUnsent(here) {
    const [before, unsent] = [state.sync.peek(), here.filter(waits).length];
    if (before.unsent !== unsent) state.sync.value = { ...before, unsent };
  }

  /** Count what waits anew: another tab or the worker may have sent some. */
  const countUnsent = async () => showUnsent(await mine());

  /** @param {string} id */
  async function reloadOne(id) {
    const visit = await visits.get(id);
    if (visit) show(visit);
  }

  /** @param {StoredVisit} visit - unless a later state of it is on the screen */
  function show(visit) {
    const [record] = visit.written < (drawn.get(visit.id) ?? 0) ? [] : shown(visit);
    if (!record) return;
    state.visits.value = state.visits.peek().map((one) => (one.id === visit.id ? record : one));
  }

  const underWay = writesUnderWay();
  /** @param {string} id @param {"saved"|"saving"|"failed"} how */
  const mark = (id, how) => {
    state.saving.value = { ...state.saving.peek(), [id]: how };
  };

  /** @param {string} id @param {() => Promise<StoredVisit>} write @returns {Promise<StoredVisit>} */
  async function saving(id, write) {
    const ended = underWay(id);
    mark(id, "saving");
    try {
      const visit = await withRoom(write);
      const how = ended("saved");
      batch(() => {
        if (how !== "saving") show(visit);
        mark(id, how);
        state.trouble.value = null;
      });
      if (how === "saving") await reloadOne(id); // with what else is under way
      countUnsent().catch(() => {});
      schedule.soon();
      if (!isAsked) parts.askBackground();
      isAsked = true;
      tellOthers(id);
      return visit;
    } catch (trouble) {
      mark(id, ended(trouble instanceof Refused ? "saved" : "failed"));
      throw trouble instanceof Refused ? trouble : inTrouble(trouble);
    }
  }

  /** @param {unknown} trouble @returns {unknown} */
  function inTrouble(trouble) {
    const known = inStorage(trouble);
    state.trouble.value = known.message;
    return known;
  }

  const withRoom = roomFor(async () =>
    photos.purge(await mine(), { now: clock().getTime(), isUrgent: true }),
  );

  const schedule = parts.makeSchedule({
    onStep(visit) {
      const before = sending;
      sending = visit;
      for (const id of new Set([before, visit])) if (id) reloadOne(id).catch(() => {});
    },
    onOutcome(outcome, next) {
      if (outcome) return conclude(outcome, next).catch(inTrouble);
      state.sync.value = { ...state.sync.peek(), state: "sending" };
      return undefined;
    },
  });

  /** The browser may think for long about keeping what is here, and nothing waits for its answer. */
  async function askStorage(asksToKeep = false) {
    const stored = await parts.askStorage(asksToKeep);
    const tight = isTight(stored) || !(await storage.journal.hasRoom(TEN_PHOTOS_BYTES));
    state.storage.value = { ...stored, isTight: tight };
  }

  /** @param {Outcome} outcome @param {number|null} next */
  async function conclude(outcome, next) {
    if (outcome.revoked) await session.wipe();
    if (outcome.state === "idle") isAsked = false;
    sayReason = () => outcomeInWords(outcome);
    const before = state.sync.peek();
    state.sync.value = {
      ...before,
      state: outcome.state === "elsewhere" ? "sending" : outcome.state,
      reason: sayReason(),
      isTooOld: outcome.why === "too_old" || (before.isTooOld && outcome.state !== "idle"),
      lastTryAt: moment(clock()),
      nextTryAt: next === null ? null : new Date(next).toISOString(),
    };
    await reload();
    if (!Object.values(state.saving.peek()).includes("saving")) askStorage().catch(() => {});
    tellOthers(null);
  }

  const session = openSession({
    phone,
    visits,
    server,
    first: parts.first,
    mine,
    practised,
    sendNow: () => schedule.sendNow(),
    show: async ({ user, intent }) => {
      state.user.value = user;
      await reload();
      batch(() => {
        state.intent.value = intent;
        state.phase.value = user ? "ready" : "signed_out";
      });
      if (user) askStorage(true).catch(() => {});
      tellOthers(null);
    },
  });

  /** Show what this phone holds; what the server has to add comes later. */
  async function start() {
    const restored = await repairWords(storage);
    const { advised, language, whole } = await phone.facts();
    await parts.speak(language).catch(() => {}); // else as it is written
    state.advice.value = parts.needsInstalling && !advised;
    state.whole.value = whole ?? false;
    await session.resume();
    if (restored) {
      state.notice.value = gettext(
        "The browser had lost this app's data. It is back, from the second copy.",
      );
    }
    repairPhotos(storage).then(reload).catch(inTrouble);
    schedule.hint();
  }

  /** @param {Named|null} visit @param {Named} [question] - none: the camera was put away */
  async function intend(visit, question) {
    const intent = visit && question ? { visit: idOf(visit), question: idOf(question) } : null;
    await phone.set({ intent });
    if (!intent) state.intent.value = null;
  }

  async function chooseLanguage(/** @type {string} */ language) {
    await reached(() => parts.speak(language));
    await phone.set({ language });
    state.sync.value = { ...state.sync.peek(), reason: sayReason() };
    await reload();
  }

  /** @param {Named} visit - one the office has in quarantine and that can go no further, or a practice */
  async function forget(visit) {
    const here = await visits.get(idOf(visit));
    if (here && (here.item.practice || isSettled(here.outgoing.parked))) await visits.remove(here);
    await reload();
  }

  /** @param {Named} named @returns {Promise<string>} an object URL, revoked by the caller */
  async function photoUrl(named) {
    for (const { id: visit, item, document: draft, jots } of state.visits.peek()) {
      const all = [...(draft?.photos ?? []), ...jottedPhotos({ jots })];
      const photo = all.find(({ id }) => id === idOf(named));
      if (!photo) continue;
      const bytes = await photos.bytesOf(visit, photo);
      if (bytes) return URL.createObjectURL(new Blob([bytes], { type: photo.type }));
      const there = !item.practice && (await reached(() => server.photo(visit, photo.id)));
      if (there) return URL.createObjectURL(there);
    }
    throw new Refused("lost", gettext("This photo cannot be read any more."));
  }

  const work = openWork({
    ...parts,
    visits,
    photos,
    saving,
    sender: async () => ({ device: await phone.device(), client: parts.version }),
    checklistOf: (id) => checklists.get(id),
    photographed: () => {
      askStorage().catch(() => {});
      return intend(null).catch(inTrouble);
    },
  });

  const actions = {
    ...work,
    /** @type {typeof work.endVisit} */
    endVisit: async (visit, told) => {
      const ended = await work.endVisit(visit, told);
      schedule.sendNow().catch(() => {});
      return ended;
    },
    signIn: session.signIn,
    signOut: session.signOut,
    refresh: () => schedule.sendNow(),
    sendNow: () => schedule.sendNow(),
    activateUpdate: parts.activateUpdate,
    countUnsent,
    /** @param {string} method @param {string} path - of what only the server knows, such as `devices` @param {Parameters<typeof server.ask>[2]} [given] */
    ask: (method, path, given) => granted(() => server.ask(method, path, given)),
    dismissAdvice: async () => {
      state.advice.value = false;
      await phone.set({ advised: true });
    },
    set: phone.set,
    settings: phone.facts,
    chooseLanguage,
    intend,
    forget,
    practise,
    photoUrl,
    rescueFile: async () => (await import("./tools/rescue.js")).rescue(storage, moment(clock())),
  };
  return { state, actions, version: parts.version, start, reload, reloadOne, hint: schedule.hint };
}
