/** Visits that have a moment afterwards: before it, while one waits for it, and while it is open. */

import { CAB, ID } from "./checklists.js";
import { delivered, half, visit, whole } from "./data.js";

const WINDOW = { opens_after_hours: 168, open_for_hours: 72 };
const CALLED = {
  ...CAB.touchpoints[0].questions[0],
  id: ID("called"),
  text: "Did anybody call, write or thank you?",
  photo: { rule: "none", min: 0, max: 6 },
};
const WROTE = { ...CALLED, id: ID("wrote"), text: "What did they write?", required: false };
const AFTERWARDS = {
  ...CAB.touchpoints[0],
  id: ID("afterwards"),
  name: "A word of thanks",
  follow_through: WINDOW,
  questions: [CALLED, WROTE],
};
const LINE = { ...CAB, touchpoints: [...CAB.touchpoints, AFTERWARDS] };
const at = (rest = "") => `/field/visit/${ID("cab")}/${rest}`;

/** @param {any} record */
const later = (record) => ({ ...record, afterwards: [AFTERWARDS] });

/** It was handed in, and then opened. */
const open = () => {
  const record = whole();
  const said = {
    note: "Follow-through: A word of thanks",
    at: "2026-11-20T15:02:00+01:00",
    kind: "follow_through",
    until: "2026-11-23T15:02:00+01:00",
  };
  return {
    ...record,
    checklist: LINE,
    item: {
      ...record.item,
      status: "returned",
      returned: [CALLED, WROTE].map(({ id }) => ({ ...said, question: id })),
      closes_at: "2026-11-14T18:00:00+01:00",
    },
    open: new Set([CALLED.id, WROTE.id]),
  };
};
const waits = () => {
  const record = later(delivered());
  return { ...record, item: { ...record.item, follow_through_at: "2026-11-26T15:02:00+01:00" } };
};

/** @type {Record<string, {path: string, visits: any[]}>} */
export const AFTER = {
  "afterwards-in-the-briefing": { path: at(), visits: [later(visit("cab"))] },
  "afterwards-in-the-line": { path: at(), visits: [later(half())] },
  "afterwards-at-the-end": { path: at("end/"), visits: [later(whole())] },
  "afterwards-waited-for": { path: "/field/", visits: [waits()] },
  "afterwards-open": { path: "/field/", visits: [open()] },
  "afterwards-open-line": { path: at(), visits: [open()] },
  "afterwards-question": { path: at(`moment/${ID("afterwards")}/1/`), visits: [open()] },
};
