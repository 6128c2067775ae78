/** The pieces every screen is made of: icons, heads, bars, notices, dialogs, and fields that save. */

import { uuidv7 } from "../model/identity.js";
import { gettext } from "../model/words.js";
import { html, signal, useEffect, useLayoutEffect, useRef, useState } from "../vendor/vendor.js";
import { LIST } from "./router.js";

/** @import { App, VisitRecord } from "./ports.js" */

/** Drawn after Lucide (ISC licence), each as one path. @type {Record<string, string>} */
const ICONS = {
  alert: "m21.7 18-8-14a2 2 0 0 0-3.4 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.7-3M12 9v4m0 4h.01",
  back: "m15 18-6-6 6-6",
  camera:
    "M14 4a2 2 0 0 1 1.8 1l.4 1a2 2 0 0 0 1.8 1h2a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V9a2 2 0 0 1 2-2h2a2 2 0 0 0 1.8-1l.4-1A2 2 0 0 1 10 4zM12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  check: "M20 6 9 17l-5-5",
  eye: "M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7-10-7-10-7M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  image:
    "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M9 7a2 2 0 1 0 0 4 2 2 0 0 0 0-4m12 8-3-3a2 2 0 0 0-3 0l-9 9",
  list: "M3 5h.01M3 12h.01M3 19h.01M8 5h13M8 12h13M8 19h13",
  minus: "M5 12h14",
  next: "m9 18 6-6-6-6",
  outbox: "M12 15V3m-5 5 5-5 5 5M3 15v4a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-4",
  pin: "M20 10c0 5-5.500 10.200-7.400 11.800a1 1 0 0 1-1.200 0C9.500 20.200 4 15 4 10a8 8 0 0 1 16 0M12 7a3 3 0 1 0 0 6 3 3 0 0 0 0-6",
  plus: "M5 12h14M12 5v14",
  turn: "M21 12a9 9 0 1 1-9-9c2.500 0 4.900 1 6.700 2.700L21 8m0-5v5h-5",
  undo: "M9 14 4 9l5-5M4 9h10.500a5.500 5.500 0 0 1 0 11H11",
  user: "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M12 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8",
  x: "M18 6 6 18M6 6l12 12",
  visits:
    "M8 2v3m8-3v3M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M3 9h18m-12 6 2 2 4-4",
};

