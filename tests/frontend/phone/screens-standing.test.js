/** How far a visit has come, in which drawer it lies, and where a tap leads. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { momentPath, parse } from "../../../frontend/phone/client/components/router.js";
import {
  complete,
  nextStop,
  photosDue,
  standing,
} from "../../../frontend/phone/client/components/standing.js";
import { sorted } from "../../../frontend/phone/client/screens/visit-list.js";
import {
  ALL,
  ALL_PHOTOS,
  begun,
  CAB,
  given,
  ID,
  photoStates,
  SEVEN,
  visit,
} from "./gallery/data.js";

/** @param {any} document @param {object} [record] */
const record = (document, record = {}) =>
  complete(visit("cab", { record: { document, ...record } }));
const whole = () => begun(ALL, ALL_PHOTOS);

test("a visit nobody began stands at nothing", () => {
  const { done, total, share } = standing(record(null));

  assert.deepEqual({ done, total, share }, { done: 0, total: 12, share: 0 });
});

test("a visit with every answer and photo is complete", () => {
  const { done, needs, share } = standing(record(whole()));

  assert.deepEqual({ done, needs, share }, { done: 12, needs: [], share: 1 });
});

test("a moment with a missing photo is not done, and says so", () => {
  const { stops } = standing(record(begun(SEVEN)));

  assert.equal(stops[0].isDone, false);
  assert.deepEqual(
    stops[0].needs.map(({ code }) => code),
    ["photo"],
  );
});

test("a watch that runs keeps its moment open", () => {
  const greeting = given({ seconds: 0, from: "2026-11-21T14:31:00.000+01:00", to: null });

  const { needs } = standing(record(begun({ ...ALL, greeting }, ALL_PHOTOS)));

  assert.deepEqual(
    needs.map(({ code }) => code),
    ["running"],
  );
});

test("a photo the phone lost keeps the visit open until it is declared missing", () => {
  const photos = { ...photoStates(ALL_PHOTOS), [ALL_PHOTOS[1].id]: { state: "lost" } };
  const declared = ALL_PHOTOS.map((photo, index) =>
    index === 1 ? { ...photo, missing: "It rained." } : photo,
  );

  assert.deepEqual(
    standing(record(whole(), { photos })).needs.map(({ code }) => code),
    ["lost"],
  );
  assert.deepEqual(standing(record(begun(ALL, declared), { photos })).needs, []);
});

test("a tap leads to the first question that still needs something", () => {
  const { stops } = standing(record(begun(SEVEN, ALL_PHOTOS.slice(0, 1))));

  assert.equal(stops[5].path, momentPath(ID("cab"), ID("inside"), 3));
});

test("a tap on what is done shows the whole moment", () => {
  const { stops } = standing(record(whole()));

  assert.equal(stops[5].path, momentPath(ID("cab"), ID("inside")));
});

test("the next stop comes after this one, and then round from the beginning", () => {
  const { stops } = standing(record(begun(SEVEN)));

  assert.equal(nextStop(stops, ID("inside"))?.touchpoint.id, ID("refreshment"));
  assert.equal(nextStop(stops, ID("talk"))?.touchpoint.id, ID("outside"));
  assert.equal(nextStop(standing(record(whole())).stops), undefined);
});

const returned = [{ question: ID("receipt"), note: "cut off", at: "2026-11-21T16:00:00+01:00" }];
const sentBack = (document, more = {}) =>
  complete(
    visit("cab", { returned, record: { document, open: new Set([ID("receipt")]), ...more } }),
  );

test("of a visit sent back only the moment with the note is open", () => {
  const { stops } = standing(sentBack(whole()));

  assert.deepEqual(
    stops.filter(({ isDone }) => !isDone).map(({ back }) => back),
    [["Sent back: cut off"]],
  );
});

test("a question sent back counts as seen to once a newer photo is there, by the server's clock", () => {
  const slow = { taken_at: "2026-11-21T14:30:00+01:00" };
  const photos = ALL_PHOTOS.map((photo) =>
    photo.question === ID("receipt") ? { ...photo, ...slow } : photo,
  );

  const behind = begun(ALL, photos, { skew_ms: 2 * 3_600_000 });

  assert.equal(standing(sentBack(begun(ALL, photos))).stops[5].isDone, false);
  assert.equal(standing(sentBack(behind)).stops[5].isDone, true);
});

test("of a visit sent back, a question that another answer now asks for is open too", () => {
  const document = whole();
  delete document.answers[ID("belts")];

  assert.deepEqual(sentBack(document).open, new Set([ID("receipt"), ID("belts")]));
});

test("each visit lies in one drawer, and one begun comes before one that closes earlier", () => {
  const fresh = complete(visit("fresh"));
  const begunOne = { ...record(begun()), id: "begun" };
  const back = { ...sentBack(whole()), id: "back" };
  const gone = { ...record(whole()), id: "gone", ended: true, editable: false };

  const drawers = sorted([fresh, begunOne, back, gone]);

  assert.equal(drawers.next, begunOne);
  assert.deepEqual(drawers.coming, [fresh]);
  assert.deepEqual(drawers.needs, [back]);
  assert.deepEqual(drawers.delivered, [gone]);
});

test("the photos to bring back are counted before the visit", () => {
  assert.equal(photosDue(CAB.touchpoints), 3);
});

for (const [path, screen] of [
  ["/field/", "visits"],
  ["/field/outbox/", "outbox"],
  ["/field/me/", "me"],
  ["/field/sign-in/", "sign-in"],
  ["/field/visit/1/", "visit"],
  ["/field/visit/1/briefing/", "briefing"],
  ["/field/visit/1/end/", "end"],
  ["/field/visit/1/moment/2/", "moment"],
  ["/field/visit/1/nonsense/", "unknown"],
  ["/field/nonsense/", "unknown"],
  ["/elsewhere/", "unknown"],
]) {
  test(`${path} leads to ${screen}`, () => {
    assert.equal(parse(path).screen, screen);
  });
}

test("a path into a moment names its touchpoint and its step", () => {
  assert.deepEqual(parse("/field/visit/1/moment/2/3/"), {
    screen: "moment",
    visit: "1",
    touchpoint: "2",
    step: 3,
    listed: false,
  });
  assert.equal(parse("/field/visit/1/moment/2/").step, null);
  assert.equal(parse("/field/visit/1/moment/2/3/end/").listed, true);
});
