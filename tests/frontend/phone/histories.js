/**
 * Histories of a phone, drawn by fast-check: the same ones at each run, and others where more are asked for.
 *
 * One that fails is made as short as it can be, and says how to play it again: PHONE_SEED, PHONE_PATH and
 * PHONE_REPLAY. PHONE_HISTORIES says how many there are.
 */

import { createHash } from "node:crypto";
import fc from "fast-check";

const { PHONE_HISTORIES, PHONE_SEED, PHONE_PATH, PHONE_REPLAY } = process.env;
const ALWAYS_THE_SAME = 20261122;

// Node makes its digests in other threads, which end in whatever order they like: a history would not be the same twice.
Object.defineProperty(crypto.subtle, "digest", {
  value: async (_kind, bytes) => {
    const sum = createHash("sha256").update(new Uint8Array(bytes)).digest();
    return new Uint8Array(sum).buffer;
  },
});

/**
 * How many histories, and which, a test of the product plays.
 *
 * @param {number} usually - how many, where nobody asks for more
 */
export function asked(usually) {
  const runs = Number(PHONE_HISTORIES ?? usually);
  const isForMore = PHONE_HISTORIES !== undefined && PHONE_SEED === undefined;
  const seed = isForMore ? undefined : Number(PHONE_SEED ?? ALWAYS_THE_SAME);
  return { runs, seed, path: PHONE_PATH, replay: PHONE_REPLAY };
}

/**
 * Play histories until one fails.
 *
 * @param {fc.Arbitrary<fc.AsyncCommand<any, any>>} act - whatever may happen next
 * @param {(acts: Iterable<any>, ...beside: any[]) => Promise<void>} live - rejects with what has gone wrong
 * @param {{runs: number, seed?: number, path?: string, replay?: string, isShortened?: boolean}} how
 * @param {fc.Arbitrary<any>[]} [beside] - what else is drawn for a history
 * @returns {Promise<Failure|null>}
 *
 * @typedef {{message: string, acts: string, seed: number, path: string, replay: string}} Failure
 */
export async function failing(act, live, how, beside = []) {
  const { runs, seed, path, replay, isShortened = true } = how;
  const history = fc.commands([act], { maxCommands: 16, replayPath: replay });
  const told = await fc.check(fc.asyncProperty(history, ...beside, live), {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
    ...(path ? { path } : {}),
    endOnFailure: !isShortened,
  });
  if (!told.failed) return null;
  const acts = String(told.counterexample[0]);
  return {
    message: reasons(told.errorInstance).join(", for: "),
    acts,
    seed: told.seed,
    path: told.counterexamplePath,
    replay: /replayPath="(?<at>[^"]*)"/.exec(acts)?.groups.at ?? "",
  };
}

/** @param {any} trouble @returns {string[]} down to the first cause */
const reasons = (trouble) =>
  trouble ? [trouble.message ?? String(trouble), ...reasons(trouble.cause)] : [];

/**
 * What a person is told who wants to see it fail once more.
 *
 * @param {Failure} failure
 * @param {string} test - its name
 * @param {string} file
 */
export function inWords({ message, acts, seed, path, replay }, test, file) {
  const place = `PHONE_SEED=${seed} PHONE_PATH=${path} PHONE_REPLAY='${replay}'`;
  return `${message}\n\n${acts}\n\n${place} node --test --test-name-pattern='${test}' ${file}`;
}

/** One thing that may happen, with the facts that were drawn for it. */
export class Act {
  constructor(facts) {
    this.facts = facts;
  }

  check() {
    return true;
  }

  toString() {
    return `${this.constructor.name} ${fc.stringify(this.facts)}`;
  }
}
