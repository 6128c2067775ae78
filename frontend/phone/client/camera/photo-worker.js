/** Turns, shrinks and hashes one photograph at a time, away from the screens. */

import { kindOf, readJpeg, withExif } from "./jpeg.js";

/** @import { JpegFacts } from "./jpeg.js" */

const KEPT_AS_IT_IS_BYTES = 1_000_000;

/**
 * @typedef {{longEdge: number, quality: number}} Size
 * @typedef {{bytes: ArrayBuffer, type: string, width: number|null, height: number|null}} Picture
 */

/** @type {Promise<unknown>} */
let turn = Promise.resolve();

self.onmessage = ({ data: { id, file, size } }) => {
  turn = turn.then(() => answer(id, file, size));
};

/** @param {number} id @param {Blob} file @param {Size} size */
async function answer(id, file, size) {
  try {
    const picture = await develop(await file.arrayBuffer(), file, size);
    const developed = { ...picture, sha256: await sha256Of(picture.bytes) };
    self.postMessage({ id, developed }, { transfer: [developed.bytes] });
  } catch (trouble) {
    self.postMessage({ id, trouble: /** @type {Error} */ (trouble).message });
  }
}

/** @param {ArrayBuffer} bytes @param {Blob} file @param {Size} size @returns {Promise<Picture>} */
async function develop(bytes, file, size) {
  if (!bytes.byteLength) throw new Error("empty");
  const type = kindOf(bytes);
  if (type === "image/heic") return (await redrawn(file, null, size)) ?? asItIs(bytes, type);
  const jpeg = type === "image/jpeg" ? readJpeg(bytes) : null;
  const picture = (type && (await small(bytes, type, jpeg, file, size))) || null;
  const drawn = picture ?? (await redrawn(file, jpeg, size));
  if (!drawn) throw new Error("unreadable");
  return drawn;
}

/** @param {ArrayBuffer} bytes @param {string} type @returns {Picture} what only the server can decode */
const asItIs = (bytes, type) => ({ bytes, type, width: null, height: null });

/**
 * A picture that fits and stands upright keeps its bytes: a signature stays a PNG.
 *
 * @param {ArrayBuffer} bytes
 * @param {string} type
 * @param {JpegFacts|null} jpeg
 * @param {Blob} file
 * @param {Size} size
 * @returns {Promise<Picture|null>} null where it has to be drawn anew
 */
async function small(bytes, type, jpeg, file, { longEdge }) {
  if (bytes.byteLength > KEPT_AS_IT_IS_BYTES) return null;
  if (jpeg && (jpeg.orientation !== 1 || Math.max(jpeg.width, jpeg.height) > longEdge)) return null;
  const bitmap = await decoded(file, {});
  const { width, height } = bitmap;
  bitmap.close();
  return Math.max(width, height) <= longEdge ? { bytes, type, width, height } : null;
}

/** @param {Blob} file @param {ImageBitmapOptions} options */
const decoded = (file, options) =>
  createImageBitmap(file, { imageOrientation: "from-image", ...options });

/**
 * @param {Blob} file
 * @param {JpegFacts|null} jpeg
 * @param {Size} size
 * @returns {Promise<Picture|null>} null where this browser cannot decode it
 */
async function redrawn(file, jpeg, size) {
  const bitmap = await decoded(file, jpeg ? target(jpeg, size.longEdge) : {}).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, size.longEdge / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.round(bitmap.width * scale));
  const height = Math.max(1, Math.round(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height);
  const paper = canvas.getContext("2d", { alpha: false });
  if (!paper) return null;
  paper.fillStyle = "#fff";
  paper.fillRect(0, 0, width, height);
  paper.imageSmoothingQuality = "high";
  paper.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: size.quality });
  const plain = await blob.arrayBuffer();
  const bytes = jpeg?.exif ? withExif(plain, jpeg.exif) : plain;
  return { bytes, type: "image/jpeg", width, height };
}

/**
 * Ask for the final size while decoding: 108 megapixels would need 430 MB otherwise.
 *
 * @param {JpegFacts} jpeg
 * @param {number} longEdge
 * @returns {ImageBitmapOptions}
 */
function target({ width, height, orientation }, longEdge) {
  if (!width || Math.max(width, height) <= longEdge) return {};
  const isTurned = orientation >= 5;
  const upright = isTurned ? { width: height, height: width } : { width, height };
  return upright.width >= upright.height
    ? { resizeWidth: longEdge, resizeQuality: "high" }
    : { resizeHeight: longEdge, resizeQuality: "high" };
}

/** @param {ArrayBuffer} bytes */
async function sha256Of(bytes) {
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
