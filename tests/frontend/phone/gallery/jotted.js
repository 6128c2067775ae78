/** Visits with something jotted down: words, a time, a photograph; told, done with, or still to be told. */

import { ID } from "./checklists.js";
import { answered, arabic, begun, given, half, photos, whole } from "./data.js";

const jot = (id, kind, minute, more = {}) => ({
  ...{ id, kind, at: `2026-11-21T14:${minute}:00.000+01:00`, text: "", photo: null },
  ...{ place: { touchpoint: ID("inside"), question: ID("clean") }, settled: null },
  ...more,
});

const WORDS = jot("words", "words", 12, {
  text: "Crumbs on the left seat, a wrapper under the mat",
});
const TIME = jot("time", "time", 21, {
  place: { touchpoint: ID("welcome"), question: ID("greeting") },
});
const [TAKEN] = photos(1, "jotted");
const PICTURE = jot(TAKEN.id, "photo", 24, { place: null, photo: { ...TAKEN, question: "" } });
const at = "2026-11-21T14:30:00.000+01:00";
const TOLD = jot("told", "words", 13, {
  text: "The seat belt was stuck",
  settled: { into: { touchpoint: ID("inside"), question: ID("belts") }, at, before: null },
});
const DONE = jot("done", "time", 14, { settled: { into: null, at, before: null } });

const ALL = [WORDS, TIME, PICTURE];
const path = (/** @type {string} */ rest) => `/field/visit/${ID("cab")}/${rest}`;
const atClean = path(`moment/${ID("inside")}/3/`);
const empty = { ...answered({ greeting: null }) };
delete empty.document.answers[ID("greeting")];

/** @type {Record<string, {path: string, visits: any[]}>} */
export const JOTTED = {
  jotted: { path: atClean, visits: [{ ...half(), jots: ALL }] },
  "jotted-told": { path: atClean, visits: [{ ...half(), jots: [TOLD, DONE] }] },
  "jotted-time": {
    path: path(`moment/${ID("welcome")}/1/`),
    visits: [{ ...empty, jots: [TIME] }],
  },
  "jotted-picture": {
    path: path(`moment/${ID("inside")}/4/`),
    visits: [{ ...half(), jots: [PICTURE] }],
  },
  "jotted-lost": {
    path: atClean,
    visits: [{ ...half(), jots: [PICTURE], photos: { [TAKEN.id]: { state: "lost" } } }],
  },
  "jotted-line": { path: path(""), visits: [{ ...half(), jots: ALL }] },
  "end-jotted": { path: path("end/"), visits: [{ ...whole(), jots: ALL }] },
  "jotted-arabic": {
    path: path(`moment/${ID("ar-1")}/1/`),
    visits: [
      {
        ...arabic({ document: begun({ "ar-q": given("yes") }) }),
        jots: [jot("words", "words", 12, { text: "طابور طويل", place: null }), TIME],
      },
    ],
  },
};
