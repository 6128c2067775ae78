/** Identities made on the phone: of the seventh version, in order, never twice. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { uuidv7 } from "../../../frontend/phone/client/model/identity.js";

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("an identity has the form of the seventh version and begins with its millisecond", () => {
  const ms = Date.UTC(2099, 0, 1);

  const id = uuidv7(ms);

  assert.match(id, FORM);
  assert.equal(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16), ms);
});

test("ten thousand identities of one millisecond differ and keep their order", () => {
  const ms = Date.UTC(2099, 0, 2);

  const ids = Array.from({ length: 10_000 }, () => uuidv7(ms));

  assert.ok(ids.every((id, at) => at === 0 || id > ids[at - 1]));
  assert.ok(ids.every((id) => FORM.test(id)));
});

test("after the clock was set back an identity still comes after the earlier ones", () => {
  const before = uuidv7(Date.UTC(2099, 0, 3));

  const after = uuidv7(Date.UTC(2098, 0, 3));

  assert.ok(after > before);
});

test("two phones that begin at the same moment make different identities", () => {
  const ids = new Set([1, 2, 3, 4].map((day) => uuidv7(Date.UTC(2100, 0, day)).slice(-12)));

  assert.equal(ids.size, 4);
});
