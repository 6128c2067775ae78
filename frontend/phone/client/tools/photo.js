/** One photograph, large: what it shows in a line, its place, and how it is changed before it is sent. */

import { Failure, Icon, useTask } from "../components/basics.js";
import { Camera, usePicture } from "../components/evidence.js";
import { Lines } from "../components/inputs.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { Retouch } from "./retouch.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Photo, Question } from "../model/visit.js" */

const LONGEST_CAPTION = 300;

/**
 * @typedef {object} PhotoProps
 * @property {App} app
 * @property {VisitRecord} record
 * @property {Photo} photo
 * @property {number} place - among those of its question, from 0
 * @property {number} count
 * @property {boolean} [closed] - to look at only
 * @property {(photo: string) => void} onShow - the one that came in its place
 * @property {() => void} onClose
 */

/** @param {PhotoProps} props */
export function Tool({ app, record, photo, place, count, closed, onShow, onClose }) {
  const [mood, setMood] = useState(/** @type {"look"|"retouch"|"remove"} */ ("look"));
  const { busy, failure, run } = useTask();
  const url = usePicture(app, photo.id);
  const keep = (/** @type {Blob} */ picture) =>
    run(async () => {
      const made = await app.actions.replacePhoto(record.id, photo.id, picture);
      setMood("look");
      onShow(made.photo.id);
    });
  const remove = async () => {
    if (await run(() => app.actions.removePhoto(record.id, photo.id))) onClose();
  };
  const move = (/** @type {1|-1} */ by) =>
    run(() => app.actions.movePhoto(record.id, photo.id, by));
  if (mood === "retouch" && url) {
    const wasSent = record.photos[photo.id]?.state === "confirmed";
    return html`<${Retouch} url=${url} busy=${busy} wasSent=${wasSent} onKeep=${keep}
        onLeave=${() => setMood("look")} /><${Failure} text=${failure} />`;
  }
  return html`${
    url
      ? html`<img class="large" src=${url} alt=${photo.caption || gettext("The photo")} />`
      : html`<p class="meta">${photo.missing || gettext("This picture is not on the phone.")}</p>`
  }
    ${closed && photo.caption && html`<p dir="auto">${photo.caption}</p>`}
    ${
      !closed &&
      url &&
      html`<div class="tools">
        <button type="button" disabled=${busy || place === 0} onClick=${() => move(-1)}><${Icon} name="back" />${gettext("Earlier")}</button>
        <button type="button" disabled=${busy} onClick=${() => setMood("retouch")}><${Icon} name="image" />${gettext("Turn or cover")}</button>
        <button type="button" disabled=${busy || place === count - 1} onClick=${() => move(1)}><${Icon} name="next" />${gettext("Later")}</button>
      </div>
      <${Lines} label=${gettext("What it shows, if you like")} value=${photo.caption ?? ""} most=${LONGEST_CAPTION}
        onText=${(/** @type {string} */ text) => app.actions.describePhoto(record.id, photo.id, text)} />`
    }
    <${Failure} text=${failure} />
    <${Ways} app=${app} record=${record} photo=${photo} closed=${closed} busy=${busy} isSure=${mood === "remove"}
      onAsk=${() => setMood("remove")} onRemove=${remove} onShow=${onShow} onClose=${onClose} />`;
}

/** How one leaves: without it, with another in its place, or with it as it is. @param {any} props */
function Ways({ app, record, photo, closed, busy, isSure, onAsk, onRemove, onShow, onClose }) {
  if (closed) {
    return html`<div class="choices"><button type="button" class="btn" onClick=${onClose}>${gettext("Close")}</button></div>`;
  }
  if (isSure) {
    return html`<p role="status">${gettext("Remove this photo? It cannot be brought back.")}</p>
      <div class="choices">
        <button type="button" class="btn need" disabled=${busy} onClick=${onRemove}>${gettext("Remove it")}</button>
        <button type="button" class="btn quiet" onClick=${onClose}>${gettext("Keep it")}</button></div>`;
  }
  return html`<div class="choices">
      <button type="button" class="btn quiet" onClick=${onAsk}>${gettext("Remove")}</button>
      <${Camera} app=${app} record=${record} question=${questionOf(record, photo)} room=${1} instead=${photo} onTaken=${onShow} />
    </div><div class="choices tall"><button type="button" class="btn" onClick=${onClose}>${gettext("Close")}</button></div>`;
}

/** @param {VisitRecord} record @param {Photo} photo @returns {Question|undefined} */
const questionOf = ({ checklist }, photo) =>
  checklist.touchpoints
    .flatMap(({ questions }) => questions)
    .find(({ id }) => id === photo.question);
