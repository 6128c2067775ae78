/** Wires the parts of the field app together; nothing else does. */

import { makeApp } from "./app.js";
import { openDarkroom } from "./camera/capture.js";
import { openAll } from "./components/later.js";
import { longDay } from "./components/wording.js";
import { openLanguage } from "./language.js";
import { uuidv7 } from "./model/identity.js";
import { needsInstalling } from "./model/installing.js";
import { directionOf } from "./model/languages.js";
import { gettext } from "./model/words.js";
import { start as startScreens } from "./screens/app.js";
import { freshState } from "./state.js";
import { openDatabase } from "./storage/database.js";
import { journalOf } from "./storage/journal.js";
import { openOutbox } from "./storage/outbox.js";
import { openPhone } from "./storage/phone.js";
import { openPhotos } from "./storage/photos.js";
import { openVisits } from "./storage/visits.js";
import { askAhead } from "./sync/ahead.js";
import { openCatalogues } from "./sync/catalogue.js";
import { GENERATION } from "./sync/generation.js";
import { openServer } from "./sync/http.js";
import { lookFirst, syncOnce } from "./sync/run.js";
import { makeSchedule } from "./sync/schedule.js";
import { watchUpdates } from "./updates.js";
import { effect, untracked } from "./vendor/vendor.js";

/** @import { Storage } from "./storage/repair.js" */

const here = new URL(".", import.meta.url);
const version = here.pathname.split("/").at(-2) ?? "";
const worker = (/** @type {string} */ path) => new Worker(new URL(path, here), { type: "module" });
const others = new BroadcastChannel("field");

const DATABASE_PATIENCE_MS = 10_000;
const state = freshState();
/** @type {typeof fetch} */
const ask = (...request) => fetch(...request);
// A page that no worker has served came over the network, and most likely to a phone that holds nothing yet.
const early = navigator.serviceWorker?.controller === null ? askAhead(ask) : ask;

const speakLanguage = openLanguage({
  fetchWords: openCatalogues(ask, here),
  wanted: navigator.languages,
  onSpoken: (language) => {
    Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
    const waiting = document.querySelector("p.starting");
    if (waiting) waiting.textContent = gettext("One moment…");
    state.language.value = language;
  },
});
// The phone's own language is learnt while its storage is being opened, which may know of another choice.
speakLanguage().catch(() => {});

/** @type {ReturnType<typeof watchUpdates>|undefined} */
let watching;

/** To keep the app for later must not slow its first screen: this waits until somebody asks. */
function updates() {
  watching ??= watchUpdates(
    navigator.serviceWorker,
    (waits) => {
      state.update.value = waits;
    },
    () => {
      if (!state.kept.peek()) openAll();
      state.kept.value = true;
    },
  );
  return watching;
}

/** @returns {Promise<Storage|null>} null where this browser keeps nothing, as some private windows do */
async function openStorage() {
  const database = openDatabase({
    onTrouble: ({ message }) => {
      state.trouble.value = message;
    },
  });
  // Both are opened at once; what the database has to say is heard at the first real question.
  const answered = database.read(["phone"], async () => {}).catch(() => {});
  const timer = setTimeout(sayThatItHangs, DATABASE_PATIENCE_MS);
  answered.then(() => clearTimeout(timer));
  // The first date a browser writes takes it long, and at this moment it has nothing else to do.
  setTimeout(() => longDay(new Date()));
  const journal = await journalOf(() => worker("storage/journal-worker.js"));
  if (!journal) return null;
  const visits = openVisits(database, journal);
  return {
    database,
    journal,
    visits,
    phone: openPhone(database, journal, uuidv7),
    photos: openPhotos(database, journal, visits),
  };
}

/** A database that never answers: the way out is shown, and the visits once it does answer. */
function sayThatItHangs() {
  if (state.phase.peek() === "starting") state.phase.value = "storage_trouble";
}

