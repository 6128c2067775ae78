/** What the screens watch, before anything is known. */

import { signal } from "./vendor/vendor.js";

/** @import { State, Sync } from "./components/ports.js" */
/** @import { VisitRecord } from "./model/visit.js" */

/** @typedef {State & {notice: import("./vendor/vendor.js").Signal<string|null>}} AppState */

/** @returns {AppState} */
export function freshState() {
  const unknown = { persisted: null, usage: null, isTight: false };
  const idle = { lastTryAt: null, reason: "", nextTryAt: null, unsent: 0, isTooOld: false };
  return {
    user: signal(/** @type {any} */ (null)),
    phase: signal(/** @type {any} */ ("starting")),
    visits: signal(/** @type {VisitRecord[]} */ ([])),
    online: signal(true),
    sync: signal(/** @type {Sync} */ ({ state: "idle", ...idle })),
    update: signal(false),
    trouble: signal(/** @type {string|null} */ (null)),
    notice: signal(/** @type {string|null} */ (null)),
    saving: signal({}),
    intent: signal(/** @type {any} */ (null)),
    storage: signal(/** @type {any} */ (unknown)),
    advice: signal(false),
    language: signal("en"),
    whole: signal(false),
    kept: signal(false),
  };
}
