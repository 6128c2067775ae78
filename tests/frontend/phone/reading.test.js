/** A checklist reads in the language of the app where it has it: at once, offline, and worth the same. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, test } from "node:test";

import { missing } from "../../../frontend/phone/client/model/checklist.js";
import { speak } from "../../../frontend/phone/client/model/words.js";
import { remarks } from "../../../frontend/phone/client/tools/coach/remarks.js";
import { inLanguage } from "../../../frontend/phone/client/tools/languages.js";
import { differences } from "./cases.js";
import { CHECKLIST, CLEAN, FakeServer, VISIT } from "./fake-server.js";
import { makeHandset, openApp, signedIn, yes } from "./make-phone.js";

const { document, cases } = JSON.parse(
  readFileSync(new URL("../../cases/languages.json", import.meta.url), "utf8"),
);

/** Where something is marked as being in the checklist's own language. */
const marks = (thing, where = "") =>
  Object.entries(thing ?? {}).flatMap(([name, one]) => {
    const at = Array.isArray(thing) ? `${where}[${name}]` : [where, name].filter(Boolean).join(".");
    if (name === "langs") return [at];
    return typeof one === "object" && name !== "translations" ? marks(one, at) : [];
  });

for (const { name, language, translations, expect, foreign } of cases) {
  if (!translations[language]) continue; // the app asks for a language that is there
  test(name, () => {
    const read = inLanguage({ ...document, translations }, language);

    assert.deepEqual(differences(read, expect), []);
    assert.deepEqual(marks(read).sort(), [...foreign].sort());
  });
}

let server;
let handset;

beforeEach(() => {
  server = new FakeServer();
  const [first] = CHECKLIST.touchpoints;
  const german = {
    checklist: { name: "Taxifahrt" },
    [first.id]: { name: "Von außen" },
    [CLEAN]: { text: "Ist es sauber?" },
  };
  server.checklist = { ...CHECKLIST, translations: { de: german } };
  handset = makeHandset(server);
});
afterEach(() => speak({}, "en"));

const nameOn = (app) => app.record(VISIT).checklist.name;

/** Until it is so: the tool that translates arrives by itself. */
async function until(found) {
  for (let turn = 0; turn < 200 && !found(); turn += 1)
    await new Promise((go) => setTimeout(go, 5));
  assert.ok(found());
}

test("a checklist reads in the language that is chosen, and as it was written in any other", async () => {
  const app = await signedIn(handset);
  assert.notEqual(nameOn(app), "Taxifahrt");

  await app.actions.chooseLanguage("de");
  await until(() => nameOn(app) === "Taxifahrt");
  assert.equal(app.record(VISIT).checklist.language, "de");

  await app.actions.chooseLanguage("ar");
  assert.notEqual(nameOn(app), "Taxifahrt");
  assert.equal(app.record(VISIT).checklist.language, CHECKLIST.language);
});

test("its questions stay the same, in each language, so that none is drawn anew for nothing", async () => {
  const app = await signedIn(handset);
  const question = () => app.record(VISIT).checklist.touchpoints[0].questions[0];
  const english = question();
  await app.reload();
  assert.equal(question(), english);

  await app.actions.chooseLanguage("de");
  await until(() => nameOn(app) === "Taxifahrt");
  const german = question();
  await app.reload();
  assert.equal(question(), german);
});

test("it is kept as it was written, so that the next language is there without a network", async () => {
  const app = await signedIn({ ...handset, wanted: ["de"] });
  await until(() => nameOn(app) === "Taxifahrt");

  const [kept] = await app.visits.checklists();

  assert.deepEqual(kept, server.checklist);
});

test("an app that opens without a network reads it in the language that was chosen", async () => {
  const before = await signedIn(handset);
  await before.actions.chooseLanguage("de");
  server.online = false;

  const app = await openApp(handset);

  await until(() => nameOn(app) === "Taxifahrt");
});

test("what is answered, missing and remarked is the same in every language", async () => {
  const app = await signedIn(handset);
  await app.actions.startVisit(VISIT);
  await app.actions.answer(VISIT, CLEAN, yes);
  const found = () => {
    const { checklist, document } = app.record(VISIT);
    const known = { last_texts: [], staff_names: [] };
    return [missing(checklist, document, {}), remarks(checklist, document, {}, known)];
  };
  const english = found();

  await app.actions.chooseLanguage("de");
  await until(() => nameOn(app) === "Taxifahrt");

  assert.deepEqual(found(), english);
});
