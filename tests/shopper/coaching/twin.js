/** The phone's coach, spoken to by the server's tests: one JSON document in, one out, a line each. */

import { createInterface } from "node:readline";
import { remarks } from "../../../frontend/phone/client/tools/coach/remarks.js";

for await (const line of createInterface({ input: process.stdin })) {
  const { checklist, answers, photos, facts } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(remarks(checklist, { answers }, photos, facts))}\n`);
}
