/** Asks at once for what a first start will ask for, while the phone's storage is still being opened. */

const PATIENCE_MS = 30_000;

/**
 * A `fetch` whose first session and first assignments are on their way already; each is handed out once.
 *
 * They were asked for before the phone could say which one it is, so this is for a first look only.
 *
 * @param {typeof fetch} get
 * @returns {typeof fetch}
 */
export function askAhead(get) {
  /** @type {RequestInit} */
  const how = {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  /** @type {Map<any, Promise<Response|null>>} */
  const early = new Map(
    ["/api/v1/session", "/api/v1/assignments"].map((path) => [
      path,
      get(path, how).catch(() => null),
    ]),
  );
  return async (path, init) => {
    const answer = early.get(path);
    early.delete(path);
    return (await answer) ?? get(path, init);
  };
}
