/** What the app offers by itself: another language, a new version. */

import { LANGUAGES } from "../model/languages.js";
import { gettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";
import { Failure, Notice, useTask } from "./basics.js";

/** @import { App } from "./ports.js" */

/** Each language by its own name, for whoever cannot read the one on the screen. @param {{app: App}} props */
export function Language({ app }) {
  const { busy, failure, run } = useTask();
  const choose = async (/** @type {any} */ { target: { value } }) => {
    await run(() => app.actions.chooseLanguage(value));
    // All has been drawn anew, and the finger or the key is still here.
    document.querySelector("select")?.focus();
  };
  return html`<div class="field"><label for="language">${gettext("Language")}</label>
    <select id="language" disabled=${busy} value=${app.state.language.value} onChange=${choose}>
      ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`)}
    </select><${Failure} text=${failure} /></div>`;
}

/** A new version, taken when the shopper says so. @param {{app: App, trouble?: string}} props */
export function Update({ app, trouble }) {
  const { busy, failure, run } = useTask();
  return html`<${Notice} kind="calm" icon=${trouble ? "alert" : "check"}><p>${trouble ?? gettext("A new version is ready.")}</p>
    <button type="button" class="link" disabled=${busy} onClick=${() => run(() => app.actions.activateUpdate())}>
      ${gettext("Use it now")}</button><${Failure} text=${failure} /><//>`;
}
