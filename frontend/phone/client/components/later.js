/** Opens the tools: pieces of the app that a first start does without, and that are kept offline after it. */

import { gettext, learn, spoken } from "../model/words.js";
import { html, useEffect, useState } from "../vendor/vendor.js";
import { Failure } from "./basics.js";

/** Each exports its component as `Tool`; no other module names them. @type {Record<string, () => Promise<any>>} */
const TOOLS = {
  board: () => import("../tools/board.js"),
  coach: () => import("../tools/coach.js"),
  cover: () => import("../tools/cover.js"),
  devices: () => import("../tools/devices.js"),
  discreet: () => import("../tools/discreet.js"),
  gone: () => import("../tools/gone.js"),
  me: () => import("../tools/me.js"),
  outbox: () => import("../tools/outbox.js"),
  photo: () => import("../tools/photo.js"),
  reply: () => import("../tools/reply.js"),
  signature: () => import("../tools/signature.js"),
};

/** What the tools say in a language beside that of the sources. @type {Record<string, () => Promise<any>>} */
const WORDS = {
  ar: () => import("../tools/words-ar.js"),
  de: () => import("../tools/words-de.js"),
};

/** @type {Set<string>} */
const learnt = new Set(["en"]);

/** Once for each language. */
async function learnWords() {
  const language = spoken();
  if (learnt.has(language)) return;
  learn(language, (await WORDS[language]()).WORDS);
  learnt.add(language);
}

/** What was opened once is there at once. @type {Map<string, any>} */
const opened = new Map();

/**
 * @param {{tool: string, silent?: boolean, [given: string]: any}} props - what the tool itself is given, beside its
 *   name; `silent`: nothing stands in its place until it is there
 */
export function Later({ tool, silent, ...given }) {
  const [failed, setFailed] = useState(false);
  const [, setReady] = useState({});
  const fetchIt = () => {
    setFailed(false);
    Promise.all([TOOLS[tool](), learnWords()]).then(
      ([{ Tool }]) => {
        opened.set(tool, Tool);
        setReady({});
      },
      () => setFailed(true),
    );
  };
  useEffect(() => {
    if (!opened.has(tool) || !learnt.has(spoken())) fetchIt();
  }, [tool]);
  const Tool = opened.get(tool);
  if (Tool) return html`<${Tool} ...${given} />`;
  if (silent) return null;
  if (!failed) return html`<p class="meta" aria-busy="true">${gettext("One moment…")}</p>`;
  return html`<${Failure} text=${gettext("This part of the app is not on the phone yet. It needs a network once.")}>
    <button type="button" class="btn quiet" onClick=${fetchIt}>${gettext("Try again")}</button><//>`;
}
