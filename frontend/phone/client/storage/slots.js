/**
 * How the journal keeps what it is given, wherever its bytes lie; this runs in its worker.
 *
 * Every key has two slots, each with its digest, and the older of them is written over: a write that
 * is torn by a dead battery leaves the one before it readable.
 */

/** @import { Entry, Journal, Row } from "./journal.js" */
/** @import { Shelf } from "./shelves.js" */

const SLOT = /^(?<key>.+)\.(?<slot>[01])$/;
const CHANGE = /^\S+\n\{"change":(?<change>\d+)/;
const LONGEST_HEAD = 100;

/** @param {Shelf} shelf @returns {Journal} */
export function openJournal(shelf) {
  /** @param {Row} row - written over the older of its two slots, or over one that is torn */
  async function write([key, change, value]) {
    const slots = await Promise.all([0, 1].map((slot) => shelf.read(`${key}.${slot}`)));
    const newer = changeOf(slots[0]) > changeOf(slots[1]) ? 0 : 1;
    let whole = -1;
    for (const slot of [newer, 1 - newer]) {
      if (whole < 0 && (await intact(slots[slot])) !== null) whole = slot;
    }
    if (whole >= 0 && changeOf(slots[whole]) > change) return;
    await shelf.write(`${key}.${whole === 0 ? 1 : 0}`, await packed(change, value));
  }

  /** @param {Row[]} rows - of different keys */
  async function writeAll(rows) {
    const outcomes = await Promise.allSettled(rows.map(write));
    for (const outcome of outcomes) if (outcome.status === "rejected") throw outcome.reason;
  }

  return {
    put: (...row) => shelf.alone(() => write(row)),
    putAll: (rows) => shelf.alone(() => writeAll(rows)),
    changes: async () => {
      const entries = await shelf.alone(() => newest(shelf));
      return new Map([...entries].map(([key, { change }]) => [key, change]));
    },
    read: (keys) => shelf.alone(() => newest(shelf, keys && new Set(keys))),
    remove: (key) =>
      shelf.alone(async () => {
        await shelf.remove(`${key}.0`);
        await shelf.remove(`${key}.1`);
      }),
    putBytes: (id, bytes) => shelf.write(`photo-${id}`, new Uint8Array(bytes)),
    bytes: async (id) => {
      const found = await shelf.read(`photo-${id}`);
      return found ? /** @type {ArrayBuffer} */ (found.slice().buffer) : null;
    },
    removeBytes: (id) => shelf.remove(`photo-${id}`),
    hasRoom: async (size) => (await shelf.hasRoom?.(size)) ?? true,
  };
}

/** @param {Shelf} shelf @param {Set<string>} [wanted] - else all @returns {Promise<Map<string, Entry>>} */
async function newest(shelf, wanted) {
  /** @type {Map<string, Entry>} */
  const entries = new Map();
  const slots = await Promise.all(
    (await shelf.names()).map(async (name) => {
      const key = SLOT.exec(name)?.groups?.key;
      const isMeant = key && (wanted?.has(key) ?? true);
      return { key, entry: isMeant ? await unpacked(await shelf.read(name)) : null };
    }),
  );
  for (const { key, entry } of slots) {
    if (!key || !entry) continue;
    if ((entries.get(key)?.change ?? -1) < entry.change) entries.set(key, entry);
  }
  return entries;
}

/** @param {number} change @param {any} value @returns {Promise<Uint8Array>} */
async function packed(change, value) {
  const text = JSON.stringify({ change, value });
  return new TextEncoder().encode(`${await digest(text)}\n${text}`);
}

/** @param {Uint8Array|null} bytes @returns {number} what it says of itself, torn or not; before all others where it says nothing */
function changeOf(bytes) {
  const head = new TextDecoder().decode(bytes?.subarray(0, LONGEST_HEAD));
  return Number(CHANGE.exec(head)?.groups?.change ?? -1);
}

/** @param {Uint8Array|null} bytes @returns {Promise<string|null>} null where it is torn */
async function intact(bytes) {
  const whole = new TextDecoder().decode(bytes ?? undefined);
  const cut = whole.indexOf("\n");
  const text = whole.slice(cut + 1);
  return cut > 0 && whole.slice(0, cut) === (await digest(text)) ? text : null;
}

/** @param {Uint8Array|null} bytes @returns {Promise<Entry|null>} null where it is torn */
async function unpacked(bytes) {
  const text = await intact(bytes);
  return text === null ? null : JSON.parse(text);
}

/** @param {string} text */
async function digest(text) {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
