/** Keep the app at hand without a network, and send what waits when one comes back. */

import { languageFor, sendInBackground } from "./background.js";

/**
 * What to keep is written above this file when it is served.
 *
 * @type {ServiceWorkerGlobalScope & {KEPT: {version: string, urls: string[], catalogues: string[], tools: string[]}}}
 */
const worker = /** @type {any} */ (self);
const { version, urls, catalogues, tools } = worker.KEPT;
const LATER = [...catalogues, ...tools];
const CACHE = `field-${version}`;
const SHELL = "/field/";

worker.addEventListener("install", (event) => event.waitUntil(keepAll()));

/**
 * All files or none: a release that lacks one, or has a page in its place, is not gone over to.
 * A phone that is new here begins with its own language; the others, and the tools, follow once it can work.
 */
async function keepAll() {
  const isNew = !(await caches.keys()).some((name) => name.startsWith("field-"));
  const own = `/${languageFor("", navigator.languages)}.json`;
  const wants = [...urls, ...(isNew ? LATER.filter((url) => url.endsWith(own)) : LATER)];
  const cache = await caches.open(CACHE);
  await cache.addAll(wants.map(wanted));
  const files = await Promise.all(
    wants.filter((url) => url !== SHELL).map((url) => cache.match(url)),
  );
  if (!files.some(isPage)) return;
  await caches.delete(CACHE);
  throw new Error("This release answers with pages in the place of files.");
}

/** @param {Response|undefined} answer */
const isPage = (answer) => answer?.headers.get("Content-Type")?.startsWith("text/html") ?? true;

/**
 * Below /static/ a name stands for one content, so what the page has fetched is not fetched again.
 *
 * @param {string} url
 */
const wanted = (url) =>
  new Request(url, { cache: url.startsWith("/static/") ? "default" : "reload" });

worker.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter(
        (name) => name.startsWith("field-") && name !== CACHE,
      );
      // The generation before stays, for a page that still runs on it.
      await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
      await worker.clients.claim();
      // Without a network they are fetched at a later start, or when one of them is asked for.
      await keepRest().catch(() => {});
    })(),
  );
});

/** Fetch what is not here yet, each by itself: cut off in the middle, the next try has less to fetch. */
async function keepRest() {
  const cache = await caches.open(CACHE);
  const isKept = await Promise.all(LATER.map((url) => cache.match(url)));
  await Promise.all(LATER.filter((_, at) => !isKept[at]).map((url) => cache.add(wanted(url))));
}

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate" && url.pathname.startsWith(SHELL)) {
    event.respondWith(shell());
  } else if (url.pathname.startsWith("/static/") || url.pathname === "/manifest.json") {
    event.respondWith(kept(request));
  }
});

async function shell() {
  const cached = await (await caches.open(CACHE)).match(SHELL);
  return cached ?? fetch(SHELL);
}

/** @param {Request} request */
async function kept(request) {
  const found = await caches.match(request, { ignoreSearch: true });
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok && LATER.some((url) => request.url.endsWith(url))) {
    await (await caches.open(CACHE)).put(request, answer.clone());
  }
  return answer;
}

worker.addEventListener("sync", (/** @type {any} */ event) => {
  if (event.tag === "outbox") event.waitUntil(sendInBackground(version));
});

worker.addEventListener("push", (event) => {
  const { title, path, lang } = event.data?.json() ?? {};
  const options = { lang, data: path, tag: path, silent: true };
  event.waitUntil(worker.registration.showNotification(title ?? "", options));
});

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(bringForward(event.notification.data));
});

/** What is open stays as it is: somebody may be looking at it. @param {string} path */
async function bringForward(path) {
  const pages = await worker.clients.matchAll({ type: "window" });
  const page = pages.find(({ url }) => new URL(url).pathname.startsWith(SHELL));
  await (page ? page.focus() : worker.clients.openWindow(path));
}

worker.addEventListener("message", (event) => {
  if (event.data === "activate") worker.skipWaiting();
  else {
    const done = () => event.ports[0].postMessage("kept");
    event.waitUntil(keepRest().then(done, () => {}));
  }
});
