/** Mounts the screens on made-up data, with an App that works in memory: /gallery/?state=visits. */

import { describePhoto, movePhoto } from "/client/model/album.js";
import { directionOf } from "/client/model/languages.js";
import { speak } from "/client/model/words.js";
import { start } from "/client/screens/app.js";
import { signal } from "/client/vendor/vendor.js";
import { cab } from "./data.js";
import { CLEAR, lookedAt } from "./noticed.js";
import { outcomesOf, remindersOf } from "./outcomes.js";
import { practised } from "./practised.js";
import { STATES } from "./states.js";

const params = new URLSearchParams(location.search);
const name = params.get("state") ?? "visits";
const wanted = STATES[name];

const state = {
  user: signal(
    wanted.user === undefined
      ? { id: "u", name: "Sami Shopper", email: "sami@example.org", roles: ["shopper"] }
      : wanted.user,
  ),
  phase: signal(wanted.phase ?? "ready"),
  visits: signal((wanted.visits ?? []).map(lookedAt)),
  online: signal(wanted.online ?? true),
  sync: signal(
    wanted.sync ?? {
      state: "idle",
      lastTryAt: "2026-11-21T13:41:00+01:00",
      reason: "",
      nextTryAt: null,
      unsent: 0,
    },
  ),
  update: signal(wanted.update ?? false),
  trouble: signal(wanted.trouble ?? null),
  saving: signal(wanted.saving ?? {}),
  intent: signal(wanted.intent ?? null),
  advice: signal(wanted.advice ?? false),
  whole: signal(false),
  kept: signal(wanted.kept_offline ?? true),
  language: signal(params.get("lang") ?? "en"),
  storage: signal({ persisted: true, usage: 12_400_000, isTight: false, ...wanted.storage }),
};

/** What was asked of the App, for the tests to read. */
const asked = [];
/** What the next actions answer: {refuse: "words"} or {delay: milliseconds}. */
const mood = { refuse: wanted.refuse ?? "", delay: 0 };
Object.assign(globalThis, { gallery: { state, asked, mood, names: Object.keys(STATES) } });

async function durable(...call) {
  asked.push(call);
  if (mood.delay) await new Promise((resolve) => setTimeout(resolve, mood.delay));
  if (mood.refuse) throw { code: "refused", message: mood.refuse };
}

function change(visit, make) {
  state.visits.value = state.visits.value.map((record) =>
    record.id === visit ? { ...record, ...make(record) } : record,
  );
}

const inDocument = (visit, make) =>
  change(visit, ({ document }) => ({ document: { ...document, ...make(document) } }));

async function save(visit, ...call) {
  state.saving.value = { ...state.saving.value, [visit]: "saving" };
  try {
    await durable(...call);
    state.saving.value = { ...state.saving.value, [visit]: "saved" };
  } catch (refusal) {
    state.saving.value = { ...state.saving.value, [visit]: "failed" };
    throw refusal;
  }
}

const without = (table, key) =>
  Object.fromEntries(Object.entries(table).filter(([one]) => one !== key));

function add(visit, question, prefix) {
  const photo = {
    id: `${prefix}-${asked.length}-${Math.random()}`,
    question,
    missing: "",
    taken_at: new Date().toISOString(),
  };
  change(visit, ({ document, photos, noticed }) => ({
    noticed: { ...noticed, [photo.id]: CLEAR },
    document: { ...document, photos: [...document.photos, photo] },
    photos: { ...photos, [photo.id]: { state: "stored" } },
  }));
  return { photo };
}

const settings = { list: wanted.list, outcomes: wanted.kept };

/** A visit of the board is the shopper's at the next contact, unless somebody was faster. */
function claimed(id) {
  const others = wanted.board.filter((one) => one.id !== id);
  if (wanted.faster) {
    wanted.board = others;
    throw { code: "taken", message: "Somebody else was a little faster." };
  }
  if (!wanted.slow) state.visits.value = [{ ...cab(), id }];
}

