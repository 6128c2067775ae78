/** When a question is asked on the phone: the table that the server passes too. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { asked } from "../../../frontend/phone/client/model/conditions.js";
import { load } from "./cases.js";

for (const one of load("conditions")) {
  test(one.name, () => {
    const ids = [...asked(one.touchpoints, one.answers)];

    assert.deepEqual(ids.sort(), [...one.expect].sort(), one.because);
  });
}

test("the table is the whole table", () => {
  assert.ok(load("conditions").length >= 60);
});
