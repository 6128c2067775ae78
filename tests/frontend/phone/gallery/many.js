/** One moment at which very much is asked, below one another. */

import { begun, CAB, cab, ID, photos } from "./data.js";

const MANY = 60;
const [, , , , , inside] = CAB.touchpoints;
const [asked] = inside.questions;
/** No two are as high as each other, and some are much higher. */
const KINDS = [
  {},
  { kind: "rating", steps: 5, good: null },
  { kind: "text", good: null, help: "In a sentence or two, as you would tell a friend." },
  { photo: { rule: "required", min: 1, max: 6 } },
];
const questions = Array.from({ length: MANY }, (_, place) => ({
  ...asked,
  photo: { rule: "none", min: 0, max: 6 },
  ...KINDS[place % KINDS.length],
  id: ID(`many-${place + 1}`),
  text: `Is shelf ${place + 1} as it should be?`,
}));
const touchpoints = CAB.touchpoints.map((one) => (one === inside ? { ...one, questions } : one));

/** @type {Record<string, {path: string, visits: any[]}>} */
export const OF_MANY = {
  "moment-many": {
    path: `/field/visit/${ID("cab")}/moment/${inside.id}/`,
    visits: [
      {
        ...cab(begun({}, photos(2, "many-4"))),
        checklist: { ...CAB, touchpoints },
      },
    ],
  },
};
