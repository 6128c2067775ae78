/** What a JPEG says of itself, read from its bytes; and its EXIF put back after a browser redrew it. */

const SOI = 0xffd8;
const APP1 = 0xffe1;
const SOS = 0xffda;
const EXIF = 0x45786966;
const ORIENTATION = 0x0112;
const SIZES = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);

/**
 * @typedef {object} JpegFacts
 * @property {number} width - as stored, before any turn
 * @property {number} height
 * @property {number} orientation - 1 to 8; 1 is upright
 * @property {Uint8Array|null} exif - the whole APP1 segment
 */

/** @param {ArrayBuffer} bytes @returns {JpegFacts|null} null: not a JPEG */
export function readJpeg(bytes) {
  const view = new DataView(bytes);
  if (view.byteLength < 4 || view.getUint16(0) !== SOI) return null;
  const facts = {
    width: 0,
    height: 0,
    orientation: 1,
    exif: /** @type {Uint8Array|null} */ (null),
  };
  for (const { marker, start, size } of segments(view)) {
    if (marker === APP1 && size > 8 && view.getUint32(start + 4) === EXIF) {
      facts.exif = new Uint8Array(bytes.slice(start, start + 2 + size));
      facts.orientation = orientationAt(facts.exif)?.value ?? 1;
    }
    if (SIZES.has(marker & 0xff) && size >= 7) {
      facts.height = view.getUint16(start + 5);
      facts.width = view.getUint16(start + 7);
    }
  }
  return facts;
}

/** @param {DataView} view */
function* segments(view) {
  let start = 2;
  while (start + 4 <= view.byteLength) {
    const marker = view.getUint16(start);
    const size = view.getUint16(start + 2);
    if (marker < 0xff00 || marker === SOS || start + 2 + size > view.byteLength) return;
    yield { marker, start, size };
    start += 2 + size;
  }
}

/**
 * Find the orientation in an EXIF segment. A segment that contradicts itself has none.
 *
 * @param {Uint8Array} exif
 * @returns {{value: number, at: number, isLittle: boolean}|null}
 */
function orientationAt(exif) {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.byteLength);
  const tiff = 10;
  try {
    const isLittle = view.getUint16(tiff) === 0x4949;
    const directory = tiff + view.getUint32(tiff + 4, isLittle);
    const count = view.getUint16(directory, isLittle);
    for (let entry = 0; entry < count; entry += 1) {
      const at = directory + 2 + entry * 12;
      if (view.getUint16(at, isLittle) !== ORIENTATION) continue;
      const value = view.getUint16(at + 8, isLittle);
      return value >= 1 && value <= 8 ? { value, at: at + 8, isLittle } : null;
    }
  } catch (trouble) {
    if (!(trouble instanceof RangeError)) throw trouble;
  }
  return null;
}

/**
 * The JPEG with this EXIF in it, which from now on says that the picture is upright.
 *
 * @param {ArrayBuffer} jpeg - as a browser encodes it, without EXIF
 * @param {Uint8Array} exif
 * @returns {ArrayBuffer}
 */
export function withExif(jpeg, exif) {
  const upright = exif.slice();
  const found = orientationAt(upright);
  if (found) new DataView(upright.buffer).setUint16(found.at, 1, found.isLittle);
  const whole = new Uint8Array(jpeg.byteLength + upright.byteLength);
  whole.set(new Uint8Array(jpeg, 0, 2));
  whole.set(upright, 2);
  whole.set(new Uint8Array(jpeg, 2), 2 + upright.byteLength);
  return whole.buffer;
}

/**
 * What a file is, by its first bytes; its name and declared type may lie.
 *
 * @param {ArrayBuffer} bytes
 * @returns {"image/jpeg"|"image/png"|"image/webp"|"image/heic"|null}
 */
export function kindOf(bytes) {
  const head = String.fromCharCode(...new Uint8Array(bytes.slice(0, 12)));
  if (head.startsWith("\xff\xd8\xff")) return "image/jpeg";
  if (head.startsWith("\x89PNG")) return "image/png";
  if (head.startsWith("RIFF") && head.slice(8) === "WEBP") return "image/webp";
  if (head.slice(4, 8) === "ftyp" && /^(hei[cxms]|hev[cx]|mif1|msf1)$/.test(head.slice(8))) {
    return "image/heic";
  }
  return null;
}
