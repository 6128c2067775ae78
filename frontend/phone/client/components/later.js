/** Opens the tools: pieces of the app that a first start does without, and that are kept offline after it. */

import { gettext, wordsOfTools } from "../model/words.js";
import { html, useLayoutEffect, useState } from "../vendor/vendor.js";
import { Failure } from "./basics.js";

/** Each exports its component as `Tool`; nothing but a tool names another module of theirs. @type {Record<string, () => Promise<any>>} */
const TOOLS = {
  advice: () => import("../tools/advice.js"),
  afterwards: () => import("../tools/afterwards.js"),
  board: () => import("../tools/board.js"),
  coach: () => import("../tools/coach.js"),
  cover: () => import("../tools/cover.js"),
  discreet: () => import("../tools/discreet.js"),
  ended: () => import("../tools/ended.js"),
  enclosed: () => import("../tools/enclosed.js"),
  gone: () => import("../tools/gone.js"),
  jots: () => import("../tools/jots.js"),
  me: () => import("../tools/me.js"),
  noticed: () => import("../tools/noticed.js"),
  outbox: () => import("../tools/outbox.js"),
  outcomes: () => import("../tools/outcomes.js"),
  photo: () => import("../tools/photo.js"),
  place: () => import("../tools/place.js"),
  practice: () => import("../tools/practice.js"),
  reply: () => import("../tools/reply.js"),
  rescue: () => import("../tools/rescue.js"),
  signature: () => import("../tools/signature.js"),
};

/** What was opened once is there at once. @type {Map<string, any>} */
const opened = new Map();

/** @param {string} tool @returns {Promise<void>} once it and its words are there */
async function open(tool) {
  const [{ Tool }] = await Promise.all([TOOLS[tool](), wordsOfTools()]);
  opened.set(tool, Tool);
}

/** Open all of them in quiet moments: one that comes late moves what stands below it, under the thumb. */
export async function openAll() {
  const quiet = globalThis.requestIdleCallback ?? setTimeout;
  for (const tool of Object.keys(TOOLS)) {
    await new Promise((resolve) => quiet(resolve));
    await open(tool).catch(() => {}); // it is asked for again where it is needed
  }
}

/**
 * @param {{tool: string, silent?: boolean, [given: string]: any}} props - what the tool itself is given, beside its
 *   name; `silent`: nothing stands in its place until it is there
 */
export function Later({ tool, silent, ...given }) {
  const [failed, setFailed] = useState(false);
  const [, show] = useState("");
  const fetchIt = () => {
    setFailed(false);
    open(tool).then(
      () => show(tool),
      () => setFailed(true),
    );
  };
  // Not after the next frame: nothing is gained by waiting for one.
  useLayoutEffect(() => {
    if (!opened.has(tool)) fetchIt();
  }, [tool]);
  const Tool = opened.get(tool);
  if (Tool) return html`<${Tool} ...${given} />`;
  if (silent) return null;
  if (!failed)
    return html`<p class="meta" data-tool=${tool} aria-busy="true">${gettext("One moment…")}</p>`;
  return html`<${Failure} text=${gettext("This part of the app is not on the phone yet. It needs a network once.")}>
    <button type="button" class="btn quiet" onClick=${fetchIt}>${gettext("Try again")}</button><//>`;
}
