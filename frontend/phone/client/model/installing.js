/** Where a page loses what it keeps unless it is installed. Pure. */

/**
 * Whether this is Safari's engine, which deletes what a page keeps after seven days without use, and not yet
 * an app on the home screen, which it spares. An iPad calls itself a Mac, but one with fingers.
 *
 * @param {{userAgent: string, maxTouchPoints?: number, standalone?: boolean}} browser
 * @param {boolean} isStandalone - shown without the browser around it
 */
export function needsInstalling({ userAgent, maxTouchPoints = 0, standalone }, isStandalone) {
  if (standalone || isStandalone) return false;
  return /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && maxTouchPoints > 1);
}
