/** Today: the next visit first, then what needs a hand, what comes, and what has arrived. */

import { Failure, Head, Icon, useTask } from "../components/basics.js";
import { Later } from "../components/later.js";
import { BOARD, OUTBOX, visitPath, wayTo } from "../components/router.js";
import { Update } from "../components/settings.js";
import { complete, photosDue, standing } from "../components/standing.js";
import {
  deliveryWords,
  longDay,
  money,
  nearDay,
  photosWords,
  whenever,
  windowWords,
} from "../components/wording.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

/** @param {VisitRecord} record */
const needsHand = ({ delivery, item, ended }) =>
  delivery.state === "needs_you" ||
  ((item.status === "returned" || item.returned.length > 0) && !ended);

/**
 * Each visit in one drawer, the order kept.
 *
 * @param {VisitRecord[]} records - the next one first
 */
export function sorted(records) {
  const needs = records.filter(needsHand);
  const rest = records.filter((record) => !needs.includes(record));
  const ended = rest.filter(({ ended, editable }) => ended || !editable);
  const open = rest.filter((record) => !ended.includes(record));
  const next =
    open.find(({ document }) => document.started_at) ??
    open.find(({ wish }) => wish?.act !== "decline");
  return {
    next,
    needs,
    coming: open.filter((record) => record !== next),
    leaving: ended.filter(
      ({ delivery }) => delivery.state === "on_phone" || delivery.state === "sending",
    ),
    delivered: ended.filter(
      ({ delivery }) => delivery.state !== "on_phone" && delivery.state !== "sending",
    ),
  };
}

/** @param {{app: App}} props */
export function VisitList({ app }) {
  const { visits, update, sync, online } = app.state;
  const now = new Date();
  const mine = visits.value.filter(({ item }) => !item.practice);
  const { next, needs, coming, leaving, delivered } = sorted(mine.map(complete));
  const { unsent } = sync.value;
  const isFirstLook = !visits.value.length && !sync.value.lastTryAt && online.value;
  const pill = unsent
    ? interpolate(ngettext("%(count)s to send", "%(count)s to send", unsent), { count: unsent })
    : gettext("All sent");
  return html`<${Head} title=${gettext("Today")} under=${longDay(now)}>
      ${mine.length > 0 && html`<a class="pill" href=${OUTBOX}><span role="status">${pill}</span></a>`}<//>
    <div class="pad">
      ${app.state.advice.value && html`<${Later} tool="advice" silent app=${app} />`}
      ${update.value && !sync.value.isTooOld && html`<${Update} app=${app} />`}
      ${isFirstLook && html`<p class="meta" aria-busy="true">${gettext("Looking…")}</p>`}
      ${mine.length === 0 && !isFirstLook && html`<${Nothing} app=${app} />`}
      ${(mine.length < visits.value.length || (!mine.length && sync.value.lastTryAt)) && html`<${Later} tool="practice" silent app=${app} />`}
      ${next && html`<${Next} app=${app} record=${next} now=${now} />`}
      <${Drawer} title=${gettext("Needs you")} records=${needs} now=${now} line=${needLine} need />
      <${Drawer} title=${gettext("Coming up")} records=${coming} now=${now} line=${comingLine} />
      <${Drawer} title=${gettext("On its way")} records=${leaving} now=${now}
        line=${leavingLine} />
      <${Drawer} title=${gettext("Delivered")} records=${delivered} now=${now} line=${deliveredLine} done />
      ${!isFirstLook && html`<a class="card row" href=${BOARD}><b class="grow">${gettext("Open visits")}</b><${Icon} name="next" /></a>`}
    </div>`;
}

