/** Photographs and signatures: taking, looking, removing, and saying that one is lost. */

import { isBad } from "../model/checklist.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useEffect, useRef, useState } from "../vendor/vendor.js";
import { Dialog, Failure, Icon, Notice, useTask } from "./basics.js";
import { Lines } from "./inputs.js";
import { Later } from "./later.js";
import { clock } from "./wording.js";

/** @import { Answer, Photo, Question } from "../model/visit.js" */
/** @import { App, Given, VisitRecord } from "./ports.js" */

/**
 * @typedef {object} EvidenceProps
 * @property {App} app
 * @property {VisitRecord} record
 * @property {Question} question
 * @property {Answer|Given|null|undefined} answer
 * @property {boolean} [closed] - to look at only
 */

const INTENT_PATIENCE_MS = 300;

/** @param {VisitRecord} record @param {Question} question */
export const photosOf = (record, question) =>
  record.document.photos.filter((photo) => photo.question === question.id);

/** @param {VisitRecord} record @param {Photo} photo */
export const isLost = (record, photo) =>
  record.photos[photo.id]?.state === "lost" && !photo.missing.trim();

/** @param {EvidenceProps} props */
export function Photos({ app, record, question, answer, closed }) {
  const photos = photosOf(record, question);
  const isAnswer = question.kind === "photo";
  if (!photos.length && (closed || (question.photo.rule === "none" && !isAnswer))) return null;
  const { need, title } = closed
    ? { need: 0, title: gettext("Photos") }
    : demand(question, answer, isAnswer);
  const most = Math.max(question.photo.max || need || 1, need);
  return html`<div class="evidence">
    <p class="section">${title}</p>
    <${Grid} app=${app} record=${record} photos=${photos} closed=${closed}>
      ${
        !closed &&
        photos.length < most &&
        html`<${Camera} app=${app} record=${record} question=${question} room=${most - photos.length} />`
      }
    <//>
    ${!closed && photos[0] && html`<${Later} tool="noticed" silent app=${app} record=${record} question=${question} photos=${photos} />`}
    ${
      !closed &&
      photos.length >= most &&
      html`<p class="meta">${interpolate(
        ngettext("%(count)s photo is the most here.", "%(count)s photos are the most here.", most),
        { count: most },
      )}</p>`
    }
    ${
      !closed &&
      photos
        .filter((photo) => isLost(record, photo))
        .map(
          (photo) => html`
      <${Lost} key=${photo.id} app=${app} record=${record} question=${question} photo=${photo} />`,
        )
    }
  </div>`;
}

/**
 * @param {Question} question
 * @param {EvidenceProps["answer"]} answer
 * @param {boolean} isAnswer
 */
function demand(question, answer, isAnswer) {
  const { rule, min } = question.photo;
  const bad = rule === "required_when_bad" && isBad(question, /** @type {any} */ (answer));
  const due = rule === "required" || bad || (isAnswer && question.required);
  const count = Math.max(1, min);
  if (!due) return { need: 0, title: gettext("Photos, if you like") };
  const least = ngettext("At least one photo", "At least %(count)s photos", count);
  return { need: count, title: interpolate(least, { count }) };
}

