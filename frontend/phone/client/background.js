/** What the service worker does when the network comes back and no page is open: the same pass as a page's. */

import { openLanguage } from "./language.js";
import { uuidv7 } from "./model/identity.js";
import { openDatabase } from "./storage/database.js";
import { noJournal } from "./storage/journal.js";
import { openOutbox } from "./storage/outbox.js";
import { openPhone } from "./storage/phone.js";
import { openPhotos } from "./storage/photos.js";
import { openVisits } from "./storage/visits.js";
import { openCatalogues } from "./sync/catalogue.js";
import { GENERATION } from "./sync/generation.js";
import { openServer, Trouble } from "./sync/http.js";
import { syncOnce } from "./sync/run.js";

export { languageFor } from "./model/languages.js";

const ask = (/** @type {Parameters<typeof fetch>} */ ...request) => fetch(...request);
const speakLanguage = openLanguage({
  fetchWords: openCatalogues(ask, new URL(".", import.meta.url)),
  wanted: navigator.languages,
  onSpoken: () => {},
});

/**
 * Send what waits. A worker cannot write the journal; a page repairs it at its next start.
 *
 * @param {string} version - of this client
 */
export async function sendInBackground(version) {
  const database = openDatabase();
  try {
    const visits = openVisits(database, noJournal);
    const phone = openPhone(database, noJournal, uuidv7);
    const { user, language } = await phone.facts();
    if (!user) return;
    // What is refused is kept with its reason in words.
    await speakLanguage(language).catch(() => {});
    const others = new BroadcastChannel("field");
    const run = {
      server: openServer({
        fetch: ask,
        device: phone.device,
      }),
      outbox: openOutbox(visits, openPhotos(database, noJournal, visits)),
      facts: phone.facts,
      updateFacts: phone.update,
      client: version,
      generation: GENERATION,
      now: Date.now,
      locks: navigator.locks,
      onStep: () => others.postMessage({ visit: null }),
    };
    const { state } = await syncOnce(run, { waits: true });
    others.close();
    // A rejected promise asks the browser to wake this worker once more.
    if (state === "waiting") throw new Trouble("unreachable");
  } finally {
    database.close();
  }
}
