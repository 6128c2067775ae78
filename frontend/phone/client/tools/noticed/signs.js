/**
 * What can be seen of a photograph from a small grey copy: whether it is sharp, bright, and another one's double.
 *
 * Sharpness is the variance of the Laplacian: Pech-Pacheco, Cristobal, Chamorro-Martinez, Fernandez-Valdivia,
 * "Diatom autofocusing in brightfield microscopy: a comparative study", ICPR 2000. It is taken tile by tile, and the
 * sharpest tile counts: a face before a soft background is no blurred picture. The fingerprint is the difference hash
 * (N. Krawetz, "Kind of Like That", 2013), of 16 by 16 instead of 8 by 8 differences, so that two receipts differ.
 */

/**
 * @typedef {object} Signs
 * @property {number} sharpness - variance of the Laplacian in the sharpest tile
 * @property {number} contrast - standard deviation of the luminance in the most lively tile, of 255
 * @property {number} light - luminance that nine pixels in ten stay below, of 255
 * @property {string} print - difference hash, 64 hex digits
 * @property {boolean} [kept] - the shopper has said that it stays as it is
 *
 * @typedef {{pixels: Float32Array, width: number, height: number}} Grey - a luminance of 0 to 255 for each pixel
 */

/** The long edge of the small copy. */
export const EDGE = 320;
const TILES = 4;
const CELLS = 16;

/**
 * Between what the pictures of tests/frontend/phone/noticed.test.js leave. `edges` is the sharpness in units of the
 * squared contrast, for half the light quarters the sharpness and blurs nothing.
 */
export const LIMITS = { sharpness: 50, edges: 0.09, contrast: 12, light: 50, differences: 24 };

/** ITU-R BT.601. @param {ArrayLike<number>} rgba @param {number} width @param {number} height @returns {Grey} */
export function greyOf(rgba, width, height) {
  const pixels = new Float32Array(width * height);
  for (let at = 0; at < pixels.length; at += 1) {
    const from = at * 4;
    pixels[at] = 0.299 * rgba[from] + 0.587 * rgba[from + 1] + 0.114 * rgba[from + 2];
  }
  return { pixels, width, height };
}

/** @param {Grey} grey @returns {Signs} */
export function signsOf(grey) {
  const tiles = tilesOf(grey);
  const most = (/** @type {(tile: Box) => number} */ measure) => Math.max(0, ...tiles.map(measure));
  return {
    sharpness: most((tile) => variance(laplacian(grey, tile))),
    contrast: Math.sqrt(most((tile) => variance(luminance(grey, tile)))),
    light: below(grey.pixels, 0.9),
    print: printOf(grey),
  };
}

/** @typedef {{left: number, top: number, right: number, bottom: number}} Box - without the pixels at the edge */

/** @param {Grey} grey @returns {Box[]} */
function tilesOf({ width, height }) {
  const cut = (/** @type {number} */ part, /** @type {number} */ size) =>
    1 + Math.floor((part * (size - 2)) / TILES);
  return Array.from({ length: TILES * TILES }, (_, index) => {
    const [x, y] = [index % TILES, Math.floor(index / TILES)];
    const [left, right] = [cut(x, width), cut(x + 1, width)];
    return { left, right, top: cut(y, height), bottom: cut(y + 1, height) };
  });
}

/** @param {Grey} grey @param {Box} box */
function* laplacian({ pixels, width }, { left, top, right, bottom }) {
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const at = y * width + x;
      const around = pixels[at - 1] + pixels[at + 1] + pixels[at - width] + pixels[at + width];
      yield around - 4 * pixels[at];
    }
  }
}

/** @param {Grey} grey @param {Box} box */
function* luminance({ pixels, width }, { left, top, right, bottom }) {
  for (let y = top; y < bottom; y += 1) yield* pixels.subarray(y * width + left, y * width + right);
}

/** @param {Iterable<number>} values */
function variance(values) {
  let [count, sum, squares] = [0, 0, 0];
  for (const value of values) {
    count += 1;
    sum += value;
    squares += value * value;
  }
  return count ? squares / count - (sum / count) ** 2 : 0;
}

/** @param {Float32Array} pixels @param {number} share */
const below = (pixels, share) =>
  pixels.slice().sort()[Math.min(pixels.length - 1, Math.floor(pixels.length * share))] ?? 0;

/** @param {Grey} grey @returns {string} */
function printOf(grey) {
  let bits = "";
  for (let y = 0; y < CELLS; y += 1) {
    const row = Array.from({ length: CELLS + 1 }, (_, x) => meanOf(grey, x, y));
    for (let x = 0; x < CELLS; x += 1) bits += row[x] < row[x + 1] ? "1" : "0";
  }
  return bits.replace(/.{4}/g, (four) => Number.parseInt(four, 2).toString(16));
}

/** The mean of one cell, of 17 by 16. @param {Grey} grey @param {number} x @param {number} y */
function meanOf({ pixels, width, height }, x, y) {
  const cut = (/** @type {number} */ part, /** @type {number} */ of, /** @type {number} */ size) =>
    Math.floor((part * size) / of);
  const [left, right] = [cut(x, CELLS + 1, width), cut(x + 1, CELLS + 1, width)];
  const [top, bottom] = [cut(y, CELLS, height), cut(y + 1, CELLS, height)];
  let sum = 0;
  for (let line = top; line < bottom; line += 1) {
    for (let at = left; at < right; at += 1) sum += pixels[line * width + at];
  }
  return Math.round(sum / Math.max(1, (right - left) * (bottom - top)));
}

/** @param {string} one @param {string} other @returns {number} in how many of 256 places they differ */
export function differences(one, other) {
  let count = 0;
  for (let at = 0; at < one.length; at += 1) {
    const both = Number.parseInt(one[at], 16) ^ Number.parseInt(other[at], 16);
    count += both.toString(2).replaceAll("0", "").length;
  }
  return count;
}

/**
 * What is worth a word, the weightiest first; of a dark picture nobody can say whether it is sharp, and where
 * there is nothing to see, nothing can be blurred.
 *
 * @param {Signs} signs
 * @returns {"dark"|"blurred"|null}
 */
export function faultOf({ sharpness, contrast, light }) {
  if (light < LIMITS.light) return "dark";
  const isSoft = sharpness < LIMITS.sharpness && sharpness < LIMITS.edges * contrast ** 2;
  return contrast >= LIMITS.contrast && isSoft ? "blurred" : null;
}

/** @param {Signs} one @param {Signs} other @returns {boolean} whether both show the same */
export function isDouble(one, other) {
  const canTell = Math.min(one.contrast, other.contrast) >= LIMITS.contrast;
  return canTell && differences(one.print, other.print) <= LIMITS.differences;
}
