/** A start of the app compares both copies, and takes from the journal only what it alone has. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { repairWords } from "../../../frontend/phone/client/storage/repair.js";
import { openJournal } from "../../../frontend/phone/client/storage/slots.js";
import { CLEAN, VISIT } from "./fake-server.js";
import { readyToGo, yes } from "./make-phone.js";

/** @returns what a start asks of the journal, and how many visits came back */
async function started({ app, handset }) {
  const journal = openJournal(handset.shelf);
  const asked = [];
  const watched = Object.fromEntries(
    Object.entries(journal).map(([task, work]) => [
      task,
      (...given) => {
        asked.push([task, ...given]);
        return work(...given);
      },
    ]),
  );
  const restored = await repairWords({ ...app, journal: watched });
  return { asked, restored };
}

test("where both copies say the same, nothing is read out or written", async () => {
  const phone = await readyToGo();
  await phone.app.actions.answer(VISIT, CLEAN, yes);

  assert.deepEqual(await started(phone), { asked: [["changes"]], restored: 0 });
});

test("only what the journal alone has is read out of it", async () => {
  const phone = await readyToGo();
  await phone.app.actions.answer(VISIT, CLEAN, yes);
  await phone.app.database.write(["visits"], (tx) => tx.objectStore("visits").delete(VISIT));

  const { asked, restored } = await started(phone);

  assert.equal(restored, 1);
  assert.deepEqual(asked[1], ["read", [`visit-${VISIT}`]]);
  const back = await phone.app.visits.get(VISIT);
  assert.equal(back.document.answers[CLEAN].value, "yes");
  assert.equal(back.outgoing.doubt, true);
});

test("a page that writes while another starts is not set back by it", async () => {
  const phone = await readyToGo();
  const journal = openJournal(phone.handset.shelf);
  const read = async (keys) => {
    const entries = await journal.read(keys);
    await phone.app.database.write(["visits"], (tx) => tx.objectStore("visits").put(later));
    return entries;
  };
  await phone.app.actions.answer(VISIT, CLEAN, yes);
  const here = await phone.app.visits.get(VISIT);
  const later = { ...here, written: here.written + 1, change: here.change + 1 };
  await phone.app.database.write(["visits"], (tx) => tx.objectStore("visits").delete(VISIT));

  const restored = await repairWords({ ...phone.app, journal: { ...journal, read } });

  assert.equal(restored, 0);
  assert.deepEqual(await phone.app.visits.get(VISIT), later);
});

test("a checklist that no visit is asked by goes, from whichever copy has it", async () => {
  const phone = await readyToGo();
  const { visits } = phone.app;
  const journal = openJournal(phone.handset.shelf);
  const [asked] = await visits.checklists();
  const left = async () => [
    (await visits.checklists()).map(({ id }) => id),
    [...(await journal.changes()).keys()].filter((key) => key.startsWith("checklist-")),
  ];

  await visits.add({ checklists: [{ ...asked, id: "idle" }] });
  await started(phone);
  assert.deepEqual(await left(), [[asked.id], [`checklist-${asked.id}`]]);

  await journal.put("checklist-idle", 1, { ...asked, id: "idle" });
  await started(phone);
  assert.deepEqual(await left(), [[asked.id], [`checklist-${asked.id}`]]);
});
