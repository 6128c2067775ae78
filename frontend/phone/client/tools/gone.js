/** A visit that is no longer this shopper's: what became of the work, and the way off the phone. */

import { Dialog, Failure, Head, useTask } from "../components/basics.js";
import { Rescue } from "../components/rescue.js";
import { go, VISITS } from "../components/router.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Tool({ app, record: { id, item, delivery, photos } }) {
  const [sure, setSure] = useState(false);
  const { busy, failure, run } = useTask();
  const count = Object.values(photos).filter(({ state }) => state === "stored").length;
  const lost = ngettext(
    "%(count)s photo has not been sent, and only a rescue file keeps it.",
    "%(count)s photos have not been sent, and only a rescue file keeps them.",
    count,
  );
  const forget = async () => {
    if (await run(() => app.actions.forget(id))) go(VISITS, { replace: true });
  };
  return html`<${Head} back=${VISITS} backLabel=${gettext("To the visits")} over=${item.location.name}
      title=${delivery.reason} />
    <div class="pad stack">
      <p>${gettext("The office has kept your answers and decides what becomes of them. Nothing more can be sent.")}</p>
      ${count > 0 && html`<p>${interpolate(lost, { count })}</p><${Rescue} app=${app} />`}
      <button type="button" class="btn quiet danger" onClick=${() => setSure(true)}>${gettext("Take it off this phone")}</button>
    </div>
    ${
      sure &&
      html`<${Dialog} title=${gettext("Delete it for good?")} onClose=${() => setSure(false)}>
      ${count > 0 && html`<p>${interpolate(lost, { count })}</p>`}
      <${Failure} text=${failure} />
      <div class="choices"><button type="button" class="btn" onClick=${() => setSure(false)}>${gettext("Keep it")}</button>
        <button type="button" class="btn need" disabled=${busy} onClick=${forget}>${gettext("Take it off this phone")}</button></div><//>`
    }`;
}