const actions = {
  signIn: (...given) => durable("signIn", ...given).then(() => (state.phase.value = "ready")),
  signOut: (how) => durable("signOut", how).then(() => (state.phase.value = "signed_out")),
  refresh: () => durable("refresh"),
  sendNow: () => durable("sendNow"),
  activateUpdate: () => durable("activateUpdate"),
  async ask(method, path, given) {
    await durable(...["ask", method, path, given].filter(Boolean));
    const { board = [], open = board.length } = wanted;
    if (path === "board") return { visits: board, count: open };
    if (path.startsWith("outcomes")) return outcomesOf(wanted, Number(path.split("=")[1]));
    if (path.startsWith("reminders")) return remindersOf(method, path);
    if (path.endsWith("/claim")) return claimed(path.split("/")[1]);
    if (path !== "devices") return {};
    const phone = (id, name, more) => ({
      id,
      name,
      seen_at: "2026-11-12T00:00:00Z",
      revoked_at: null,
      is_this: false,
      ...more,
    });
    const lost = asked.some(([, , what]) => what?.endsWith("/revoke"))
      ? "2026-11-21T13:00:00Z"
      : null;
    const devices = [
      phone("a", "Chrome, Android", { is_this: true }),
      phone("b", "Safari, iPhone", { revoked_at: lost }),
      phone("c", "", { revoked_at: "2026-11-13T00:00:00Z" }),
    ];
    return { devices };
  },
  countUnsent: () => durable("countUnsent"),
  forget: (visit) =>
    durable("forget", visit).then(
      () => (state.visits.value = state.visits.value.filter(({ id }) => id !== visit)),
    ),
  practise: (item, checklist) =>
    durable("practise", item.practice).then(() => {
      state.visits.value = [...state.visits.value, practised(item, checklist)];
    }),
  settings: async () => settings,
  set: (some) => durable("set", some).then(() => Object.assign(settings, some)),
  chooseLanguage: (language) => durable("chooseLanguage", language).then(() => talk(language)),
  dismissAdvice: () => durable("dismissAdvice").then(() => (state.advice.value = false)),
  say: (visit, act, body = {}) =>
    save(visit, "say", visit, act, body).then(() =>
      change(visit, ({ delivery }) => ({
        wish: act && { id: "wish", act, body, told: "" },
        delivery: act
          ? { ...delivery, state: "on_phone", reason: "Your word to the office is not sent yet." }
          : { ...delivery, state: "none", reason: "" },
      })),
    ),
  rework: (visit, make) =>
    save(visit, "rework", visit).then(() =>
      change(visit, (record) =>
        make(record, (_, edit) => ({ ...record, document: edit(record.document) })),
      ),
    ),
  async jotPhoto(visit, file, list) {
    await save(visit, "jotPhoto", visit, file.name);
    change(visit, (record) =>
      list(record, { id: `jotted-${asked.length}`, question: "", missing: "", caption: "" }),
    );
  },
  passOver: (visit, told) =>
    save(visit, "passOver", visit, told).then(() =>
      change(visit, ({ document }) => ({ document: { ...document, passed_over: told } })),
    ),
  endVisit: (visit, told) =>
    save(visit, "endVisit", visit, told).then(() =>
      change(visit, () => ({
        ended: true,
        editable: false,
        delivery: {
          state: "on_phone",
          sent: 0,
          total: 5,
          reason: "",
          todo: "",
          lastTryAt: null,
          receipt: null,
        },
      })),
    ),
  startVisit: (visit) =>
    save(visit, "startVisit", visit).then(() =>
      change(visit, () => ({
        document: {
          started_at: new Date().toISOString(),
          ended_at: null,
          skew_ms: 0,
          answers: {},
          feelings: {},
          photos: [],
        },
      })),
    ),
  async answer(visit, question, given) {
    await save(visit, "answer", visit, question, given);
    inDocument(visit, ({ answers }) => ({
      answers: given
        ? { ...answers, [question]: { ...given, at: new Date().toISOString(), monotonic_ms: 1 } }
        : without(answers, question),
    }));
  },
  async feel(visit, touchpoint, felt) {
    await save(visit, "feel", visit, touchpoint, felt);
    inDocument(visit, ({ feelings }) => ({ feelings: { ...feelings, [touchpoint]: felt } }));
  },
  intend: (...given) => durable("intend", ...given),
  async addPhotos(visit, question, files) {
    await save(
      visit,
      "addPhotos",
      visit,
      question,
      files.map((file) => file.name),
    );
    return files.map((file) =>
      file.name.includes("broken")
        ? { refused: `${file.name} is not a picture.` }
        : add(visit, question, "added"),
    );
  },
  async addSignature(visit, question, drawing) {
    await save(visit, "addSignature", visit, question, drawing.size);
    add(visit, question, "signature");
  },
  async removePhoto(visit, photo) {
    await save(visit, "removePhoto", visit, photo);
    inDocument(visit, (document) => ({ photos: document.photos.filter(({ id }) => id !== photo) }));
  },
  async replacePhoto(visit, photo, file) {
    await save(visit, "replacePhoto", visit, photo, file.size);
    const id = `changed-${asked.length}`;
    inDocument(visit, (document) => ({
      photos: document.photos.map((one) => (one.id === photo ? { ...one, id } : one)),
    }));
    return { photo: { id } };
  },
  async describePhoto(visit, photo, caption) {
    await save(visit, "describePhoto", visit, photo, caption);
    inDocument(visit, (document) => describePhoto(document, photo, caption));
  },
  async movePhoto(visit, photo, by) {
    await save(visit, "movePhoto", visit, photo, by);
    inDocument(visit, (document) => movePhoto(document, photo, by));
  },
  async declareMissing(visit, photo, reason) {
    await save(visit, "declareMissing", visit, photo, reason);
    inDocument(visit, (document) => ({
      photos: document.photos.map((one) => (one.id === photo ? { ...one, missing: reason } : one)),
    }));
  },
  photoUrl: async (photo) => URL.createObjectURL(await picture(photo)),
  async rescueFile() {
    await durable("rescueFile");
    return new Blob(["{}"], { type: "application/json" });
  },
};

/** A street, a sky and a sun, a little different for each photo. */
function picture(photo) {
  const canvas = new OffscreenCanvas(320, 240);
  const context = canvas.getContext("2d");
  const turn = [...photo].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const paint = (colour, ...box) => {
    context.fillStyle = colour;
    context.fillRect(...box);
  };
  paint(`hsl(${turn % 360} 30% 72%)`, 0, 0, 320, 240);
  paint(`hsl(${(turn + 40) % 360} 18% 45%)`, 0, 150, 320, 90);
  paint(`hsl(${(turn + 200) % 360} 35% 35%)`, 60 + (turn % 50), 90, 170, 90);
  paint("#f4efe2", 90 + (turn % 50), 105, 50, 30);
  return canvas.convertToBlob({ type: "image/jpeg" });
}

async function talk(lang) {
  const paths = lang === "en" ? [] : [`words/${lang}.json`, `tools/words.${lang}.json`];
  const words = paths.map(async (path) => (await fetch(`/client/${path}`)).json());
  speak(Object.assign({}, ...(await Promise.all(words))), lang);
  Object.assign(document.documentElement, { lang, dir: directionOf(lang) });
  state.language.value = lang;
}

await talk(state.language.peek());
if (wanted) history.replaceState(null, "", wanted.path);
start({ state, actions, version: "a1b2c3d4e5f6" }, document.querySelector("#app"));
document.documentElement.dataset.ready = name;
