/** Which reminders come by e-mail: known to the server alone, and switched there. */

import { Failure, useTask } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

/** @import { App } from "../components/ports.js" */
/** @typedef {{kind: string, on: boolean}} Wish */

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
  const [wishes, setWishes] = useState(/** @type {Wish[]} */ ([]));
  const { busy, failure, run } = useTask();
  const ask = (/** @type {"GET"|"POST"} */ method, /** @type {string} */ path) =>
    run(async () => setWishes((await app.actions.ask(method, path)).reminders));
  const look = (/** @type {any} */ { target }) => target.open && ask("GET", "reminders");
  return html`<details class="looks" onToggle=${look}>
    <summary>${gettext("Reminders by e-mail")}</summary>
    <div aria-busy=${busy}><${Failure} text=${failure} />
      ${busy && !wishes.length && html`<p class="meta">${gettext("One moment…")}</p>`}
      ${wishes.map(
        ({ kind, on }) => html`<label class="row" key=${kind}>
          <input type="checkbox" checked=${on} disabled=${busy}
            onChange=${() => ask("POST", `reminders/${kind}/${on ? "off" : "on"}`)} />
          <span class="grow">${KINDS[kind]?.() ?? kind}</span></label>`,
      )}</div></details>`;
}
