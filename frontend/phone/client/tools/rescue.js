/** The way out where nothing else sends: all unsent work as a file. */

import { Failure, useTask } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html } from "../vendor/vendor.js";

export { rescue } from "./rescue/file.js";

/** @import { App } from "../components/ports.js" */

/** @param {{app: App}} props */
export function Tool({ app }) {
  const { busy, failure, run } = useTask();
  return html`<button type="button" class="btn quiet" disabled=${busy} onClick=${() => run(() => saveRescueFile(app))}>
      ${gettext("Save a rescue file")}</button>
    <p class="meta">${gettext("A rescue file holds all that is unsent. The office can read it if this phone cannot send it.")}</p>
    <${Failure} text=${failure} />`;
}

/** Hand all unsent work to the phone's own files. @param {App} app */
async function saveRescueFile(app) {
  const minute = new Date().toISOString().slice(0, 16).replace(/\D/g, "");
  handOver(await app.actions.rescueFile(), `rescue-${minute}.json`);
}

/** Give a file to the phone, which saves it or opens it with what it has for such. @param {Blob} file @param {string} name */
export function handOver(file, name) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
