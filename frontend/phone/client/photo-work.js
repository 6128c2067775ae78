/** What a shopper does with photographs: each act is durable before it is called saved. */

import { idOf, Refused } from "./acting.js";
import { NotAPhoto } from "./camera/capture.js";
import * as album from "./model/album.js";
import { lostPhotos, moment } from "./model/visit.js";
import { gettext, interpolate } from "./model/words.js";

/** @import { Named } from "./acting.js" */
/** @import { Photo, StoredVisit, VisitDocument } from "./model/visit.js" */
/** @import { Tools } from "./work.js" */

/**
 * @typedef {object} Pen - how a document is changed
 * @property {(named: Named, question: string|null, edit: (draft: VisitDocument) => VisitDocument) => Promise<StoredVisit>} edit
 * @property {(here: StoredVisit, question: string|null, sender: {device: string, client: string}) => VisitDocument} openDraft
 * @property {(here: StoredVisit, draft: VisitDocument) => StoredVisit} changed
 */

/** @typedef {(here: StoredVisit, photo: Photo) => StoredVisit} List */

/** @param {Tools} tools @param {Pen} pen */
export function openPhotoWork(tools, { edit, openDraft, changed }) {
  const { visits, photos, saving } = tools;

  /**
   * @param {Named} named
   * @param {Named} question
   * @param {Blob} file
   * @param {import("./camera/capture.js").Developed} developed
   * @param {{known?: Partial<Photo>, place?: (draft: VisitDocument, photo: Photo) => VisitDocument, list?: List}} [how]
   *   what is known of it already, and where it goes if not to the end, or not into the document at all
   */
  async function keepPhoto(named, question, file, developed, how = {}) {
    const { bytes, sha256, type, width, height } = developed;
    const { known = {}, place = (draft) => draft, list } = how;
    const taken = /** @type {File} */ (file).lastModified;
    const photo = {
      id: tools.makeId(),
      question: idOf(question),
      sha256,
      bytes: bytes.byteLength,
      type,
      width,
      height,
      taken_at: moment(new Date(Math.min(taken || Infinity, tools.clock().getTime()))),
      caption: "",
      missing: "",
      ...known,
    };
    const sender = await tools.sender();
    await saving(idOf(named), () =>
      photos.add(idOf(named), photo, bytes, (here) => {
        const draft = openDraft(here, photo.question, sender);
        return list ? list(here, photo) : changed(here, place(draft, photo));
      }),
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

  /** @param {Named} named @param {Blob} file @param {List} list - beside the document */
  const jotPhoto = async (named, file, list) =>
    keepPhoto(named, "", file, await tools.develop(file), { list });

  /** @param {Named} named @param {string} question */
  async function requireRoom(named, question) {
    const here = await visits.get(idOf(named));
    const checklist = here && tools.checklistOf(here.item.checklist);
    const asked = checklist?.touchpoints.flatMap(({ questions }) => questions);
    const most = asked?.find(({ id }) => id === question)?.photo.max ?? 0;
    const lost = new Set(here ? lostPhotos(here).map(({ id }) => id) : []);
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

  /**
   * Put a changed picture in the place of a photograph, whose own bytes leave the phone.
   *
   * @param {Named} named
   * @param {Named} old
   * @param {Blob} file - from the camera, or the same picture retouched, which stays as old as it is
   */
  async function replacePhoto(named, old, file) {
    const here = await visits.get(idOf(named));
    const before = here?.document?.photos.find(({ id }) => id === idOf(old));
    if (!before) throw new Refused("lost", gettext("This photo cannot be read any more."));
    const { question, taken_at, caption } = before;
    const isOfNow = file instanceof File;
    const photo = await keepPhoto(named, question ?? "", file, await tools.develop(file), {
      known: isOfNow ? { caption } : { caption, taken_at },
      place: (draft, made) => album.swapPhoto(draft, before.id, made),
    });
    await saving(idOf(named), () => photos.remove(idOf(named), before.id));
    return { photo };
  }

  /** @param {Named} named @param {Named} photo @param {(draft: VisitDocument) => VisitDocument} change */
  async function editPhoto(named, photo, change) {
    const here = await visits.get(idOf(named));
    const listed = here?.document?.photos.find(({ id }) => id === idOf(photo));
    return edit(named, listed?.question ?? null, change);
  }

  /** @param {Named} named @param {Named} photo @param {string} caption */
  const describePhoto = (named, photo, caption) =>
    editPhoto(named, photo, (draft) => album.describePhoto(draft, idOf(photo), caption));

  /** @param {Named} named @param {Named} photo @param {1|-1} by - a place among those of its question */
  const movePhoto = (named, photo, by) =>
    editPhoto(named, photo, (draft) => album.movePhoto(draft, idOf(photo), by));

  /** @param {Named} named @param {Named} photo @param {string} reason */
  const declareMissing = (named, photo, reason) =>
    editPhoto(named, photo, (draft) => {
      if (!reason.trim()) throw new Refused("reason", gettext("Say why the photo is missing."));
      return album.declareMissing(draft, idOf(photo), reason.trim());
    });

  return {
    /** @type {typeof addPhotos} */
    addPhotos: (...given) => addPhotos(...given).finally(tools.photographed),
    addSignature,
    jotPhoto,
    removePhoto,
    /** @type {typeof replacePhoto} */
    replacePhoto: (...given) => replacePhoto(...given).finally(tools.photographed),
    describePhoto,
    movePhoto,
    declareMissing,
  };
}
