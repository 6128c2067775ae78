/** The end of a visit: what is still missing, and what a reviewer would ask about. */

import { Dialog, Failure, Head, Icon, useTask } from "../components/basics.js";
import { Later } from "../components/later.js";
import { Needs } from "../components/needs.js";
import { visitPath } from "../components/router.js";
import { standing } from "../components/standing.js";
import { photosWords } from "../components/wording.js";
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
  if (!record.editable) return html`<${Later} tool="ended" app=${app} record=${record} />`;
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
