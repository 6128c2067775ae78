/** Visits that are only tried out: marked so wherever one is in them. */

import { GENERAL, practiceOf } from "/client/tools/practice/beginning.js";
import { generalChecklist, generalItem } from "/client/tools/practice/general.js";
import { ID } from "./checklists.js";
import { coached, unfinished } from "./coached.js";
import { arabic, begun, cab, given, half, NOTHING, visit } from "./data.js";
import { ENCLOSING } from "./enclosed.js";

const AT = new Date("2026-11-21T13:50:00+01:00");

/** What the phone makes of a practice that was begun. @param {any} item @param {any} checklist */
export const practised = (item, checklist) => ({
  ...{ id: item.id, item, checklist, document: item.document, photos: {}, ended: false },
  ...{ editable: true, open: null, afterwards: [], delivery: NOTHING },
});

/** The same visit, as one of which the office never hears. @param {any} record */
const only = (record, id = ID("practice")) => ({
  ...record,
  id,
  item: { ...record.item, id, practice: record.id, status: "in_progress" },
});

const general = () => {
  const checklist = generalChecklist("en");
  return practised(
    { ...practiceOf(generalItem(checklist, AT), GENERAL, AT), id: ID("general") },
    checklist,
  );
};
const at = (rest = "", id = "practice") => `/field/visit/${ID(id)}/${rest}`;

/** @type {Record<string, {path: string, visits: any[]}>} */
export const PRACTISED = {
  "practice-offered": { path: `/field/visit/${ID("cab")}/`, visits: [visit("cab")] },
  "practice-under-way": {
    path: `/field/visit/${ID("cab")}/`,
    visits: [visit("cab"), only(half())],
  },
  "practice-line": { path: at(), visits: [visit("cab"), only(half())] },
  "practice-moment": {
    path: at(`moment/${ID("inside")}/3/`),
    visits: [visit("cab"), only(half())],
  },
  "practice-all": { path: at(`moment/${ID("inside")}/`), visits: [visit("cab"), only(half())] },
  "practice-briefing": { path: at("briefing/"), visits: [visit("cab"), only(half())] },
  "practice-quiz": { path: at(), visits: [only({ ...cab(begun()), checklist: ENCLOSING })] },
  "practice-quiz-half-way": { path: at(), visits: [only({ ...half(), checklist: ENCLOSING })] },
  "practice-end": { path: at("end/"), visits: [visit("cab"), only(unfinished())] },
  "practice-end-coached": { path: at("end/"), visits: [only(coached())] },
  "practice-in-the-list": { path: "/field/", visits: [visit("cab"), only(half())] },
  "practice-alone-in-the-list": { path: "/field/", visits: [only(half())] },
  "practice-behind-the-camera": {
    path: "/field/",
    visits: [visit("cab"), only(half())],
    intent: { visit: ID("practice"), question: ID("clean") },
  },
  "practice-not-in-the-outbox": {
    path: "/field/outbox/",
    visits: [only({ ...half(), delivery: { ...NOTHING, state: "on_phone" } })],
  },
  "practice-general": { path: at("", "general"), visits: [general()] },
  "practice-general-briefing": { path: at("briefing/", "general"), visits: [general()] },
  "practice-general-in-me": { path: "/field/me/", visits: [general()] },
  "practice-general-question": {
    path: at("moment/practice-welcome/2/", "general"),
    visits: [general()],
  },
  "practice-arabic": {
    path: at(`moment/${ID("ar-1")}/1/`),
    visits: [only(arabic({ document: begun({ "ar-q": given("yes") }) }))],
  },
};
