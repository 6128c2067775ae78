/** A signature, drawn with a finger and kept as a picture. */

import { Failure, useTask } from "../components/basics.js";
import { Camera, Photos, photosOf } from "../components/evidence.js";
import { gettext } from "../model/words.js";
import { html, useRef, useState } from "../vendor/vendor.js";

/** @import { EvidenceProps } from "../components/evidence.js" */

const INK_PX = 2.5;

/** Written with a finger; a photograph of paper serves as well. @param {EvidenceProps} props */
export function Tool({ app, record, question, answer }) {
  const canvas = useRef(/** @type {HTMLCanvasElement|null} */ (null));
  const last = useRef(/** @type {{x: number, y: number}|null} */ (null));
  const [drawn, setDrawn] = useState(false);
  const { busy, failure, run } = useTask();
  const photos = photosOf(record, question);
  const draw = (/** @type {PointerEvent} */ event) => {
    const context = canvas.current?.getContext("2d");
    if (!canvas.current || !context || !last.current) return;
    const here = { x: event.offsetX, y: event.offsetY };
    context.setTransform(
      canvas.current.width / canvas.current.clientWidth,
      0,
      0,
      canvas.current.height / canvas.current.clientHeight,
      0,
      0,
    );
    Object.assign(context, { lineWidth: INK_PX, lineCap: "round", strokeStyle: "#17212b" });
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(here.x, here.y);
    context.stroke();
    last.current = here;
    setDrawn(true);
  };
  const begin = (/** @type {PointerEvent} */ event) => {
    canvas.current?.setPointerCapture(event.pointerId);
    last.current = { x: event.offsetX, y: event.offsetY };
    draw(event);
  };
  const lift = () => {
    last.current = null;
  };
  const wipe = () => {
    canvas.current?.getContext("2d")?.reset();
    setDrawn(false);
  };
  const keep = () =>
    run(async () => {
      const drawing = await new Promise((resolve) => canvas.current?.toBlob(resolve, "image/png"));
      await app.actions.addSignature(record.id, question.id, drawing);
      wipe();
    });
  if (photos.length)
    return html`<${Photos} app=${app} record=${record} question=${question} answer=${answer} />`;
  return html`<div class="sign"><canvas class="signature" ref=${canvas} width="960" height="480" role="img"
        aria-label=${gettext("Sign here with a finger")} onPointerDown=${begin} onPointerMove=${draw}
        onPointerUp=${lift}></canvas>
      ${!drawn && html`<p aria-hidden="true">${gettext("Sign here with a finger")}</p>`}</div>
    ${
      drawn &&
      html`<div class="choices">
        <button type="button" class="btn quiet" onClick=${wipe}>${gettext("Start over")}</button>
        <button type="button" class="btn" disabled=${busy} onClick=${keep}>${gettext("Use this signature")}</button>
      </div>`
    }
    <${Failure} text=${failure} />
    <p class="section">${gettext("Or a photo of one on paper")}</p>
    <ul class="photos"><${Camera} app=${app} record=${record} question=${question} room=${1} /></ul>`;
}
