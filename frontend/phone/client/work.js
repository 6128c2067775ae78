/** What a shopper does to a visit: each act is durable before it is called saved. */

import { idOf, Refused } from "./acting.js";
import { missing, photoCounts, present } from "./model/checklist.js";
import * as visit from "./model/visit.js";
import { gettext } from "./model/words.js";
import { openPhotoWork } from "./photo-work.js";

/** @import { Named } from "./acting.js" */
/** @import { Develop } from "./camera/capture.js" */
/** @import { Checklist, StoredVisit, VisitDocument } from "./model/visit.js" */
/** @import { Photos } from "./storage/photos.js" */
/** @import { Visits } from "./storage/visits.js" */

/**
 * @typedef {object} Tools
 * @property {Visits} visits
 * @property {Photos} photos
 * @property {Develop} develop
 * @property {() => string} makeId
 * @property {() => Date} clock
 * @property {() => number} monotonic
 * @property {() => Promise<{device: string, client: string}>} sender
 * @property {(id: string) => Checklist|undefined} checklistOf
 * @property {() => Promise<unknown>} photographed - the camera is away, whatever came of it
 * @property {(id: string, write: () => Promise<StoredVisit>) => Promise<StoredVisit>} saving - shows how the write goes
 */

/** @param {Tools} tools */
export function openWork(tools) {
  const { visits, saving } = tools;
  const at = () => visit.moment(tools.clock());

  /**
   * @param {StoredVisit} here
   * @param {string|null} question - null where no single question is meant
   * @param {{device: string, client: string}} sender
   * @returns {VisitDocument} the document to change, begun where there is none
   */
  function openDraft(here, question, sender) {
    if (!visit.isEditable(here) && !visit.isMendable(here, question)) {
      throw new Refused(
        "closed",
        gettext("This visit is with the office now. It cannot be changed here."),
      );
    }
    const open = visit.openQuestions(here.item);
    if (question && open && !open.has(question) && !isNewlyAsked(here, question)) {
      throw new Refused(
        "closed",
        gettext("This question was not sent back, so its answer stands."),
      );
    }
    return here.document ?? { ...visit.begin(here.item, { ...sender, at: at() }), quiz: here.quiz };
  }

  /** @param {StoredVisit} here @param {VisitDocument|null} draft @returns {import("./model/checklist.js").Missing[]} */
  function gaps(here, draft) {
    const checklist = tools.checklistOf(here.item.checklist);
    if (!checklist || !draft) return [];
    return missing(present(checklist, visit.openQuestions(here.item)), draft, photoCounts(draft));
  }

  /** @param {StoredVisit} here @param {string} question @returns {boolean} opened by another answer's change */
  const isNewlyAsked = (here, question) =>
    gaps(here, here.document).some((need) => need.question === question);

  /** @param {StoredVisit} here @param {VisitDocument} draft @returns {StoredVisit} */
  const changed = (here, draft) => ({
    ...here,
    document: draft,
    change: here.change + 1,
    outgoing: { ...here.outgoing, parked: null, notBefore: 0 },
  });

  /**
   * @param {Named} named
   * @param {string|null} question
   * @param {(draft: VisitDocument) => VisitDocument} edit
   */
  const edit = (named, question, edit) =>
    saving(idOf(named), async () => {
      const sender = await tools.sender();
      return visits.update(idOf(named), (here) =>
        changed(here, edit(openDraft(here, question, sender))),
      );
    });

  /**
   * A tool's change to what stays on this phone, and by `edit` to the document in the same write.
   *
   * @param {Named} named
   * @param {(here: StoredVisit, edit: (question: string|null, make: (draft: VisitDocument) => VisitDocument) => StoredVisit) => StoredVisit} change
   */
  const rework = (named, change) =>
    saving(idOf(named), async () => {
      const sender = await tools.sender();
      return visits.update(idOf(named), (here) =>
        change(here, (question, make) => changed(here, make(openDraft(here, question, sender)))),
      );
    });

  /** @param {Named} named */
  const startVisit = (named) => edit(named, null, (draft) => draft);

  /** @param {Named} named @param {visit.Wish["act"]|null} act - null takes back what is not sent @param {object} [body] */
  const say = (named, act, body = {}) =>
    saving(idOf(named), () =>
      visits.update(idOf(named), (here) => ({
        ...here,
        wish: act && { id: tools.makeId(), act, body, told: "" },
      })),
    );

  /** @param {Named} named @param {Named} question @param {Partial<visit.Answer>|null} given */
  const answer = (named, question, given) =>
    edit(named, idOf(question), (draft) =>
      visit.answer(draft, idOf(question), given ? whole(given) : null),
    );

  /** @param {Partial<visit.Answer>} given @returns {visit.Answer} */
  const whole = ({ state = "answered", value = null, note = "", reason = "" }) => ({
    state,
    value: state === "answered" ? value : null,
    note,
    reason,
    at: at(),
    monotonic_ms: Math.round(tools.monotonic()),
  });

  /** @param {{feeling: string, note?: string}} given @returns {visit.Feeling} */
  const felt = ({ feeling, note = "" }) => ({
    feeling: /** @type {visit.Feeling["feeling"]} */ (feeling),
    note,
    at: at(),
  });

  /** @param {Named} named @param {Named} touchpoint @param {{feeling: string, note?: string}|null} given */
  const feel = (named, touchpoint, given) =>
    edit(named, null, (draft) => visit.feel(draft, idOf(touchpoint), given ? felt(given) : null));

  /** @param {Named} named @param {visit.PassedOver[]} told - what was remarked, and is sent all the same */
  const passOver = (named, told) => edit(named, null, (draft) => ({ ...draft, passed_over: told }));

  /** @param {Named} named @param {visit.PassedOver[]} [told] */
  const endVisit = (named, told) =>
    saving(idOf(named), async () => {
      const sender = await tools.sender();
      return visits.update(idOf(named), (here) => {
        const draft = openDraft(here, null, sender);
        requireWhole(here, draft);
        return {
          ...changed(here, { ...draft, ended_at: at(), ...(told && { passed_over: told }) }),
          ended: true,
        };
      });
    });

  /** @param {StoredVisit} here @param {VisitDocument} draft */
  function requireWhole(here, draft) {
    if (visit.lostPhotos(here).length) {
      throw new Refused(
        "lost",
        gettext("A photo cannot be read any more. Take it again, or say why it is missing."),
      );
    }
    if (gaps(here, draft).length) {
      throw new Refused("incomplete", gettext("Something is still missing. The list says what."));
    }
  }

  return {
    rework,
    startVisit,
    say,
    answer,
    feel,
    passOver,
    endVisit,
    ...openPhotoWork(tools, { edit, openDraft, changed }),
  };
}
