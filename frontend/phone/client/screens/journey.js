/** The line: every moment of the visit as a stop, and what each still needs. */

import { Head, Hide, Icon, Saved } from "../components/basics.js";
import { Later } from "../components/later.js";
import { briefingPath, endPath, VISITS } from "../components/router.js";
import { nextStop, standing } from "../components/standing.js";
import { deliveryWords, needWords, photosWords } from "../components/wording.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Stop } from "../components/standing.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Journey({ app, record }) {
  const { stops, needs, done, total, share } = standing(record);
  const next = record.editable ? nextStop(stops) : undefined;
  const back = record.editable && record.open;
  const title = record.item.returned[0]?.until
    ? gettext("Follow-through")
    : back
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
          ? html`<${Saved} app=${app} record=${record} />`
          : html`<span class="pill" role="status">${deliveryWords(record.delivery)}</span>`
      }<//>
    <div class="pad">
      ${record.editable && !back && html`<progress value=${share} max="1" aria-label=${gettext("Complete")}></progress>`}
      ${record.item.check_in && html`<${Later} tool="place" silent at="start" app=${app} record=${record} />`}
      ${back && html`<p class="meta lead">${gettext("Only what came back can change; the rest stays as it is.")}</p>`}
      ${!record.editable && html`<p class="meta lead">${gettext("This visit has ended; you can read all of it.")}</p>`}
      <ol class="line" lang=${record.checklist.language}>
        ${stops.map((stop) => html`<${StopLine} key=${stop.touchpoint.id} stop=${stop} isNext=${stop === next} />`)}
        <${Later} tool="afterwards" silent inLine record=${record} />
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
    <span class="grow"><b dir="auto" lang=${touchpoint.langs?.name}>${touchpoint.name}</b>
      ${[...new Set(back)].map((note) => html`<span class="missing" dir="auto">${note}</span>`)}
      ${words && html`<span class="missing">${words}</span>`}</span>
    <span class="tally"><span aria-hidden="true">${total > 0 && `${done}/${total}`}</span><span class="unseen">
      ${interpolate(gettext("%(done)s of %(total)s answered"), { done, total })}</span>
      ${photos > 0 && ` · ${photosWords(photos)}`}</span></a></li>`;
}
