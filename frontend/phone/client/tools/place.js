/** Check in at the beginning, check out at the end: a tap asks for the position, once, and a no costs nothing. */

import { Failure, Icon, useTask } from "../components/basics.js";
import { clock } from "../components/wording.js";
import { moment } from "../model/visit.js";
import { gettext, interpolate } from "../model/words.js";
import { html } from "../vendor/vendor.js";
import { given, notGiven, tell, UNKNOWN } from "./place/telling.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { CheckIn, Found, Occasion } from "./place/telling.js" */

const HOW = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 10_000 };
const AROUND = { marginBlock: "var(--s4)" };

/** @returns {Promise<Found>} */
const whereIAm = () =>
  new Promise((found) => {
    if (!navigator.geolocation) return found(UNKNOWN);
    navigator.geolocation.getCurrentPosition(
      (position) => found(given(position)),
      (trouble) => found(notGiven(trouble)),
      HOW,
    );
  });

/** @param {{app: App, record: VisitRecord, at: Occasion}} props */
export function Tool({ app, record, at }) {
  if (!record.editable || record.open) return null;
  return html`<${Card} app=${app} record=${record} occasion=${at} />`;
}

/** @param {{app: App, record: VisitRecord, occasion: Occasion}} props */
function Card({ app, record: { id, item, document }, occasion }) {
  const { busy, failure, run } = useTask();
  const told = document.check_ins?.[occasion];
  const isEnd = occasion === "end";
  const keep = (/** @type {CheckIn} */ one) =>
    app.actions.rework(id, (_, edit) => edit(null, (draft) => tell(draft, occasion, one)));
  // The moment is kept before the phone begins to look, which may take long or never end.
  const checkIn = () =>
    run(async () => {
      const at = moment(new Date());
      await keep({ at, ...UNKNOWN });
      const found = await whereIAm();
      if (found !== UNKNOWN) await keep({ at, ...found });
    });
  const words = busy ? gettext("Looking for your position…") : told && toldWords(told, isEnd, item);
  return html`<div style=${AROUND}><div role="status">${words && html`<p class="row meta"><${Icon} name=${busy ? "pin" : "check"} />${words}</p>`}</div>
    ${
      !told &&
      !busy &&
      html`<section class="card stack" aria-labelledby="place">
        <p class="meta" id="place">${gettext("The office would like to know where a visit begins and ends: a tap asks this phone for your position once, only a reviewer sees it, and without it the visit counts all the same.")}</p>
        <div class="choices"><button type="button" class="btn quiet" onClick=${checkIn}>
          <${Icon} name="pin" />${isEnd ? gettext("Check out") : gettext("Check in")}</button></div></section>`
    }<${Failure} text=${failure} /></div>`;
}

/** @param {CheckIn} told @param {boolean} isEnd @param {VisitRecord["item"]} item */
function toldWords({ at, outcome }, isEnd, { location }) {
  const [withPlace, without] = isEnd
    ? [
        gettext("Checked out at %(time)s, with your position."),
        gettext("Checked out at %(time)s, without your position. That is fine."),
      ]
    : [
        gettext("Checked in at %(time)s, with your position."),
        gettext("Checked in at %(time)s, without your position. That is fine."),
      ];
  const time = clock(at, location.time_zone);
  return interpolate(outcome === "given" ? withPlace : without, { time });
}
