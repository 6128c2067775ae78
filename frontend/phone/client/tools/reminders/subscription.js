/** What the browser grants: that this phone is told while the app is closed. */

import { needsInstalling } from "../../model/installing.js";
import { gettext } from "../../model/words.js";

/** @returns {"allowed"|"ask"|"refused"|"install"|"never"} */
export function mayBeTold() {
  const isStandalone = matchMedia("(display-mode: standalone)").matches;
  if (!("PushManager" in window && "Notification" in window)) {
    return needsInstalling(navigator, isStandalone) ? "install" : "never";
  }
  const { permission } = Notification;
  return permission === "granted" ? "allowed" : permission === "denied" ? "refused" : "ask";
}

/**
 * Where this phone can be told; the shopper is asked for leave where they were not yet.
 *
 * @param {string} key - of the server, base64url
 * @returns {Promise<PushSubscriptionJSON>}
 */
export async function subscription(key) {
  if ((await Notification.requestPermission()) !== "granted") {
    throw new Error(gettext("Without your leave, this phone does not notify you."));
  }
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: key };
  try {
    const before = await pushManager.getSubscription();
    // One made for another key, as after a change of servers, is of no more use.
    if (before && keyOf(before) !== key) await before.unsubscribe();
    return (await pushManager.subscribe(options)).toJSON();
  } catch (cause) {
    const text = gettext("The phone's notification service cannot be reached. Try again later.");
    throw new Error(text, { cause });
  }
}

/** Have the browser forget it too; the server tells this phone no longer in any case. */
export async function takeLeave() {
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription().catch(() => null);
  await before?.unsubscribe().catch(() => false);
}

/** @param {PushSubscription} of */
function keyOf({ options: { applicationServerKey } }) {
  const bytes = String.fromCharCode(...new Uint8Array(applicationServerKey ?? new ArrayBuffer(0)));
  return btoa(bytes).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
