/** Where no visit is to be shown: it is no longer this shopper's, or not on this phone, or no browser could keep it. */

import { Dialog, Failure, Head, useTask } from "../components/basics.js";
import { go, VISITS } from "../components/router.js";
import { gettext, interpolate, ngettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { Tool as Rescue } from "./rescue.js";

/** @import { App, VisitRecord } from "../components/ports.js" */

/**
 * @param {{app: App, record?: VisitRecord, isOnline?: boolean}} props - no record: this phone does not have the visit;
 *   `isOnline`: it can have none, for this browser keeps nothing
 */
export function Tool({ app, record, isOnline }) {
  if (isOnline) return html`<${NoOffline} />`;
  return record ? html`<${Settled} app=${app} record=${record} />` : html`<${NotHere} />`;
}

const NotHere = () => html`<${Head} title=${gettext("This visit is not on this phone")}
    under=${gettext("It may have been given to someone else, or finished long ago.")} />
  <div class="pad"><a class="btn" href=${VISITS}>${gettext("To the visits")}</a></div>`;

const NoOffline =
  () => html`<${Head} title=${gettext("This browser cannot work without a network")} />
  <div class="pad"><p>${gettext("Please open this page in a current Chrome, Safari or Firefox, not in a private window.")}</p></div>`;

/** @param {{app: App, record: VisitRecord}} props */
function Settled({ app, record: { id, item, delivery, photos } }) {
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
