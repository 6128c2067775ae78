/** The end of a practice: what is missing, what the coach would say, and then again or away with it. */

import { Dialog, Failure, Head, useTask } from "../../components/basics.js";
import { Later } from "../../components/later.js";
import { Needs } from "../../components/needs.js";
import { go, VISITS, visitPath } from "../../components/router.js";
import { standing } from "../../components/standing.js";
import { gettext, interpolate, ngettext } from "../../model/words.js";
import { html, useState } from "../../vendor/vendor.js";
import { practiceOf } from "./beginning.js";

/** @import { App, VisitRecord } from "../../components/ports.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Closing({ app, record }) {
  const [asking, setAsking] = useState(/** @type {"again"|"away"|null} */ (null));
  const { needs } = standing(record);
  const left = ngettext(
    "%(count)s thing is still missing",
    "%(count)s things are still missing",
    needs.length,
  );
  return html`${record.item.check_in && html`<${Later} tool="place" silent app=${app} record=${record} />`}
    <${Head} back=${visitPath(record.id)} over=${record.item.location.name}
      title=${needs.length ? interpolate(left, { count: needs.length }) : gettext("Everything is here")} />
    <div class="pad">
      <p class="meta">${gettext("A real visit ends here, once nothing is missing, and the phone sends it by itself.")}</p>
      <${Needs} record=${record} needs=${needs} />
      <${Later} tool="coach" app=${app} record=${record} isWhole=${!needs.length} onTold=${() => {}} />
      <${Later} tool="jots" silent ending app=${app} record=${record} />
    </div>
    <footer class="bar"><button type="button" class="btn quiet" onClick=${() => setAsking("away")}>${gettext("Throw away")}</button>
      <button type="button" class="btn" onClick=${() => setAsking("again")}>${gettext("Practise again")}</button></footer>
    ${asking && html`<${Sure} app=${app} record=${record} isAgain=${asking === "again"} onClose=${() => setAsking(null)} />`}`;
}

/** @param {{app: App, record: VisitRecord, isAgain: boolean, onClose: () => void}} props */
function Sure({ app, record: { id, item, checklist }, isAgain, onClose }) {
  const { busy, failure, run } = useTask();
  const practice = item.practice ?? "";
  const isHere = app.state.visits.value.some((one) => one.id === practice);
  const away = async () => {
    if (await run(() => app.actions.forget(id)))
      go(isHere ? visitPath(practice) : VISITS, { replace: true });
  };
  const again = async () => {
    const anew = practiceOf(item, practice, new Date());
    const begun = await run(async () => {
      await app.actions.forget(id);
      await app.actions.practise(anew, checklist);
    });
    if (begun) go(visitPath(anew.id), { replace: true });
  };
  return html`<${Dialog} title=${isAgain ? gettext("Practise again?") : gettext("Throw the practice away?")} onClose=${onClose}>
    <p>${isAgain ? gettext("These answers and photos go for good, and all begins anew.") : gettext("These answers and photos go for good.")}</p>
    <${Failure} text=${failure} />
    <div class="choices"><button type="button" class="btn quiet" onClick=${onClose}>${gettext("Keep it")}</button>
      <button type="button" class="btn" disabled=${busy} onClick=${isAgain ? again : away}>${isAgain ? gettext("Begin anew") : gettext("Throw away")}</button></div><//>`;
}
