/** The end of a visit: what is still missing, what a reviewer would ask about, and what becomes of it afterwards. */

import { Dialog, Failure, Head, Icon, useTask } from "../components/basics.js";
import { isLost, Lost } from "../components/evidence.js";
import { Later } from "../components/later.js";
import { Needs } from "../components/needs.js";
import { OUTBOX, VISITS, visitPath } from "../components/router.js";
import { standing } from "../components/standing.js";
import { clock, deliveryWords, photosWords } from "../components/wording.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { PassedOver } from "../model/visit.js" */

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
        <b>${note}</b><span class="meta">${gettext("Not changed yet")}</span></span><${Icon} name="next" /></a>`,
        ),
      )}
      <${Later} tool="coach" app=${app} record=${record} isWhole=${!needs.length} onTold=${onTold} />
      ${record.item.check_in && html`<${Later} tool="place" silent at="end" app=${app} record=${record} />`}
      <${Later} tool="jots" silent ending app=${app} record=${record} />
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
          <p dir="auto" lang=${question.langs?.text ?? record.checklist.language}><b>${question.text}</b></p><//>`
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
        <${Later} tool="afterwards" silent inLine record=${record} />
      </ol>
    </div>
    <footer class="bar"><a class="btn quiet short" href=${OUTBOX}>${gettext("Outbox")}</a>
      <a class="btn" href=${VISITS}>${gettext("To the visits")}</a></footer>`;
}
