/** What leaves the phone, and when: work only when a person says so, checklists when no visit needs them. */

import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { CHECKLIST, CLEAN, SECOND_VISIT, VISIT } from "./fake-server.js";
import { makeHandset, openApp, readyToGo, signedIn, yes } from "./make-phone.js";

let server;
let handset;
let app;

beforeEach(async () => {
  ({ server, handset, app } = await readyToGo());
});

const unsent = () => app.state.sync.value.unsent;
const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

test("an answer counts as unsent at once, also while nobody is signed in at the server", async () => {
  handset.door.jar.user = null;
  await app.actions.sendNow();

  await app.actions.answer(VISIT, CLEAN, yes);
  await settled();

  assert.equal(unsent(), 1);
});

test("what another tab has sent meanwhile is no longer counted when the shopper signs out", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.answer(SECOND_VISIT, CLEAN, yes);
  await settled();
  assert.equal(unsent(), 2);
  await (await openApp(handset)).actions.sendNow();

  await app.actions.countUnsent();

  assert.equal(unsent(), 0);
});

/** The names of the checklists in the database, and in the journal. */
async function checklistsOf(phone) {
  const kept = [...(await openJournal(handset.shelf).read()).keys()];
  const inJournal = kept.filter((key) => key.startsWith("checklist-"));
  return [(await phone.visits.checklists()).map(({ id }) => id), inJournal];
}

const NEITHER = [[], []];
const BOTH = [[CHECKLIST.id], [`checklist-${CHECKLIST.id}`]];

test("a checklist leaves the phone with the last visit that is asked by it", async () => {
  assert.deepEqual(await checklistsOf(app), BOTH);
  server.visits.get(VISIT).shopper = "bob";
  await app.actions.sendNow();
  assert.deepEqual(await checklistsOf(app), BOTH);

  server.visits.get(SECOND_VISIT).shopper = "bob";
  await app.actions.sendNow();

  assert.deepEqual(await checklistsOf(app), NEITHER);
});

test("a checklist stays for unsent work on a visit that was taken away", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  for (const id of [VISIT, SECOND_VISIT]) server.visits.get(id).shopper = "bob";

  await app.actions.sendNow();

  assert.deepEqual(await checklistsOf(app), BOTH);
  assert.equal(app.record(VISIT).document.answers[CLEAN].value, "yes");
});

test("a checklist stays for work that somebody else has locked on this phone", async () => {
  await app.actions.answer(VISIT, CLEAN, yes);
  await app.actions.signOut({ how: "keep" });
  server.visits.delete("0199aaaa-0000-7000-8000-00000000000b");

  const other = await signedIn(handset, "bob@example.org");

  assert.equal(other.state.visits.value.length, 0);
  assert.deepEqual(await checklistsOf(other), BOTH);
});

test("a checklist that the worker took away does not come back from the journal", async () => {
  for (const visit of await app.visits.all("ann")) await app.visits.remove(visit);
  await app.database.write(["checklists"], (tx) => tx.objectStore("checklists").clear());

  const next = await openApp(handset);

  assert.deepEqual(await checklistsOf(next), NEITHER);
});

test("whoever deletes everything at signing out leaves no checklist behind", async () => {
  await app.actions.signOut({ how: "delete" });

  assert.deepEqual(await checklistsOf(app), NEITHER);
});

test("a lost phone is named to the server, and is emptied at its next contact", async () => {
  const other = makeHandset(server);
  const lost = await signedIn(other);
  server.otherDevices = [(await lost.phone.facts()).device];
  const devices = async () => (await app.actions.ask("GET", "devices")).devices;
  const [mine, theirs] = await devices();
  assert.deepEqual([mine.is_this, theirs.is_this, theirs.revoked_at], [true, false, null]);

  await app.actions.ask("POST", `devices/${theirs.id}/revoke`);
  await lost.actions.sendNow();

  assert.ok((await devices())[1].revoked_at);
  assert.deepEqual(await lost.visits.all("ann"), []);
  assert.equal(app.state.phase.value, "ready");
});

test("a phone that is not the shopper's own is refused in the server's words", async () => {
  await assert.rejects(app.actions.ask("POST", "devices/somebody-else/revoke"), {
    code: "not_found",
    message: "Not yours.",
  });
});

test("without a network the list of phones says that it needs one", async () => {
  server.failNext(({ path }) => path.endsWith("/devices"), "lost");

  await assert.rejects(app.actions.ask("GET", "devices"), { code: "offline" });
});
