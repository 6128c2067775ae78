/** Visits about which a reviewer would ask: what the coach has to say at their end. */

import { ID } from "./checklists.js";
import { ALL, ALL_PHOTOS, begun, cab, given } from "./data.js";

const WORN = "He wore a white shirt, a black tie and polished shoes.";

const EXPLAINED = {
  smell: given(4),
  plate: given("no", { note: "A rack for bicycles hid half of it." }),
  stations: given("no", { note: "The radio stayed off all the way." }),
};

/** @param {Record<string, any>} answers */
const done = (answers) => cab(begun({ ...ALL, ...EXPLAINED, ...answers }, ALL_PHOTOS));

/** Nothing to ask about. */
export const well = () =>
  done({
    "card-words": given("Quickest, safest, cheapest, and in a friendly environment."),
    cups: given("yes", { note: "Two cups of coffee, and water from a bottle." }),
  });

/** Something of each kind that may be sent all the same. */
export const coached = () => {
  const visit = done({
    smell: given(1),
    belts: given("no", { note: "They were clean and the driver was very friendly." }),
    wears: given(["a", "b"], { note: WORN }),
    door: given("yes", { note: "Mr Miller held it open." }),
  });
  const coaching = { last_texts: [WORN], staff_names: [] };
  return { ...visit, item: { ...visit.item, coaching } };
};

/** A name that the checklist forbids. */
export const named = () => {
  const visit = done({ door: given("yes", { note: "Wally held it open." }) });
  return {
    ...visit,
    item: { ...visit.item, coaching: { last_texts: [], staff_names: ["Wally"] } },
    checklist: { ...visit.checklist, staff_names: "forbidden" },
  };
};

/** What is missing stands before what is advised. */
export const unfinished = () => {
  const visit = coached();
  const { [ID("loud")]: _, ...answers } = visit.document.answers;
  return { ...visit, document: { ...visit.document, answers } };
};
