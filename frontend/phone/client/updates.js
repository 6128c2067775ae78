/** Register the worker; offer a new version, never force it in the middle of a visit. */

import { gettext } from "./model/words.js";

const LOOK_AGAIN_MS = 3_600_000;

/**
 * @param {ServiceWorkerContainer|undefined} container - undefined where the browser has none
 * @param {(waits: boolean) => void} offer
 * @returns {Promise<{activate: () => Promise<void>, askBackground: () => Promise<void>}|null>} null: not here
 */
export async function watchUpdates(container, offer) {
  if (!container) return null;
  // Safari asks whoever keeps a worker's own address: with less than all of it, the phone's other
  // workers would not start without a network.
  // What the worker imports lies in a folder named by its content: only the worker itself is asked for anew.
  const options = /** @type {RegistrationOptions} */ ({
    type: "module",
    scope: "/",
    updateViaCache: "imports",
  });
  const registration = await container.register("/serviceworker.js", options).catch(() => null);
  if (!registration) return null;
  leaveNarrower(container);
  const look = () => offer(Boolean(registration.waiting && container.controller));
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", look);
  });
  look();
  setInterval(() => registration.update().catch(() => {}), LOOK_AGAIN_MS);
  let asked = false;
  container.addEventListener("controllerchange", () => {
    if (asked) location.reload();
    asked = false;
  });
  return {
    /** Ask to be woken once there is a network, where the browser offers that. */
    askBackground: async () => /** @type {any} */ (registration).sync?.register("outbox"),
    /** Go over to the new version, fetched now where none waits; the page loads anew. */
    async activate() {
      asked = true;
      if (!registration.waiting) await registration.update().catch(unreachable);
      const { waiting, installing } = registration;
      if (!waiting && !installing) return location.reload();
      if (installing)
        await new Promise((done) =>
          installing.addEventListener("statechange", done, { once: true }),
        );
      (waiting ?? installing)?.postMessage("activate");
    },
  };
}

/**
 * Let go of the registration of an earlier version, which would go on keeping the app's pages.
 *
 * @param {ServiceWorkerContainer} container
 */
async function leaveNarrower(container) {
  const all = await container.getRegistrations().catch(() => []);
  await Promise.all(all.map((one) => one.scope.endsWith("/field/") && one.unregister()));
}

/** @returns {never} */
function unreachable() {
  throw new Error(gettext("The server cannot be reached. Try again where there is a network."));
}
