/** The app speaks as the phone does, or as its shopper has chosen, with or without a network. */

import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { afterEach, beforeEach, test } from "node:test";

import { decimal } from "../../../frontend/phone/client/components/wording.js";
import { directionOf, LANGUAGES, SOURCE } from "../../../frontend/phone/client/model/languages.js";
import {
  gettext,
  keyOf,
  learn,
  ngettext,
  speak,
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
  const folder = new URL("../../../frontend/phone/client/words/", import.meta.url);

  const files = await readdir(folder);

  const others = Object.keys(LANGUAGES).filter((language) => language !== SOURCE);
  assert.deepEqual(files.sort(), others.map((language) => `${language}.json`).sort());
});

test("the tools have words of their own in every language, none of which the first start fetches", async () => {
  for (const language of Object.keys(LANGUAGES).filter((one) => one !== SOURCE)) {
    const path = `../../../frontend/phone/client/words/${language}.json`;
    const first = JSON.parse(await readFile(new URL(path, import.meta.url)));
    const { WORDS } = await import(`../../../frontend/phone/client/tools/words-${language}.js`);

    const twice = Object.keys(WORDS).filter((key) => key in first);

    assert.ok(keyOf("Nothing is open at the moment") in WORDS);
    assert.deepEqual(twice, []);
  }
});

test("what the tools say is heard in the language it was learnt for, and in no other", () => {
  learn("de", { [keyOf("Claim")]: "Nehmen" });
  speak({}, "de");
  const german = gettext("Claim");

  speak({}, "ar");

  assert.deepEqual([german, gettext("Claim")], ["Nehmen", "Claim"]);
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
