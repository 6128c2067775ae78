/** What a shopper can practise without any visit: a few questions of each kind, about whatever place is near. */

import { uuidv7 } from "../../model/identity.js";
import { gettext } from "../../model/words.js";

/** @import { Checklist, Question, Touchpoint, VisitItem } from "../../model/visit.js" */

/** @param {string} id @param {Question["kind"]} kind @param {string} text @param {Partial<Question>} [more] @returns {Question} */
const question = (id, kind, text, more = {}) => ({
  ...{ id, kind, text, help: "", role: "standard", weight: "1", knock_out: false, required: true },
  ...{ not_applicable: false, could_not_check: true, good: kind === "yes_no" ? "yes" : null },
  ...{ options: [], steps: null, step_labels: [], bands: [], unit: "" },
  ...{ minimum: null, maximum: null, condition: null },
  photo: { rule: "none", min: 0, max: 0 },
  note: { rule: "optional", min: 0, max: 1000 },
  ...more,
});

/** @param {string} id @param {string} name @param {string} kind @param {Question[]} questions @returns {Touchpoint} */
const touchpoint = (id, name, kind, questions) => ({
  ...{ id, name, kind, questions, channel: "in_person", controlled: true },
  ...{ weight: "1", floor: "60", magic: "90" },
  looks_like: { misery: "", mediocrity: "", magic: "" },
});

const atTheDoor = () => [
  question("practice-open", "yes_no", gettext("Can one see from outside that it is open?"), {
    note: { rule: "required_when_bad", min: 15, max: 1000 },
  }),
  question("practice-entrance", "photo", gettext("Take a photo of the entrance."), {
    photo: { rule: "required", min: 1, max: 3 },
  }),
];

const theWelcome = () => [
  question("practice-noticed", "duration", gettext("How long until somebody noticed you?"), {
    help: gettext("Start the watch at the door. A look or a nod is enough to stop it."),
    bands: [{ up_to: null, share: "1" }],
  }),
  question("practice-friendly", "rating", gettext("How friendly was the welcome?"), {
    steps: 5,
    step_labels: [gettext("Not at all"), "", "", "", gettext("Very")],
  }),
];

const goodbye = () => [
  question("practice-more", "yes_no", gettext("Did anybody do more than you expected?"), {
    role: "extra",
    required: false,
  }),
  question("practice-remember", "text", gettext("What will you remember of it?"), {
    text_min: 20,
  }),
];

/** @param {string} language - of the words on the screen @returns {Checklist} */
export const generalChecklist = (language) => ({
  id: uuidv7(),
  name: gettext("A first try"),
  version: 1,
  language,
  briefing: gettext(
    "Go into any shop or café near you, look around and answer what is asked. Everything works as it does in a real visit, only that nothing is sent.",
  ),
  touchpoints: [
    touchpoint("practice-door", gettext("At the door"), "place", atTheDoor()),
    touchpoint("practice-welcome", gettext("The welcome"), "people", theWelcome()),
    touchpoint("practice-goodbye", gettext("Goodbye"), "people", goodbye()),
  ],
});

/** @param {Checklist} checklist @param {Date} now @returns {VisitItem} */
export const generalItem = ({ id }, now) => ({
  ...{ id: "", status: "", rev: null, checklist: id, lens: "shopper", briefing: "", fee: null },
  location: {
    ...{ name: gettext("A shop or café near you"), organization: "", address: "", city: "" },
    ...{ postal_code: "", country: "", latitude: null, longitude: null, directions: "" },
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  },
  opens_at: now.toISOString(),
  closes_at: now.toISOString(),
  ...{ returned: [], document: null, photos: [], receipt: null, submitted_at: null },
});
