/** The app speaks as the phone does, or as its shopper has chosen, with or without a network. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { afterEach, beforeEach, test } from "node:test";

import { decimal } from "../../../frontend/phone/client/components/wording.js";
import { directionOf, LANGUAGES, SOURCE } from "../../../frontend/phone/client/model/languages.js";
import {
  gettext,
  ngettext,
  speak,
  wordsOfTools,
} from "../../../frontend/phone/client/model/words.js";
import { CLEAN, FakeServer, VISIT } from "./fake-server.js";
import { makeHandset, openApp, signedIn, yes } from "./make-phone.js";

let server;
let handset;

beforeEach(() => {
  server = new FakeServer();
  handset = makeHandset(server);
});
afterEach(() => speak({}, "en"));

for (const [wanted, spoken, words] of [
  [["de-AT", "en"], "de", "Heute"],
  [["fr-FR", "ar-EG", "en"], "ar", "اليوم"],
  [["fr-FR"], "en", "Today"],
  [[], "en", "Today"],
]) {
  test(`a phone that prefers ${wanted.join(", ") || "nothing"} is spoken to in ${spoken}`, async () => {
    const app = await openApp({ ...handset, wanted });

    assert.equal(app.state.language.value, spoken);
    assert.equal(gettext("Today"), words);
  });
}

test("the language chosen in the app stands above the phone's own, and after a restart as well", async () => {
  const german = { ...handset, wanted: ["de"] };
  const app = await openApp(german);

  await app.actions.chooseLanguage("ar");
  speak({}, "en");
  const again = await openApp(german);

  assert.equal(again.state.language.value, "ar");
  assert.equal(gettext("Today"), "اليوم");
});

test("what only the tools say is learnt when one is opened, and from then on in every language", async () => {
  const app = await openApp({ ...handset, wanted: ["de"] });
  assert.equal(gettext("Turn"), "Turn");

  await wordsOfTools();
  assert.equal(gettext("Turn"), "Drehen");
  await app.actions.chooseLanguage("ar");

  assert.notEqual(gettext("Turn"), "Turn");
  assert.equal(gettext("Today"), "اليوم");
});

test("a language whose words cannot be had is refused, and the one before goes on", async () => {
  const app = await openApp({
    ...handset,
    reads: async () => {
      throw new TypeError("no network");
    },
  });

  await assert.rejects(app.actions.chooseLanguage("de"), /cannot be reached/);

  assert.equal(app.state.language.value, "en");
  assert.equal(gettext("Today"), "Today");
});

test("why the last try failed is said again in the language that was chosen", async () => {
  const app = await signedIn(handset);
  await app.actions.answer(VISIT, CLEAN, yes);
  server.failNext(() => true, "lost");
  await app.actions.sendNow();

  await app.actions.chooseLanguage("de");

  assert.match(app.state.sync.value.reason, /^Es ist kein Netz da/);
});

test("the server is asked to answer in the language of the app", async () => {
  const app = await signedIn(handset);
  assert.equal(server.requests.at(-1).language, "en");

  await app.actions.chooseLanguage("ar");
  await app.actions.sendNow();

  assert.equal(server.requests.at(-1).language, "ar");
});

test("every language has its catalogue, and every catalogue its language", async () => {
  const client = new URL("../../../frontend/phone/client/", import.meta.url);

  const files = await readdir(new URL("words/", client));
  const ofTools = (await readdir(new URL("tools/", client))).filter((name) =>
    name.endsWith("json"),
  );

  const others = Object.keys(LANGUAGES).filter((language) => language !== SOURCE);
  assert.deepEqual(files.sort(), others.map((language) => `${language}.json`).sort());
  assert.deepEqual(ofTools.sort(), others.map((language) => `words.${language}.json`).sort());
});

test("German has its two forms and Arabic its six", async () => {
  const forms = async (language) => {
    const path = `../../../frontend/phone/client/words/${language}.json`;
    speak(JSON.parse(await readFile(new URL(path, import.meta.url))), language);
    const words = [0, 1, 2, 3, 11, 100].map((n) =>
      ngettext("%(count)s photo", "%(count)s photos", n),
    );
    return new Set(words).size;
  };

  assert.equal(await forms("de"), 2);
  assert.equal(await forms("ar"), 5);
});

test("only Arabic runs from right to left", () => {
  const directions = Object.keys(LANGUAGES).map(directionOf);

  assert.deepEqual(directions, ["ltr", "ltr", "rtl"]);
});

test("a number is written with the decimal comma where one writes it so, and loses no digit", () => {
  assert.equal(decimal("3.50"), "3.50");

  speak({}, "de");

  assert.equal(decimal("3.50"), "3,50");
  assert.equal(decimal("12345678901234.1234"), "12345678901234,1234");
});
