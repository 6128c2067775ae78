/** The rescue file: everything of this phone the server may lack, readable, for an operator to import. */

import { expectedPhotos, hasUnsent } from "../model/visit.js";

/** @import { StoredVisit } from "../model/visit.js" */
/** @import { Photos } from "./photos.js" */

const PIECE = 32 * 1024 - 2;

/**
 * One JSON text, put together piece by piece so that forty photographs fit a small phone's memory.
 *
 * @param {StoredVisit[]} visits
 * @param {Photos} photos
 * @param {{device: string, user: string, at: string}} from
 * @returns {Promise<Blob>}
 */
export async function rescueFile(visits, photos, from) {
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

/** @param {StoredVisit} visit @param {Photos} photos @returns {Promise<BlobPart[]>} */
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
