/** How to install the app, for those whose browser deletes what a page keeps. */

import { Notice } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";

/** @import { App } from "../components/ports.js" */

/** @param {{app: App}} props */
export const Tool = ({ app }) =>
  html`<${Notice} kind="calm" icon="outbox"><p><b>${gettext("Install this app first")}</b></p>
    <p>${gettext("Tap Share, then Add to Home Screen, and open it from there. Safari deletes what this page keeps after seven days without use.")}
    ${app.state.sync.value.unsent > 0 && ` ${gettext("Send what waits before: the installed app begins empty.")}`}</p>
    <button type="button" class="link" onClick=${() => app.actions.dismissAdvice().catch(() => {})}>${gettext("I have read it")}</button><//>`;
