/** After the end of a visit: what becomes of it, and the photos that were lost meanwhile. */

import { Head, Icon } from "../components/basics.js";
import { isLost, Lost } from "../components/evidence.js";
import { Later } from "../components/later.js";
import { OUTBOX, VISITS } from "../components/router.js";
import { clock, deliveryWords } from "../components/wording.js";
import { gettext, interpolate } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

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
export function Tool({ app, record }) {
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
