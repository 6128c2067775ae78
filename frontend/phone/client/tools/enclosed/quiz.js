/** The quiz: all of it on one sheet, checked as often as is needed; what was wrong is explained, nothing is lost. */

import { Dialog, Failure, Icon, Notice, useName, useTask } from "../../components/basics.js";
import { Tile } from "../../components/inputs.js";
import { gettext, interpolate, ngettext } from "../../model/words.js";
import { html, useLayoutEffect, useRef, useState } from "../../vendor/vendor.js";
import { isRight, marked } from "./marking.js";

/** @import { App, VisitRecord } from "../../components/ports.js" */
/** @import { Picked, QuizQuestion } from "./marking.js" */

/** @param {{app: App, record: VisitRecord}} props */
export function Quiz({ app, record }) {
  const [open, setOpen] = useState(false);
  const { length } = record.checklist.quiz ?? [];
  const words = ngettext(
    "First answer %(count)s question",
    "First answer %(count)s questions",
    length,
  );
  return html`<button type="button" class="btn" onClick=${() => setOpen(true)}>${interpolate(words, { count: length })}</button>
    ${open && html`<${Sheet} app=${app} record=${record} onClose=${() => setOpen(false)} />`}`;
}

/** @param {{app: App, record: VisitRecord, onClose: () => void}} props */
function Sheet({ app, record, onClose }) {
  const { quiz = [], language } = record.checklist;
  const [picked, setPicked] = useState(/** @type {Picked} */ ({}));
  const [checked, setChecked] = useState(/** @type {Picked|null} */ (null));
  const { busy, failure, run } = useTask();
  const rights = quiz.filter((asked, place) => isRight(asked, checked?.[place])).length;
  const check = () =>
    run(async () => {
      const all = quiz.every((asked, place) => isRight(asked, picked[place]));
      const at = all ? new Date().toISOString() : null;
      await app.actions.rework(record.id, (here) => ({ ...here, quiz: marked(here.quiz, at) }));
      setChecked(picked);
    });
  return html`<${Dialog} title=${gettext("Before you begin")} onClose=${onClose}>
    <p>${gettext("A few questions about this visit, so that nothing goes wrong there. Try as often as you like.")}</p>
    <div class="stack" lang=${language}>${quiz.map(
      (
        asked,
        place,
      ) => html`<${Asked} key=${place} asked=${asked} picked=${picked[place]} checked=${checked?.[place]}
        isFirstWrong=${checked && quiz.findIndex((one, index) => !isRight(one, checked[index])) === place}
        onPick=${(/** @type {number} */ option) => setPicked({ ...picked, [place]: option })} />`,
    )}</div>
    <div role="status">${
      checked &&
      html`<p><b>${interpolate(gettext("%(rights)s of %(count)s are right. Look again at what is marked."), { rights, count: quiz.length })}</b></p>`
    }</div>
    <${Failure} text=${failure} />
    <div class="choices">
      <button type="button" class="btn quiet" onClick=${onClose}>${gettext("Not now")}</button>
      <button type="button" class="btn" disabled=${busy || Object.keys(picked).length < quiz.length} onClick=${check}>${gettext("Check")}</button>
    </div><//>`;
}

/**
 * @param {{asked: QuizQuestion, picked?: number, checked?: number, isFirstWrong: boolean|null, onPick: (option: number) => void}} props
 */
function Asked({ asked, picked, checked, isFirstWrong, onPick }) {
  const name = useName();
  const section = useRef(/** @type {HTMLElement|null} */ (null));
  const isChecked = checked !== undefined && checked === picked;
  useLayoutEffect(() => {
    if (isFirstWrong) section.current?.scrollIntoView({ block: "nearest" });
  }, [isFirstWrong, checked]);
  return html`<section ref=${section} aria-labelledby=${name}>
    <h3 id=${name} dir="auto" lang=${asked.langs?.text}>${asked.text}</h3>
    <div class="tiles" role="radiogroup" aria-labelledby=${name}>${asked.options.map(
      (
        words,
        option,
      ) => html`<${Tile} key=${option} type="radio" name=${`${name}-option`} checked=${picked === option}
        lang=${asked.langs?.[`options.${option}`]} onPick=${() => onPick(option)}>${words}<//>`,
    )}</div>
    ${isChecked && html`<${Verdict} asked=${asked} right=${isRight(asked, checked)} />`}</section>`;
}

/** @param {{asked: QuizQuestion, right: boolean}} props */
const Verdict = ({ asked: { why, langs }, right }) =>
  right
    ? html`<p class="meta"><${Icon} name="check" /> ${gettext("Right.")} <span dir="auto" lang=${langs?.why}>${why}</span></p>`
    : html`<${Notice} icon="alert"><p><b>${gettext("Not quite.")}</b> <span dir="auto" lang=${langs?.why}>${why}</span></p><//>`;
