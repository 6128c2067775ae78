/** Where a visit began and ended: kept and sent as an answer is, whatever the phone finds. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { merge, same } from "../../../frontend/phone/client/model/merge.js";
import { begin } from "../../../frontend/phone/client/model/visit.js";
import {
  given,
  notGiven,
  tell,
  UNKNOWN,
} from "../../../frontend/phone/client/tools/place/telling.js";
import { VISIT } from "./fake-server.js";
import { makeHandset, openApp, readyToGo, signedIn } from "./make-phone.js";

const AT = "2026-11-21T14:40:00.000+01:00";
const HERE = given({ coords: { latitude: 48.137, longitude: 11.575, accuracy: 15 } });
const START = { at: AT, ...HERE };
const REFUSED = { at: AT, ...notGiven({ code: 1 }) };

let server;
let handset;
let app;

const draft = () => begin({ checklist: "c" }, { device: "", client: "", at: AT });
const checkIn = (phone, occasion, told) =>
  phone.actions.rework(VISIT, (_, edit) => edit(null, (before) => tell(before, occasion, told)));
const standing = () => server.standing().check_ins;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
  await app.actions.startVisit(VISIT);
});

test("a position is told with its accuracy; a no and no signal are told as such", () => {
  assert.deepEqual(HERE, {
    ...{ outcome: "given", latitude: 48.137, longitude: 11.575, accuracy_m: 15 },
  });
  assert.equal(notGiven({ code: 1 }).outcome, "refused");
  assert.deepEqual(
    [2, 3].map((code) => notGiven({ code })),
    [UNKNOWN, UNKNOWN],
  );
});

test("a check-in reaches the server with the document, and the check-out beside it", async () => {
  await checkIn(app, "start", START);
  await app.actions.sendNow();
  assert.deepEqual(standing(), { start: START });

  await checkIn(app, "end", REFUSED);
  await app.actions.sendNow();

  assert.deepEqual(standing(), { start: START, end: REFUSED });
});

test("a check-in is there when the app is opened again, whichever copy is lost", async () => {
  await checkIn(app, "start", START);
  for (const harm of [() => handset.wipeDatabase(), () => handset.shelf.files.clear()]) {
    await harm();

    app = await openApp(handset);

    assert.deepEqual(app.record(VISIT).document.check_ins, { start: START });
  }
});

test("a visit that was ended takes no check-in any more", async () => {
  await app.actions.answer(VISIT, "q-clean", { state: "answered", value: "yes" });
  await app.actions.endVisit(VISIT);

  await assert.rejects(checkIn(app, "end", START), { code: "closed" });
});

test("two phones on one visit: what either told of the place stays", async () => {
  const other = await signedIn(makeHandset(server));
  await checkIn(app, "start", START);
  await app.actions.sendNow();
  await checkIn(other, "end", REFUSED);

  await other.actions.sendNow();

  assert.deepEqual(standing(), { start: START, end: REFUSED });
});

test("of two that tell the same occasion, this phone's word stands", () => {
  const mine = tell(draft(), "start", START);

  assert.deepEqual(merge(null, mine, tell(draft(), "start", REFUSED)).check_ins, { start: START });
});

test("documents that differ in a check-in alone are not the same; none and no word of it are", () => {
  assert.ok(!same(tell(draft(), "start", START), draft()));
  assert.ok(!same(tell(draft(), "start", START), tell(draft(), "start", REFUSED)));
  assert.ok(same({ ...draft(), check_ins: {} }, draft()));
  assert.ok(same(tell(draft(), "start", START), tell(draft(), "start", { ...HERE, at: AT })));
});