/** @param {{app: App, record: VisitRecord, now: Date}} props */
function Next({ app, record, now }) {
  const { item, checklist, document } = record;
  const { location } = item;
  const started = Boolean(document.started_at);
  const late = new Date(item.closes_at) < now;
  const { done, total, share } = standing(record);
  const moments = interpolate(ngettext("%(count)s moment", "%(count)s moments", total), {
    count: total,
  });
  return html`<section class="card next" aria-labelledby="next">
    <div class="pills"><span class="pill ${late ? "need" : ""}">${late ? gettext("Window is over") : windowWords(item, now, { brief: true })}</span>
      ${app.state.kept.value && html`<span class="pill"><${Icon} name="check" />${gettext("Ready offline")}</span>`}</div>
    <h2 id="next" dir="auto">${location.name}</h2>
    <p class="meta" dir="auto">${[checklist.name, location.city].filter(Boolean).join(" · ")}</p>
    ${late && html`<p class="meta">${gettext("You can still do it and send it; say in a note why it is late.")}</p>`}
    ${
      started
        ? html`<p class="meta">${interpolate(gettext("%(done)s of %(total)s moments"), { done, total })}</p>
          <progress value=${share} max="1" aria-label=${gettext("Complete")}></progress>`
        : html`<p class="meta dots"><span>${moments}</span>${
            photosDue(checklist.touchpoints) > 0 &&
            html`<span>${photosWords(photosDue(checklist.touchpoints))}</span>`
          }${item.fee && html`<span>${money(item.fee)}</span>`}</p>`
    }
    <a class="btn" href=${visitPath(record.id)}>${started ? gettext("Continue the visit") : gettext("Read and start")}</a>
  </section>`;
}

/**
 * @param {{title: string, records: VisitRecord[], now: Date, need?: boolean, done?: boolean,
 *   line: (record: VisitRecord, now: Date) => any[]}} props
 */
const Drawer = ({ title, records, now, line, need, done }) =>
  records.length > 0 &&
  html`<section><h2 class="section">${title}</h2>
    ${records.map(
      (record) => html`<a key=${record.id} class="card row" href=${wayTo(record)}>
      <span class="grow"><b dir="auto">${record.item.location.name}</b>
        ${line(record, now)
          .filter(Boolean)
          .map((words) => html`<span class="meta">${words}</span>`)}</span>
      ${
        need &&
        record.item.returned.length > 0 &&
        html`<span class="pill need">${interpolate(gettext("by %(day)s"), {
          day: nearDay(
            record.item.returned[0].until ?? record.item.closes_at,
            now,
            record.item.location.time_zone,
          ),
        })}</span>`
      }
      ${!(need && record.item.returned.length > 0) && html`<${Icon} name=${done ? "check" : "next"} />`}</a>`,
    )}
  </section>`;

/** @param {VisitRecord} record */
function needLine({ item, delivery }) {
  if (delivery.state === "needs_you") return [delivery.reason, delivery.todo];
  const [first] = item.returned;
  if (first?.until) return [first.note];
  const count = item.returned.length;
  const words = ngettext(
    "%(count)s question sent back: %(note)s",
    "%(count)s questions sent back: %(note)s",
    count,
  );
  return [interpolate(words, { count, note: first?.note ?? "" })];
}

/** @param {VisitRecord} record @param {Date} now */
const comingLine = ({ item, document, wish, delivery }, now) => [
  [
    windowWords(item, now, { brief: true }),
    document.started_at ? gettext("begun") : gettext("briefing to read"),
  ].join(" · "),
  wish ? delivery.reason : "",
];

/** @param {VisitRecord} record */
const leavingLine = ({ delivery }) =>
  delivery.state === "sending"
    ? [deliveryWords(delivery)]
    : [deliveryWords(delivery), delivery.reason];

/** @param {VisitRecord} record @param {Date} now */
function deliveredLine(record, now) {
  const { item, delivery, document } = record;
  const at = delivery.receipt?.at ?? item.submitted_at;
  const count = document.photos.filter(({ missing }) => !missing).length;
  const arrived = ngettext(
    "The answers and %(count)s photo arrived",
    "The answers and all %(count)s photos arrived",
    count,
  );
  const what = count ? interpolate(arrived, { count }) : gettext("All answers arrived");
  return [
    [what, at && whenever(at, now)].filter(Boolean).join(", "),
    html`<${Later} tool="afterwards" silent record=${record} />`,
  ];
}

/** @param {{app: App}} props */
function Nothing({ app }) {
  const { busy, failure, run } = useTask();
  const online = app.state.online.value;
  return html`<div class="empty"><${Icon} name="visits" />
    <h2>${gettext("No visits yet")}</h2>
    <p class="meta">${gettext("New visits appear here by themselves as soon as someone plans one with you.")}</p>
    <button type="button" class="btn quiet" disabled=${busy || !online} onClick=${() => run(() => app.actions.refresh())}>
      ${busy ? gettext("Looking…") : gettext("Look for visits now")}</button>
    ${!online && html`<p class="meta">${gettext("No network at the moment.")}</p>`}
    <${Failure} text=${failure} /></div>`;
}
