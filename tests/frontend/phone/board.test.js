/** In which order the open visits stand, and how far they are. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inOrder, kilometres } from "../../../frontend/phone/client/tools/board/order.js";

const HAMBURG = { latitude: 53.5503, longitude: 10.0006 };
const place = (latitude, longitude) => ({ latitude, longitude });
const open = (id, more) => ({
  id,
  location: place(null, null),
  closes_at: "2026-11-25T18:00:00+01:00",
  fee: null,
  why_not: null,
  ...more,
});
const euro = (amount) => ({ amount, currency: "EUR", note: "" });
const names = (visits, order, here = null) => inOrder(visits, order, here).map(({ id }) => id);

test("what closes first stands first, by the moment and not by the text", () => {
  const visits = [
    open("later", { closes_at: "2026-11-25T18:00:00+00:00" }),
    open("sooner", { closes_at: "2026-11-25T18:30:00+01:00" }),
  ];

  assert.deepEqual(names(visits, "date"), ["sooner", "later"]);
});

test("the highest fee stands first, as a number, and no fee last", () => {
  const visits = [
    open("none"),
    open("nine", { fee: euro("9.00") }),
    open("ten", { fee: euro("10.00") }),
  ];

  assert.deepEqual(names(visits, "fee"), ["ten", "nine", "none"]);
});

test("two currencies are not compared with one another", () => {
  const visits = [
    open("dollar", { fee: { ...euro("99"), currency: "USD" } }),
    open("few", { fee: euro("1") }),
    open("many", { fee: euro("2") }),
  ];

  assert.deepEqual(names(visits, "fee"), ["many", "few", "dollar"]);
});

test("the nearest stands first, and what has no coordinates last", () => {
  const visits = [
    open("nowhere"),
    open("Berlin", { location: place("52.5200", "13.4050") }),
    open("Altona", { location: place("53.5511", "9.9350") }),
  ];

  assert.deepEqual(names(visits, "distance", HAMBURG), ["Altona", "Berlin", "nowhere"]);
});

test("what cannot be claimed stands after what can, whatever its fee", () => {
  const why_not = { code: "capacity", sentence: "Enough.", until: null };
  const visits = [open("locked", { fee: euro("90"), why_not }), open("free")];

  assert.deepEqual(names(visits, "fee"), ["free", "locked"]);
});

test("Hamburg and Berlin are 255 kilometres apart, also across the date line nothing is far that is near", () => {
  const berlin = kilometres(HAMBURG, place("52.5200", "13.4050"));
  const line = kilometres({ latitude: 0, longitude: 179.9 }, place("0", "-179.9"));

  assert.ok(Math.abs(berlin - 255) < 2, String(berlin));
  assert.ok(line < 25, String(line));
  assert.equal(kilometres(null, place("1", "1")), null);
});
