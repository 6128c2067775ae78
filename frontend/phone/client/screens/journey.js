/** The line: every moment of the visit as a stop, what each still needs, and the end of it. */

import { Dialog, Failure, Head, Hide, Icon, Saved, useTask } from "../components/basics.js";
import { isLost, Lost } from "../components/evidence.js";
import { Later } from "../components/later.js";
import {
  briefingPath,
  endPath,
  momentPath,
  OUTBOX,
  VISITS,
  visitPath,
} from "../components/router.js";
import { clock, deliveryWords, needWords, photosWords } from "../components/wording.js";
import { asked } from "../model/conditions.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { nextStop, standing } from "./standing.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { PassedOver, Touchpoint } from "../model/visit.js" */
/** @import { Need } from "../components/wording.js" */
/** @import { Stop } from "./standing.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Journey({ app, record }) {
  const { stops, needs, done, total, share } = standing(record);
  const next = record.editable ? nextStop(stops) : undefined;
  const back = record.editable && record.open;
  const title = back
    ? interpolate(
        ngettext(
          "%(count)s question came back",
          "%(count)s questions came back",
          record.item.returned.length,
        ),
        { count: record.item.returned.length },
      )
    : interpolate(gettext("%(done)s of %(total)s moments"), { done, total });
  return html`<${Head} back=${VISITS} backLabel=${gettext("To the visits")} over=${record.item.location.name}
        title=${title}>
      ${
        record.editable
          ? html`<${Saved} state=${app.state.saving.value[record.id]} />`
          : html`<span class="pill" role="status">${deliveryWords(record.delivery)}</span>`
      }<//>
    <div class="pad">
      ${record.editable && !back && html`<progress value=${share} max="1" aria-label=${gettext("Complete")}></progress>`}
      ${back && html`<p class="meta lead">${gettext("Only what came back can change; the rest stays as it is.")}</p>`}
      ${!record.editable && html`<p class="meta lead">${gettext("This visit has ended; you can read all of it.")}</p>`}
      <ol class="line" lang=${record.checklist.language}>
        ${stops.map((stop) => html`<${StopLine} key=${stop.touchpoint.id} stop=${stop} isNext=${stop === next} />`)}
      </ol>
      <p><a class="link" href=${briefingPath(record.id)}>${gettext("Read the briefing again")}</a></p>
    </div>
    ${
      record.editable &&
      html`<footer class="bar"><${Hide} />
      ${
        next
          ? html`<a class="btn quiet short" href=${endPath(record.id)}>${gettext("Finish")}</a>
            <a class="btn" href=${next.path}>${done || needs.length === 0 ? gettext("Continue") : gettext("Begin")}</a>`
          : html`<a class="btn" href=${endPath(record.id)}>${gettext("Finish")}</a>`
      }
    </footer>`
    }`;
}

/** @param {{stop: Stop, isNext: boolean}} props */
function StopLine({ stop, isNext }) {
  const { touchpoint, done, total, photos, needs, back, isDone, path } = stop;
  const state = isDone ? "done" : isNext ? "here" : done > 0 ? "part" : "todo";
  const shown = done > 0 ? [...new Set(needs.map(needWords))] : [];
  const more = interpolate(ngettext("and %(count)s more", "and %(count)s more", shown.length - 1), {
    count: shown.length - 1,
  });
  const words = [shown[0], shown.length > 1 && more].filter(Boolean).join(", ");
  return html`<li class="stop ${state}"><a href=${path} aria-current=${isNext ? "step" : undefined}>
    <span class="dot">${isDone && html`<${Icon} name="check" />`}</span>
    <span class="grow"><b dir="auto">${touchpoint.name}</b>
      ${back.map((note) => html`<span class="missing" dir="auto">${gettext("Sent back:")} ${note}</span>`)}
      ${words && html`<span class="missing">${words}</span>`}</span>
    <span class="tally"><span aria-hidden="true">${total > 0 && `${done}/${total}`}</span><span class="unseen">
      ${interpolate(gettext("%(done)s of %(total)s answered"), { done, total })}</span>
      ${photos > 0 && ` · ${photosWords(photos)}`}</span></a></li>`;
}

