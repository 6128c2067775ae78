/** An English checklist that is read in German, whole, and in Arabic, by halves. Plain data. */

import { inLanguage } from "/client/tools/languages.js";
import { CAB, ID } from "./checklists.js";
import { begun, cab, given } from "./data.js";

const KINDS = ["polished", "car-kind", "wears", "looks", "greeting", "bags", "loaded-at"];
const asked = CAB.touchpoints
  .flatMap(({ questions }) => questions)
  .filter(({ id }) => KINDS.some((name) => ID(name) === id) || id === ID("card-words"))
  .map((question) => ({ ...question, condition: null }));
const [outside, ...further] = CAB.touchpoints;
const others = further.map((moment) => ({
  ...moment,
  questions: moment.questions.filter(({ id }) => !asked.some((one) => one.id === id)),
}));

const GERMAN = {
  checklist: {
    name: "Taxifahrt",
    briefing:
      "Bestell ein Taxi am Fähranleger und fahr zum Marienplatz. Benimm dich wie jeder Fahrgast.\n\nSag nicht, wozu du hier bist.",
  },
  [outside.id]: {
    name: "Das Taxi von außen",
    misery: "Krümel auf dem Sitz, eine klebrige Matte, Rauch.",
    mediocrity: "Sauber genug: nichts zu sehen, nichts zu riechen.",
    magic: "Innen so blank wie außen, und es riecht nach gar nichts.",
  },
  [ID("polished")]: { text: "Ist das Taxi außen makellos?", help: "Lack, Scheiben, Räder" },
  [ID("car-kind")]: {
    text: "Was für ein Auto ist es?",
    "option.a": "Limousine",
    "option.b": "Kombi",
    "option.c": "Großraumtaxi",
    "option.d": "Elektrisch",
  },
  [ID("wears")]: {
    text: "Was trägt man am Steuer?",
    help: "Kreuze alles an, was du siehst",
    "option.a": "Weißes Hemd",
    "option.b": "Krawatte",
    "option.c": "Saubere Schuhe",
    "option.d": "Ein Namensschild",
  },
  [ID("looks")]: {
    text: "Wie gepflegt ist die Kleidung?",
    "step.0": "Schlecht",
    "step.2": "Ordentlich",
    "step.4": "Hervorragend",
  },
  [ID("greeting")]: {
    text: "Wie lange hat es bis zum Gruß gedauert?",
    help: "Von dem Augenblick an, in dem du am Taxi stehst",
    unit: "s",
  },
  [ID("bags")]: { text: "Wie viele Taschen wurden geladen?", unit: "Taschen" },
  [ID("loaded-at")]: { text: "Wann war die letzte Tasche verladen?" },
  [ID("card-words")]: { text: "Was verspricht die Karte?" },
};
const ARABIC = {
  [outside.id]: { name: "السيارة من الخارج" },
  [ID("polished")]: { text: "هل السيارة نظيفة تمامًا من الخارج؟" },
  [ID("car-kind")]: { text: "ما نوع السيارة؟", "option.a": "صالون", "option.d": "كهربائية" },
  [ID("looks")]: { "step.0": "سيئ" },
};

const ENGLISH = {
  ...CAB,
  touchpoints: [{ ...outside, questions: asked }, ...others],
  translations: { de: GERMAN, ar: ARABIC },
};
const answers = { looks: given(3), "car-kind": given("b"), bags: given("2") };
const all = `/field/visit/${ID("cab")}/moment/${outside.id}/`;
const one = (/** @type {string} */ language) => ({
  ...cab(begun(answers)),
  checklist: inLanguage(ENGLISH, language),
});

/** @type {Record<string, {path: string, visits: any[]}>} */
export const TRANSLATED = {
  "questions-in-german": { path: all, visits: [one("de")] },
  "questions-half-in-arabic": { path: all, visits: [one("ar")] },
  "journey-half-in-arabic": { path: `/field/visit/${ID("cab")}/`, visits: [one("ar")] },
};
