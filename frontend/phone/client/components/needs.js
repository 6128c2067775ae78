/** What is still missing of a visit, listed by its moments. */

import { asked } from "../model/conditions.js";
import { html } from "../vendor/vendor.js";
import { Icon } from "./basics.js";
import { momentPath } from "./router.js";
import { needWords } from "./wording.js";

/** @import { VisitRecord } from "./ports.js" */
/** @import { Touchpoint } from "../model/visit.js" */
/** @import { Need } from "./wording.js" */

/** Each thing that is missing, one tap from its place. @param {{record: VisitRecord, needs: Need[]}} props */
export function Needs({ record: { id, checklist, document, open }, needs }) {
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
      <h2 class="section" dir="auto" lang=${touchpoint.langs?.name}>${touchpoint.name}</h2>
      ${here.map(
        (
          need,
        ) => html`<a key=${need.question + need.code} class="card row" href=${momentPath(id, touchpoint.id, place(touchpoint, need.question), true)}>
        <span class="grow">${touchpoint.questions
          .filter((one) => one.id === need.question)
          .map(({ text, langs }) => html`<span dir="auto" lang=${langs?.text}>${text}</span>`)}
          <span class="missing">${needWords(need)}</span></span><${Icon} name="next" /></a>`,
      )}</section>`,
    );
}
