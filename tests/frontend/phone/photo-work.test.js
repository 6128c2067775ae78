/** A photograph is described, put in order, painted over, taken again: in its place, and without a trace of before. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { describePhoto, movePhoto } from "../../../frontend/phone/client/model/album.js";
import { patchBetween, turned } from "../../../frontend/phone/client/tools/retouch.js";
import { VISIT } from "./fake-server.js";
import { readyToGo, snapshot, work } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
  await work(app, 3);
});

const album = () => app.record(VISIT).document.photos;
const ids = () => album().map(({ id }) => id);

async function isOnThePhone(photo) {
  const row = await app.database.read(["photo_bytes"], (tx) =>
    tx.objectStore("photo_bytes").get(photo.id),
  );
  return Boolean(row) || handset.shelf.files.has(`photo-${photo.id}`);
}

test("a picture that was painted over stands where the photograph stood, as old as it was, with its line", async () => {
  const [first, second, third] = album();
  await app.actions.describePhoto(VISIT, second.id, "The driver's licence");

  const { photo } = await app.actions.replacePhoto(VISIT, second.id, new Blob(["painted over"]));

  assert.deepEqual(ids(), [first.id, photo.id, third.id]);
  const [, now] = album();
  assert.equal(now.taken_at, second.taken_at);
  assert.equal(now.caption, "The driver's licence");
  assert.notEqual(now.sha256, second.sha256);
});

test("of what was painted over nothing stays on the phone, and nothing is sent", async () => {
  const [, second] = album();

  await app.actions.replacePhoto(VISIT, second.id, new Blob(["painted over"]));
  assert.equal(await isOnThePhone(second), false);
  await app.actions.sendNow();

  const { photos } = server.visit();
  assert.deepEqual([...photos.keys()].sort(), ids().sort());
  assert.ok(!photos.has(second.id));
});

test("a photograph taken again keeps its line and has the time of now", async () => {
  const [first] = album();
  await app.actions.describePhoto(VISIT, first.id, "The door");
  const later = snapshot("again");
  Object.defineProperty(later, "lastModified", { value: Date.parse(first.taken_at) - 60_000 });

  const { photo } = await app.actions.replacePhoto(VISIT, first.id, later);

  assert.equal(album()[0].id, photo.id);
  assert.equal(album()[0].caption, "The door");
  assert.notEqual(album()[0].taken_at, first.taken_at);
});

test("what fails to become a picture leaves the photograph as it was", async () => {
  const before = album();

  await assert.rejects(app.actions.replacePhoto(VISIT, before[0].id, new Blob([])));

  assert.deepEqual(album(), before);
  assert.equal(await isOnThePhone(before[0]), true);
});

test("photographs are put in order, and the order is what is sent", async () => {
  const [first, second, third] = ids();

  await app.actions.movePhoto(VISIT, third, -1);
  await app.actions.movePhoto(VISIT, first, -1);
  await app.actions.sendNow();

  assert.deepEqual(ids(), [first, third, second]);
  assert.deepEqual(
    server.standing().photos.map(({ id }) => id),
    [first, third, second],
  );
});

test("a photograph moves among those of its own question only", () => {
  const photo = (id, question) => ({ id, question });
  const photos = [photo("a", 1), photo("x", 2), photo("b", 1)];
  const draft = { answers: {}, feelings: {}, photos };

  const moved = movePhoto(draft, "b", -1);

  assert.deepEqual(
    moved.photos.map(({ id }) => id),
    ["b", "x", "a"],
  );
  assert.equal(movePhoto(draft, "x", 1), draft);
  assert.deepEqual(describePhoto(draft, "x", "Door").photos[1], {
    ...photo("x", 2),
    caption: "Door",
    clock: 1,
  });
});

test("a tap covers a spot around it, a stroke what lies between its ends, and nothing beyond the picture", () => {
  const tap = patchBetween({ x: 0.5, y: 0.5 }, { x: 0.51, y: 0.5 });
  const stroke = patchBetween({ x: 0.8, y: 0.1 }, { x: 0.2, y: 0.4 });
  const corner = patchBetween({ x: 0, y: 1 }, { x: 0, y: 1 });

  assert.ok(tap.w > 0.1 && tap.h > 0.1);
  assert.deepEqual(
    [stroke.x, stroke.y, stroke.w, stroke.h].map((n) => Math.round(n * 10) / 10),
    [0.2, 0.1, 0.6, 0.3],
  );
  assert.ok(corner.x === 0 && corner.y + corner.h === 1);
});

test("four quarters bring a patch back to its place", () => {
  const patch = { x: 0.1, y: 0.2, w: 0.3, h: 0.4 };

  const around = turned(turned(turned(turned(patch))));

  for (const side of ["x", "y", "w", "h"]) assert.ok(Math.abs(around[side] - patch[side]) < 1e-9);
  assert.deepEqual(turned({ x: 0, y: 0, w: 0.2, h: 0.1 }), { x: 0.9, y: 0, w: 0.1, h: 0.2 });
});
