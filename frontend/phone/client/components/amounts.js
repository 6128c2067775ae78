/** Numbers with steps, and a stopwatch that goes on when the phone does not. */

import { moment } from "../model/visit.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useEffect, useState } from "../vendor/vendor.js";
import { Icon, useName, useTyped } from "./basics.js";
import { decimal, span } from "./wording.js";

/** @import { InputProps } from "./inputs.js" */
/** @import { Question } from "../model/visit.js" */

const NUMBER = /^-?\d{1,14}(\.\d{1,4})?$/;

/**
 * @param {Question} question
 * @param {string} typed
 * @returns {{value: string|null, fault: string}} the plain decimal that was meant, or what is wrong
 */
export function readNumber(question, typed) {
  const plain = typed.trim().replace(",", ".").replace(/^\./, "0.").replace(/\.$/, "");
  if (!plain) return { value: null, fault: "" };
  if (!NUMBER.test(plain))
    return {
      value: null,
      fault: interpolate(gettext("Enter a number, such as 12 or %(decimal)s."), {
        decimal: decimal("3.5"),
      }),
    };
  const { minimum, maximum } = question;
  if (minimum !== null && Number(plain) < Number(minimum)) {
    return {
      value: null,
      fault: interpolate(gettext("At least %(least)s."), { least: decimal(minimum) }),
    };
  }
  if (maximum !== null && Number(plain) > Number(maximum)) {
    return {
      value: null,
      fault: interpolate(gettext("At most %(most)s."), { most: decimal(maximum) }),
    };
  }
  return { value: plain, fault: "" };
}

/** @param {InputProps} props */
export function Amount({ question, value, onValue, labelledby }) {
  const id = useName();
  const [fault, setFault] = useState("");
  const save = (/** @type {string} */ typed) => {
    const read = readNumber(question, typed);
    setFault(read.fault);
    return read.fault ? false : onValue(read.value);
  };
  const field = useTyped(decimal(value ?? ""), save);
  const step = (/** @type {number} */ by) => {
    const start = Number(
      value ?? (by > 0 ? Number(question.minimum ?? 0) - 1 : (question.minimum ?? 1)),
    );
    const next = String(Number((start + by).toFixed(4)));
    if (!readNumber(question, next).fault) save(next);
  };
  return html`<div class="amount">
      <button type="button" class="round boxed" aria-label=${gettext("One less")}
        onClick=${() => step(-1)}><${Icon} name="minus" /></button>
      <span class="with-unit"><input class="big" inputmode="decimal" autocomplete="off"
        aria-labelledby="${labelledby} ${id}-unit" aria-invalid=${Boolean(fault)}
        aria-describedby="${id}-fault" value=${field.value} onInput=${field.onInput}
        onBlur=${field.onBlur} /><span class="meta" id="${id}-unit">${question.unit}</span></span>
      <button type="button" class="round boxed" aria-label=${gettext("One more")}
        onClick=${() => step(1)}><${Icon} name="plus" /></button>
    </div>
    <p class="fault" id="${id}-fault" role="status">${fault}</p>`;
}

/** Seconds since a moment, counted anew every second. @param {string|null} from */
function useElapsed(from) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!from) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [from]);
  return from ? Math.max(0, (now - new Date(from).getTime()) / 1000) : 0;
}

/** @param {string} from @param {string|number} to */
const secondsBetween = (from, to) =>
  Math.max(0, Math.round((new Date(to).getTime() - new Date(from).getTime()) / 1000));

/** A measurement that was corrected keeps its ends, and is measured no more. @param {{seconds: number, from: string|null, to: string|null}} value */
const isMeasured = ({ seconds, from, to }) =>
  Boolean(from && to && secondsBetween(from, to) === seconds);

/**
 * The beginning is stored as the answer, so that closing the app does not stop the watch.
 *
 * @param {InputProps} props
 */
export function Stopwatch({ value, onValue, labelledby }) {
  const running = Boolean(value?.from && !value.to);
  const elapsed = useElapsed(running ? value.from : null);
  const start = () => onValue({ seconds: 0, from: moment(new Date()), to: null });
  const stop = () => {
    const to = moment(new Date());
    return onValue({ seconds: secondsBetween(value.from, to), from: value.from, to });
  };
  return html`<div class="watch" role="group" aria-labelledby=${labelledby}>
      ${
        value && !running
          ? html`<p class="tap done"><span class="digits">${span(value.seconds)}</span>
            <span class="meta">${isMeasured(value) ? gettext("measured") : gettext("entered by hand")}</span></p>`
          : html`<button type="button" class="tap ${running ? "running" : ""}" onClick=${running ? stop : start}>
            <span class="digits" aria-hidden="true">${span(elapsed)}</span>
            <b>${running ? gettext("Stop") : gettext("Start")}</b></button>`
      }
    </div>
    ${
      running
        ? html`<p class="meta">${gettext("Keeps counting when you leave the app.")}</p>`
        : html`<${Corrections} value=${value} onValue=${onValue} start=${start} />`
    }`;
}

/** @param {Pick<InputProps, "value"|"onValue"> & {start: () => unknown}} props */
function Corrections({ value, onValue, start }) {
  const [byHand, setByHand] = useState(false);
  return html`<div class="links">
      ${value && html`<button type="button" class="link" onClick=${start}>${gettext("Time it again")}</button>`}
      <button type="button" class="link" aria-expanded=${byHand} onClick=${() => setByHand(!byHand)}>
        ${value ? gettext("Correct it") : gettext("Enter it by hand")}</button></div>
    ${byHand && html`<${ByHand} value=${value} onValue=${onValue} />`}`;
}

/** @param {Pick<InputProps, "value"|"onValue">} props */
function ByHand({ value, onValue }) {
  const total = value?.seconds ?? 0;
  const put = (/** @type {number} */ seconds) =>
    onValue({ seconds, from: value?.from ?? null, to: value?.to ?? null });
  const whole = (/** @type {string} */ text) => Math.min(9999, Number.parseInt(text, 10) || 0);
  const minutes = useTyped(value ? String(Math.floor(total / 60)) : "", (text) =>
    put(whole(text) * 60 + (total % 60)),
  );
  const seconds = useTyped(value ? String(total % 60) : "", (text) =>
    put(Math.floor(total / 60) * 60 + whole(text)),
  );
  return html`<div class="amount by-hand">
    <label><input class="big" inputmode="numeric" ...${minutes} />${gettext("Minutes")}</label>
    <label><input class="big" inputmode="numeric" ...${seconds} />${gettext("Seconds")}</label>
  </div>`;
}
