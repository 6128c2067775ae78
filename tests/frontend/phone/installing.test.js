/** Only where Safari would delete a page's work is the shopper asked to install the app. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { needsInstalling } from "../../../frontend/phone/client/model/installing.js";

const SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";
const IPHONE = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${SAFARI}`;
const MAC = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${SAFARI}`;
const PIXEL = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile";

for (const [name, browser, isStandalone, expected] of [
  ["an iPhone", { userAgent: IPHONE, maxTouchPoints: 5 }, false, true],
  ["an iPad, which calls itself a Mac", { userAgent: MAC, maxTouchPoints: 5 }, false, true],
  ["an iPhone with the app installed", { userAgent: IPHONE, standalone: true }, false, false],
  ["an iPhone that shows no browser", { userAgent: IPHONE }, true, false],
  ["a Mac", { userAgent: MAC, maxTouchPoints: 0 }, false, false],
  ["an Android phone", { userAgent: PIXEL, maxTouchPoints: 5 }, false, false],
]) {
  test(`${name} is ${expected ? "" : "not "}asked to install the app`, () => {
    assert.equal(needsInstalling(browser, isStandalone), expected);
  });
}
