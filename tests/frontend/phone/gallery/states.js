/** Every state worth looking at, by name: where the shopper is, and what the phone holds. */

import { AFTER } from "./afterwards.js";
import { CHECKLISTS, ID } from "./checklists.js";
import { coached, named, unfinished, well } from "./coached.js";
import {
  answered,
  arabic,
  bakery,
  begun,
  cab,
  delivered,
  ended,
  given,
  half,
  long,
  NOTHING,
  northern,
  photos,
  RECEIPT,
  SEVEN,
  sending,
  stuck,
  visit,
  waiting,
  whole,
} from "./data.js";
import { ENCLOSED } from "./enclosed.js";
import { JOTTED } from "./jotted.js";
import { OF_MANY } from "./many.js";
import { NOTICED } from "./noticed.js";
import { OUTCOME_STATES } from "./outcomes.js";
import { PLACED } from "./placed.js";
import { PRACTISED } from "./practised.js";
import { TRANSLATED } from "./translated.js";

const HOME = "/field/";
/** @param {string} rest */
const at = (rest) => `/field/visit/${ID("cab")}/${rest}`;
/** @param {string} touchpoint @param {number|string} [step] */
const moment = (touchpoint, step = "") => at(`moment/${ID(touchpoint)}/${step && `${step}/`}`);

const UNSENT = {
  state: "waiting",
  lastTryAt: "2026-11-21T13:41:00+01:00",
  reason: "",
  nextTryAt: null,
  unsent: 3,
};
const LOST = stuck().delivery;
const lostOne = { [photos(1, "clean")[0].id]: { state: "lost" } };

/** A word to the office that waits, or to which it said no. @param {string} act @param {string} [told] */
const said = (act, told = "") => {
  const reason = told || "Your word to the office is not sent yet.";
  const delivery = { ...visit("cab").delivery, state: told ? "needs_you" : "on_phone", reason };
  const wish = { id: "wish", act, body: {}, told };
  return visit("cab", { status: "scheduled", record: { wish, delivery } });
};

/** Another date that was asked for, and what became of it. @param {string} outcome @param {string} [answer] */
const asked = (outcome, answer = "") => {
  const window = { opens_at: "2026-11-24T09:00:00+01:00", closes_at: "2026-11-24T18:00:00+01:00" };
  return visit("cab", { another_date: { id: "date", ...window, outcome, answer } });
};

const BOARD = "/field/board/";
/** A visit that anybody may claim. @param {string} id @param {object} place @param {object} [more] */
const open = (id, place, more) => {
  const { item } = visit(id);
  const window = { opens_at: "2026-11-23T09:00:00+01:00", closes_at: "2026-11-28T18:00:00+01:00" };
  const location = { ...item.location, ...place };
  const rest = { checklist: "Cab ride", fee: null, why_not: null };
  return { id: item.id, ...window, location, ...rest, ...more };
};
const OPEN = [
  open("cab", { name: "Cab 12", latitude: "53.5457", longitude: "9.9661" }),
  open(
    "bakery",
    { name: "Bakery at the Central Station", latitude: "53.5530", longitude: "10.0060" },
    {
      closes_at: "2026-11-30T18:00:00+01:00",
      fee: { amount: "12.50", currency: "EUR", note: "+ fare" },
    },
  ),
  open(
    "kiosk",
    { name: "Kiosk", latitude: null, longitude: null, time_zone: "America/New_York" },
    {
      closes_at: "2026-11-24T20:00:00+01:00",
      fee: { amount: "30.00", currency: "EUR", note: "" },
      why_not: {
        code: "locked_out",
        sentence: "You were here on Mon 2 Nov 2026. From Wed 2 Dec 2026 on you can come again.",
        until: "2026-12-02T10:00:00+01:00",
      },
    },
  ),
];

