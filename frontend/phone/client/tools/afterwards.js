/** What is asked after the visit, and when it opens: in the line, in the briefing, and of a visit that was handed in. */

import { whenever } from "../components/wording.js";
import { gettext, interpolate, locale } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { VisitRecord } from "../components/ports.js" */
/** @import { Touchpoint } from "../model/visit.js" */

const HOUR_MS = 3_600_000;

/**
 * When a moment opens that is asked after the visit; nothing where it will not.
 *
 * @param {VisitRecord} record
 * @param {Touchpoint} touchpoint
 */
export function opensWords({ item, document, ended }, { follow_through: window }) {
  const hours = window?.opens_after_hours ?? 0;
  const { follow_through_at: known, submitted_at: isWithOffice, location } = item;
  if (ended && !document.ended_at) return "";
  if (ended && known === null && isWithOffice) return "";
  if (ended) {
    const at = known ?? Date.parse(document.ended_at ?? "") + hours * HOUR_MS;
    const when = whenever(at, new Date(), location.time_zone);
    return interpolate(gettext("Follow-through: opens %(when)s"), { when });
  }
  const [unit, count] = hours % 24 ? ["hour", hours] : ["day", hours / 24];
  const shape = { style: "unit", unit, unitDisplay: "long" };
  const time = new Intl.NumberFormat(locale(), /** @type {any} */ (shape)).format(count);
  return interpolate(gettext("Follow-through: opens %(time)s after the visit"), { time });
}

/** @param {{record: VisitRecord, inLine?: boolean}} props */
export function Tool({ record, inLine }) {
  return record.afterwards.map((one) => {
    const when = opensWords(record, one);
    const lang = one.langs?.name;
    if (!when) return null;
    if (!inLine)
      return html`<span class="meta" key=${one.id}><bdi lang=${lang}>${one.name}</bdi> · ${when}</span>`;
    // A place on the line like the others, that leads nowhere yet.
    return html`<li class="stop todo" key=${one.id}><a><span class="dot"></span><span class="grow"><b dir="auto" lang=${lang}>${one.name}</b>
      <span class="meta">${when}</span></span></a></li>`;
  });
}
