/** Where the bytes of the journal can lie: files that are flushed, or else the browser's cache. */

/**
 * Where the bytes of the journal lie.
 *
 * @typedef {object} Shelf
 * @property {(name: string, bytes: Uint8Array) => Promise<void>} write - replaces; resolves once flushed
 * @property {(name: string) => Promise<Uint8Array|null>} read
 * @property {(name: string) => Promise<void>} remove
 * @property {() => Promise<string[]>} names
 * @property {(size: number) => Promise<boolean>} [hasRoom]
 * @property {<T>(work: () => Promise<T>) => Promise<T>} alone - while no other tab of this phone writes
 */

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

/** @param {any} trouble @returns {null} */
function absent(trouble) {
  if (trouble?.name === "NotFoundError") return null;
  throw trouble;
}

/** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
const alone = async (work) => navigator.locks.request("journal", work);

/**
 * The origin private file system, where a worker alone may flush; a file has one writer at a time in all tabs.
 *
 * @returns {Shelf}
 */
export const fileShelf = () => ({
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
  remove: async (name) => {
    const root = await journal();
    await root.removeEntry(name).catch(absent);
  },
  names: async () => {
    const names = [];
    const root = /** @type {any} */ (await journal());
    for await (const name of root.keys()) names.push(name);
    return names;
  },
  // Takes the room and gives it back: a browser's own estimate may be a round number that means nothing.
  hasRoom: (size) =>
    withFile("room", true, (file) => {
      try {
        file.truncate(size);
        return true;
      } catch {
        return false;
      } finally {
        file.truncate(0);
      }
    }),
  alone,
});

/**
 * The Cache API, for browsers without synchronous file handles.
 *
 * @param {CacheStorage} caches
 * @returns {Shelf}
 */
export function cacheShelf(caches) {
  const open = () => caches.open("journal");
  const address = (/** @type {string} */ name) => `/field/journal/${name}`;
  return {
    write: async (name, bytes) =>
      (await open()).put(address(name), new Response(new Blob([/** @type {BlobPart} */ (bytes)]))),
    read: async (name) => {
      const found = await (await open()).match(address(name));
      return found ? new Uint8Array(await found.arrayBuffer()) : null;
    },
    remove: async (name) => {
      await (await open()).delete(address(name));
    },
    names: async () =>
      (await (await open()).keys()).map(({ url }) =>
        new URL(url).pathname.slice(address("").length),
      ),
    alone,
  };
}

/**
 * The first shelf that keeps what is put on it; a full one, and one that holds something, is the one that was used.
 *
 * @param {(() => Shelf)[]} offers - best first
 * @returns {Promise<Shelf|null>}
 */
export async function bestShelf(offers) {
  for (const offer of offers) {
    const shelf = await kept(offer).catch(() => null);
    if (shelf) return shelf;
  }
  return null;
}

/** @param {() => Shelf} offer @returns {Promise<Shelf|null>} null where this browser has no such place */
async function kept(offer) {
  const shelf = offer();
  try {
    await shelf.write("trial", new Uint8Array([1]));
    await shelf.remove("trial");
    return shelf;
  } catch (trouble) {
    const isFull = /** @type {any} */ (trouble)?.name === "QuotaExceededError";
    return isFull || (await shelf.names()).length ? shelf : null;
  }
}