/** @type {Record<string, {path: string, visits?: any[], [more: string]: any}>} */
export const STATES = {
  starting: { path: HOME, phase: "starting" },
  "sign-in": { path: "/field/sign-in/", phase: "signed_out", user: null },
  "sign-in-install": { path: "/field/sign-in/", phase: "signed_out", user: null, advice: true },
  "sign-in-offline": { path: "/field/sign-in/", phase: "signed_out", user: null, online: false },
  "no-offline": { path: HOME, phase: "no_offline" },
  "storage-trouble": {
    path: HOME,
    phase: "storage_trouble",
    trouble: "This phone's storage was cleared or is full. Free some space, then try again.",
  },

  visits: { path: HOME, visits: [visit("cab"), bakery(), northern(), delivered()] },
  "visits-busy": {
    path: HOME,
    visits: [
      half(),
      stuck(),
      bakery(),
      sending(),
      waiting(),
      visit("late", {
        closes_at: "2026-11-25T12:00:00+01:00",
        opens_at: "2026-11-20T09:00:00+01:00",
      }),
      delivered(),
    ].map((one, index) => ({ ...one, id: `${one.id}-${index}` })),
    sync: UNSENT,
    update: true,
    trouble: "The phone is nearly full. What you do is saved, but please free some space.",
  },
  "visits-tight": {
    path: HOME,
    visits: [half(), waiting()],
    sync: { ...UNSENT, unsent: 2 },
    storage: { isTight: true },
  },
  "visits-install": { path: HOME, visits: [half(), waiting()], sync: UNSENT, advice: true },
  "visits-too-old": {
    path: HOME,
    visits: [half(), waiting()],
    update: true,
    sync: { ...UNSENT, isTooOld: true },
  },
  "visits-late": {
    path: HOME,
    visits: [
      visit("cab", {
        opens_at: "2026-11-20T14:00:00+01:00",
        closes_at: "2026-11-20T18:00:00+01:00",
      }),
    ],
    sync: { ...UNSENT, state: "sign_in" },
  },
  "visits-empty": { path: HOME, visits: [] },
  "visits-being-kept": { path: HOME, visits: [cab()], kept_offline: false },
  "visits-first-look": {
    path: HOME,
    visits: [],
    sync: { state: "sending", lastTryAt: null, reason: "", nextTryAt: null, unsent: 0 },
  },
  "visits-long": { path: HOME, visits: [long(), { ...long(), id: "second" }] },
  "visits-arabic": { path: HOME, visits: [arabic(), { ...arabic(), id: "second" }] },

  briefing: { path: at(""), visits: [visit("cab")] },
  "briefing-offered": { path: at(""), visits: [visit("cab", { status: "scheduled" })] },
  "briefing-declined": { path: at(""), visits: [said("decline")] },
  "briefing-not-heard": {
    path: at(""),
    visits: [said("accept", "Olga Operator has moved this visit to “Cancelled” in the meantime.")],
  },
  "briefing-date-refused": {
    path: at(""),
    visits: [asked("refused", "The shop moves on Monday.")],
  },
  "briefing-date-moved": { path: at(""), visits: [asked("taken_over")] },
  "visits-declined": { path: HOME, visits: [said("decline"), bakery()] },
  "briefing-bare": {
    path: at(""),
    visits: [
      visit("cab", {
        fee: null,
        briefing: "",
        location: { directions: "", latitude: null },
        checklist: { ...CHECKLISTS.ARABIC, briefing: "", touchpoints: [] },
      }),
    ],
  },
  "briefing-long": { path: at(""), visits: [long()] },
  "briefing-arabic": { path: at(""), visits: [arabic()] },

  journey: { path: at(""), visits: [half()] },
  "journey-fresh": { path: at(""), visits: [cab(begun())] },
  "journey-whole": { path: at(""), visits: [whole()] },
  "journey-back": { path: `/field/visit/${ID("bakery")}/`, visits: [bakery()] },
  "journey-read": { path: `/field/visit/${ID("seven")}/`, visits: [delivered()] },
  "journey-unsaved": {
    path: at(""),
    visits: [half()],
    saving: { [ID("cab")]: "failed" },
    trouble:
      "The phone is full: the last answer is not saved. Free some space, then save it again.",
  },
  "journey-long": { path: at(""), visits: [long({ document: begun({ "lang-q": given("c") }) })] },
  "journey-arabic": {
    path: at(""),
    visits: [arabic({ document: begun({ "ar-q": given("yes") }) })],
  },

  "yes-no": { path: moment("inside", 3), visits: [answered({}, photos(1, "clean"))] },
  "yes-no-open": { path: moment("inside", 1), visits: [cab(begun())] },
  "yes-no-bad": {
    path: moment("inside", 3),
    visits: [answered({ clean: given("no", { note: "Crumbs between the" }) }, photos(2, "clean"))],
  },
  ...NOTICED,
  ...OF_MANY,
  ...JOTTED,
  ...ENCLOSED,
  ...PLACED,
  ...PRACTISED,
  ...AFTER,
  ...TRANSLATED,
  "twelve-photos": { path: moment("inside", 3), visits: [answered({}, photos(12, "clean"))] },
  "lost-photo": {
    path: moment("inside", 3),
    visits: [{ ...answered({}, photos(2, "clean")), photos: lostOne }],
  },
  "camera-closed": {
    path: moment("inside", 3),
    visits: [answered()],
    intent: { visit: ID("cab"), question: ID("clean") },
  },
  "set-aside": {
    path: moment("inside", 1),
    visits: [answered({ belts: given(null, { state: "not_applicable" }) })],
  },
  "could-not-check": {
    path: moment("inside", 1),
    visits: [answered({ belts: given(null, { state: "could_not_check" }) })],
  },
  choice: { path: moment("outside", 4), visits: [half()] },
  several: { path: moment("dress", 1), visits: [half()] },
  rating: { path: moment("dress", 2), visits: [half()] },
  duration: { path: moment("welcome", 1), visits: [cab(begun())] },
  "duration-running": {
    path: moment("welcome", 1),
    visits: [
      answered({
        greeting: given({ seconds: 0, from: "2026-11-21T13:59:18.000+01:00", to: null }),
      }),
    ],
  },
  "duration-done": { path: moment("welcome", 1), visits: [half()] },
  number: { path: moment("luggage", 1), visits: [half()] },
  time: { path: moment("luggage", 2), visits: [half()] },
  extra: { path: moment("card", 1), visits: [answered({ "card-given": given("yes") })] },
  text: { path: moment("card", 2), visits: [half()] },
  photo: { path: moment("inside", 4), visits: [half()] },
  signature: { path: moment("talk", 1), visits: [half()] },
  "signature-kept": { path: moment("talk", 1), visits: [whole()] },
  feeling: {
    path: moment("inside", 5),
    visits: [
      {
        ...half(),
        document: begun(SEVEN, [], {
          feelings: {
            [ID("inside")]: { feeling: "magic", note: "It smelled of nothing at all.", at: "" },
          },
        }),
      },
    ],
  },
  "moment-all": { path: moment("inside"), visits: [half()] },
  "moment-read": {
    path: `/field/visit/${ID("seven")}/moment/${ID("inside")}/`,
    visits: [delivered()],
  },
  "sent-back": {
    path: `/field/visit/${ID("bakery")}/moment/${ID("inside")}/1/`,
    visits: [bakery()],
  },
  "question-long": {
    path: moment("lang-1", 1),
    visits: [long({ document: begun({ "lang-q": given("c") }) })],
  },
  "question-arabic": {
    path: moment("ar-1", 1),
    visits: [arabic({ document: begun({ "ar-q": given("yes") }, photos(1, "ar-q")) })],
  },
  "rating-arabic": {
    path: moment("ar-1", 2),
    visits: [arabic({ document: begun({ "ar-r": given(3) }) })],
  },

  "end-missing": { path: at("end/"), visits: [half()] },
  "end-whole": { path: at("end/"), visits: [whole()] },
  "end-well": { path: at("end/"), visits: [well()] },
  "end-coached": { path: at("end/"), visits: [coached()] },
  "end-named": { path: at("end/"), visits: [named()] },
  "end-unfinished": { path: at("end/"), visits: [unfinished()] },
  "end-done": { path: at("end/"), visits: [sending()] },
  "end-lost": {
    path: at("end/"),
    visits: [ended({ ...LOST, sent: 4, total: 5 }, { photos: lostOne })],
    sync: { ...UNSENT, unsent: 1 },
  },
  "outbox-lost": {
    path: "/field/outbox/",
    visits: [ended({ ...LOST, sent: 4, total: 5 }, { photos: lostOne })],
    sync: { ...UNSENT, unsent: 1 },
  },
  gone: {
    path: at(""),
    visits: [
      {
        ...half(),
        delivery: {
          ...NOTHING,
          state: "needs_you",
          reason: "This visit was withdrawn.",
          todo: LOST.todo,
          isSettled: true,
        },
      },
    ],
    sync: { ...UNSENT, unsent: 1 },
  },
  "end-delivered": { path: at("end/"), visits: [ended({ state: "delivered", receipt: RECEIPT })] },

  outbox: {
    path: "/field/outbox/",
    visits: [sending(), waiting(), stuck(), delivered()],
    sync: UNSENT,
  },
  "outbox-empty": { path: "/field/outbox/", visits: [] },
  "outbox-sign-in": {
    path: "/field/outbox/",
    visits: [waiting()],
    sync: { ...UNSENT, state: "sign_in", unsent: 1 },
  },
  "outbox-long": {
    path: "/field/outbox/",
    visits: [
      {
        ...long(),
        ended: true,
        editable: false,
        document: begun(),
        delivery: {
          ...NOTHING,
          state: "needs_you",
          reason: "Die Prüfliste wurde zurückgezogen, bevor die Antworten ankamen.",
          todo: "Bitte rufen Sie das Büro an.",
        },
      },
    ],
    sync: {
      ...UNSENT,
      state: "trouble",
      reason: "The server is being repaired and asks to be left alone for a while.",
    },
    online: false,
  },
  me: { path: "/field/me/", visits: [delivered()], update: true },
  board: { path: BOARD, board: OPEN },
  "board-cut": { path: BOARD, board: OPEN, open: 412 },
  "board-empty": { path: BOARD, board: [] },
  "board-not-reached": {
    path: BOARD,
    board: [],
    refuse: "The server cannot be reached. Try again where there is a network.",
  },
  "board-gone-meanwhile": { path: BOARD, board: OPEN, faster: true },
  "board-claimed-and-not-here-yet": { path: BOARD, board: OPEN, slow: true },
  ...OUTCOME_STATES,
  list: {
    path: "/field/list/",
    list: [
      { text: "Brötchen, zwölf Stück, vom Bäcker am Hauptbahnhof", done: false },
      { text: "Milk", done: true },
      { text: "قهوة", done: false },
    ],
  },
  "list-empty": { path: "/field/list/" },
  "me-unsent": {
    path: "/field/me/",
    visits: [waiting()],
    sync: UNSENT,
    storage: { persisted: false, usage: 48_200_000 },
  },
  "not-here": { path: "/field/visit/gone/", visits: [] },
};
