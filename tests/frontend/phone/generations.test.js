/** A phone that is older than the server reads keeps its work; and the form of what it sends is pinned. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { beforeEach, test } from "node:test";
import { GENERATION } from "../../../frontend/phone/client/sync/generation.js";
import { CLEAN, FakeServer, PHOTO, VISIT } from "./fake-server.js";
import { makeHandset, openApp, signedIn, snapshot, yes } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  server = new FakeServer();
  handset = { ...makeHandset(server), generation: "2026-11-22" };
  app = await signedIn(handset);
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.addPhotos(VISIT, PHOTO, [snapshot()]);
  await app.actions.feel(VISIT, "t-1", { feeling: "magic", note: "" });
});

/** End the visit and send, once. */
async function finish() {
  await app.actions.endVisit(VISIT);
  return app.actions.sendNow();
}

test("a phone too old for the server sends nothing, and keeps all", async () => {
  server.minClient = "2026-11-23";
  const before = server.requests.length;

  const outcome = await finish();

  assert.deepEqual([outcome.state, outcome.why], ["waiting", "too_old"]);
  assert.equal(app.state.sync.value.isTooOld, true);
  const asked = new Set(server.requests.slice(before).map(({ path }) => path));
  assert.deepEqual([...asked], ["/api/v1/session"]);
  assert.equal(app.record(VISIT).delivery.state, "on_phone");
  assert.equal(app.state.sync.value.unsent, 1);
});

test("a phone that is too old says so also while the server is away, until it has sent", async () => {
  server.minClient = "2026-11-23";
  await finish();
  server.failNext(() => true, "lost");
  await app.actions.sendNow();
  assert.equal(app.state.sync.value.isTooOld, true);

  server.minClient = "";
  await app.actions.sendNow();

  assert.equal(app.state.sync.value.isTooOld, false);
});

test("what a phone kept while it was too old is delivered by its new version", async () => {
  server.minClient = "2026-11-23";
  await finish();

  const renewed = await openApp({ ...handset, generation: "2026-11-23" });
  await renewed.actions.sendNow();

  assert.equal(renewed.record(VISIT).delivery.state, "delivered");
  assert.equal(server.visit().photos.size, 1);
});

test("a phone that is as old as the server still reads sends as ever", async () => {
  server.minClient = "2026-11-22";

  await finish();

  assert.equal(app.record(VISIT).delivery.state, "delivered");
});

/** The names in a document, with what kind of value each has; the identities in it do not count. */
function formOf(value, key = "") {
  if (value === null || typeof value !== "object") return value === null ? "null" : typeof value;
  if (Array.isArray(value)) return [formOf(value[0])];
  const members = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  if (key === "answers" || key === "feelings") return [formOf(members[0][1])];
  return Object.fromEntries(members.map(([name, one]) => [name, formOf(one, name)]));
}

test("what this client sends has the form that its generation's day stands for", async () => {
  await finish();
  const path = new URL(`../../cases/documents/${GENERATION}.json`, import.meta.url);

  const pinned = JSON.parse(readFileSync(path, "utf8"));

  assert.deepEqual(formOf(server.standing()), formOf(pinned));
});
