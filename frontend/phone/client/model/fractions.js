/** Exact numbers: fractions of big integers, so that the phone counts as the server does. */

/** @typedef {{n: bigint, d: bigint}} Fraction - always with d > 0 */

/** @type {Fraction} */
export const ZERO = Object.freeze({ n: 0n, d: 1n });
/** @type {Fraction} */
export const ONE = Object.freeze({ n: 1n, d: 1n });

/**
 * Read a decimal such as "0.25" or "-3", losing nothing.
 *
 * @param {string|number} text - no exponent, no blanks; anything else is a RangeError
 * @returns {Fraction}
 */
export function fraction(text) {
  const isNumber = typeof text === "string" || typeof text === "number";
  const match = isNumber && /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(String(text));
  if (!match) throw new RangeError(`not a decimal: ${text}`);
  const [, sign, whole, part = ""] = match;
  const n = BigInt(whole + part);
  return { n: sign ? -n : n, d: 10n ** BigInt(part.length) };
}

/** @param {Fraction} a @param {Fraction} b @returns {Fraction} */
export const plus = (a, b) => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });

/** @param {Fraction} a @param {Fraction} b @returns {Fraction} */
export const times = (a, b) => ({ n: a.n * b.n, d: a.d * b.d });

/**
 * @param {Fraction} a
 * @param {Fraction} b - not zero
 * @returns {Fraction}
 */
export function over(a, b) {
  const sign = b.n < 0n ? -1n : 1n;
  return { n: sign * a.n * b.d, d: sign * a.d * b.n };
}

/** @param {Fraction} a @param {Fraction} b @returns {number} below zero when a < b */
export function compare(a, b) {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** @param {Fraction} a @returns {Fraction} held between 0 and 1 */
export function held(a) {
  if (a.n <= 0n) return ZERO;
  return compare(a, ONE) > 0 ? ONE : a;
}

/**
 * Print with this many decimals, rounded half up. Never negative here.
 *
 * @param {Fraction} a
 * @param {number} places
 * @returns {string}
 */
export function rounded(a, places) {
  const scale = 10n ** BigInt(places);
  const whole = (a.n * scale * 2n + a.d) / (a.d * 2n);
  const digits = whole.toString().padStart(places + 1, "0");
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** @param {Fraction} a @returns {string} at most four decimals, no idle zeros */
export const plain = (a) => rounded(a, 4).replace(/\.?0+$/, "");
