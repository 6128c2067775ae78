import assert from "node:assert/strict";
import { test } from "node:test";
import { watchUpdates } from "../../../frontend/phone/client/updates.js";

const nothing = () => {};
const aMoment = () => new Promise((done) => setTimeout(done, 20));

/** A browser's container; its worker answers once all of the app is kept, which fails as often as `cutOff` says. */
function makeContainer({ cutOff = 0, isOffline = false } = {}) {
  const registered = [];
  let asked = 0;
  const postMessage = (said, [port]) => {
    assert.equal(said, "keep");
    asked += 1;
    if (asked > cutOff) port.postMessage("kept");
    setTimeout(() => port.close(), 10);
  };
  const registration = { waiting: null, addEventListener: nothing, update: async () => {} };
  return {
    registered,
    controller: null,
    getRegistration: async () => registration,
    addEventListener: nothing,
    ready: Promise.resolve({ active: { postMessage } }),
    async register(_url, { scope }) {
      if (isOffline) throw new TypeError("Failed to fetch");
      registered.push(scope);
      return registration;
    },
  };
}

test("one registration keeps the whole site, for Safari asks it for the phone's other workers", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const container = makeContainer();

  await watchUpdates(container, nothing, nothing);
  await aMoment();

  assert.deepEqual(container.registered, ["/"]);
});

test("a browser without such workers is told apart", async () => {
  assert.equal(await watchUpdates(undefined, nothing, nothing), null);
});

test("the app is called kept when its worker has all of it", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let kept = 0;

  await watchUpdates(makeContainer(), nothing, () => (kept += 1));
  await aMoment();

  assert.equal(kept, 1);
});

test("after a start without a network, what was cut off is asked for again when it is said", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  let kept = 0;
  const container = makeContainer({ cutOff: 1, isOffline: true });
  const known = await watchUpdates(container, nothing, () => (kept += 1));
  await aMoment();
  const before = kept;

  await known.keepAll();
  await aMoment();

  assert.deepEqual([before, kept], [0, 1]);
});
