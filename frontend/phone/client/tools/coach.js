/** Before the end: what a reviewer would ask about, each one tap from its place, told and not judged. */

import { Failure, Icon, Notice, useTask } from "../components/basics.js";
import { momentPath } from "../components/router.js";
import { photoCounts } from "../model/checklist.js";
import { asked } from "../model/conditions.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useEffect } from "../vendor/vendor.js";
import { remarks } from "./coach/remarks.js";
import { remarkWords } from "./coach/wording.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { PassedOver } from "../model/visit.js" */
/** @import { Remark } from "./coach/remarks.js" */

const NOTHING_KNOWN = { last_texts: [], staff_names: [] };

/** @param {PassedOver} one @param {PassedOver} other */
const isSame = (one, other) => one.question === other.question && one.code === other.code;

/** What the screen does not list by itself, of the questions that can change. @param {VisitRecord} record */
function shown({ checklist, document, item, open }) {
  const facts = item.coaching ?? NOTHING_KNOWN;
  return remarks(checklist, document, photoCounts(document), facts).filter(
    ({ question, level, code }) =>
      (open?.has(question) ?? true) && (level === "advice" || code === "staff_named"),
  );
}

/**
 * `onTold` is given what holds up the end, and what was told and may be sent all the same.
 *
 * @param {{app: App, record: VisitRecord, isWhole: boolean, onTold: (held: number, told: PassedOver[]) => void}} props
 */
export function Tool({ app, record, isWhole, onTold }) {
  const { busy, failure, run } = useTask();
  const all = shown(record);
  const required = all.filter(({ level }) => level === "required");
  const advice = all.filter(({ level }) => level === "advice");
  const passed = record.document.passed_over ?? [];
  const closed = passed.filter(({ question }) => record.open && !record.open.has(question));
  const told = [...closed, ...advice.map(({ question, code }) => ({ question, code }))];
  const isPassed = (/** @type {Remark} */ remark) => passed.some((one) => isSame(one, remark));
  useEffect(() => onTold(required.length, told), [required.length, JSON.stringify(told)]);
  const keep = (/** @type {PassedOver[]} */ list) =>
    run(() => app.actions.passOver(record.id, list));
  const pass = (/** @type {Remark} */ { question, code }) => keep([...passed, { question, code }]);
  const take = (/** @type {Remark} */ remark) => keep(passed.filter((one) => !isSame(one, remark)));
  const open = advice.filter((remark) => !isPassed(remark));
  const by = { record, busy };
  if (!all.length) {
    return (
      isWhole &&
      html`<div role="status"><${Notice} kind="calm" icon="check"><p>${gettext("All is well: nobody should have to ask back.")}</p><//></div>`
    );
  }
  return html`<section aria-labelledby="coach">
    <h2 class="section" id="coach" aria-live="polite">${interpolate(gettext("To look at: %(count)s"), { count: required.length + open.length })}</h2>
    ${required.map((remark) => html`<${Line} key=${remark.question} ...${by} remark=${remark} />`)}
    ${advice.map(
      (remark) => html`<${Line} key=${remark.question + remark.code} ...${by} remark=${remark}
        passed=${isPassed(remark)} onPass=${() => pass(remark)} onTake=${() => take(remark)} />`,
    )}
    <${Failure} text=${failure} /></section>`;
}

/** @param {{record: VisitRecord, busy: boolean, remark: Remark, passed?: boolean, onPass?: () => any, onTake?: () => any}} props */
function Line({ record, busy, remark, passed, onPass, onTake }) {
  const { checklist } = record;
  const questions = checklist.touchpoints.flatMap((touchpoint) => touchpoint.questions);
  const { text, langs } = questions.find(({ id }) => id === remark.question) ?? {};
  const isRequired = remark.level === "required";
  return html`<div class="card" data-remark="${remark.question} ${remark.code}">
    <a class="row" href=${placeOf(record, remark)}><span class="grow">
      <span dir="auto" lang=${langs?.text ?? checklist.language}>${text}</span>
      <span class=${isRequired ? "missing" : "meta"}>${remarkWords(remark)}</span></span><${Icon} name="next" /></a>
    ${
      passed
        ? html`<span class="undo"><${Icon} name="check" />${gettext("Stays as it is")}
          <button type="button" class="link" disabled=${busy} onClick=${onTake}>${gettext("Undo")}</button></span>`
        : onPass &&
          html`<button type="button" class="link" disabled=${busy} onClick=${onPass}>${gettext("Leave it as it is")}</button>`
    }</div>`;
}

/** @param {VisitRecord} record @param {Remark} remark */
function placeOf({ id, checklist, document, open }, { question, touchpoint }) {
  const ids = asked(checklist.touchpoints, document.answers);
  const step = checklist.touchpoints
    .flatMap((one) => (one.id === touchpoint ? one.questions : []))
    .filter((one) => ids.has(one.id) && (open?.has(one.id) ?? true))
    .findIndex((one) => one.id === question);
  return momentPath(id, touchpoint, step + 1, true);
}
