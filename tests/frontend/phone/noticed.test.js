/** What the phone sees of a photograph: blurred, dark, a double; and what it must not take for one of these. */

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  faultOf,
  greyOf,
  isDouble,
  signsOf,
} from "../../../frontend/phone/client/tools/noticed/signs.js";
import {
  defocused,
  dimmed,
  grained,
  receipt,
  room,
  shifted,
  small,
  street,
  wall,
} from "./made-pictures.js";

const SCENES = { street: street(), receipt: receipt(), room: room() };
const seen = (picture) => signsOf(small(grained(picture)));
const names = (judge) => Object.entries(SCENES).map(([name, scene]) => [name, judge(scene)]);
const all = (answer) => Object.keys(SCENES).map((name) => [name, answer]);

test("a sharp picture is not called blurred, whatever it shows and in half the light", () => {
  assert.deepEqual(
    names((scene) => faultOf(seen(scene))),
    all(null),
  );
  assert.deepEqual(
    names((scene) => faultOf(seen(dimmed(scene, 0.5)))),
    all(null),
  );
});

test("a picture out of focus by a hundredth of its height is called blurred", () => {
  assert.deepEqual(
    names((scene) => faultOf(seen(defocused(scene, 10)))),
    all("blurred"),
  );
});

test("a picture that is a little soft, and can be read, is not called blurred", () => {
  const soft = ["street", "receipt"].map((name) => faultOf(seen(defocused(SCENES[name], 2))));

  assert.deepEqual(soft, [null, null]);
});

test("where there is nothing to be sharp, nothing is called blurred", () => {
  assert.equal(faultOf(seen(wall())), null);
  assert.ok(seen(wall()).sharpness < seen(defocused(room(), 2)).sharpness);
});

test("a sharp thing before a soft background makes a sharp picture", () => {
  const [sharp, soft] = [receipt(), defocused(street(), 16)];
  const pixels = soft.pixels.map((one, at) => {
    const [x, y] = [at % soft.width, Math.floor(at / soft.width)];
    return x > 500 && x < 1100 && y > 350 && y < 850 ? sharp.pixels[at] : one;
  });

  assert.equal(faultOf(seen({ ...soft, pixels })), null);
});

test("a picture with a seventh of its light is called dark, not blurred", () => {
  assert.deepEqual(
    names((scene) => faultOf(seen(dimmed(scene, 0.14)))),
    all("dark"),
  );
});

test("a street at night, lit in one part, is not called dark", () => {
  const { pixels, ...size } = street();
  const lit = pixels.map((one, at) => (at % size.width < 300 ? one : one * 0.1));

  assert.equal(faultOf(seen({ ...size, pixels: lit })), null);
});

test("the same picture is known again in another light, a little softer, with another grain", () => {
  const again = (scene) => [dimmed(scene, 0.8), defocused(scene, 2), shifted(scene, 4)];

  const same = names((scene) => again(scene).every((one) => isDouble(seen(scene), seen(one))));

  assert.deepEqual(same, all(true));
});

test("another street, another receipt are no doubles, and two white walls tell nothing", () => {
  assert.equal(isDouble(seen(street(1)), seen(street(2))), false);
  assert.equal(isDouble(seen(receipt(1)), seen(receipt(2))), false);
  assert.equal(isDouble(seen(wall()), seen(wall())), false);
});

test("colours become the light that an eye sees in them", () => {
  const { pixels } = greyOf([255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255], 3, 1);

  assert.deepEqual([...pixels].map(Math.round), [76, 150, 29]);
});
