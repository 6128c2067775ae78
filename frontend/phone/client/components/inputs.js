/** What answers a question: tiles to tap, fields to type in. Each says its new value to `onValue`. */

import { gettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";
import { useName, useTyped } from "./basics.js";

/** @import { Question } from "../model/visit.js" */
/** @import { Place } from "./ports.js" */

/**
 * @typedef {object} InputProps
 * @property {Question} question
 * @property {any} value - null where nothing was answered
 * @property {(value: any) => Promise<unknown>} onValue - null clears
 * @property {string} labelledby - the id of the question's text
 * @property {Place} place
 */

/**
 * @typedef {object} TileProps
 * @property {"radio"|"checkbox"} type
 * @property {string} name
 * @property {boolean} checked
 * @property {() => void} onPick
 * @property {string} [label] - said instead of the tile's content
 * @property {string} [lang] - where it is another than around it
 * @property {any} [children]
 */

/** A whole tile that is a radio button or a checkbox. @param {TileProps} props */
export const Tile = ({
  type,
  name,
  checked,
  onPick,
  label,
  lang,
  children,
}) => html`<label class="tile ${type}">
  <input type=${type} name=${name} checked=${checked} onChange=${onPick} aria-label=${label} />
  <span class="face" dir="auto" lang=${lang}>${children}</span></label>`;

/** @param {{labelledby: string, kind: string, children?: any}} props */
const Radios = ({ labelledby, kind, children }) =>
  html`<div class=${kind} role="radiogroup" aria-labelledby=${labelledby}>${children}</div>`;

/** @param {InputProps} props */
const YesNo = ({ question, value, onValue, labelledby }) => html`
  <${Radios} kind="two" labelledby=${labelledby}>
    ${["no", "yes"].map(
      (key) => html`<${Tile} key=${key} type="radio" name=${question.id}
      checked=${value === key} onPick=${() => onValue(key)}>
      ${key === "yes" ? gettext("Yes") : gettext("No")}<//>`,
    )}
  <//>`;

/** @param {InputProps} props */
const Choice = ({ question, value, onValue, labelledby }) => html`
  <${Radios} kind="tiles" labelledby=${labelledby}>
    ${question.options.map(
      ({ key, label, langs }) => html`<${Tile} key=${key} lang=${langs?.label} type="radio"
      name=${question.id} checked=${value === key} onPick=${() => onValue(key)}>${label}<//>`,
    )}
  <//>`;

/** @param {InputProps} props */
function Several({ question, value, onValue, labelledby }) {
  const ticked = new Set(value ?? []);
  const toggle = (/** @type {string} */ key) => {
    if (!ticked.delete(key)) ticked.add(key);
    const keys = question.options.map((option) => option.key);
    return onValue(keys.filter((one) => ticked.has(one)));
  };
  return html`<div class="tiles" role="group" aria-labelledby=${labelledby}>
    ${question.options.map(
      ({ key, label, langs }) => html`<${Tile} key=${key} lang=${langs?.label} type="checkbox"
      name=${question.id} checked=${ticked.has(key)} onPick=${() => toggle(key)}>${label}<//>`,
    )}
    <${Tile} type="checkbox" name=${question.id} checked=${value?.length === 0}
      onPick=${() => onValue(value?.length === 0 ? null : [])}>${gettext("None of these")}<//>
  </div>`;
}

/** @param {InputProps} props */
function Rating({ question, value, onValue, labelledby }) {
  const steps = Array.from({ length: question.steps ?? 5 }, (_, index) => index + 1);
  const { step_labels: labels, langs } = question;
  const word = (/** @type {number} */ at) =>
    html`<bdi lang=${langs?.[`step_labels.${at}`]}>${labels[at]}</bdi>`;
  const last = labels.length - 1;
  return html`<${Radios} kind="rating of-${steps.length}" labelledby=${labelledby}>
      ${steps.map(
        (step) => html`<${Tile} key=${step} type="radio" name=${question.id}
        checked=${value === step} onPick=${() => onValue(step)}
        label=${[step, labels[step - 1]].filter(Boolean).join(" ")}>${step}<//>`,
      )}
    <//>
    ${
      labels.length > 0 &&
      html`<div class="ends meta" aria-hidden="true">
      ${word(0)}
      <b>${value && value !== 1 && value - 1 !== last && word(value - 1)}</b>
      ${word(last)}</div>`
    }`;
}

/**
 * Lines of text that save themselves, with a count where a length is asked for.
 *
 * @param {{label: string, value: string, onText: (text: string) => unknown, least?: number, most?: number, hint?: string, hidden?: boolean}} props
 */
export function Lines({ label, value, onText, least = 0, most, hint, hidden }) {
  const id = useName();
  const field = useTyped(value, onText);
  const length = [...field.value.trim()].length;
  const counted = least > 1 || (most && length > most * 0.8);
  return html`<div class="field">
    <label for=${id} class=${hidden ? "unseen" : ""}>${label}</label>
    <textarea id=${id} rows="2" dir="auto" maxlength=${most} value=${field.value}
      onInput=${field.onInput} onBlur=${field.onBlur}
      aria-describedby=${hint || counted ? `${id}-hint` : undefined}></textarea>
    ${
      (hint || counted) &&
      html`<p class="meta hint" id="${id}-hint"><span>${hint}</span>
      ${counted && html`<span class="count">${length}${length < least ? `/${least}` : most ? `/${most}` : ""}</span>`}
    </p>`
    }
  </div>`;
}

/** @param {InputProps} props */
const Words = ({ question, value, onValue }) => html`<${Lines} label=${question.text} hidden
  value=${value ?? ""} most=${10000} onText=${(/** @type {string} */ text) => onValue(text || null)} />`;

/** @param {InputProps} props */
function Clock({ value, onValue, labelledby, place }) {
  const field = useTyped(value ?? "", (text) => onValue(text || null));
  const now = () =>
    new Intl.DateTimeFormat("en-GB", { timeZone: place.time_zone, timeStyle: "short" }).format();
  return html`<div class="amount">
    <input type="time" class="big" aria-labelledby=${labelledby} value=${field.value}
      onInput=${field.onInput} onBlur=${field.onBlur} />
    <button type="button" class="btn quiet" onClick=${() => onValue(now())}>${gettext("Now")}</button>
  </div>`;
}

/** @type {Record<string, (props: InputProps) => any>} */
export const INPUTS = {
  yes_no: YesNo,
  choice: Choice,
  several: Several,
  rating: Rating,
  text: Words,
  time: Clock,
};
