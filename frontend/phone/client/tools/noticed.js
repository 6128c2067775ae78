/** Beside a photograph: that it is blurred, dark or there twice, with one tap to take it again and one to keep it. */

import { Failure, Notice, useTask } from "../components/basics.js";
import { Camera, isLost } from "../components/evidence.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useEffect } from "../vendor/vendor.js";
import { faultOf, isDouble } from "./noticed/signs.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Photo, Question } from "../model/visit.js" */
/** @import { Signs } from "./noticed/signs.js" */

/** @typedef {{app: App, record: VisitRecord, question: Question, photos: Photo[]}} NoticedProps */

/** @type {Worker|null} */
let worker = null;
/** Photographs that are being looked at, or cannot be. @type {Set<string>} */
const begun = new Set();
/** @type {Promise<unknown>} */
let turn = Promise.resolve();

/** @param {NoticedProps} props */
export function Tool({ app, record, question, photos }) {
  const unseen = photos.filter(({ id }) => isToBeSeen(record, id)).map(({ id }) => id);
  useEffect(() => {
    for (const id of unseen) {
      begun.add(id);
      turn = turn.then(() => look(app, record.id, id)).catch(() => {});
    }
  }, [unseen.join()]);
  return html`<div role="status">${photos.map((photo, place) => {
    const words = wordsOf(record, photo);
    return (
      words &&
      html`<${Line} key=${photo.id} app=${app} record=${record} question=${question} photo=${photo}
        name=${interpolate(gettext("Photo %(number)s of %(count)s"), { number: place + 1, count: photos.length })}
        words=${words} />`
    );
  })}</div>`;
}

/** One that was taken on this phone, and that nobody has looked at. @param {VisitRecord} record @param {string} id */
const isToBeSeen = ({ noticed, photos }, id) =>
  !noticed?.[id] && !begun.has(id) && photos[id]?.state === "stored";

/**
 * What is seen is written down beside the visit, long after the photograph was called saved.
 *
 * @param {App} app
 * @param {string} visit
 * @param {string} photo
 */
async function look(app, visit, photo) {
  const url = await app.actions.photoUrl(photo);
  const signs = await seen(url).finally(() => URL.revokeObjectURL(url));
  await note(app, visit, photo, signs);
}

/** @param {App} app @param {string} visit @param {string} photo @param {Signs} signs */
const note = (app, visit, photo, signs) =>
  app.actions.rework(visit, (here) => {
    const listed = new Set(here.document?.photos.map(({ id }) => id));
    const known = Object.entries(here.noticed ?? {}).filter(([id]) => listed.has(id));
    return { ...here, noticed: { ...Object.fromEntries(known), [photo]: signs } };
  });

/** @param {string} url - of a picture @returns {Promise<Signs>} */
async function seen(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const picture = await createImageBitmap(image);
  worker ??= new Worker(new URL("./look-worker.js", import.meta.url), { type: "module" });
  const mine = worker;
  return new Promise((resolve, reject) => {
    mine.onmessage = ({ data }) => resolve(data);
    mine.onerror = () => {
      mine.terminate();
      worker = null;
      reject(new Error("the picture could not be looked at"));
    };
    mine.postMessage(picture, [picture]);
  });
}

/** What is to be said of a photograph; empty where nothing is, or where the shopper has said it stays. @param {VisitRecord} record @param {Photo} photo */
function wordsOf(record, photo) {
  const signs = record.noticed?.[photo.id];
  if (!signs || signs.kept || photo.missing.trim() || isLost(record, photo)) return "";
  const fault = faultOf(signs);
  if (fault === "dark") return gettext("This photo is very dark.");
  if (fault === "blurred") return gettext("This photo looks blurred.");
  return hasTwin(record, photo, signs)
    ? gettext("This photo shows the same as an earlier one of this visit.")
    : "";
}

/** @param {VisitRecord} record @param {Photo} photo @param {Signs} signs */
function hasTwin({ document: { photos }, noticed }, photo, signs) {
  const earlier = photos.slice(
    0,
    photos.findIndex(({ id }) => id === photo.id),
  );
  return earlier.some(({ id, sha256 }) => {
    const other = noticed?.[id];
    return sha256 === photo.sha256 || (other && isDouble(other, signs));
  });
}

/** @param {NoticedProps & {photo: Photo, name: string, words: string} | any} props */
function Line({ app, record, question, photo, name, words }) {
  const { busy, failure, run } = useTask();
  const keep = () =>
    run(() => note(app, record.id, photo.id, { ...record.noticed?.[photo.id], kept: true }));
  return html`<${Notice} kind="calm" icon="eye"><p><b>${name}</b> ${words}</p>
    <${Failure} text=${failure} />
    <div class="choices">
      <${Camera} app=${app} record=${record} question=${question} room=${1} instead=${photo} onTaken=${() => {}} />
      <button type="button" class="btn quiet" disabled=${busy} onClick=${keep}>${gettext("Keep it")}</button>
    </div><//>`;
}
