/** What has left the phone and what has not: four states, the reason, and what to do. */

import { Failure, Head, Icon, useTask } from "../components/basics.js";
import { SIGN_IN, visitPath, wayTo } from "../components/router.js";
import { clock, deliveryWords, longDay, photosWords, whenever } from "../components/wording.js";
import { gettext, interpolate } from "../model/words.js";
import { html } from "../vendor/vendor.js";
import { Tool as Rescue } from "./rescue.js";

/** @import { App, Sync, VisitRecord } from "../components/ports.js" */

const KEPT_DAYS = 30;

/** @param {Sync} sync @param {boolean} online @param {Date} now */
function lastTry({ state, lastTryAt, nextTryAt, unsent, isTooOld }, online, now) {
  const tried =
    lastTryAt && interpolate(gettext("Last try %(when)s"), { when: whenever(lastTryAt, now) });
  if (state === "sending") return gettext("Sending now");
  if (!unsent) return tried || gettext("Nothing waits");
  if (state === "sign_in")
    return [tried, gettext("waits for you to sign in")].filter(Boolean).join(" · ");
  if (isTooOld) return tried;
  const next = !online
    ? gettext("waits for a network")
    : nextTryAt
      ? interpolate(gettext("again at %(time)s by itself"), { time: clock(nextTryAt) })
      : gettext("trying again by itself");
  return [tried, next].filter(Boolean).join(" · ");
}

/** @param {{app: App, visits: VisitRecord[]}} props */
export function Tool({ app, visits }) {
  const { sync, online } = app.state;
  const sending = useTask();
  const now = new Date();
  const worked = visits.filter(({ item, delivery }) => delivery.state !== "none" && !item.practice);
  const delivered = worked.filter(({ delivery }) => delivery.state === "delivered");
  const waiting = worked.filter((record) => !delivered.includes(record));
  const busy = sending.busy || sync.value.state === "sending";
  return html`<${Head} title=${gettext("Outbox")} under=${html`<span role="status">${lastTry(sync.value, online.value, now)}</span>`} />
    <div class="pad">
      ${sync.value.state === "trouble" && html`<${Failure} text=${sync.value.reason} />`}
      ${
        waiting.length === 0 &&
        html`<div class="empty"><${Icon} name="check" /><h2>${gettext("All sent")}</h2>
        <p class="meta">${gettext("Nothing waits on this phone. What you do offline appears here until it has arrived.")}</p></div>`
      }
      ${waiting.map((record) => html`<${Waiting} key=${record.id} record=${record} now=${now} />`)}
      ${
        waiting.length > 0 &&
        html`<div class="stack">
        ${
          sync.value.state === "sign_in"
            ? html`<a class="btn" href=${SIGN_IN}>${gettext("Sign in to send")}</a>`
            : html`<button type="button" class="btn" disabled=${busy} aria-busy=${busy}
              onClick=${() => sending.run(() => app.actions.sendNow())}>${busy ? gettext("Sending…") : gettext("Send now")}</button>`
        }
        <${Failure} text=${sending.failure} />
        <${Rescue} app=${app} /></div>`
      }
      ${
        delivered.length > 0 &&
        html`<section><h2 class="section">${gettext("Delivered")}</h2>
        ${delivered.map((record) => html`<${Delivered} key=${record.id} record=${record} />`)}</section>`
      }
    </div>`;
}

/** @param {{record: VisitRecord, now: Date}} props */
function Waiting({ record, now }) {
  const { item, delivery } = record;
  const { state, sent, total, reason, todo, lastTryAt } = delivery;
  return html`<a class="card row ${state}" href=${wayTo(record)}><span class="grow">
      <b dir="auto">${item.location.name}</b>
      <span class="meta" role="status"><b class="state">${deliveryWords(delivery)}</b>${reason && !(state === "sending" && total) && html` · ${reason}`}</span>
      ${todo && html`<span class="meta act">${todo}</span>`}
      ${lastTryAt && state !== "sending" && html`<span class="meta">${interpolate(gettext("Last try %(when)s"), { when: whenever(lastTryAt, now) })}</span>`}
      ${state === "sending" && total > 0 && html`<progress value=${sent} max=${total} aria-label=${deliveryWords(delivery)}></progress>`}
    </span><${Icon} name="next" /></a>`;
}

/** @param {{record: VisitRecord}} props */
function Delivered({ record: { id, item, delivery, document } }) {
  const { receipt } = delivery;
  const at = receipt?.at ?? item.submitted_at;
  const until = at && new Date(new Date(at).getTime() + KEPT_DAYS * 86_400_000);
  const parts = [
    receipt &&
      interpolate(gettext("Receipt %(code)s"), { code: receipt.id.slice(-8).toUpperCase() }),
    document.photos.length > 0 &&
      photosWords(document.photos.filter(({ missing }) => !missing).length),
    until && interpolate(gettext("kept here until %(day)s"), { day: longDay(until) }),
  ];
  return html`<a class="card row" href=${visitPath(id)}><span class="grow"><b dir="auto">${item.location.name}</b>
    <span class="meta">${parts.filter(Boolean).join(" · ")}</span></span><${Icon} name="check" /></a>`;
}
