import assert from "node:assert/strict";
import { test } from "node:test";
import { watchUpdates } from "../../../frontend/phone/client/updates.js";

/** A browser's container with the registrations of earlier days. */
function makeContainer(...scopes) {
  const kept = scopes.map((scope) => ({
    scope,
    unregister: async () =>
      kept.splice(
        kept.findIndex((one) => one.scope === scope),
        1,
      ),
  }));
  return {
    kept,
    controller: null,
    addEventListener() {},
    getRegistrations: async () => [...kept],
    async register(_url, { scope }) {
      kept.push({ scope: `https://moments.example${scope}`, unregister: async () => {} });
      return { waiting: null, addEventListener() {}, update: async () => {} };
    },
  };
}

test("one registration keeps the whole site, for Safari asks it for the phone's other workers", async (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  const container = makeContainer("https://moments.example/field/");

  await watchUpdates(container, () => {});
  await new Promise((done) => setImmediate(done));

  assert.deepEqual(
    container.kept.map(({ scope }) => scope),
    ["https://moments.example/"],
  );
});

test("a browser without such workers is told apart", async () => {
  assert.equal(await watchUpdates(undefined, () => {}), null);
});