/** The end never waits for the coach. @type {{held: number, told?: PassedOver[]}} */
const NOBODY_LOOKED = { held: 0 };

/** @param {{app: App, record: VisitRecord}} props */
export function End({ app, record }) {
  const [asking, setAsking] = useState(false);
  const [{ held, told }, setTold] = useState(NOBODY_LOOKED);
  const { busy, failure, run } = useTask();
  if (!record.editable) return html`<${Ended} app=${app} record=${record} />`;
  const { stops, needs, total } = standing(record);
  const onTold = (/** @type {number} */ held, /** @type {PassedOver[]} */ told) =>
    setTold({ held, told });
  const end = async () => {
    await run(() => app.actions.endVisit(record.id, told));
    setAsking(false);
  };
  const left = interpolate(
    ngettext(
      "%(count)s thing is still missing",
      "%(count)s things are still missing",
      needs.length,
    ),
    {
      count: needs.length,
    },
  );
  return html`<${Head} back=${visitPath(record.id)} over=${record.item.location.name}
      title=${needs.length ? left : gettext("Everything is here")} />
    <div class="pad">
      ${
        needs.length > 0
          ? html`<${Needs} record=${record} needs=${needs} />`
          : html`<${Summary} record=${record} moments=${total} />`
      }
      ${stops.flatMap(({ back, path }) =>
        back.map(
          (note) => html`<a class="card row" href=${path}><span class="grow" dir="auto">
        <b>${gettext("Sent back, and not changed yet")}</b><span class="meta">${note}</span></span><${Icon} name="next" /></a>`,
        ),
      )}
      <${Later} tool="coach" app=${app} record=${record} isWhole=${!needs.length} onTold=${onTold} />
      <${Failure} text=${failure} />
    </div>
    <footer class="bar">${
      needs.length || held
        ? html`<a class="btn" href=${visitPath(record.id)}>${gettext("Back to the moments")}</a>`
        : html`<button type="button" class="btn" disabled=${busy} onClick=${() => setAsking(true)}>${gettext("End the visit")}</button>`
    }
    </footer>
    ${
      asking &&
      html`<${Dialog} title=${gettext("End the visit?")} onClose=${() => setAsking(false)}>
      <p>${gettext("After this you cannot change the answers, unless a question comes back to you. The phone sends everything by itself.")}</p>
      <div class="choices">
        <button type="button" class="btn quiet" onClick=${() => setAsking(false)}>${gettext("Not yet")}</button>
        <button type="button" class="btn" disabled=${busy} onClick=${end}>${gettext("End the visit")}</button></div><//>`
    }`;
}

/** Each thing that is missing, one tap from its place. @param {{record: VisitRecord, needs: Need[]}} props */
function Needs({ record: { id, checklist, document, open }, needs }) {
  const ids = asked(checklist.touchpoints, document.answers);
  const place = (/** @type {Touchpoint} */ touchpoint, /** @type {string} */ question) =>
    touchpoint.questions
      .filter((one) => ids.has(one.id) && (open?.has(one.id) ?? true))
      .findIndex((one) => one.id === question) + 1;
  return checklist.touchpoints
    .map((touchpoint) => ({
      touchpoint,
      here: needs.filter((need) => need.touchpoint === touchpoint.id),
    }))
    .filter(({ here }) => here.length > 0)
    .map(
      ({ touchpoint, here }) => html`<section key=${touchpoint.id} lang=${checklist.language}>
      <h2 class="section" dir="auto">${touchpoint.name}</h2>
      ${here.map(
        (
          need,
        ) => html`<a key=${need.question + need.code} class="card row" href=${momentPath(id, touchpoint.id, place(touchpoint, need.question), true)}>
        <span class="grow"><span dir="auto">${touchpoint.questions.find((one) => one.id === need.question)?.text}</span>
          <span class="missing">${needWords(need)}</span></span><${Icon} name="next" /></a>`,
      )}</section>`,
    );
}

/** @param {{record: VisitRecord, moments: number}} props */
function Summary({ record: { document }, moments }) {
  const answers = Object.values(document.answers);
  const unseen = answers.filter(({ state }) => state === "could_not_check").length;
  const count = (/** @type {string} */ text, /** @type {number} */ number) =>
    interpolate(text, { count: number });
  const lines = [
    count(ngettext("%(count)s moment", "%(count)s moments", moments), moments),
    count(ngettext("%(count)s answer", "%(count)s answers", answers.length), answers.length),
    document.photos.length > 0 && photosWords(document.photos.length),
    unseen > 0 &&
      count(
        ngettext("%(count)s could not be checked", "%(count)s could not be checked", unseen),
        unseen,
      ),
  ];
  return html`<ul class="plain card">${lines.filter(Boolean).map(
    (line) => html`<li class="row" key=${line}>
      <${Icon} name="check" />${line}</li>`,
  )}</ul>
    <p class="meta">${gettext("Have a last look if you like. After the end only a reviewer can open it again.")}</p>`;
}

/** Photos lost after the end; once each is settled, the delivery goes on. @param {{app: App, record: VisitRecord}} props */
function LostAfterwards({ app, record }) {
  const questions = record.checklist.touchpoints.flatMap((touchpoint) => touchpoint.questions);
  return record.document.photos
    .filter((photo) => isLost(record, photo))
    .map((photo) => {
      const question = questions.find(({ id }) => id === photo.question);
      return (
        question &&
        html`<${Lost} key=${photo.id} app=${app} record=${record} question=${question} photo=${photo}>
          <p dir="auto" lang=${record.checklist.language}><b>${question.text}</b></p><//>`
      );
    });
}

