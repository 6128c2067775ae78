/** The sheet of what was jotted down: where each goes, what is done with, and the way back. */

import { Dialog, Failure, Icon, messageOf, useTask } from "../../components/basics.js";
import { usePicture } from "../../components/evidence.js";
import { Lines } from "../../components/inputs.js";
import { clock } from "../../components/wording.js";
import { moment } from "../../model/visit.js";
import { gettext, interpolate } from "../../model/words.js";
import { html, useEffect, useRef, useState } from "../../vendor/vendor.js";
import { canComeBack, doneWith, takeBack, tell, untold } from "./jotting.js";
import { targetsOf } from "./targets.js";

/** @import { App, VisitRecord } from "../../components/ports.js" */
/** @import { Touchpoint } from "../../model/visit.js" */
/** @import { Jot, Place } from "./jotting.js" */
/** @import { Target } from "./targets.js" */

const LONGEST_WORDS = 2_000;

/** @param {{onText: (text: string) => Promise<unknown>, onClose: () => void}} props */
export function JotWords({ onText, onClose }) {
  const field = useRef(/** @type {HTMLElement|null} */ (null));
  const [text, setText] = useState("");
  const [failure, setFailure] = useState("");
  const keep = async (/** @type {string} */ typed) => {
    setText(typed);
    setFailure(await onText(typed).then(() => "", messageOf));
  };
  useEffect(() => field.current?.querySelector("textarea")?.focus(), []);
  return html`<${Dialog} title=${gettext("Jot down")} onClose=${onClose}><div ref=${field}>
    <${Lines} label=${gettext("A few words, to be told later")} value=${text} most=${LONGEST_WORDS} onText=${keep} />
    <${Failure} text=${failure} />
    <div class="choices"><button type="button" class="btn" onClick=${onClose}>${gettext("Close")}</button></div></div><//>`;
}

/** @param {VisitRecord} record @param {Jot} jot */
const clockOf = ({ item }, { at }) =>
  new Intl.DateTimeFormat("en-GB", {
    timeZone: item.location.time_zone,
    timeStyle: "short",
  }).format(new Date(at));

/** What was jotted down, as one knows it again. @param {{app: App, record: VisitRecord, jot: Jot}} props */
export function Jotted({ app, record, jot }) {
  const touchpoint = record.checklist.touchpoints.find(({ id }) => id === jot.place?.touchpoint);
  const at = clock(jot.at, record.item.location.time_zone);
  const under = [jot.kind === "words" && at, touchpoint?.name].filter(Boolean).join(" · ");
  return html`<span class="jot">${jot.kind === "photo" && html`<${Picture} app=${app} record=${record} jot=${jot} />`}
    <span><b dir="auto">${jot.kind === "words" ? jot.text : at}</b>
    <span class="meta" dir="auto">${under}</span></span></span>`;
}

/** @param {{app: App, record: VisitRecord, jot: Jot}} props */
function Picture({ app, record, jot }) {
  const url = usePicture(app, jot.id);
  if (record.photos[jot.id]?.state === "lost")
    return html`<span class="missing">${gettext("cannot be read")}</span>`;
  return url
    ? html`<img src=${url} alt=${gettext("The photo")} />`
    : html`<${Icon} name="image" />`;
}

