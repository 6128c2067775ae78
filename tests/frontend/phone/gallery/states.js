/** Every state worth looking at, by name: where the shopper is, and what the phone holds. */

import * as data from "./data.js";

const {
  ALL,
  ALL_PHOTOS,
  begun,
  CHECKLISTS,
  given,
  ID,
  NOTHING,
  photos,
  photoStates,
  RECEIPT,
  SEVEN,
  visit,
} = data;

const HOME = "/field/";
/** @param {string} rest */
const at = (rest) => `/field/visit/${ID("cab")}/${rest}`;
/** @param {string} touchpoint @param {number|string} [step] */
const moment = (touchpoint, step = "") => at(`moment/${ID(touchpoint)}/${step && `${step}/`}`);

/** @param {object} [document] @param {object} [more] */
const cab = (document, { record = {}, ...more } = {}) =>
  visit("cab", {
    status: document ? "in_progress" : "accepted",
    ...more,
    record: {
      document: document ?? null,
      photos: photoStates(document?.photos ?? []),
      delivery: { ...NOTHING, state: document ? "on_phone" : "none" },
      ...record,
    },
  });

const half = () => cab(begun(SEVEN, [...photos(1, "polished")]));
/** @param {Record<string, any>} [answers] @param {object[]} [taken] */
const answered = (answers = {}, taken = []) => cab(begun({ ...SEVEN, ...answers }, taken));
const whole = () =>
  cab(
    begun(ALL, ALL_PHOTOS, {
      feelings: { [ID("outside")]: { feeling: "magic", note: "", at: "" } },
    }),
  );

const bakery = (record = {}, item = {}) =>
  visit("bakery", {
    status: "returned",
    location: { name: "Bäckerei Lindemann, Neustadt", organization: "Lindemann" },
    closes_at: "2026-11-23T18:00:00+01:00",
    returned: [
      { question: ID("receipt"), note: "the receipt is cut off", at: "2026-11-21T09:00:00+01:00" },
    ],
    ...item,
    record: {
      document: begun(
        ALL,
        ALL_PHOTOS.map((photo) => ({ ...photo, taken_at: "2026-11-19T14:00:00+01:00" })),
      ),
      photos: photoStates(ALL_PHOTOS, "confirmed"),
      open: new Set([ID("receipt")]),
      ...record,
    },
  });
const northern = (record = {}) =>
  visit("northern", {
    location: {
      name: "Northern Air, gate and on board",
      organization: "Northern Air",
      time_zone: "America/New_York",
      city: "New York",
    },
    opens_at: "2026-11-24T09:00:00-05:00",
    closes_at: "2026-11-24T17:00:00-05:00",
    record,
  });
const delivered = () =>
  visit("seven", {
    status: "submitted",
    location: { name: "Harbour Cabs, cab 7" },
    submitted_at: "2026-11-19T19:42:00+01:00",
    record: {
      document: begun(ALL, ALL_PHOTOS, { ended_at: "2026-11-19T15:02:00+01:00" }),
      photos: photoStates(ALL_PHOTOS, "confirmed"),
      ended: true,
      editable: false,
      delivery: { ...NOTHING, state: "delivered", sent: 5, total: 5, receipt: RECEIPT },
    },
  });

/** @param {object} delivery @param {object} [record] */
const ended = (delivery, record = {}) => ({
  ...whole(),
  ended: true,
  editable: false,
  document: begun(ALL, ALL_PHOTOS, { ended_at: "2026-11-21T15:02:00+01:00" }),
  delivery: { ...NOTHING, ...delivery },
  ...record,
});
const sending = () => ended({ state: "sending", sent: 5, total: 7 });
const stuck = () => ({
  ...northern(),
  document: begun(ALL, ALL_PHOTOS),
  photos: { ...photoStates(ALL_PHOTOS), [ALL_PHOTOS[1].id]: { state: "lost" } },
  delivery: {
    ...NOTHING,
    state: "needs_you",
    reason: "One photo cannot be read any more.",
    todo: "Take it again, or send without it and say why.",
    lastTryAt: "2026-11-21T13:41:00+01:00",
  },
});
const waiting = () => ({
  ...bakery({}, { status: "in_progress", returned: [] }),
  open: null,
  ended: true,
  editable: false,
  delivery: {
    ...NOTHING,
    state: "on_phone",
    sent: 0,
    total: 5,
    reason: "waits for a network",
    lastTryAt: "2026-11-21T13:41:00+01:00",
  },
});

const long = (record = {}) =>
  visit("cab", {
    checklist: CHECKLISTS.LONG,
    location: {
      name: "Bäckerei & Konditorei Lindemann-Hofstetter, Filiale Donaudampfschifffahrtsgesellschaftsplatz",
      organization:
        "Lindemann-Hofstetter Backwarenhandelsgesellschaft mbH & Co. Kommanditgesellschaft",
      address: "Donaudampfschifffahrtsgesellschaftsplatz 112a, Hinterhaus, dritter Aufgang",
      city: "Garmisch-Partenkirchen-Untergrainau",
    },
    fee: {
      amount: "1234.50",
      currency: "EUR",
      note: "zuzüglich Fahrtkostenerstattung nach Bundesreisekostengesetz",
    },
    record,
  });
const arabic = (record = {}) =>
  visit("cab", {
    checklist: CHECKLISTS.ARABIC,
    location: {
      name: "متجر الهدايا، وسط المدينة",
      organization: "شركة النور للهدايا",
      address: "شارع الملك فيصل ١٢",
      postal_code: "",
      city: "عمّان",
      time_zone: "Asia/Amman",
      directions: "بجانب المكتبة العامة",
      latitude: null,
    },
    briefing: "تصرف كزبون عادي ولا تذكر سبب زيارتك.",
    fee: { amount: "12.00", currency: "JOD", note: "" },
    record,
  });

const UNSENT = {
  state: "waiting",
  lastTryAt: "2026-11-21T13:41:00+01:00",
  reason: "",
  nextTryAt: null,
  unsent: 3,
};
const lostOne = { [photos(1, "clean")[0].id]: { state: "lost" } };

/** @type {Record<string, {path: string, visits?: any[], [more: string]: any}>} */
export const STATES = {
  starting: { path: HOME, phase: "starting" },
  "sign-in": { path: "/field/sign-in/", phase: "signed_out", user: null },
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
  "visits-long": { path: HOME, visits: [long(), { ...long(), id: "second" }] },
  "visits-arabic": { path: HOME, visits: [arabic(), { ...arabic(), id: "second" }] },

  briefing: { path: at(""), visits: [visit("cab")] },
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
  "end-done": { path: at("end/"), visits: [sending()] },
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
  "me-unsent": {
    path: "/field/me/",
    visits: [waiting()],
    sync: UNSENT,
    storage: { persisted: false, usage: 48_200_000 },
  },
  "not-here": { path: "/field/visit/gone/", visits: [] },
};
