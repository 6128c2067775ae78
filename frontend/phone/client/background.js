/** What the service worker does when the network comes back and no page is open: the same pass as a page's. */

import { openDatabase } from "./storage/database.js";
import { noJournal } from "./storage/journal.js";
import { openOutbox } from "./storage/outbox.js";
import { openPhone } from "./storage/phone.js";
import { openPhotos } from "./storage/photos.js";
import { openVisits } from "./storage/visits.js";
import { GENERATION } from "./sync/generation.js";
import { openServer, Trouble } from "./sync/http.js";
import { syncOnce } from "./sync/run.js";
import { uuidv7 } from "./vendor/vendor.js";

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
    if (!(await phone.facts()).user) return;
    const others = new BroadcastChannel("field");
    const run = {
      server: openServer({
        fetch: (...request) => fetch(...request),
        device: async () => (await phone.facts()).device,
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
