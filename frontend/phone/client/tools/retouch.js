/** A photograph turned upright, and painted over where nobody may be recognised: for good, in its own pixels. */

import { Icon, Notice } from "../components/basics.js";
import { gettext } from "../model/words.js";
import { html, useEffect, useLayoutEffect, useRef, useState } from "../vendor/vendor.js";

/**
 * A patch, in shares of the turned picture's width and height.
 *
 * @typedef {{x: number, y: number, w: number, h: number}} Patch
 *
 * @typedef {object} RetouchProps
 * @property {string} url - of the picture
 * @property {boolean} busy
 * @property {boolean} wasSent - the server has it as it is already
 * @property {(picture: Blob) => void} onKeep
 * @property {() => void} onLeave
 */

const INK = "#111";
const QUALITY = 0.9;
const TAPPED = 0.12;
const STEP = 0.05;
const MOVES = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
});

/** @param {number} share */
const held = (share) => Math.min(1, Math.max(0, share));

/** A quarter to the right carries the patches along. @param {Patch} patch @returns {Patch} */
export const turned = ({ x, y, w, h }) => ({ x: 1 - y - h, y: x, w: h, h: w });

/**
 * What a finger has drawn from one point to another; a tap covers a spot around it.
 *
 * @param {{x: number, y: number}} from
 * @param {{x: number, y: number}} to
 * @returns {Patch}
 */
export function patchBetween(from, to) {
  const isTap = Math.abs(from.x - to.x) < 0.02 && Math.abs(from.y - to.y) < 0.02;
  const reach = isTap ? TAPPED / 2 : 0;
  const [left, top] = [held(Math.min(from.x, to.x) - reach), held(Math.min(from.y, to.y) - reach)];
  return {
    x: left,
    y: top,
    w: held(Math.max(from.x, to.x) + reach) - left,
    h: held(Math.max(from.y, to.y) + reach) - top,
  };
}

/** @param {CanvasRenderingContext2D} on @param {CanvasImageSource & {width: number, height: number}} picture @param {number} turns @param {Patch[]} patches */
function paint(on, picture, turns, patches) {
  const { canvas } = on;
  const isOnItsSide = turns % 2 === 1;
  canvas.width = isOnItsSide ? picture.height : picture.width;
  canvas.height = isOnItsSide ? picture.width : picture.height;
  on.translate(canvas.width / 2, canvas.height / 2);
  on.rotate((turns * Math.PI) / 2);
  on.drawImage(picture, -picture.width / 2, -picture.height / 2);
  on.resetTransform();
  on.fillStyle = INK;
  for (const { x, y, w, h } of patches) {
    on.fillRect(x * canvas.width, y * canvas.height, w * canvas.width, h * canvas.height);
  }
}

/** @param {RetouchProps} props */
export function Retouch({ url, busy, wasSent, onKeep, onLeave }) {
  const canvas = useRef(/** @type {HTMLCanvasElement|null} */ (null));
  const begun = useRef(/** @type {{x: number, y: number}|null} */ (null));
  const [picture, setPicture] = useState(/** @type {HTMLImageElement|null} */ (null));
  const [turns, setTurns] = useState(0);
  const [patches, setPatches] = useState(/** @type {Patch[]} */ ([]));
  const [aim, setAim] = useState(/** @type {{x: number, y: number}|null} */ (null));
  useEffect(() => {
    const image = new Image();
    image.src = url;
    image.decode().then(
      () => setPicture(image),
      () => onLeave(),
    );
  }, [url]);
  // With the same stroke that says that the picture is there.
  useLayoutEffect(() => {
    const on = canvas.current?.getContext("2d");
    if (!on || !picture) return;
    paint(on, picture, turns, patches);
    if (aim) ring(on, aim);
  }, [picture, turns, patches, aim]);
  const at = (/** @type {PointerEvent} */ { offsetX, offsetY }) => ({
    x: held(offsetX / (canvas.current?.clientWidth || 1)),
    y: held(offsetY / (canvas.current?.clientHeight || 1)),
  });
  const begin = (/** @type {PointerEvent} */ event) => {
    canvas.current?.setPointerCapture(event.pointerId);
    begun.current = at(event);
    setPatches([...patches, patchBetween(begun.current, begun.current)]);
  };
  const draw = (/** @type {PointerEvent} */ event) => {
    const from = begun.current;
    if (from) setPatches([...patches.slice(0, -1), patchBetween(from, at(event))]);
  };
  const lift = () => {
    begun.current = null;
  };
  const type = (/** @type {KeyboardEvent} */ event) => {
    const from = aim ?? { x: 0.5, y: 0.5 };
    const move = MOVES[event.key];
    if (move) setAim({ x: held(from.x + move[0]), y: held(from.y + move[1]) });
    else if (event.key === "Enter" || event.key === " ")
      setPatches([...patches, patchBetween(from, from)]);
    else return;
    event.preventDefault();
  };
  const turn = () => {
    setTurns((turns + 1) % 4);
    setPatches(patches.map(turned));
    setAim(null);
  };
  const keep = () => {
    const on = canvas.current?.getContext("2d");
    if (!on || !picture) return;
    paint(on, picture, turns, patches);
    canvas.current?.toBlob((made) => made && onKeep(made), "image/jpeg", QUALITY);
  };
  const isChanged = turns > 0 || patches.length > 0;
  return html`<p>${gettext("Draw over what nobody may recognise, or tap it. It is painted over for good.")}</p>
    ${
      wasSent &&
      html`<${Notice} kind="calm"><p>${gettext("The office has this photo already; the changed one takes its place.")}</p><//>`
    }
    <canvas class="retouch" ref=${canvas} tabindex="0" role="application" aria-busy=${!picture}
      aria-label=${gettext("The photo. Arrow keys aim, Enter covers.")} onPointerDown=${begin} onPointerMove=${draw}
      onPointerUp=${lift} onPointerCancel=${lift} onKeyDown=${type} onBlur=${() => setAim(null)}></canvas>
    <div class="tools">
      <button type="button" disabled=${busy} onClick=${turn}><${Icon} name="turn" />${gettext("Turn")}</button>
      <button type="button" disabled=${busy || !patches.length} onClick=${() => setPatches(patches.slice(0, -1))}>
        <${Icon} name="undo" />${gettext("Undo")}</button>
    </div>
    <div class="choices">
      <button type="button" class="btn quiet" disabled=${busy} onClick=${onLeave}>${gettext("Leave as it was")}</button>
      <button type="button" class="btn" disabled=${busy || !isChanged} aria-busy=${busy} onClick=${keep}>
        ${busy ? gettext("Saving…") : gettext("Use this picture")}</button>
    </div>`;
}

/** Where the keys aim. @param {CanvasRenderingContext2D} on @param {{x: number, y: number}} aim */
function ring(on, { x, y }) {
  const { width, height } = on.canvas;
  on.lineWidth = Math.max(2, width / 200);
  for (const [colour, grow] of /** @type {[string, number][]} */ ([
    ["#fff", 0],
    [INK, on.lineWidth],
  ])) {
    on.strokeStyle = colour;
    const [w, h] = [TAPPED * width + grow * 2, TAPPED * height + grow * 2];
    on.strokeRect(x * width - w / 2, y * height - h / 2, w, h);
  }
}
