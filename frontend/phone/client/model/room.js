/** Whether this phone has room for the photographs of the next visit. Pure. */

const MOST_USED = 0.8;
/** Ten photographs, each about the largest that the camera's worker makes, and lying here twice. */
export const TEN_PHOTOS_BYTES = 10 * 2 * 700_000;

/**
 * @param {{usage: number|null, quota: number|null}} storage - in bytes; null: the browser does not say
 * @returns {boolean} told while there is still room for a few photographs
 */
export function isTight({ usage, quota }) {
  if (usage === null || quota === null) return false;
  return quota - usage < TEN_PHOTOS_BYTES || usage > MOST_USED * quota;
}
