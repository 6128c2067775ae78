/** Which reminders are sent, and whether this phone is told of them: known to the server, and switched there. */

import { Failure, useTask } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { mayBeTold, subscription, takeLeave } from "./reminders/subscription.js";

/** @import { App } from "../components/ports.js" */
/**
 * @typedef {{kind: string, on: boolean}} Wish
 * @typedef {{reminders: Wish[], phone: {key: string, on: boolean}}} Told
 */

/** The kinds are the server's, in its order. @type {Record<string, () => string>} */
const KINDS = {
  upcoming: () => gettext("The day before a visit I have accepted"),
  closing: () => gettext("When little time is left for a visit"),
  unanswered: () => gettext("When an assigned visit waits for my answer"),
  returned: () => gettext("When questions that came back wait for me"),
  follow_through: () => gettext("When a follow-through opens, and before it closes"),
};

/** @param {{app: App}} props */
export function Reminders({ app }) {
  const [told, setTold] = useState(/** @type {Told|null} */ (null));
  const { busy, failure, run } = useTask();
  const ask = (/** @type {Parameters<App["actions"]["ask"]>} */ ...given) =>
    run(async () => setTold(await app.actions.ask(...given)));
  const look = (/** @type {any} */ { target }) => target.open && ask("GET", "reminders");
  return html`<details class="looks" onToggle=${look}>
    <summary>${gettext("Reminders")}</summary>
    <div aria-busy=${busy}><${Failure} text=${failure} />
      ${busy && !told && html`<p class="meta">${gettext("One moment…")}</p>`}
      ${
        told &&
        html`<p class="meta">${gettext("They come by e-mail.")}</p>
      ${told.reminders.map(
        ({ kind, on }) => html`<label class="row" key=${kind}>
          <input type="checkbox" checked=${on} disabled=${busy}
            onChange=${() => ask("POST", `reminders/${kind}/${on ? "off" : "on"}`)} />
          <span class="grow">${KINDS[kind]?.() ?? kind}</span></label>`,
      )}<${OnThisPhone} app=${app} phone=${told.phone} onTold=${setTold} />`
      }</div></details>`;
}

/** @param {{app: App, phone: Told["phone"], onTold: (told: Told) => void}} props */
function OnThisPhone({ app, phone, onTold }) {
  const { busy, failure, run } = useTask();
  const state = mayBeTold();
  const isOn = phone.on && state === "allowed";
  /** @returns {Promise<Told>} */
  const change = async () => {
    if (isOn) {
      const left = await app.actions.ask("DELETE", "reminders/phone");
      await takeLeave();
      return left;
    }
    const body = JSON.stringify(await subscription(phone.key));
    const headers = { "Content-Type": "application/json" };
    return app.actions.ask("PUT", "reminders/phone", { headers, body });
  };
  const why = {
    install: gettext("To be notified on this phone, add this app to the home screen first."),
    never: gettext("This browser cannot notify you."),
    refused: gettext("Notifications are blocked. You can allow them in the phone's settings."),
  };
  const canChange = state === "allowed" || state === "ask";
  return html`<label class="row">
      <input type="checkbox" checked=${isOn} disabled=${busy || !canChange} aria-describedby="notified"
        onChange=${() => run(async () => onTold(await change()))} />
      <span class="grow">${gettext("Notify me on this phone as well")}</span></label>
    <p class="meta" id="notified">${
      why[/** @type {"never"} */ (state)] ??
      gettext("Silently, with a day and nothing else: no place, no client.")
    }</p>
    <${Failure} text=${failure} />`;
}
