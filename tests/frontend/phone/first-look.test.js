/** The first start on a phone that knows nobody: the first screen already holds the visits. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { askAhead } from "../../../frontend/phone/client/sync/ahead.js";
import { FakeServer, SECOND_VISIT, VISIT } from "./fake-server.js";
import { makeHandset, openApp } from "./make-phone.js";

let server;
let handset;

beforeEach(() => {
  server = new FakeServer();
  handset = makeHandset(server);
  handset.door.jar.user = server.people.get("ann@example.org");
});

const shown = (app) => app.state.visits.value.map(({ id }) => id).sort();

test("who has signed in at the office's pages sees the visits on the first screen, kept twice", async () => {
  const app = await openApp(handset);

  assert.equal(app.state.phase.value, "ready");
  assert.deepEqual(shown(app), [VISIT, SECOND_VISIT]);
  const copies = await openJournal(handset.shelf).read();
  assert.ok(copies.has(`visit-${VISIT}`) && copies.has("checklist-checklist-1"));
});

test("the pass that follows does not fetch again what the first look has brought", async () => {
  const app = await openApp(handset);
  const { etag } = await app.phone.facts();

  const outcome = await app.sync();

  const facts = await app.phone.facts();
  assert.equal(outcome.state, "idle");
  assert.ok(etag);
  assert.equal(facts.etag, etag);
  assert.equal(facts.epoch, server.epoch);
});

test("a first look that brings nothing leaves it to the pass that follows", async () => {
  server.failNext(({ path }) => path.endsWith("assignments"), "lost");

  const app = await openApp(handset);
  const before = shown(app);
  await app.actions.sendNow();

  assert.equal(app.state.phase.value, "ready");
  assert.deepEqual(before, []);
  assert.deepEqual(shown(app), [VISIT, SECOND_VISIT]);
});

test("a visit begun in another tab meanwhile is not begun anew", async () => {
  const app = await openApp(handset);
  await app.actions.startVisit(VISIT);
  const begun = (await app.visits.get(VISIT)).document;
  const all = [server.item(server.visit()), server.item(server.visit(SECOND_VISIT))];

  await app.visits.takeIn("ann", { visits: all, checklists: [] });

  assert.ok(begun.started_at);
  assert.deepEqual((await app.visits.get(VISIT)).document, begun);
});

test("what was asked ahead is handed out once, and asked again where no answer came", async () => {
  const asked = [];
  let isDown = true;
  const door = async (path) => {
    asked.push(path);
    if (isDown && path.endsWith("assignments")) throw new TypeError("Failed to fetch");
    return `answer ${asked.length}`;
  };

  const ask = askAhead(door);
  isDown = false;
  const answers = [];
  for (const path of ["session", "session", "assignments", "assignments"]) {
    answers.push(await ask(`/api/v1/${path}`, {}));
  }

  assert.deepEqual(answers, ["answer 1", "answer 3", "answer 4", "answer 5"]);
});
