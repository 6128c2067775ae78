/** A photograph's bytes: what they say of themselves, and the EXIF that is put back upright. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { kindOf, readJpeg, withExif } from "../../../frontend/phone/client/camera/jpeg.js";

/** An APP1 segment with one entry, the orientation, in either byte order. */
function exif(orientation, isLittle = false) {
  const bytes = new Uint8Array(2 + 2 + 6 + 8 + 2 + 12 + 4);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xffe1);
  view.setUint16(2, bytes.length - 2);
  bytes.set(new TextEncoder().encode("Exif\0\0"), 4);
  view.setUint16(10, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(12, 42, isLittle);
  view.setUint32(14, 8, isLittle);
  view.setUint16(18, 1, isLittle);
  view.setUint16(20, 0x0112, isLittle);
  view.setUint16(22, 3, isLittle);
  view.setUint32(24, 1, isLittle);
  view.setUint16(28, orientation, isLittle);
  return bytes;
}

function frame(width, height) {
  const bytes = new Uint8Array(19);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xffc0);
  view.setUint16(2, 17);
  view.setUint16(5, height);
  view.setUint16(7, width);
  return bytes;
}

function jpeg(...segments) {
  const parts = [[0xff, 0xd8], ...segments.map((one) => [...one]), [0xff, 0xda, 0, 2, 1, 2, 3]];
  return new Uint8Array(parts.flat()).buffer;
}

test("size and turn are read, in either byte order", () => {
  for (const isLittle of [true, false]) {
    const facts = readJpeg(jpeg(exif(6, isLittle), frame(4000, 3000)));

    assert.deepEqual([facts.width, facts.height, facts.orientation], [4000, 3000, 6]);
  }
});

test("the EXIF put into a redrawn picture says that it is upright, and nothing else of it changes", () => {
  const original = exif(8, true);
  const redrawn = jpeg(frame(1200, 1600));

  const whole = withExif(redrawn, original);

  const facts = readJpeg(whole);
  assert.deepEqual([facts.orientation, facts.width, facts.height], [1, 1200, 1600]);
  const changed = [...facts.exif].filter((byte, place) => byte !== original[place]);
  assert.equal(changed.length, 1);
  assert.equal(whole.byteLength, redrawn.byteLength + original.byteLength);
  assert.equal(original[28], 8, "the original is not touched");
});

test("EXIF that contradicts itself turns nothing", () => {
  const broken = exif(6);
  new DataView(broken.buffer).setUint32(14, 0x7fffffff);

  assert.equal(readJpeg(jpeg(broken)).orientation, 1);
  assert.equal(readJpeg(jpeg(exif(77))).orientation, 1);
});

test("no bytes whatsoever make the reader fall", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      const facts = readJpeg(new Uint8Array([0xff, 0xd8, ...noise]).buffer);
      if (facts?.exif) withExif(jpeg(), facts.exif);
      kindOf(noise.slice().buffer);
    }),
  );
});

test("a file is what its first bytes say, not what it is called", () => {
  const bytes = (text) => new Uint8Array([...text].map((one) => one.charCodeAt(0))).buffer;

  assert.equal(kindOf(bytes("\xff\xd8\xff\xe0")), "image/jpeg");
  assert.equal(kindOf(bytes("\x89PNG\r\n\x1a\n")), "image/png");
  assert.equal(kindOf(bytes("RIFF\0\0\0\0WEBPVP8 ")), "image/webp");
  assert.equal(kindOf(bytes("\0\0\0\x18ftypheic\0\0\0\0")), "image/heic");
  assert.equal(kindOf(bytes("GIF89a")), null);
  assert.equal(kindOf(bytes("<svg xmlns=")), null);
});
