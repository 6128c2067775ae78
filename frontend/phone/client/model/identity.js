/** Identities made on the phone: UUIDs of version 7 (RFC 9562), each after those made before it. */

const COUNTER_MAX = 0xfff;
let lastMs = 0;
let counter = 0;

/**
 * An identity that sorts by the time of its making. Within a millisecond, and while a clock that was
 * set back catches up, a counter keeps the order.
 *
 * @param {number} [nowMs]
 * @returns {string}
 */
export function uuidv7(nowMs = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const view = new DataView(bytes.buffer);
  if (nowMs > lastMs || counter === COUNTER_MAX) {
    lastMs = Math.max(nowMs, lastMs + 1);
    // Begun in the lower half, it has room for as many again.
    counter = view.getUint16(6) & (COUNTER_MAX >> 1);
  } else {
    counter += 1;
  }
  view.setUint32(0, Math.floor(lastMs / 0x10000));
  view.setUint16(4, lastMs % 0x10000);
  view.setUint16(6, 0x7000 | counter);
  view.setUint8(8, 0x80 | (bytes[8] & 0x3f));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
