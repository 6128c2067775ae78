/** What a shopper does to a visit: each act is durable before it is called saved. */

import { NotAPhoto } from "./camera/capture.js";
import { missing, photoCounts } from "./model/checklist.js";
import * as visit from "./model/visit.js";
import { gettext, interpolate } from "./model/words.js";
import { Trouble } from "./sync/http.js";

/** @import { Develop } from "./camera/capture.js" */
/** @import { Checklist, Photo, StoredVisit, VisitDocument } from "./model/visit.js" */
/** @import { Photos } from "./storage/photos.js" */
/** @import { Visits } from "./storage/visits.js" */

/** An act that cannot be done, with a code for the screen and a sentence for the shopper. */
export class Refused extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "Refused";
    this.code = code;
  }
}

/** @template T @param {() => Promise<T>} call @returns {Promise<T>} what needs the server, and says so without it */
export async function reached(call) {
  try {
    return await call();
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const busy = gettext("The server is busy. Wait a little, then try again.");
    const away = gettext("The server cannot be reached. Try again where there is a network.");
    const code = trouble.kind === "unreachable" ? "offline" : trouble.kind;
    throw new Refused(code, trouble.kind === "busy" ? busy : away);
  }
}

/** @param {() => Promise<import("./sync/http.js").Reply>} call @returns {Promise<any>} what the server said yes with */
export async function granted(call) {
  const { status, body } = await reached(call);
  if (status !== 200) throw new Refused(body?.code ?? "refused", body?.detail ?? "");
  return body;
}

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
 * @property {(id: string, write: () => Promise<StoredVisit>) => Promise<StoredVisit>} saving - shows how the write goes
 *
 * @typedef {string|{id: string}} Named - an id, or whatever has one
 */

/** @param {Named} named */
export const idOf = (named) => (typeof named === "string" ? named : named.id);

/** @param {Tools} tools */
export function openWork(tools) {
  const { visits, photos, saving } = tools;
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
    return here.document ?? visit.begin(here.item, { ...sender, at: at() });
  }

  /** @param {StoredVisit} here @param {string} question @returns {boolean} opened by another answer's change */
  function isNewlyAsked(here, question) {
    const checklist = tools.checklistOf(here.item.checklist);
    if (!checklist || !here.document) return false;
    const counts = photoCounts(here.document);
    return missing(checklist, here.document, counts).some((need) => need.question === question);
  }

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

  /**
   * @param {Named} named
   * @param {Named} question
   * @param {Blob} file
   * @param {import("./camera/capture.js").Developed} developed
   */
  async function keepPhoto(named, question, file, { bytes, sha256, type, width, height }) {
    const taken = /** @type {File} */ (file).lastModified;
    const photo = {
      id: tools.makeId(),
      question: idOf(question),
      sha256,
      bytes: bytes.byteLength,
      type,
      width,
      height,
      taken_at: visit.moment(new Date(Math.min(taken || Infinity, tools.clock().getTime()))),
      caption: "",
      missing: "",
    };
    const sender = await tools.sender();
    await saving(idOf(named), () =>
      photos.add(idOf(named), photo, bytes, (here) =>
        changed(here, openDraft(here, photo.question, sender)),
      ),
    );
    return photo;
  }

  /**
   * @param {Named} named
   * @param {Named} question
   * @param {Iterable<Blob>} files
   * @returns {Promise<({photo: Photo}|{refused: string})[]>} one outcome for each file, in their order
   */
  async function addPhotos(named, question, files) {
    const outcomes = [];
    for (const file of files) {
      try {
        await requireRoom(named, idOf(question));
        const developed = await tools.develop(file);
        outcomes.push({ photo: await keepPhoto(named, question, file, developed) });
      } catch (trouble) {
        if (!(trouble instanceof NotAPhoto || trouble instanceof Refused)) throw trouble;
        outcomes.push({ refused: trouble.message });
      }
    }
    return outcomes;
  }

  /** @param {Named} named @param {string} question */
  async function requireRoom(named, question) {
    const here = await visits.get(idOf(named));
    const checklist = here && tools.checklistOf(here.item.checklist);
    const asked = checklist?.touchpoints.flatMap(({ questions }) => questions);
    const most = asked?.find(({ id }) => id === question)?.photo.max ?? 0;
    const lost = new Set(here ? visit.lostPhotos(here).map(({ id }) => id) : []);
    const listed = here?.document?.photos ?? [];
    const have = listed.filter((photo) => photo.question === question && !lost.has(photo.id));
    if (most && have.length >= most) {
      const text = gettext("This question takes %(most)s photos at most. Remove one first.");
      throw new Refused("enough", interpolate(text, { most }));
    }
  }

  /** @param {Named} named @param {Named} question @param {Blob} drawing - a PNG */
  async function addSignature(named, question, drawing) {
    const photo = await keepPhoto(named, question, drawing, await tools.develop(drawing));
    const here = await visits.get(idOf(named));
    const before = here?.document?.photos.filter(
      (one) => one.question === photo.question && one.id !== photo.id,
    );
    for (const { id } of before ?? []) await removePhoto(named, id);
    return { photo };
  }

  /** @param {Named} named @param {Named} photo */
  const removePhoto = (named, photo) =>
    saving(idOf(named), async () => {
      const here = await visits.get(idOf(named));
      const listed = here?.document?.photos.find(({ id }) => id === idOf(photo));
      if (here) openDraft(here, listed?.question ?? null, await tools.sender());
      return photos.remove(idOf(named), idOf(photo));
    });

  /** @param {Named} named @param {Named} photo @param {string} reason */
  async function declareMissing(named, photo, reason) {
    const here = await visits.get(idOf(named));
    const listed = here?.document?.photos.find(({ id }) => id === idOf(photo));
    return edit(named, listed?.question ?? null, (draft) => {
      if (!reason.trim()) throw new Refused("reason", gettext("Say why the photo is missing."));
      return visit.declareMissing(draft, idOf(photo), reason.trim());
    });
  }

  /** @param {Named} named */
  const endVisit = (named) =>
    saving(idOf(named), async () => {
      const sender = await tools.sender();
      return visits.update(idOf(named), (here) => {
        const draft = openDraft(here, null, sender);
        requireWhole(here, draft);
        return { ...changed(here, { ...draft, ended_at: at() }), ended: true };
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
    const checklist = tools.checklistOf(here.item.checklist);
    if (checklist && missing(checklist, draft, photoCounts(draft)).length) {
      throw new Refused("incomplete", gettext("Something is still missing. The list says what."));
    }
  }

  return {
    startVisit,
    say,
    answer,
    feel,
    addPhotos,
    addSignature,
    removePhoto,
    declareMissing,
    endVisit,
  };
}
