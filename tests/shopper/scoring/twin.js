/** The phone's rules, spoken to by the server's tests: one JSON document in, one out, a line each. */

import { createInterface } from "node:readline";
import { missing } from "../../../frontend/phone/client/model/checklist.js";
import { asked } from "../../../frontend/phone/client/model/conditions.js";
import { score } from "../../../frontend/phone/client/model/scoring.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { touchpoints, answers, photos } = JSON.parse(line);
  const ids = asked(touchpoints, answers);
  const result = {
    asked: [...ids].sort(),
    sheet: score(touchpoints, answers, photos, ids),
    missing: missing({ touchpoints }, { answers }, photos),
  };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
