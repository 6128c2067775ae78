/** What is enclosed with a checklist: pictures of what is wanted, and a quiz to pass before the visit begins. */

import { Dialog } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html, useState } from "../vendor/vendor.js";
import { Quiz } from "./enclosed/quiz.js";

/** @import { App, VisitRecord } from "../components/ports.js" */
/** @import { Picture } from "./enclosed/marking.js" */

const APART = { margin: 0, marginBlockEnd: "var(--s4)" };
const WIDE = { maxInlineSize: "100%", borderRadius: "8px" };

/** @param {{app: App, record: VisitRecord, pictures?: Picture[], asLink?: boolean}} props */
export function Tool({ app, record, pictures, asLink }) {
  if (!pictures) return html`<${Quiz} app=${app} record=${record} />`;
  return asLink
    ? html`<${Example} picture=${pictures[0]} />`
    : pictures.map((picture) => html`<${Shown} key=${picture.src} picture=${picture} />`);
}

/** @param {{picture: Picture}} props */
const Shown = ({ picture: { src, alt, langs } }) => html`<figure class="stack" style=${APART}>
    <img src=${src} alt="" style=${WIDE} /><figcaption class="meta" dir="auto" lang=${langs?.alt}>${alt}</figcaption></figure>`;

/** @param {{picture: Picture}} props */
function Example({ picture }) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return html`<button type="button" class="link" onClick=${() => setOpen(true)}>${gettext("See an example")}</button>
    ${
      open &&
      html`<${Dialog} title=${gettext("What is wanted")} onClose=${close}><${Shown} picture=${picture} />
        <button type="button" class="btn" onClick=${close}>${gettext("Close")}</button><//>`
    }`;
}
