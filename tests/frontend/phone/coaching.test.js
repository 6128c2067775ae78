/** What a reviewer would object to, told on the phone: the table that the server passes too. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { LEXICON } from "../../../frontend/phone/client/tools/coach/lexicon.js";
import { remarks } from "../../../frontend/phone/client/tools/coach/remarks.js";
import { differences, load } from "./cases.js";

for (const one of load("coaching")) {
  test(one.name, () => {
    const { photos, answers, facts, language = "en", touchpoints, staff_names } = one;
    const known = { last_texts: [], staff_names: [], ...facts };

    const found = remarks({ language, touchpoints, staff_names }, { answers }, photos, known);

    assert.deepEqual(differences(found, one.expect), [], one.because);
  });
}

test("the phone has the very word lists of the server", () => {
  const path = new URL("../../../shopper/coaching/lexicon.json", import.meta.url);

  const theirs = JSON.parse(readFileSync(path, "utf8"));

  assert.deepEqual(LEXICON, theirs);
});
