/** The rescue file: everything of this phone the server may lack, readable, for an operator to import. */

import { expectedPhotos, hasUnsent } from "../../model/visit.js";
import { gettext } from "../../model/words.js";
import { StorageTrouble } from "../../storage/database.js";
import { isWhole } from "../../storage/photos.js";

/** @import { StoredVisit } from "../../model/visit.js" */
/** @import { Journal } from "../../storage/journal.js" */
/** @import { Photos } from "../../storage/photos.js" */
/** @import { Storage } from "../../storage/repair.js" */

const PIECE = 32 * 1024 - 2;
const PATIENCE_MS = 3_000;

/**
 * What is unsent of whoever is here; from the journal alone where the database cannot be opened or never answers.
 *
 * @param {Storage} storage
 * @param {string} at
 */
export async function rescue({ phone, visits, photos, journal }, at) {
  try {
    const { device, user } = await Promise.race([phone.facts(), hung()]);
    const mine = await visits.all(user?.id ?? "");
    return await rescueFile(mine, photos, { device, user: user?.email ?? "", at });
  } catch {
    return fromJournal(journal, at);
  }
}

/** @returns {Promise<never>} rejects where the database has not answered for long */
const hung = () =>
  new Promise((_, reject) => {
    AbortSignal.timeout(PATIENCE_MS).addEventListener("abort", reject);
  });

/** @param {Journal} journal @param {string} at */
async function fromJournal(journal, at) {
  const kept = await journal.read();
  const { device, user } = kept.get("phone")?.value ?? {};
  const visits = [...kept]
    .filter(([key, { value }]) => key.startsWith("visit-") && value.user === user?.id)
    .map(([, { value }]) => value);
  if (!visits.some(hasUnsent)) {
    throw new StorageTrouble("nothing", gettext("Nothing unsent can be read on this phone."));
  }
  /** @type {Photos["bytesOf"]} */
  const bytesOf = async (_, { id, sha256 }) => {
    const bytes = await journal.bytes(id);
    return (await isWhole(bytes, sha256)) ? bytes : null;
  };
  return rescueFile(visits, { bytesOf }, { device, user: user.email, at });
}

/**
 * One JSON text, put together piece by piece so that forty photographs fit a small phone's memory.
 *
 * @param {StoredVisit[]} visits
 * @param {Pick<Photos, "bytesOf">} photos
 * @param {{device: string, user: string, at: string}} from
 * @returns {Promise<Blob>}
 */
async function rescueFile(visits, photos, from) {
  /** @type {BlobPart[]} */
  const parts = [`{"rescue":1,${JSON.stringify(from).slice(1, -1)},"visits":[`];
  let comma = "";
  for (const visit of visits.filter(hasUnsent)) {
    const head = { id: visit.id, place: visit.item.location.name, ended: visit.ended };
    const document = JSON.stringify({
      ...visit.document,
      seq: visit.outgoing.seq + 1,
      device: from.device,
    });
    parts.push(`${comma}\n{${JSON.stringify(head).slice(1, -1)},"document":${document},"photos":[`);
    parts.push(...(await photosOf(visit, photos)), "]}");
    comma = ",";
  }
  parts.push("\n]}\n");
  return new Blob(parts, { type: "application/json" });
}

/** @param {StoredVisit} visit @param {Pick<Photos, "bytesOf">} photos @returns {Promise<BlobPart[]>} */
async function photosOf(visit, photos) {
  /** @type {BlobPart[]} */
  const parts = [];
  for (const photo of expectedPhotos(visit.document)) {
    const bytes = await photos.bytesOf(visit.id, photo);
    if (!bytes) continue;
    const { id, sha256, type } = photo;
    const head = JSON.stringify({ id, sha256, type }).slice(1, -1);
    parts.push(new Blob([`${parts.length ? "," : ""}\n{${head},"base64":"${base64(bytes)}"}`]));
  }
  return parts;
}

/** @param {ArrayBuffer} bytes */
function base64(bytes) {
  const all = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < all.length; at += PIECE) {
    text += btoa(String.fromCharCode(...all.subarray(at, at + PIECE)));
  }
  return text;
}
