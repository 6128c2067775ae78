/** What two phones make of one visit, and how a moment is written down. */

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { merge, same } from "../../../frontend/phone/client/model/merge.js";
import * as visit from "../../../frontend/phone/client/model/visit.js";

const said = (value) => ({
  state: "answered",
  value,
  note: "",
  reason: "",
  at: "",
  monotonic_ms: 0,
});

const draft = (answers, photos = []) => ({
  checklist_version: "c",
  seq: 1,
  device: "d",
  client: "",
  started_at: "2026-11-22T10:00:00.000+01:00",
  ended_at: null,
  skew_ms: 0,
  answers: Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, said(value)])),
  feelings: {},
  photos: photos.map((id) => ({ id, question: "a", sha256: id, caption: "", missing: "" })),
});

const values = ({ answers }) =>
  Object.fromEntries(Object.entries(answers).map(([id, { value }]) => [id, value]));

const ids = ({ photos }) => photos.map(({ id }) => id);

test("changes to different questions are both kept", () => {
  const together = merge(draft({ a: 1, b: 1 }), draft({ a: 2, b: 1 }), draft({ a: 1, b: 2 }));

  assert.deepEqual(values(together), { a: 2, b: 2 });
});

test("a change to the same question keeps this phone's", () => {
  const together = merge(draft({ a: 1 }), draft({ a: 2 }), draft({ a: 3 }));

  assert.deepEqual(values(together), { a: 2 });
});

test("an answer cleared here stays cleared, unless it was only added there", () => {
  const together = merge(draft({ a: 1 }), draft({}), draft({ a: 1, b: 1 }));

  assert.deepEqual(values(together), { b: 1 });
});

test("photos of both phones are kept, and one removed here is gone", () => {
  const together = merge(draft({}, ["p1"]), draft({}, ["p2"]), draft({}, ["p1", "p3"]));

  assert.deepEqual(ids(together), ["p2", "p3"]);
});

test("without a common base nothing of either side is lost", () => {
  const together = merge(null, draft({ a: 1 }, ["p1"]), draft({ b: 2 }, ["p2"]));

  assert.deepEqual(values(together), { a: 1, b: 2 });
  assert.deepEqual(ids(together), ["p1", "p2"]);
});

/** Before a restored server: what this phone had sent to it, and what the other has said since. */
const restored = () => {
  const sent = visit.answer(draft({}), "a", said(1));
  const theirs = visit.answer(visit.answer(sent, "b", said(1)), "a", said(2));
  return { sent, theirs };
};

test("what was sent before the server was restored gives way to what was said later", () => {
  const { sent, theirs } = restored();

  assert.deepEqual(values(merge(null, sent, theirs, sent)), { a: 2, b: 1 });
  assert.deepEqual(values(merge(null, theirs, sent, theirs)), { a: 2, b: 1 });
});

test("it does so too when a revision of the backup was met in between", () => {
  const { sent, theirs } = restored();
  const backup = draft({});

  const together = merge(null, sent, backup, sent);

  assert.deepEqual(values(merge(backup, together, theirs, sent)), { a: 2, b: 1 });
});

test("what this phone has never sent, or says anew, stands before a restored server", () => {
  const { sent, theirs } = restored();
  const anew = visit.answer(sent, "a", said(3));

  assert.deepEqual(values(merge(null, anew, theirs, sent)), { a: 3, b: 1 });
  assert.deepEqual(values(merge(null, sent, theirs)), { a: 1, b: 1 });
});

test("a quiz that was passed on either phone stays passed", () => {
  const quiz = { passed_at: "2026-11-22T09:00:00.000+01:00", tries: 1 };

  assert.deepEqual(merge(null, draft({}), { ...draft({}), quiz }).quiz, quiz);
  assert.deepEqual(merge(null, { ...draft({}), quiz }, draft({})).quiz, quiz);
});

test("the same words in another order, at another time, on another phone are the same", () => {
  const one = draft({ a: { seconds: 1, from: null }, b: 2 });
  const other = draft({ b: 2, a: { from: null, seconds: 1 } });

  assert.ok(same(one, { ...other, seq: 9, device: "e" }));
  assert.ok(!same(one, draft({ a: 1, b: 2 })));
});

const answers = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.integer({ min: 0, max: 3 }));

test("merging obeys its three laws for any answers", () => {
  fc.assert(
    fc.property(answers, answers, answers, (base, mine, theirs) => {
      const [b, m, t] = [draft(base), draft(mine), draft(theirs)];
      const together = values(merge(b, m, t));
      for (const key of ["a", "b", "c", "d"]) {
        if (mine[key] === base[key]) assert.equal(together[key], theirs[key]);
        else assert.equal(together[key], mine[key]);
      }
      assert.ok(same(merge(b, m, m), m));
      assert.ok(same(merge(b, b, t), t));
    }),
  );
});

test("a moment is written with the phone's own offset", () => {
  const text = visit.moment(new Date("2026-11-22T10:11:12.123Z"));

  assert.match(text, /^2026-11-2\dT\d\d:\d\d:12\.123[+-]\d\d:\d\d$/);
  assert.equal(new Date(text).getTime(), Date.parse("2026-11-22T10:11:12.123Z"));
});

test("a visit of any status but the open ones cannot be changed", () => {
  const stored = { ended: false, outgoing: { receipt: null } };
  const editable = (status) => visit.isEditable({ ...stored, item: { status } });

  assert.deepEqual(
    ["scheduled", "accepted", "in_progress", "returned", "submitted", "published"].map(editable),
    [true, true, true, true, false, false],
  );
});