/** @param {boolean} asksToKeep - the browser may ask the shopper, so this is done once a start */
async function askStorage(asksToKeep) {
  const { storage } = navigator;
  const persisted = await (asksToKeep ? storage.persist?.() : storage.persisted?.());
  const { usage = null, quota = null } = (await storage.estimate?.()) ?? {};
  return { persisted: persisted ?? null, usage, quota };
}

/** @param {Storage} storage */
function open(storage) {
  const { phone, visits, photos } = storage;
  const server = openServer({
    fetch: ask,
    device: phone.device,
  });
  const newcomer = openServer({ fetch: early, device: async () => "" });
  const run = {
    server,
    outbox: openOutbox(visits, photos),
    facts: phone.facts,
    updateFacts: phone.update,
    client: version,
    generation: GENERATION,
    now: Date.now,
    locks: navigator.locks,
  };
  return makeApp({
    state,
    storage,
    server,
    first: {
      session: newcomer.session,
      look: (user) => lookFirst({ ...run, server: newcomer, onStep: () => {} }, user),
    },
    version,
    speak: speakLanguage,
    askStorage,
    develop: openDarkroom(() => worker("camera/photo-worker.js")),
    needsInstalling: needsInstalling(navigator, matchMedia("(display-mode: standalone)").matches),
    makeId: uuidv7,
    clock: () => new Date(),
    monotonic: () => performance.now(),
    tellOthers: (visit) => others.postMessage({ visit }),
    askBackground: () => {
      updates()
        .then((known) => known?.askBackground())
        .catch(() => {});
    },
    activateUpdate: async () => (await updates())?.activate() ?? location.reload(),
    makeSchedule: ({ onStep, onOutcome }) =>
      makeSchedule({
        now: Date.now,
        onOutcome,
        run: async (how) => {
          const outcome = await syncOnce({ ...run, onStep }, how);
          // A first start may have been cut off before all was fetched.
          if (!state.kept.peek()) watching?.then((known) => known?.keepAll());
          return outcome;
        },
      }),
  });
}

/** @param {ReturnType<typeof makeApp>} app */
function listen(app) {
  others.addEventListener("message", ({ data: { visit } }) => {
    (visit ? app.reloadOne(visit) : app.reload()).catch(() => {});
  });
  addEventListener("online", () => {
    state.online.value = true;
    app.hint();
  });
  addEventListener("offline", () => {
    state.online.value = false;
  });
  addEventListener("pageshow", ({ persisted }) => persisted && app.hint());
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && app.hint());
}

/**
 * The page says "one moment" by itself, so the screens are drawn when there is more to say.
 *
 * @param {ReturnType<typeof makeApp>} app
 * @param {Element} element
 */
function drawWhenThereIsMore(app, element) {
  let isDrawn = false;
  effect(() => {
    if (isDrawn || state.phase.value === "starting") return;
    isDrawn = true;
    untracked(() => startScreens(app, element));
  });
}

async function main() {
  const element = /** @type {Element} */ (document.getElementById("app"));
  const nothing = { state, version, actions: /** @type {any} */ ({}) };
  state.online.value = navigator.onLine;
  const cannot = () => {
    state.phase.value = "no_offline";
    startScreens(nothing, element);
    return nothing;
  };
  if (!navigator.serviceWorker || !navigator.locks || !crypto.subtle) return cannot();
  let app = nothing;
  try {
    const storage = await openStorage();
    if (!storage) return cannot();
    const opened = open(storage);
    app = opened;
    drawWhenThereIsMore(opened, element);
    listen(opened);
    await opened.start().finally(() => (globalThis.requestIdleCallback ?? setTimeout)(updates));
  } catch (trouble) {
    state.trouble.value = /** @type {Error} */ (trouble).message;
    state.phase.value = "storage_trouble";
    if (app === nothing) startScreens(app, element);
  }
  return app;
}

/** The app, once it has started: for whoever asks this module, such as a test in the browser. */
export const ready = main();
