/** Jot now, tell later: a few words, a moment, a photograph that belongs nowhere yet, always at hand during a visit. */

import { Failure, Icon, useTask } from "../components/basics.js";
import { momentPath, parse, path } from "../components/router.js";
import { clock } from "../components/wording.js";
import { asked } from "../model/conditions.js";
import { uuidv7 } from "../model/identity.js";
import { moment } from "../model/visit.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useEffect, useRef, useState } from "../vendor/vendor.js";
import { jotDown, untold } from "./jots/jotting.js";
import { Jotted, JotWords, Sheet } from "./jots/sheet.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Jot, Place } from "./jots/jotting.js" */

const SAID_FOR_MS = 4_000;
const PATHS = {
  pencil: "M4 20h4L19 9l-4-4L4 16zm9.500-13.500 4 4",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18m0 4v5l3 2",
};

/** @param {{name: "pencil"|"clock"}} props */
const Mark = ({
  name,
}) => html`<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor"
  stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;

/** @param {{app: App, record: VisitRecord, ending?: boolean}} props */
export const Tool = ({ ending, ...given }) =>
  ending ? html`<${Remaining} ...${given} />` : html`<${Strip} ...${given} />`;

/** Where the shopper is. @param {VisitRecord} record @returns {Place|null} */
function placeNow({ checklist, document, open }) {
  const { screen, touchpoint, step } = parse(path.value);
  const here = checklist.touchpoints.find(({ id }) => id === touchpoint);
  if (screen !== "moment" || !here) return null;
  const ids = asked(checklist.touchpoints, document.answers);
  const shown = here.questions.filter(({ id }) => ids.has(id) && (open?.has(id) ?? true));
  return { touchpoint, question: (step && shown[step - 1]?.id) || null };
}

/** @param {Jot["kind"]} kind @param {Place|null} place @returns {Jot} */
const fresh = (kind, place) => ({
  ...{ id: uuidv7(), at: moment(new Date()), text: "", photo: null, settled: null },
  ...{ kind, place },
});

/** @param {App} app @param {VisitRecord} record @param {Jot} jot */
const keep = (app, { id }, jot) =>
  app.actions.rework(id, (here, edit) => {
    edit(null, (draft) => draft);
    return jotDown(here, jot);
  });

/** @param {{app: App, record: VisitRecord}} props */
function Strip({ app, record }) {
  const [sheet, setSheet] = useState(/** @type {"list"|Jot|null} */ (null));
  const [made, setMade] = useState("");
  const { busy, failure, run } = useTask();
  const camera = useRef(/** @type {HTMLInputElement|null} */ (null));
  const count = untold(record).length;
  useEffect(() => {
    const timer = setTimeout(() => setMade(""), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [made]);
  const stamp = () =>
    run(async () => {
      const jot = fresh("time", placeNow(record));
      await keep(app, record, jot);
      setMade(clock(jot.at, record.item.location.time_zone));
    });
  const take = (/** @type {Event} */ { target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const [file] = [...(input.files ?? [])];
    input.value = "";
    const jot = fresh("photo", placeNow(record));
    if (file)
      run(() =>
        app.actions.jotPhoto(record.id, file, (here, photo) =>
          jotDown(here, { ...jot, id: photo.id, photo }),
        ),
      );
  };
  const words = interpolate(gettext("Jotted down: %(count)s"), { count });
  return html`<aside class="jots" aria-label=${gettext("Jot down")}>
      <button type="button" onClick=${() => setSheet(fresh("words", placeNow(record)))}>
        <${Mark} name="pencil" /><span>${gettext("Words")}</span></button>
      <button type="button" disabled=${busy} onClick=${stamp}><${Mark} name="clock" /><span>${gettext("Time")}</span></button>
      <button type="button" disabled=${busy} aria-busy=${busy} onClick=${() => camera.current?.click()}>
        <${Icon} name="camera" /><span>${gettext("Picture")}</span></button>
      ${
        (record.jots ?? []).length > 0 &&
        html`<button type="button" aria-label=${words} onClick=${() => setSheet("list")}><${Icon} name="list" />
          <b aria-hidden="true">${count}</b></button>`
      }
      <input type="file" accept="image/*" capture="environment" hidden ref=${camera} onChange=${take} />
      <span class="pill" role="status">${made && html`<${Icon} name="check" />${made}`}</span>
    </aside>
    <${Failure} text=${failure} />
    ${
      sheet &&
      (sheet === "list"
        ? html`<${Sheet} app=${app} record=${record} here=${placeNow(record)} onClose=${() => setSheet(null)} />`
        : html`<${JotWords} onText=${(/** @type {string} */ text) => keep(app, record, { ...sheet, text })}
          onClose=${() => setSheet(null)} />`)
    }`;
}

/** Before the end: what was jotted down and not told, each one tap from its place. @param {{app: App, record: VisitRecord}} props */
function Remaining({ app, record }) {
  const [open, setOpen] = useState(false);
  const left = untold(record);
  if (!left.length && !open) return null;
  return html`<section aria-labelledby="jotted">
    <h2 class="section" id="jotted">${interpolate(gettext("Jotted down, and not told yet: %(count)s"), { count: left.length })}</h2>
    ${left.map((jot) => {
      const to = wayTo(record, jot);
      const face = html`<span class="grow"><${Jotted} app=${app} record=${record} jot=${jot} /></span><${Icon} name="next" />`;
      return to
        ? html`<a key=${jot.id} class="card row" href=${to}>${face}</a>`
        : html`<button key=${jot.id} type="button" class="card row" onClick=${() => setOpen(true)}>${face}</button>`;
    })}
    ${open && html`<${Sheet} app=${app} record=${record} here=${null} onClose=${() => setOpen(false)} />`}</section>`;
}

/** @param {VisitRecord} record @param {Jot} jot @returns {string|null} null where it was made at no moment */
function wayTo({ id, checklist, document, open }, { place }) {
  const touchpoint = checklist.touchpoints.find((one) => one.id === place?.touchpoint);
  if (!touchpoint) return null;
  const ids = asked(checklist.touchpoints, document.answers);
  const step = touchpoint.questions
    .filter((one) => ids.has(one.id) && (open?.has(one.id) ?? true))
    .findIndex((one) => one.id === place?.question);
  return momentPath(id, touchpoint.id, Math.max(0, step) + 1, true);
}
