/** Made-up checklists: every kind of question, very long German, Arabic. Plain data, no behaviour. */

/** @param {string} name */
export const ID = (name) => `id-${name}`;

const EVIDENCE = { rule: "none", min: 0, max: 6 };

/** @param {string} name @param {string} kind @param {string} text @param {object} [more] */
const question = (name, kind, text, more = {}) => ({
  id: ID(name),
  text,
  help: "",
  kind,
  role: "standard",
  weight: "1",
  knock_out: false,
  required: true,
  not_applicable: true,
  could_not_check: true,
  good: kind === "yes_no" ? "yes" : null,
  options: [],
  steps: kind === "rating" ? 5 : null,
  step_labels: [],
  bands: [],
  unit: "",
  minimum: null,
  maximum: null,
  condition: null,
  photo: { ...EVIDENCE },
  note: { rule: "optional", min: 0, max: 1000 },
  ...more,
});

/** @param {string} name @param {string} title @param {object[]} questions */
const touchpoint = (name, title, questions) => ({
  id: ID(name),
  name: title,
  channel: "in_person",
  kind: "people",
  controlled: true,
  weight: "1",
  floor: "60",
  magic: "90",
  looks_like: {
    misery: "Crumbs on the seat, a sticky mat, a smell of smoke.",
    mediocrity: "Clean enough: nothing to see, nothing to smell.",
    magic: "The inside matches the shine outside, and smells of nothing at all.",
  },
  questions,
});

const options = (...labels) =>
  labels.map((label, index) => ({
    key: "abcdefgh"[index],
    label,
    points: String(labels.length - index),
  }));
const yes = (name, text, more) => question(name, "yes_no", text, more);
const PHOTO = { rule: "required", min: 1, max: 6 };

export const CAB = {
  id: ID("cab-ride"),
  name: "Cab ride",
  version: 3,
  language: "en",
  briefing:
    "Order a cab at the ferry terminal and ride to Marienplatz. Behave as any passenger would.\n\nDo not say what you are here for. Take photos as a tourist would.",
  touchpoints: [
    touchpoint("outside", "Outside of the cab", [
      yes("polished", "Is the outside spotless?", { help: "Paint, windows, wheels", photo: PHOTO }),
      yes("sign", "Is the roof sign lit?"),
      yes("plate", "Can the number plate be read?"),
      question("car-kind", "choice", "What kind of car is it?", {
        options: options("Saloon", "Estate", "Van", "Electric"),
      }),
    ]),
    touchpoint("dress", "The driver's dress", [
      question("wears", "several", "What does the driver wear?", {
        options: options("White shirt", "Tie", "Clean shoes", "A name badge"),
        help: "Tick all you see",
      }),
      question("looks", "rating", "How well dressed is the driver?", {
        step_labels: ["Poorly", "", "Fair", "", "Superbly"],
      }),
    ]),
    touchpoint("welcome", "Door and welcome", [
      question("greeting", "duration", "How long until you were greeted?", {
        unit: "s",
        help: "From the moment you stand at the cab",
      }),
      yes("door", "Does the driver open the door?"),
    ]),
    touchpoint("luggage", "Luggage", [
      question("bags", "number", "How many bags did the driver load?", {
        minimum: "0",
        maximum: "10",
        unit: "bags",
      }),
      question("loaded-at", "time", "When was the last bag loaded?"),
    ]),
    touchpoint("card", "Promise card", [
      yes("card-given", "Does the driver hand over a card with a promise?", {
        role: "extra",
        required: false,
        photo: { rule: "optional", min: 0, max: 3 },
      }),
      question("card-words", "text", "What does the card promise?", {
        required: false,
        condition: { question: ID("card-given"), op: "is", value: "yes" },
      }),
    ]),
    touchpoint("inside", "Inside of the cab", [
      yes("belts", "Are the seat belts at hand?"),
      question("smell", "rating", "How does it smell?"),
      yes("clean", "Is the inside of the cab spotlessly clean?", {
        help: "Seats, floor, windows, smell",
        photo: { rule: "required", min: 1, max: 12 },
        note: { rule: "required_when_bad", min: 30, max: 1000 },
      }),
      question("receipt", "photo", "Photograph the receipt", {
        help: "All four corners, readable",
        photo: { rule: "required", min: 1, max: 2 },
      }),
    ]),
    touchpoint("refreshment", "Refreshment", [
      yes("offer", "Is a drink offered?", { role: "extra", required: false }),
      yes("cups", "Are the cups clean?"),
    ]),
    touchpoint("reading", "Reading", [
      yes("paper", "Is there something to read?", { role: "extra", required: false }),
      yes("date", "Is it of today?"),
    ]),
    touchpoint("radio", "Radio", [
      yes("stations", "Is a choice of stations offered?"),
      yes("loud", "Is it too loud?", { good: "no" }),
    ]),
    touchpoint("temperature", "Temperature", [
      yes("asked", "Does the driver ask about the temperature?"),
    ]),
    touchpoint("route", "Route", [
      yes("advised", "Does the driver advise the best route for the hour?"),
    ]),
    touchpoint("talk", "Talk or quiet", [
      question("signed", "signature", "Have the driver sign for the fare", {
        photo: { rule: "none", min: 1, max: 1 },
      }),
    ]),
  ],
};

const LONG = {
  ...CAB,
  id: ID("long"),
  language: "de",
  name: "Fünf Augenblicke im Ladengeschäft mit Kundenbedienung",
  briefing:
    "Kaufen Sie ein kleines Brot und ein Stück Kuchen.\n\nSprechen Sie niemanden von sich aus an.",
  touchpoints: [
    touchpoint(
      "lang-1",
      "Rechtsschutzversicherungsgesellschaftenangestelltenbegrüßung am Eingang",
      [
        question(
          "lang-q",
          "choice",
          "Wie deutlich war die Straßenbahnhaltestellenbeschilderung vor dem Eingang zu erkennen?",
          {
            help: "Von der gegenüberliegenden Straßenseite aus betrachtet, bei Tageslicht und ohne Fernglas",
            options: options(
              "Überhaupt nicht, die Beschilderung war durch Werbeaufsteller vollständig verdeckt",
              "Teilweise",
              "Donaudampfschifffahrtsgesellschaftskapitänsmützendeutlich",
            ),
          },
        ),
      ],
    ),
    touchpoint("lang-2", "Beratung", [yes("lang-b", "Wurde nachgefragt?")]),
  ],
};

const ARABIC = {
  ...CAB,
  id: ID("arabic"),
  language: "ar",
  name: "زيارة متجر",
  briefing: "ادخل المتجر كأي زبون واطلب المساعدة في اختيار هدية.",
  touchpoints: [
    touchpoint("ar-1", "الاستقبال عند الباب", [
      yes("ar-q", "هل رحب بك الموظف خلال دقيقة واحدة من دخولك؟", {
        help: "ابدأ العد عند دخولك من الباب",
        photo: PHOTO,
      }),
      question("ar-r", "rating", "كيف تقيّم نظافة المكان؟", {
        step_labels: ["سيئ", "", "", "", "ممتاز"],
      }),
    ]),
    touchpoint("ar-2", "الدفع", [yes("ar-p", "هل شكرك البائع؟")]),
  ],
};
for (const { looks_like: looks } of ARABIC.touchpoints) {
  Object.assign(looks, {
    misery: "لم ينظر إليك أحد.",
    mediocrity: "تحية عابرة.",
    magic: "تحية باسمك وابتسامة صادقة.",
  });
}

export const CHECKLISTS = { CAB, LONG, ARABIC };
