/** Made-up visits, from nothing to delivered. All times are of 21 November 2026. */

import { CAB, CHECKLISTS, ID } from "./checklists.js";

export { CAB, ID };

const PLACE = {
  name: "Harbour Cabs, cab 12",
  organization: "Harbour Cabs",
  address: "Am Hafen 1",
  postal_code: "80331",
  city: "München",
  country: "DE",
  latitude: "48.137",
  longitude: "11.575",
  time_zone: "Europe/Berlin",
  directions: "The rank is left of the ferry exit, under the clock.",
};

export const NOTHING = {
  state: "none",
  sent: 0,
  total: 0,
  reason: "",
  todo: "",
  lastTryAt: null,
  receipt: null,
};

/** @param {string} id @param {object} [more] - of the item; `record` holds what is not of the item */
export function visit(id, { record = {}, location = {}, checklist = CAB, ...item } = {}) {
  return {
    id: ID(id),
    item: {
      id: ID(id),
      status: "accepted",
      rev: null,
      checklist: checklist.id,
      lens: "shopper",
      location: { ...PLACE, ...location },
      opens_at: "2026-11-21T14:00:00+01:00",
      closes_at: "2026-11-21T18:00:00+01:00",
      briefing:
        "From the ferry terminal to Marienplatz, about 25 minutes. Pay in cash and keep the receipt.",
      fee: { amount: "18.00", currency: "EUR", note: "+ fare" },
      returned: [],
      document: null,
      photos: [],
      receipt: null,
      submitted_at: null,
      ...item,
    },
    checklist,
    document: null,
    photos: {},
    ended: false,
    editable: true,
    open: null,
    afterwards: [],
    delivery: NOTHING,
    ...record,
  };
}

/** @param {any} value @param {object} [more] */
export const given = (value, more = {}) => ({
  state: "answered",
  value,
  note: "",
  reason: "",
  at: "2026-11-21T14:32:00.000+01:00",
  monotonic_ms: 1,
  ...more,
});

/** @param {number} count @param {string} name @param {object} [more] */
export const photos = (count, name, more = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: `photo-${name}-${index + 1}`,
    question: ID(name),
    sha256: "",
    bytes: 1,
    type: "image/jpeg",
    width: 64,
    height: 48,
    taken_at: "2026-11-21T14:32:00.000+01:00",
    caption: "",
    missing: "",
    ...more,
  }));

/** @param {Record<string, any>} answers @param {object[]} [taken] @param {object} [more] */
export const begun = (answers = {}, taken = [], more = {}) => ({
  checklist_version: CAB.id,
  seq: 1,
  device: "gallery",
  client: "gallery",
  started_at: "2026-11-21T14:10:00.000+01:00",
  ended_at: null,
  skew_ms: 0,
  answers: Object.fromEntries(Object.entries(answers).map(([name, answer]) => [ID(name), answer])),
  feelings: {},
  photos: taken,
  ...more,
});

export const SEVEN = {
  polished: given("yes"),
  sign: given("yes"),
  plate: given("no"),
  "car-kind": given("a"),
  wears: given(["a", "b"]),
  looks: given(4),
  greeting: given({
    seconds: 8,
    from: "2026-11-21T14:31:00.000+01:00",
    to: "2026-11-21T14:31:08.000+01:00",
  }),
  door: given("yes"),
  bags: given("2"),
  "loaded-at": given("14:36"),
  "card-given": given("yes", { note: "A small white card" }),
  "card-words": given("Quickest, safest, cheapest."),
  belts: given("yes"),
  smell: given(2),
  clean: given("yes"),
};

export const ALL = {
  ...SEVEN,
  offer: given("no"),
  cups: given("yes"),
  paper: given("no"),
  date: given(null, { state: "not_applicable" }),
  stations: given("no"),
  loud: given("no"),
  asked: given("yes"),
  advised: given(null, { state: "could_not_check", reason: "The road was closed." }),
};

export const ALL_PHOTOS = [
  ...photos(1, "polished"),
  ...photos(2, "clean"),
  ...photos(1, "receipt"),
  ...photos(1, "signed"),
];

/** @param {object[]} taken @param {string} state */
export const photoStates = (taken, state = "stored") =>
  Object.fromEntries(taken.map(({ id }) => [id, { state }]));

export const RECEIPT = {
  id: "0192f7aa-0000-7000-8000-00007f3k0022",
  visit: "",
  rev: 4,
  at: "2026-11-19T19:42:00+01:00",
  epoch: "",
  photos: [],
};

/** @param {object} [document] @param {object} [more] */
export const cab = (document, { record = {}, ...more } = {}) =>
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

export const half = () => cab(begun(SEVEN, [...photos(1, "polished")]));
/** @param {Record<string, any>} [answers] @param {object[]} [taken] */
export const answered = (answers = {}, taken = []) => cab(begun({ ...SEVEN, ...answers }, taken));
export const whole = () =>
  cab(
    begun(ALL, ALL_PHOTOS, {
      feelings: { [ID("outside")]: { feeling: "magic", note: "", at: "" } },
    }),
  );

export const bakery = (record = {}, item = {}) =>
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
export const northern = (record = {}) =>
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
export const delivered = () =>
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
export const ended = (delivery, record = {}) => ({
  ...whole(),
  ended: true,
  editable: false,
  document: begun(ALL, ALL_PHOTOS, { ended_at: "2026-11-21T15:02:00+01:00" }),
  delivery: { ...NOTHING, ...delivery },
  ...record,
});
export const sending = () => ended({ state: "sending", sent: 5, total: 7 });
export const stuck = () => ({
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
export const waiting = () => ({
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

export const long = (record = {}) =>
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
export const arabic = (record = {}) =>
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