/** @param {{name: string}} props */
export const Icon = ({ name }) => html`<svg class="icon ${name}" viewBox="0 0 24 24" width="20"
  height="20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"
  stroke-linejoin="round" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;

/** @type {Record<string, string>} */
const GLYPHS = {
  misery: "M2 4h16L10 17.500z",
  mediocrity: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14",
  magic: "M2 16h16L10 2.500z",
};

/** @param {{verdict: string}} props */
export const Glyph = ({ verdict }) => html`<svg class="glyph ${verdict}" viewBox="0 0 20 20"
  width="18" height="18" fill="currentColor" aria-hidden="true"><path d=${GLYPHS[verdict]} /></svg>`;

const LONG_TITLE = 40;

/**
 * The top of a screen. Its h1 takes the focus when the screen opens.
 *
 * @param {{title?: any, over?: any, under?: any, back?: string, backLabel?: string, children?: any}} props
 */
export const Head = ({ title, over, under, back, backLabel, children }) => html`
  <header class="head">
    ${
      back &&
      html`<a class="round" href=${back} aria-label=${backLabel ?? gettext("Back")}>
      <${Icon} name="back" /></a>`
    }
    <div class="grow">
      ${over && html`<p class="meta" dir="auto">${over}</p>`}
      ${title && html`<h1 tabindex="-1" dir="auto" class=${title.length > LONG_TITLE ? "long" : ""}>${title}</h1>`}
      ${under && html`<p class="meta">${under}</p>`}
    </div>
    ${children}
  </header>`;

/** Hides the app behind a list, in one tap. */
export const Hide = () => html`<a class="small icon-only" href=${LIST}
  aria-label=${gettext("Shopping list")}><${Icon} name="check" /></a>`;

/** @param {{kind?: "need"|"calm", icon?: string, children?: any}} props */
export const Notice = ({ kind = "need", icon = "alert", children }) => html`
  <div class="notice ${kind}"><${Icon} name=${icon} /><div class="grow">${children}</div></div>`;

/** An error in words, said aloud. @param {{text: string, children?: any}} props */
export const Failure = ({ text, children }) => html`
  <div role="alert">${text && html`<${Notice}><p>${text}</p>${children}<//>`}</div>`;

/** @param {{paragraphs: string, lang?: string}} props - text with blank lines between paragraphs */
export const Prose = ({ paragraphs, lang }) =>
  paragraphs
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => html`<p class="prose" dir="auto" lang=${lang}>${part.trim()}</p>`);

/** How many fields hold typed text that is not stored yet. */
const typing = signal(0);
const LONG_SAVING_MS = 250;

/**
 * Says whether all that was given has reached the phone's storage; says nothing while a short saving lasts.
 *
 * It looks for itself, so that a saving alone draws nothing else anew.
 *
 * @param {{app: App, record: VisitRecord}} props
 */
export function Saved({ app, record }) {
  const state = app.state.saving.value[record.id];
  const [slow, setSlow] = useState(false);
  const pending = state === "saving" || typing.value > 0;
  useEffect(() => {
    setSlow(false);
    if (!pending) return undefined;
    const timer = setTimeout(() => setSlow(true), LONG_SAVING_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  const failed = state === "failed";
  const going = slow ? gettext("Saving…") : "";
  const words = failed ? gettext("Not saved") : pending ? going : gettext("Saved");
  return html`<span class="pill saved ${failed ? "need" : ""}" role="status">${words}</span>`;
}

/**
 * A sheet over the screen. Closes on Escape, on the back gesture, and on a tap beside it.
 *
 * @param {{title: string, onClose: () => void, children?: any}} props
 */
export function Dialog({ title, onClose, children }) {
  const element = useRef(/** @type {HTMLDialogElement|null} */ (null));
  useLayoutEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // Closing it, and not only taking it away, gives the focus back to where it was.
    return () => dialog?.close();
  }, []);
  const beside = (/** @type {Event} */ event) => event.target === element.current && onClose();
  return html`<dialog ref=${element} aria-labelledby="dialog-title"
    onCancel=${(/** @type {Event} */ event) => {
      event.preventDefault();
      onClose();
    }} onClose=${() => element.current && onClose()} onClick=${beside}>
    <div class="sheet"><h2 id="dialog-title" tabindex="-1" autofocus>${title}</h2>${children}</div>
  </dialog>`;
}

/**
 * Run an action once at a time, and keep its refusal in words.
 *
 * @returns {{busy: boolean, failure: string, run: (act: () => Promise<unknown>) => Promise<boolean>}}
 */
export function useTask() {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState("");
  const running = useRef(false);
  const run = async (/** @type {() => Promise<unknown>} */ act) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setFailure("");
    try {
      await act();
      return true;
    } catch (refusal) {
      setFailure(messageOf(refusal));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, failure, run };
}

/** A name that ties a label to its field, the same at each drawing. */
export const useName = () => useState(() => uuidv7())[0];

/** @param {unknown} refusal */
export const messageOf = (refusal) =>
  /** @type {any} */ (refusal)?.message || gettext("This did not work. Please try again.");

const PAUSE_MS = 400;

/**
 * A text field that saves while one types: after a pause, on leaving it, and when the page goes.
 *
 * @param {string} stored
 * @param {(text: string) => unknown} save - answers false where the text must be corrected first
 */
export function useTyped(stored, save) {
  const [text, setText] = useState(/** @type {string|null} */ (null));
  const field = useRef({ timer: 0, text: "", save });
  field.current.save = save;
  const flush = async () => {
    if (!field.current.timer) return undefined;
    clearTimeout(field.current.timer);
    field.current.timer = 0;
    try {
      return await field.current.save(field.current.text);
    } finally {
      typing.value -= 1;
    }
  };
  useEffect(() => {
    const hidden = () => document.visibilityState === "hidden" && flush();
    addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("pagehide", flush);
      document.removeEventListener("visibilitychange", hidden);
      flush();
    };
  }, []);
  const onInput = (/** @type {Event} */ event) => {
    const typed = /** @type {HTMLInputElement} */ (event.target).value;
    setText(typed);
    if (!field.current.timer) typing.value += 1;
    clearTimeout(field.current.timer);
    Object.assign(field.current, { text: typed, timer: setTimeout(flush, PAUSE_MS) });
  };
  const onBlur = async () => {
    const kept = await flush();
    if (kept !== false && !field.current.timer) setText(null);
  };
  return { value: text ?? stored, onInput, onBlur };
}
