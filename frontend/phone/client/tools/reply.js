/** What the shopper says to a visit before it begins: yes, or no with a reason; kept here until it is sent. */

import { Dialog, Failure, Notice, useName, useTask } from "../components/basics.js";
import { Lines, Tile } from "../components/inputs.js";
import { Later } from "../components/later.js";
import { go, VISITS } from "../components/router.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { AnotherDate, Answered } from "./another-date.js";
import { calendarOf } from "./reply/calendar.js";
import { handOver } from "./rescue.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

/** The codes are the server's, in its order. @type {Record<string, () => string>} */
const REASONS = {
  time: () => gettext("No time in this window"),
  ill: () => gettext("Ill"),
  far: () => gettext("Too far away"),
  known: () => gettext("Known to the people there"),
  fee: () => gettext("The fee is too low"),
  other: () => gettext("Another reason"),
};

/** @param {{app: App, record: VisitRecord}} props */
export const Tool = ({ app, record }) => html`<${Reply} app=${app} record=${record} />
  ${record.wish?.act !== "decline" && html`<${Later} tool="practice" app=${app} record=${record} />`}`;

/** @param {{app: App, record: VisitRecord}} props */
function Reply({ app, record }) {
  const { id, item, wish } = record;
  const [declining, setDeclining] = useState(false);
  const [asking, setAsking] = useState(false);
  const { busy, failure, run } = useTask();
  const say = (/** @type {"accept"|null} */ act) => run(() => app.actions.say(id, act));
  if (wish)
    return html`<${Said} wish=${wish} busy=${busy} failure=${failure} onBack=${() => say(null)} />`;
  const isAccepted = item.status === "accepted";
  return html`<section class="card stack" aria-labelledby="reply">
      <h2 id="reply">${isAccepted ? gettext("You have accepted this visit.") : gettext("Can you go?")}</h2>
      <div class="choices">
        <button type="button" class="btn quiet" onClick=${() => setDeclining(true)}>${gettext("Decline")}</button>
        ${!isAccepted && html`<button type="button" class="btn quiet" disabled=${busy} onClick=${() => say("accept")}>${gettext("Accept")}</button>`}
      </div>
      <${Answered} item=${item} />
      <div class="links"><button type="button" class="link" onClick=${() => setAsking(true)}>${gettext("Ask for another date")}</button>
        ${isAccepted && html`<button type="button" class="link" onClick=${() => putIntoCalendar(item)}>${gettext("Put it into my calendar")}</button>`}</div>
      <${Failure} text=${failure} /></section>
    ${asking && html`<${AnotherDate} app=${app} record=${record} onClose=${() => setAsking(false)} />`}
    ${declining && html`<${Decline} app=${app} id=${id} onClose=${() => setDeclining(false)} />`}`;
}

/** @param {import("../model/visit.js").VisitItem} item */
const putIntoCalendar = (item) =>
  handOver(new Blob([calendarOf(item, new Date())], { type: "text/calendar" }), "visit.ics");

/**
 * @param {{wish: import("../model/visit.js").Wish, busy: boolean, failure: string, onBack: () => void}} props
 */
function Said({ wish, busy, failure, onBack }) {
  const done = {
    accept: gettext("You have accepted this visit."),
    decline: gettext("You have declined this visit."),
    "another-date": gettext("You have asked for another date."),
  }[wish.act];
  const sentence = wish.told ? gettext("The office could not take your answer.") : done;
  const waiting = gettext(
    "The office does not know yet; it is told as soon as there is a network.",
  );
  return html`<div role="status"><${Notice} kind=${wish.told ? "need" : "calm"} icon=${wish.told ? "alert" : "outbox"}>
      <p><b>${sentence}</b></p><p dir="auto">${wish.told || waiting}</p>
      <button type="button" class="link" disabled=${busy} onClick=${onBack}>${
        wish.told ? gettext("I have read it") : gettext("Take it back")
      }</button><//></div><${Failure} text=${failure} />`;
}

/** @param {{app: App, id: string, onClose: () => void}} props */
function Decline({ app, id, onClose }) {
  const [code, setCode] = useState("");
  const [reason, setReason] = useState("");
  const name = useName();
  const { busy, failure, run } = useTask();
  const isSaid = code && (code !== "other" || reason.trim());
  const decline = async () => {
    const body = { code, reason: reason.trim() };
    if (await run(() => app.actions.say(id, "decline", body))) go(VISITS, { replace: true });
  };
  return html`<${Dialog} title=${gettext("Decline this visit?")} onClose=${onClose}>
    <p>${gettext("It goes back to the office, and someone else will be asked.")}</p>
    <div class="tiles" role="radiogroup" aria-label=${gettext("Why?")}>${Object.entries(
      REASONS,
    ).map(
      ([key, words]) => html`<${Tile} key=${key} type="radio" name=${name} checked=${code === key}
        onPick=${() => setCode(key)}>${words()}<//>`,
    )}</div>
    <${Lines} label=${gettext("In your own words")} value=${reason} most=${500} onText=${setReason} />
    <${Failure} text=${failure} />
    <div class="choices">
      <button type="button" class="btn quiet" onClick=${onClose}>${gettext("Keep it")}</button>
      <button type="button" class="btn need" disabled=${busy || !isSaid} onClick=${decline}>${gettext("Decline")}</button>
    </div><//>`;
}
