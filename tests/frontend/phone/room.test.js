/** The shopper hears that room is short while there is still some. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { isTight } from "../../../frontend/phone/client/model/room.js";

const MB = 1_000_000;

for (const [name, usage, quota, expected] of [
  ["an empty phone", 0, 2000 * MB, false],
  ["room for twenty photographs", 100 * MB, 128 * MB, false],
  ["room for nine photographs", 90 * MB, 102 * MB, true],
  ["four fifths of much", 1601 * MB, 2000 * MB, true],
  ["just below four fifths of much", 1599 * MB, 2000 * MB, false],
  ["a browser that tells no limit", 1599 * MB, null, false],
  ["a browser that tells no use", null, 10 * MB, false],
]) {
  test(`${name} is ${expected ? "" : "not "}short of room`, () => {
    assert.equal(isTight({ usage, quota }), expected);
  });
}