/** What happens next, in the order in which it happens. @param {{app: App, record: VisitRecord}} props */
function Ended({ app, record }) {
  const { item, delivery, document } = record;
  const arrived = delivery.state === "delivered";
  const isStuck = delivery.state === "needs_you";
  const waits = isStuck
    ? `${delivery.reason} ${delivery.todo}`
    : gettext(
        "Goes by itself as soon as there is a network. Keep the app on the phone until then.",
      );
  const at = document.ended_at && clock(document.ended_at, item.location.time_zone);
  return html`<${Head} back=${VISITS} backLabel=${gettext("To the visits")} over=${item.location.name}
      title=${isStuck ? deliveryWords(delivery) : gettext("Thank you, that is all")} />
    <div class="pad">
      <${LostAfterwards} app=${app} record=${record} />
      <ol class="line steps">
        <li class="stop done"><span class="dot"><${Icon} name="check" /></span><span class="grow"><b>${gettext("Saved on this phone")}</b>
          <span class="meta">${at && interpolate(gettext("Ended at %(time)s"), { time: at })}</span></span></li>
        <li class="stop ${arrived ? "done" : "here"}"><span class="dot">${arrived && html`<${Icon} name="check" />`}</span>
          <span class="grow"><b role="status">${arrived ? gettext("Delivered") : deliveryWords(delivery)}</b>
          <span class="meta">${
            arrived ? gettext("The server has every answer and every photo.") : waits
          }</span></span></li>
        <li class="stop todo"><span class="dot"></span><span class="grow"><b>${gettext("Someone reads it")}</b>
          <span class="meta">${gettext("If something is unclear, the question comes back to you with a note.")}</span></span></li>
      </ol>
    </div>
    <footer class="bar"><a class="btn quiet short" href=${OUTBOX}>${gettext("Outbox")}</a>
      <a class="btn" href=${VISITS}>${gettext("To the visits")}</a></footer>`;
}
