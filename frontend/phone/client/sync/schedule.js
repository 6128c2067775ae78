/** When the phone tries again: soon after a change, at once when something hints at a network, else by timer. */

/** @import { Outcome } from "./run.js" */

export const AFTER_A_CHANGE_MS = 1_500;
export const FIRST_PAUSE_MS = 3_000;
export const LONGEST_PAUSE_MS = 45_000;
export const REFRESH_MS = 15 * 60_000;
const ELSEWHERE_MS = 3_000;

/**
 * @param {object} given
 * @param {(how: {isForced: boolean}) => Promise<Outcome>} given.run
 * @param {(outcome: Outcome|null, nextTryAt: number|null) => unknown} given.onOutcome - null: under way
 * @param {() => number} given.now
 * @param {() => number} [given.random]
 * @param {(work: () => void, ms: number) => any} [given.after]
 * @param {(timer: any) => void} [given.forget]
 */
export function makeSchedule({
  run,
  onOutcome,
  now,
  random = Math.random,
  after = (work, ms) => setTimeout(work, ms),
  forget = (timer) => clearTimeout(timer),
}) {
  /** @type {any} */
  let timer = null;
  let failures = 0;
  let notBefore = 0;
  let isPaused = false;
  /** @type {Promise<Outcome>|null} */
  let running = null;
  let isAskedAgain = false;

  /** @param {number} ms */
  function plan(ms) {
    if (timer !== null) forget(timer);
    timer = after(() => {
      timer = null;
      go(false).catch(() => {});
    }, ms);
  }

  /** @param {Outcome} outcome @returns {number|null} how long to wait; null: until somebody acts */
  function pause(outcome) {
    if (outcome.state === "sign_in") return null;
    if (outcome.state === "elsewhere") return ELSEWHERE_MS;
    if (outcome.state === "idle") return REFRESH_MS;
    const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    failures += 1;
    return Math.max(outcome.retryAfterMs ?? 0, longest * (0.5 + random() / 2));
  }

  /** @param {boolean} isForced @returns {Promise<Outcome>} */
  function go(isForced) {
    if (running) {
      isAskedAgain = true;
      return isForced ? running.then(() => go(true)) : running;
    }
    onOutcome(null, null);
    running = run({ isForced })
      .catch((cause) => ({ ...trouble, cause }))
      .then(settle);
    return running;
  }

  /** @param {Outcome} outcome */
  async function settle(outcome) {
    running = null;
    isPaused = outcome.state === "sign_in";
    if (outcome.state === "idle") failures = 0;
    const ms = pause(outcome);
    notBefore = outcome.retryAfterMs ? now() + outcome.retryAfterMs : 0;
    if (ms === null && timer !== null) forget(timer);
    if (ms !== null) plan(isAskedAgain && outcome.state === "idle" ? AFTER_A_CHANGE_MS : ms);
    isAskedAgain = false;
    await onOutcome(outcome, ms === null ? null : now() + ms);
    return outcome;
  }

  return {
    /** Something was saved: send it once the shopper pauses. */
    soon() {
      if (isPaused || running) isAskedAgain = true;
      else if (notBefore <= now()) plan(AFTER_A_CHANGE_MS);
    },
    /** The network may be back, or the app is looked at again. */
    hint() {
      if (notBefore <= now()) go(false).catch(() => {});
    },
    /** The shopper asks, or has signed in: now, whatever was planned. */
    sendNow() {
      isPaused = false;
      failures = 0;
      notBefore = 0;
      return go(true);
    },
    stop() {
      if (timer !== null) forget(timer);
      timer = null;
    },
  };
}

/** @type {Outcome} */
const trouble = { state: "trouble", why: "", retryAfterMs: null, revoked: false };
