/**
 * A phone's storage that can lose its power between any two writes, and be harmed while it is off.
 *
 * The database is fake-indexeddb, which keeps to the standard but has no disk under it: whether a transaction was
 * strict makes no difference to it. So three things stand here that no library has. `Power` counts the writes until
 * the phone is dead. `Disk` stands for the private file system of the browser with its cache, under the journal's own
 * worker. `supplyDatabases` takes from fake-indexeddb what was not committed strictly when the power went.
 */

import "fake-indexeddb/auto";
import { forceCloseDatabase } from "fake-indexeddb";

/** Thrown by whatever is touched after the power has gone. */
export class PowerCut extends Error {
  name = "PowerCut";
}

/** How many writes there are until the power goes. */
export class Power {
  left = Number.POSITIVE_INFINITY;
  isOn = true;

  require() {
    if (!this.isOn) throw new PowerCut("the power is gone");
  }

  /** One write has been made; the power may go right after it. */
  spend() {
    this.left -= 1;
    if (this.left < 0) this.isOn = false;
    this.require();
  }

  cut() {
    this.isOn = false;
  }

  restore() {
    this.isOn = true;
    this.left = Number.POSITIVE_INFINITY;
  }
}

/**
 * The journal's folder: what is written lies in a cache until it is flushed.
 *
 * `flushes` false is a disk, or a worker, that only says it has flushed.
 */
export class Disk {
  /** @type {Map<string, {bytes: Uint8Array|null, flushed: Uint8Array|null}>} */
  files = new Map();

  constructor(power, { flushes = true } = {}) {
    this.power = power;
    this.flushes = flushes;
  }

  async getFileHandle(name, { create = false } = {}) {
    this.power.require();
    const file = this.files.get(name) ?? { bytes: null, flushed: null };
    if (!file.bytes && !create) throw new DOMException(name, "NotFoundError");
    file.bytes ??= new Uint8Array();
    this.files.set(name, file);
    return { createSyncAccessHandle: async () => this.#handle(file) };
  }

  async removeEntry(name) {
    const file = this.files.get(name);
    if (!file?.bytes) throw new DOMException(name, "NotFoundError");
    file.bytes = null;
    this.power.spend();
  }

  async *keys() {
    for (const [name, { bytes }] of this.files) if (bytes) yield name;
  }

  #handle(file) {
    const { power, flushes } = this;
    return {
      getSize: () => file.bytes.length,
      read: (into) => {
        power.require();
        into.set(file.bytes);
        return into.length;
      },
      truncate(size) {
        power.require();
        file.bytes = resized(file.bytes, size);
        power.spend();
      },
      write(bytes, { at }) {
        power.require();
        file.bytes = resized(file.bytes, Math.max(file.bytes.length, at + bytes.length));
        file.bytes.set(bytes, at);
        power.spend();
        return bytes.length;
      },
      flush() {
        power.require();
        if (flushes) file.flushed = file.bytes.slice();
        power.spend();
      },
      close() {},
    };
  }

  /**
   * The power comes back. Of what was never flushed the disk has all, nothing, or a part.
   *
   * @param {{fate: "all"|"nothing"|"part", share: number}} unflushed
   */
  settle({ fate, share }) {
    for (const [name, file] of [...this.files]) {
      if (fate === "nothing") file.bytes = file.flushed;
      else if (fate === "part") file.bytes = torn(file, share);
      file.flushed = file.bytes;
      if (!file.bytes) this.files.delete(name);
    }
  }

  /** Cut one file at any byte, or leave it half written. */
  tear(name, share) {
    const file = this.files.get(name);
    if (file)
      file.bytes = file.flushed = file.bytes.slice(0, Math.floor(file.bytes.length * share));
  }
}

/** @param {Uint8Array} bytes @param {number} size */
function resized(bytes, size) {
  const after = new Uint8Array(size);
  after.set(bytes.subarray(0, size));
  return after;
}

/** What is new up to a byte, and zeros where the rest has been made room for. */
function torn({ bytes, flushed }, share) {
  if (!bytes) return share < 0.5 ? flushed : null;
  if (flushed && Buffer.compare(bytes, flushed) === 0) return bytes;
  return resized(bytes.subarray(0, Math.floor(bytes.length * share)), bytes.length);
}