/** @param {{app: App, record: VisitRecord, here: Place|null, onClose: () => void}} props */
export function Sheet({ app, record, here, onClose }) {
  const [choosing, setChoosing] = useState(/** @type {Jot|null} */ (null));
  const { busy, failure, run } = useTask();
  const left = untold(record);
  const settled = (record.jots ?? []).filter((jot) => jot.settled);
  const now = () => moment(new Date());
  const put = async (/** @type {Jot} */ { id }, /** @type {Target} */ { into, told }) => {
    const act = () =>
      app.actions.rework(record.id, (row, edit) => tell(row, id, into, told, { edit, at: now() }));
    if (await run(act)) setChoosing(null);
  };
  const done = (/** @type {Jot} */ { id }) =>
    run(() => app.actions.rework(record.id, (row) => doneWith(row, id, now())));
  const undo = (/** @type {Jot} */ { id }) =>
    run(() => app.actions.rework(record.id, (row, edit) => takeBack(row, id, edit)));
  const by = { app, record, busy };
  const close = html`<button type="button" class="btn" onClick=${onClose}>${gettext("Close")}</button>`;
  if (choosing) {
    return html`<${Dialog} key="choose" title=${gettext("Where does it belong?")} onClose=${() => setChoosing(null)}>
      <${Jotted} ...${by} jot=${choosing} /><${Failure} text=${failure} />
      <${Targets} ...${by} jot=${choosing} onPut=${put} /><//>`;
  }
  return html`<${Dialog} key="list" title=${gettext("Jotted down")} onClose=${onClose}>
    <${Failure} text=${failure} />
    ${!left.length && html`<p class="meta" role="status">${gettext("All of it is told or done with.")}</p>`}
    ${left.map(
      (jot) => html`<div class="card" key=${jot.id}><${Jotted} ...${by} jot=${jot} />
        <${Ways} ...${by} jot=${jot} here=${here} onPut=${put} onChoose=${setChoosing} onDone=${done} /></div>`,
    )}
    ${
      settled.length > 0 &&
      html`<h3 class="section">${gettext("Told or done with")}</h3>
      ${settled.map(
        (jot) => html`<div class="card" key=${jot.id}><${Jotted} ...${by} jot=${jot} />
          <p class="undo"><${Icon} name="check" /><span dir="auto">${wentTo(record, jot)}</span>
          ${canComeBack(record, jot) && html`<button type="button" class="link" disabled=${busy} onClick=${() => undo(jot)}>${gettext("Undo")}</button>`}</p></div>`,
      )}`
    }
    <div class="choices">${close}</div><//>`;
}

/** @param {VisitRecord} record @param {Jot} jot */
function wentTo({ checklist }, { settled }) {
  const touchpoint = checklist.touchpoints.find(({ id }) => id === settled?.into?.touchpoint);
  const question = touchpoint?.questions.find(({ id }) => id === settled?.into?.question);
  return question?.text ?? touchpoint?.name ?? gettext("Done with");
}

/** Here, elsewhere, or nowhere. @param {any} props */
function Ways({ record, busy, jot, here, onPut, onChoose, onDone }) {
  const targets = targetsOf(record, jot, clockOf(record, jot));
  const near = here?.question && targets.find(({ into }) => into.question === here.question);
  const isLost = record.photos[jot.id]?.state === "lost";
  const act = (/** @type {() => unknown} */ onClick, /** @type {string} */ label, kind = "link") =>
    html`<button type="button" class=${kind} disabled=${busy} onClick=${onClick}>${label}</button>`;
  return html`${near && !isLost && html`<div class="choices">${act(() => onPut(jot, near), gettext("Put it here"), "btn")}</div>`}
    <div class="links">
      ${targets.length > 0 && !isLost && act(() => onChoose(jot), gettext("Put it into…"))}
      ${act(() => onDone(jot), gettext("Done with it"))}</div>`;
}

/** @param {{record: VisitRecord, busy: boolean, jot: Jot, onPut: (jot: Jot, target: Target) => unknown} | any} props */
function Targets({ record, busy, jot, onPut }) {
  const { language } = record.checklist;
  const targets = targetsOf(record, jot, clockOf(record, jot));
  const moments = new Set(targets.map(({ touchpoint }) => touchpoint));
  const of = (/** @type {Touchpoint} */ moment) =>
    targets.filter(({ touchpoint }) => touchpoint === moment);
  return [...moments].map(
    (
      touchpoint,
    ) => html`<section key=${touchpoint.id} lang=${language}><h3 class="section" dir="auto">${touchpoint.name}</h3>
      <div class="choices tall">${of(touchpoint).map(
        (
          target,
        ) => html`<button type="button" class="btn quiet" disabled=${busy} onClick=${() => onPut(jot, target)}><span dir="auto">
          ${target.question?.text ?? interpolate(gettext("Remark: %(text)s"), { text: record.document.feelings[target.touchpoint.id].note })}</span></button>`,
      )}</div></section>`,
  );
}
