/** Writes the journal's files and flushes them; a file has one writer at a time in all tabs. */

/**
 * @typedef {object} SyncHandle
 * @property {(bytes: Uint8Array, options: {at: number}) => number} write
 * @property {(bytes: Uint8Array, options: {at: number}) => number} read
 * @property {(size: number) => void} truncate
 * @property {() => number} getSize
 * @property {() => void} flush
 * @property {() => void} close
 */

/** @type {Promise<FileSystemDirectoryHandle>|undefined} */
let folder;

function journal() {
  folder ??= navigator.storage
    .getDirectory()
    .then((root) => root.getDirectoryHandle("journal", { create: true }));
  return folder;
}

/** @param {string} name @param {boolean} create @returns {Promise<SyncHandle>} */
async function opened(name, create) {
  const file = await (await journal()).getFileHandle(name, { create });
  return /** @type {any} */ (file).createSyncAccessHandle();
}

/** @template T @param {string} name @param {boolean} create @param {(file: SyncHandle) => T} work @returns {Promise<T>} */
async function withFile(name, create, work) {
  return navigator.locks.request(`journal-${name}`, async () => {
    const file = await opened(name, create);
    try {
      return work(file);
    } finally {
      file.close();
    }
  });
}

/** @type {Record<string, (name: string, bytes: Uint8Array) => Promise<any>>} */
const tasks = {
  write: (name, bytes) =>
    withFile(name, true, (file) => {
      file.truncate(bytes.byteLength);
      const written = file.write(bytes, { at: 0 });
      if (written !== bytes.byteLength) {
        throw new DOMException("only a part could be written", "QuotaExceededError");
      }
      file.flush();
    }),
  read: (name) =>
    withFile(name, false, (file) => {
      const bytes = new Uint8Array(file.getSize());
      file.read(bytes, { at: 0 });
      return bytes;
    }).catch(absent),
  remove: (name) =>
    journal()
      .then((root) => root.removeEntry(name))
      .catch(absent),
  // Takes the room and gives it back: a browser's own estimate may be a round number that means nothing.
  room: (name, size) =>
    withFile(name, true, (file) => {
      try {
        file.truncate(/** @type {any} */ (size));
        return true;
      } catch {
        return false;
      } finally {
        file.truncate(0);
      }
    }),
  names: async () => {
    const names = [];
    const root = /** @type {any} */ (await journal());
    for await (const name of root.keys()) names.push(name);
    return names;
  },
};

/** @param {any} trouble @returns {null} */
function absent(trouble) {
  if (trouble?.name === "NotFoundError") return null;
  throw trouble;
}

self.addEventListener("message", async ({ data: { id, task, name, bytes } }) => {
  try {
    self.postMessage({ id, result: await tasks[task](name, bytes) });
  } catch (trouble) {
    const { name: kind, message } = /** @type {Error} */ (trouble);
    self.postMessage({ id, trouble: { name: kind, message } });
  }
});
