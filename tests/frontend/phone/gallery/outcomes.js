/** What became of visits, made up, and the screens that tell of it. */

const euro = (amount, note) => ({ amount, currency: "EUR", ...(note !== undefined && { note }) });
const part = (code, weight, percent, count, of = 0) => ({ code, weight, percent, count, of });

/** @param {string} id @param {object} more */
const outcome = (id, more) => ({
  id,
  status: "submitted",
  location: "Cab 12",
  organization: "Harbour Cabs",
  time_zone: "Europe/Berlin",
  opens_at: "2026-11-20T09:00:00+01:00",
  closes_at: "2026-11-20T18:00:00+01:00",
  submitted_at: "2026-11-20T17:10:00+01:00",
  cancelled_because: "",
  sent_back: [],
  fee: euro("18.00", "+ fare"),
  earning: null,
  ...more,
});

const EARNED = {
  approved_at: "2026-11-18T10:00:00+01:00",
  grade: 91,
  parts: [
    part("on_time", 25, 50, 62),
    part("complete", 25, 92, 1, 12),
    part("first_time", 20, 100, 0),
    part("well_told", 15, 75, 1),
    part("by_hand", 15, 75, 4, 5),
  ],
  words: "Vivid and to the point.",
  given_back: [
    {
      question: "What did the ride cost, tip and luggage surcharge included?",
      spent: "24.80",
      limit: "30.00",
      granted: "20.00",
      currency: "EUR",
      reason: "A tip is not given back.",
    },
  ],
  due: [euro("38.00")],
  payable_on: "2026-12-05",
  paid_on: null,
};

const OUTCOMES = [
  outcome("waits", {}),
  outcome("back", {
    status: "returned",
    location: "Bakery at the Central Station",
    sent_back: [
      {
        question: "Is the inside spotlessly clean?",
        note: "The photo is blurred or too dark. Please take it again.",
        at: "2026-11-21T09:00:00+01:00",
        redone_at: null,
      },
    ],
  }),
  outcome("approved", { status: "approved", location: "Kiosk", earning: EARNED }),
  outcome("paid", {
    status: "published",
    location: "مقهى الميناء",
    organization: "Airport Bakery",
    sent_back: [
      {
        question: "Did the driver say thank you?",
        note: "In which words?",
        at: "2026-11-01T09:00:00+01:00",
        redone_at: "2026-11-02T09:00:00+01:00",
      },
    ],
    earning: { ...EARNED, words: "", given_back: [], due: [euro("18.00")], paid_on: "2026-11-20" },
  }),
  outcome("unpaid", {
    status: "published",
    fee: null,
    earning: { ...EARNED, given_back: [], due: [] },
  }),
  outcome("cancelled", {
    status: "cancelled",
    submitted_at: null,
    cancelled_because: "The cab is being repaired.",
  }),
];
const NOW = "2026-11-21T14:00:00+01:00";
const PATH = "/field/outcomes/";

/** What the server says. @param {any} wanted @param {number} page */
export const outcomesOf = (wanted, page) => ({
  visits: page > 1 ? [outcome("earlier", { location: "Gate 7" })] : (wanted.outcomes ?? []),
  page,
  has_more: page === 1 && Boolean(wanted.outcomes?.length),
  now: NOW,
});

const KEPT = { user: "u", at: "2026-11-20T18:00:00+01:00", visits: OUTCOMES, hasMore: true };
const refuse = "The server cannot be reached. Try again where there is a network.";

export const OUTCOME_STATES = {
  outcomes: { path: PATH, outcomes: OUTCOMES },
  "outcomes-none": { path: PATH },
  "outcomes-as-last-heard": { path: PATH, refuse, kept: KEPT },
  "outcomes-of-another-shopper": { path: PATH, refuse, kept: { ...KEPT, user: "somebody else" } },
};

const kinds = ["upcoming", "closing", "unanswered", "returned", "follow_through"];
const reminders = kinds.map((kind) => ({ kind, on: true }));
const phone = { key: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQ", on: false };

/**
 * Which reminders are wanted, after the one was switched that the path names.
 *
 * @param {string} method
 * @param {string} path
 */
export function remindersOf(method, path) {
  const [, kind, way] = path.split("/");
  const wish = reminders.find((one) => one.kind === kind);
  if (wish) wish.on = way === "on";
  if (kind === "phone") phone.on = method === "PUT";
  return { reminders, phone: { ...phone } };
}
