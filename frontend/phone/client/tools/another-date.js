/** Another date: a window that would suit, by the clock of the place, and what the office said to it. */

import { Dialog, Failure, Notice, useName, useTask } from "../components/basics.js";
import { Lines } from "../components/inputs.js";
import { windowWords } from "../components/wording.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

/** @import { App, VisitItem, VisitRecord } from "../components/ports.js" */

/** What became of the last one. @param {{item: VisitItem}} props */
export function Answered({ item }) {
  const asked = item.another_date;
  if (!asked || asked.outcome === "replaced") return null;
  const words = {
    open: gettext("You have asked for %(window)s. The office has not answered yet."),
    taken_over: gettext("You have asked for %(window)s, and the office has changed the window."),
    refused: gettext("You have asked for %(window)s. The office keeps the window as it is."),
  }[/** @type {"open"} */ (asked.outcome)];
  const window = windowWords({ ...item, ...asked }, new Date());
  const isNo = asked.outcome === "refused";
  return html`<${Notice} kind="calm" icon=${isNo ? "alert" : asked.outcome === "open" ? "outbox" : "check"}>
    <p>${interpolate(words, { window })}</p>${isNo && html`<p dir="auto"><q>${asked.answer}</q></p>`}<//>`;
}

/** @param {string} at @param {string} zone @returns {string} as a field for a date and a time takes it */
function wall(at, zone) {
  const shape = { timeZone: zone, dateStyle: "short", timeStyle: "short" };
  const text = new Intl.DateTimeFormat("sv-SE", /** @type {any} */ (shape)).format(new Date(at));
  return text.replace(" ", "T");
}

/** @param {{app: App, record: VisitRecord, onClose: () => void}} props */
export function AnotherDate({ app, record: { id, item }, onClose }) {
  const zone = item.location.time_zone;
  const [opens, setOpens] = useState(wall(item.opens_at, zone));
  const [closes, setCloses] = useState(wall(item.closes_at, zone));
  const [note, setNote] = useState("");
  const { busy, failure, run } = useTask();
  const isMoved = opens !== wall(item.opens_at, zone) || closes !== wall(item.closes_at, zone);
  const isSaid = opens && closes > opens && isMoved && note.trim();
  const ask = async () => {
    const body = { opens, closes, note: note.trim() };
    if (await run(() => app.actions.say(id, "another-date", body))) onClose();
  };
  return html`<${Dialog} title=${gettext("Ask for another date")} onClose=${onClose}>
    <p>${interpolate(gettext("By the clock of the place (%(zone)s). Until the office answers, the window stays as it is."), { zone })}</p>
    <${Time} label=${gettext("From")} value=${opens} onTime=${setOpens} />
    <${Time} label=${gettext("Until")} value=${closes} least=${opens} onTime=${setCloses} />
    <${Lines} label=${gettext("Why? A few words help to plan better.")} value=${note} most=${500} onText=${setNote} />
    <${Failure} text=${failure} />
    <div class="choices">
      <button type="button" class="btn quiet" onClick=${onClose}>${gettext("Close")}</button>
      <button type="button" class="btn" disabled=${busy || !isSaid} onClick=${ask}>${gettext("Ask the office")}</button>
    </div><//>`;
}

/** @param {{label: string, value: string, least?: string, onTime: (value: string) => void}} props */
function Time({ label, value, least, onTime }) {
  const id = useName();
  return html`<div class="field"><label for=${id}>${label}</label>
    <input type="datetime-local" id=${id} value=${value} min=${least}
      onInput=${(/** @type {any} */ event) => onTime(event.target.value.slice(0, 16))} /></div>`;
}