let current = null;
let answered = 0;
const waiting = new Map();

/** The journal's own worker, in this thread, over whichever disk is current. */
async function loadWorker() {
  const heard = [];
  globalThis.self = {
    addEventListener: (_kind, listener) => heard.push(listener),
    postMessage({ id, ...reply }) {
      waiting.get(id)?.(reply);
      waiting.delete(id);
    },
  };
  Object.defineProperty(navigator, "storage", {
    value: { getDirectory: async () => ({ getDirectoryHandle: async () => folder }) },
  });
  await import("../../../frontend/phone/client/storage/journal-worker.js");
  // It tries its place once, on a disk that is no phone's.
  current = new Disk(new Power());
  await new Promise((resolve) => {
    waiting.set(0, resolve);
    heard[0]({ data: { id: 0, task: "isThere", given: [] } });
  });
  return heard[0];
}

const folder = {
  getFileHandle: (name, how) => current.getFileHandle(name, how),
  removeEntry: (name) => current.removeEntry(name),
  keys: () => current.keys(),
};
const hear = await loadWorker();

/** A Worker as the journal knows it. */
export function worker(disk) {
  current = disk;
  const listeners = [];
  return {
    addEventListener: (kind, listener) => kind === "message" && listeners.push(listener),
    postMessage({ id, ...asked }) {
      answered += 1;
      const own = answered;
      waiting.set(own, (reply) => {
        for (const listener of listeners) listener({ data: { id, ...reply } });
      });
      hear({ data: { id: own, ...asked } });
    },
  };
}

const openTransaction = IDBDatabase.prototype.transaction;
let supply = null;

/**
 * Let every database of this process run on this power.
 *
 * A strict transaction is on the disk once it has ended. Of others the last ones may be missing;
 * `isStrict` false makes all of them such.
 */
export function supplyDatabases(power, { isStrict = true } = {}) {
  supply = { power, isStrict, undo: [], used: new Set() };
}

/** The browser closes every open database, as it does where its storage has crashed. */
export function closeDatabases() {
  for (const database of supply.used) forceCloseDatabase(database);
  supply.used.clear();
}

IDBDatabase.prototype.transaction = function transaction(stores, mode, options) {
  if (!supply) return openTransaction.call(this, stores, mode, options);
  const { power, isStrict, undo, used } = supply;
  power.require();
  used.add(this);
  const tx = openTransaction.call(this, stores, mode, options);
  if (mode !== "readwrite") return tx;
  const isDurable = isStrict && options?.durability === "strict";
  const before = isDurable ? null : contents(tx, stores);
  tx.addEventListener("complete", () => {
    if (isDurable) undo.length = 0;
    else undo.push(before);
    spendQuietly(power);
  });
  if (power.left <= 0) {
    power.cut();
    tx.abort();
    power.require();
  }
  return tx;
};

/** The write is on disk, whether or not whoever asked for it lives to hear so. */
function spendQuietly(power) {
  try {
    power.spend();
  } catch {
    // The next one to touch the storage notices.
  }
}

/** What the stores hold before this transaction changes them. */
function contents(tx, stores) {
  return stores.map((name) => {
    const store = tx.objectStore(name);
    const found = { name, isInline: store.keyPath !== null };
    store.getAllKeys().onsuccess = ({ target }) => Object.assign(found, { keys: target.result });
    store.getAll().onsuccess = ({ target }) => Object.assign(found, { values: target.result });
    return found;
  });
}

/** The power comes back: transactions that were not flushed are gone. */
export async function undoUnflushed(name) {
  const { undo } = supply;
  supply = null;
  if (!undo.length) return;
  const db = await new Promise((resolve, reject) => {
    const asked = indexedDB.open(name);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const tx = db.transaction([...db.objectStoreNames], "readwrite");
  for (const { name, isInline, keys, values } of undo.reverse().flat()) {
    const store = tx.objectStore(name);
    store.clear();
    for (const [place, value] of values.entries()) {
      store.put(value, isInline ? undefined : keys[place]);
    }
  }
  await new Promise((resolve) => {
    tx.oncomplete = resolve;
  });
  db.close();
}
