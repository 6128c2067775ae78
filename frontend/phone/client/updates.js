/** Register the worker; offer a new version, never force it in the middle of a visit. */

import { gettext } from "./model/words.js";

const LOOK_AGAIN_MS = 3_600_000;

/**
 * @param {ServiceWorkerContainer|undefined} container - undefined where the browser has none
 * @param {(waits: boolean) => void} offer
 * @param {() => void} onKept - that all of the app is on the phone
 * @returns {Promise<{activate: () => Promise<void>, askBackground: () => Promise<void>, keepAll: () => Promise<void>}|null>} null: not here
 */
export async function watchUpdates(container, offer, onKept) {
  if (!container) return null;
  // Safari asks whoever keeps a worker's own address: with less than all of it, the phone's other
  // workers would not start without a network.
  // What the worker imports lies in a folder named by its content: only the worker itself is asked for anew.
  const options = /** @type {RegistrationOptions} */ ({
    type: "module",
    scope: "/",
    updateViaCache: "imports",
  });
  // Started without a network, the app goes on with the worker it has.
  const registration = await container
    .register("/serviceworker.js", options)
    .catch(() => container.getRegistration());
  if (!registration) return null;
  const keepAll = async () => {
    const { active } = await container.ready;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = onKept;
    active?.postMessage("keep", [port2]);
  };
  keepAll();
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
    /** Fetch what a first start was cut off from. */
    keepAll,
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

/** @returns {never} */
function unreachable() {
  throw new Error(gettext("The server cannot be reached. Try again where there is a network."));
}
