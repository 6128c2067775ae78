/** What the shopper has asked of the screen: that it is dim, that it stays on. Draws nothing. */

import { useEffect } from "../vendor/vendor.js";

/** @import { App, Settings } from "../components/ports.js" */

/** @type {WakeLockSentinel|null} */
let lock = null;
let wantsToStayOn = false;

/** The system takes the lock whenever the app is not to be seen, and may refuse it at any time. */
async function stayOn() {
  if (!wantsToStayOn || lock || document.visibilityState !== "visible") return;
  try {
    lock = (await navigator.wakeLock?.request("screen")) ?? null;
    lock?.addEventListener("release", () => {
      lock = null;
    });
  } catch {
    // A phone short of power says no, and the screen goes off as it always did.
  }
}

/** @param {Settings} settings */
export async function obey({ dim = false, awake = false }) {
  document.documentElement.classList.toggle("dim", dim);
  wantsToStayOn = awake;
  if (awake) await stayOn();
  else await lock?.release();
}

/** @param {{app: App}} props */
export function Tool({ app }) {
  useEffect(() => {
    app.actions.settings().then(obey, () => {});
    document.addEventListener("visibilitychange", stayOn);
    return () => document.removeEventListener("visibilitychange", stayOn);
  }, []);
  return null;
}
