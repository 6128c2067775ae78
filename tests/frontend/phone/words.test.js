/** The texts of the phone: translated, in their plural form, with values put in. */

import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import {
  gettext,
  interpolate,
  keyOf,
  locale,
  ngettext,
  speak,
} from "../../../frontend/phone/client/model/words.js";

afterEach(() => speak({}, "en"));

const named = (words) =>
  Object.fromEntries(Object.entries(words).map(([text, said]) => [keyOf(text), said]));

test("a text without a translation is shown as it was written", () => {
  assert.equal(gettext("Send now"), "Send now");
});

test("a text is shown in the language of the catalogue", () => {
  speak(named({ "Send now": "Jetzt senden" }), "de");

  assert.equal(gettext("Send now"), "Jetzt senden");
});

test("an empty translation is no translation", () => {
  speak(named({ "Send now": "" }), "de");

  assert.equal(gettext("Send now"), "Send now");
});

for (const [count, expected] of [
  [1, "%(count)s photo"],
  [0, "%(count)s photos"],
  [2, "%(count)s photos"],
]) {
  test(`English says ${expected} for ${count}`, () => {
    assert.equal(ngettext("%(count)s photo", "%(count)s photos", count), expected);
  });
}

test("Arabic has its six forms", () => {
  speak(named({ photo: ["zero", "one", "two", "few", "many", "other"] }), "ar");

  const forms = [0, 1, 2, 3, 11, 100].map((count) => ngettext("photo", "photos", count));

  assert.deepEqual(forms, ["zero", "one", "two", "few", "many", "other"]);
});

test("French, whose catalogue has two forms, takes the second for millions", () => {
  speak(named({ photo: ["photo", "photos"] }), "fr");

  assert.equal(ngettext("photo", "photos", 1_000_000), "photos");
});

test("values take the place of their names, and an unknown name stays visible", () => {
  const text = interpolate("%(sent)s of %(total)s %(what)s", { sent: 0, total: 7 });

  assert.equal(text, "0 of 7 %(what)s");
});

test("dates are written as the phone's owner writes them, in the language of the words", () => {
  assert.equal(locale(["de-AT", "en-IE"]), "en-IE");
  assert.equal(locale(["de-AT"]), "en-GB");

  speak({}, "de");

  assert.equal(locale(["en-US", "de-AT"]), "de-AT");
  assert.equal(locale(["fr-FR"]), "de");
});

test("Arabic dates have the digits of the numbers beside them", () => {
  speak({}, "ar");

  const day = new Intl.DateTimeFormat(locale(["ar-EG"]), { day: "numeric" });

  assert.equal(day.format(new Date("2026-11-21T12:00:00Z")), "21");
});
