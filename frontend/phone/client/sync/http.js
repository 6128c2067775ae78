/** The server's door as the phone uses it: one function for each call, one kind of trouble for each cause. */

import { spoken } from "../model/words.js";

/** @import { Photo, User, VisitDocument } from "../model/visit.js" */

const BASE = "/api/v1/";
const MARKER = "moments";
const PATIENCE_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 4;
// These may come from a proxy in words of its own; everything else that is not JSON is a stranger's page.
const KNOWN_WITHOUT_JSON = new Set([413, 429]);

/** Why a call brought no answer that counts. `kind` says what to do about it. */
export class Trouble extends Error {
  /**
   * @param {"unreachable"|"signed_out"|"busy"|"server"} kind
   * @param {{retryAfterMs?: number|null, cause?: unknown}} [more]
   */
  constructor(kind, { retryAfterMs = null, cause } = {}) {
    super(kind, { cause });
    this.name = "Trouble";
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * @typedef {{status: number, body: any, etag: string|null}} Reply
 *
 * @typedef {object} Session
 * @property {string} marker
 * @property {User} user
 * @property {string} csrf
 * @property {string} now
 * @property {string} epoch
 * @property {string} min_client
 * @property {{state: "ok"|"revoked"}} device
 */

/** @typedef {ReturnType<typeof openServer>} Server */

/**
 * @param {{fetch: typeof fetch, device: () => Promise<string>}} given
 */
export function openServer({ fetch: get, device }) {
  let csrf = "";

  /**
   * @param {string} method
   * @param {string} path
   * @param {{headers?: Record<string, string>, body?: BodyInit, size?: number}} [given]
   * @returns {Promise<Response>}
   */
  async function call(method, path, { headers = {}, body, size = 0 } = {}) {
    const signal = AbortSignal.timeout(PATIENCE_MS + Math.ceil(size / SLOWEST_BYTES_PER_MS));
    const tokens = {
      "Accept-Language": spoken(),
      "X-Device": await device(),
      ...(method === "GET" ? {} : { "X-CSRFToken": csrf }),
    };
    try {
      return await get(BASE + path, {
        method,
        headers: { Accept: "application/json", ...tokens, ...headers },
        body,
        signal,
        credentials: "same-origin",
        cache: "no-store",
        redirect: "error",
        // Which screen is open is nobody's business, least of all that of a practice.
        referrerPolicy: "origin",
      });
    } catch (cause) {
      throw new Trouble("unreachable", { cause });
    }
  }

  /** @param {Parameters<typeof call>} given @returns {Promise<Reply>} */
  async function ask(...given) {
    let response = await call(...given);
    if (response.status === 403 && (await isAboutCsrf(response.clone()))) {
      await session();
      response = await call(...given);
    }
    return read(response);
  }

  /** @returns {Promise<Session>} who is signed in; also the proof that this is our server */
  async function session() {
    return known(await read(await call("GET", "session")));
  }

  /** @param {Reply} reply @returns {Session} */
  function known({ status, body }) {
    if (status !== 200 || body?.marker !== MARKER) throw new Trouble("unreachable");
    csrf = body.csrf;
    return body;
  }

  /** @param {string} email @param {string} password @returns {Promise<Session|Reply>} */
  async function signIn(email, password) {
    const body = JSON.stringify({ email, password });
    const reply = await read(await call("POST", "session", { headers: JSON_BODY, body }));
    return reply.status === 200 ? known(reply) : reply;
  }

  return {
    session,
    signIn,
    signOut: () => ask("DELETE", "session"),
    /** @param {string|null} etag */
    assignments: (etag) =>
      ask("GET", "assignments", { headers: etag ? { "If-None-Match": etag } : {} }),
    /** @param {string} id @param {VisitDocument} draft @param {number|null} rev */
    putVisit: (id, draft, rev) =>
      ask("PUT", `visits/${id}`, {
        headers: { ...JSON_BODY, ...condition(rev) },
        body: JSON.stringify(draft),
      }),
    /** @param {string} visit @param {Photo} photo @param {ArrayBuffer} bytes */
    putPhoto: (visit, photo, bytes) =>
      ask("PUT", `visits/${visit}/photos/${photo.id}`, {
        headers: { "Content-Type": photo.type, "Repr-Digest": reprDigest(photo.sha256) },
        body: bytes,
        size: bytes.byteLength,
      }),
    /** @param {string} id @param {number|null} rev */
    submit: (id, rev) => ask("POST", `visits/${id}/submit`, { headers: condition(rev) }),
    /** @param {string} id */
    status: (id) => ask("GET", `visits/${id}/status`),
    /** @param {string} id @param {string} act @param {object} body */
    say: (id, act, body) =>
      ask("POST", `visits/${id}/${act}`, { headers: JSON_BODY, body: JSON.stringify(body) }),
    ask,
    /** @param {string} visit @param {string} photo @returns {Promise<Blob|null>} */
    photo: async (visit, photo) => {
      const response = await call("GET", `visits/${visit}/photos/${photo}`, {
        headers: { Accept: "image/*" },
      });
      const isPicture = response.headers.get("Content-Type")?.startsWith("image/");
      return response.ok && isPicture ? response.blob() : null;
    },
  };
}

const JSON_BODY = { "Content-Type": "application/json" };

/** @param {number|null} rev @returns {Record<string, string>} */
const condition = (rev) => (rev === null ? { "If-None-Match": "*" } : { "If-Match": `"${rev}"` });

/** @param {string} sha256 - in hexadecimal @returns {string} RFC 9530 */
function reprDigest(sha256) {
  const bytes = sha256.match(/../g) ?? [];
  return `sha-256=:${btoa(String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 16))))}:`;
}

/** @param {Response} response */
async function isAboutCsrf(response) {
  const body = await response.json().catch(() => null);
  return body?.code === "csrf";
}

/** @param {Response} response @returns {Promise<Reply>} */
async function read(response) {
  const { status } = response;
  const etag = response.headers.get("ETag");
  if (status === 304 || status === 204) return { status, body: null, etag };
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json");
  const body = isJson ? await whole(response) : null;
  if (status === 401 && isJson) throw new Trouble("signed_out");
  if (status === 429 || status === 503) {
    throw new Trouble("busy", { retryAfterMs: retryAfter(response.headers.get("Retry-After")) });
  }
  if (status >= 500 && status !== 507 && status !== 511) throw new Trouble("server");
  if (!isJson && !KNOWN_WITHOUT_JSON.has(status)) throw new Trouble("unreachable");
  return { status, body, etag };
}

/** @param {Response} response */
async function whole(response) {
  try {
    return await response.json();
  } catch (cause) {
    throw new Trouble("unreachable", { cause });
  }
}

/** @param {string|null} header - seconds or a date @returns {number|null} */
function retryAfter(header) {
  if (!header) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