/** @param {{app: App, record: VisitRecord, photos: Photo[], closed?: boolean, children?: any}} props */
function Grid({ app, record, photos, closed, children }) {
  const [seen, setSeen] = useState(/** @type {string|null} */ (null));
  const place = photos.findIndex(({ id }) => id === seen);
  return html`<ul class="photos">
      ${photos.map(
        (photo, index) => html`<li key=${photo.id}><${Thumb} app=${app} record=${record}
        photo=${photo} number=${index + 1} of=${photos.length} onOpen=${() => setSeen(photo.id)} /></li>`,
      )}
      ${children}
    </ul>
    ${
      place >= 0 &&
      html`<${Dialog} title=${photoName(photos[place], place + 1, photos.length, record)} onClose=${() => setSeen(null)}>
      <${Later} tool="photo" app=${app} record=${record} photo=${photos[place]} place=${place}
        count=${photos.length} closed=${closed} onShow=${setSeen} onClose=${() => setSeen(null)} /><//>`
    }`;
}

/** @param {Photo} photo @param {number} number @param {number} count @param {VisitRecord} record */
const photoName = (photo, number, count, record) =>
  [
    interpolate(gettext("Photo %(number)s of %(count)s"), { number, count }),
    photo.taken_at && clock(photo.taken_at, record.item.location.time_zone),
  ]
    .filter(Boolean)
    .join(", ");

/** The stored picture of a photo, as long as it is on the screen. @param {App} app @param {string} photo */
export function usePicture(app, photo) {
  const [url, setUrl] = useState("");
  useEffect(() => {
    let mine = "";
    let gone = false;
    app.actions.photoUrl(photo).then(
      (made) => {
        if (gone) return URL.revokeObjectURL(made);
        mine = made;
        return setUrl(made);
      },
      () => undefined,
    );
    return () => {
      gone = true;
      if (mine) URL.revokeObjectURL(mine);
    };
  }, [photo]);
  return url;
}

/** @param {{app: App, record: VisitRecord, photo: Photo, number: number, of: number, onOpen: () => void}} props */
function Thumb({ app, record, photo, number, of, onOpen }) {
  const url = usePicture(app, photo.id);
  const missing = photo.missing.trim();
  const lost = isLost(record, photo);
  const name = photoName(photo, number, of, record);
  const state = lost ? gettext("cannot be read") : missing ? gettext("missing") : "";
  const arrived = record.photos[photo.id]?.state === "confirmed";
  return html`<button type="button" class="thumb ${lost ? "lost" : ""}" onClick=${onOpen}
    aria-label=${[name, state, arrived && gettext("delivered")].filter(Boolean).join(", ")}>
    ${url && !state ? html`<img src=${url} alt="" />` : html`<${Icon} name=${state ? "alert" : "image"} />`}
    ${state && html`<span class="state">${state}</span>`}
    ${!state && html`<span class="badge" aria-hidden="true">${arrived ? html`<${Icon} name="check" />` : number}</span>`}</button>`;
}

/**
 * Opens the camera. What is about to be photographed is noted first: some phones end the page meanwhile.
 *
 * @param {{app: App, record: VisitRecord, question: Question, room: number, instead?: Photo, onTaken?: (photo: string) => void}} props
 */
export function Camera({ app, record, question, room, instead, onTaken }) {
  const camera = useRef(/** @type {HTMLInputElement|null} */ (null));
  const album = useRef(/** @type {HTMLInputElement|null} */ (null));
  const [refused, setRefused] = useState(/** @type {string[]} */ ([]));
  const { busy, failure, run } = useTask();
  const open = async (/** @type {{current: HTMLInputElement|null}} */ input) => {
    const patience = new Promise((resolve) => setTimeout(resolve, INTENT_PATIENCE_MS));
    await Promise.race([
      app.actions.intend(record.id, question.id).catch(() => undefined),
      patience,
    ]);
    input.current?.click();
  };
  const take = async (/** @type {Event} */ event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const files = [...(input.files ?? [])].slice(0, room);
    input.value = "";
    if (files.length) await run(() => keep(files));
  };
  const keep = async (/** @type {File[]} */ files) => {
    if (instead) {
      const made = await app.actions.replacePhoto(record.id, instead.id, files[0]);
      return onTaken?.(made.photo.id);
    }
    const results = await app.actions.addPhotos(record.id, question.id, files);
    setRefused(results.flatMap(({ refused: reason }) => (reason ? [reason] : [])));
    return undefined;
  };
  const intent = app.state.intent.value;
  const interrupted = intent?.visit === record.id && intent.question === question.id;
  const label = instead ? gettext("Take it again") : gettext("Take photo");
  const away = () => app.actions.intend(null).catch(() => undefined);
  const fields = html`
    <input type="file" accept="image/*" capture="environment" hidden ref=${camera} onChange=${take} onCancel=${away} />
    <input type="file" accept="image/*" multiple hidden ref=${album} onChange=${take} onCancel=${away} />`;
  const faults = html`<${Failure} text=${[failure, ...refused].filter(Boolean).join(" ")} />`;
  if (instead) {
    return html`${fields}<button type="button" class="btn ${onTaken ? "quiet" : ""}" disabled=${busy}
      onClick=${() => open(camera)}>${label}</button>${faults}`;
  }
  return html`<li><button type="button" class="add" disabled=${busy} aria-busy=${busy}
        onClick=${() => open(camera)}><${Icon} name="camera" />${busy ? gettext("Saving…") : label}</button></li>
    <li><button type="button" class="add calm" disabled=${busy} onClick=${() => open(album)}>
        <${Icon} name="image" />${gettext("Choose")}</button></li>
    <li class="all">${fields}
      ${
        interrupted &&
        !busy &&
        html`<${Notice}><p>${gettext(
          "The camera closed the app before the photo arrived. Please take it again.",
        )}</p><//>`
      }${faults}</li>`;
}

/**
 * The two ways out where a photo cannot be read any more.
 *
 * @param {{app: App, record: VisitRecord, question: Question, photo: Photo, children?: any}} props
 */
export function Lost({ app, record, question, photo, children }) {
  const [saying, setSaying] = useState(false);
  const [reason, setReason] = useState("");
  const { busy, failure, run } = useTask();
  const declare = () => run(() => app.actions.declareMissing(record.id, photo.id, reason.trim()));
  return html`<${Notice}>${children}
    <p>${gettext("One photo cannot be read any more. Take it again, or send without it and say why.")}</p>
    ${
      saying &&
      html`<${Lines} label=${gettext("Why is it missing?")} value=${reason} most=${300}
      onText=${setReason} />`
    }
    <${Failure} text=${failure} />
    <div class="choices">
      ${!saying && html`<${Camera} app=${app} record=${record} question=${question} room=${1} instead=${photo} />`}
      ${
        saying
          ? html`<button type="button" class="btn" disabled=${busy || !reason.trim()} onClick=${declare}>
            ${gettext("Send without it")}</button>`
          : html`<button type="button" class="btn quiet" onClick=${() => setSaying(true)}>
            ${gettext("Send without it")}</button>`
      }
    </div><//>`;
}
