/** The phones this shopper has signed in on, and what to do when one is lost. */

import { Dialog, Failure, useTask } from "../components/basics.js";
import { longDay } from "../components/wording.js";
import { gettext, interpolate } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";

/** @import { App, Device } from "../components/ports.js" */

/** Asked for when it is opened, for only the server knows them. @param {{app: App}} props */
export function Tool({ app }) {
  const [devices, setDevices] = useState(/** @type {Device[]} */ ([]));
  const [lost, setLost] = useState(/** @type {Device|null} */ (null));
  const looking = useTask();
  const telling = useTask();
  const look = () =>
    looking.run(async () => setDevices((await app.actions.ask("GET", "devices")).devices));
  const tell = async () => {
    if (!lost || !(await telling.run(() => app.actions.ask("POST", `devices/${lost.id}/revoke`))))
      return;
    setLost(null);
    look();
  };
  return html`<details class="looks" onToggle=${(/** @type {any} */ event) => event.target.open && look()}>
      <summary>${gettext("Your phones")}</summary>
      <div aria-busy=${looking.busy}><${Failure} text=${looking.failure} />
        ${looking.busy && !devices.length && html`<p>${gettext("One moment…")}</p>`}
        <ul class="plain">${devices.map((device) => html`<${Line} key=${device.id} device=${device} onLost=${() => setLost(device)} />`)}</ul>
      </div></details>
    ${
      lost &&
      html`<${Dialog} title=${gettext("Is this phone lost?")} onClose=${() => setLost(null)}>
      <p><b dir="auto">${nameOf(lost)}</b></p>
      <p>${gettext("At its next contact it sends what it holds, and is then emptied. Only the office can let it in again.")}</p>
      <${Failure} text=${telling.failure} />
      <div class="choices"><button type="button" class="btn quiet" onClick=${() => setLost(null)}>${gettext("Close")}</button>
        <button type="button" class="btn need" disabled=${telling.busy} onClick=${tell}>${gettext("Empty it")}</button></div><//>`
    }`;
}

/** @param {Device} device */
const nameOf = ({ name }) => name || gettext("Unknown browser");

/** @param {{device: Device, onLost: () => void}} props */
function Line({ device, onLost }) {
  const { seen_at: seen, revoked_at: revoked, is_this: isThis } = device;
  const last = interpolate(gettext("Last seen %(day)s"), { day: longDay(seen) });
  return html`<li class="card"><b dir="auto">${nameOf(device)}</b>
    <span class="meta">${isThis ? gettext("The phone you hold") : last}${
      revoked && ` · ${gettext("emptied at its next contact")}`
    }</span>
    ${!isThis && !revoked && html`<button type="button" class="link" onClick=${onLost}>${gettext("It is lost")}</button>`}</li>`;
}
