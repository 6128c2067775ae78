/** A checklist that encloses a quiz and pictures: before it is passed, and after. */

import { begun, CAB, cab, ID, visit } from "./data.js";

/** A small drawn picture: a lit roof sign. */
const SIGN =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAKAAAABkAQMAAAA7eKnMAAAABlBMVEXzxk8gND+mQh9CAAAAf0lEQVR42mP8z4AJmBhGBUcFaS74lxEKFCCi////////A0wN+///////h6iEC/5B0v4AJvgPSfAATPA/btshFiG49QiLhngg8///////jyHmeBYo/ZFxuCRvSAJrQOXi0e4A4zIiCSqgqoGQAqiBBhHkgQlKQAwZLdJHBWkpCADMJC7YINUZcAAAAABJRU5ErkJggg==";
const picture = (/** @type {string} */ alt) => ({ src: SIGN, alt });

export const QUIZ = [
  {
    text: "May you take notes where the driver can see you?",
    options: ["Yes, a few", "No, never"],
    right: 1,
    why: "Whoever writes is noticed. Jot a word on the phone, as one writes a message.",
  },
  {
    text: "You are offered a receipt before you asked. What do you do?",
    options: ["Take it, and keep it", "Decline, to be polite"],
    right: 0,
    why: "It pays your fare back, and it proves the time.",
  },
];

const [outside, ...others] = CAB.touchpoints;
const [polished, ...further] = outside.questions;
const shown = { ...polished, example: picture("The cab from a front corner, whole, no faces") };
export const ENCLOSING = {
  ...CAB,
  quiz: QUIZ,
  pictures: [picture("The rank at the ferry exit"), picture("The roof sign, lit")],
  touchpoints: [{ ...outside, questions: [shown, ...further] }, ...others],
};
const passed = { quiz: { passed_at: "2026-11-20T20:00:00+01:00", tries: 2 } };
const briefing = `/field/visit/${ID("cab")}/`;

/** @type {Record<string, {path: string, visits: any[]}>} */
export const ENCLOSED = {
  "briefing-quiz": { path: briefing, visits: [visit("cab", { checklist: ENCLOSING })] },
  "briefing-quiz-passed": {
    path: briefing,
    visits: [visit("cab", { checklist: ENCLOSING, record: passed })],
  },
  "photo-example": {
    path: `/field/visit/${ID("cab")}/moment/${outside.id}/1/`,
    visits: [{ ...cab(begun()), checklist: ENCLOSING }],
  },
};
