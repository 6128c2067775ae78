/** Pictures made by code, as large as a photograph is kept, and what a bad camera makes of them. */

const [WIDTH, HEIGHT] = [1600, 1200];
const STEP = 5;

/** A small generator of numbers from 0 to 1, the same each time. @param {number} seed */
function chance(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** @param {(x: number, y: number) => number} light */
function painted(light) {
  const pixels = new Float32Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) pixels[y * WIDTH + x] = light(x, y);
  }
  return { pixels, width: WIDTH, height: HEIGHT };
}

/** Houses with windows under a sky, each street another. @param {number} seed */
export function street(seed = 1) {
  const draw = chance(seed);
  const houses = Array.from({ length: 9 }, () => ({
    top: 200 + draw() * 500,
    wall: 60 + draw() * 140,
  }));
  return painted((x, y) => {
    const house = houses[Math.floor((x * houses.length) / WIDTH)];
    if (y < house.top) return 200 - y / 20;
    if (y > 1000) return 90;
    const isWindow =
      x % 60 > 18 && x % 60 < 46 && (y - house.top) % 90 > 30 && (y - house.top) % 90 < 72;
    return isWindow ? 40 : house.wall;
  });
}

/** Lines of small print on white paper. @param {number} seed */
export function receipt(seed = 1) {
  const draw = chance(seed);
  const ink = Array.from({ length: 40 * 130 }, () => draw() < 0.45);
  const ends = Array.from({ length: 40 }, () => 40 + Math.floor(draw() * 90));
  return painted((x, y) => {
    const [line, place] = [Math.floor(y / 30), Math.floor(x / 12)];
    const isLetter = y % 30 > 8 && y % 30 < 24 && place < ends[line] && ink[line * 130 + place];
    return isLetter ? 50 : 235;
  });
}

/** A room of large, soft things with few edges: a wall, a door, a seat. */
export const room = () =>
  painted((x, y) => {
    if (x > 600 && x < 900 && y > 250 && y < 1000) return 120;
    if (y > 1000) return 150;
    return 205 - x / 60;
  });

/** A clean white wall: nothing to be sharp. */
export const wall = () => painted((x) => 200 + x / 200);

/** @typedef {ReturnType<typeof street>} Picture */

/** The grain of a sensor. @param {Picture} picture @param {number} much */
export function grained({ pixels, ...size }, much = 4) {
  const draw = chance(7);
  return {
    ...size,
    pixels: pixels.map((one) => one + (draw() + draw() + draw() - 1.5) * 2 * much),
  };
}

/** Less light by a factor. @param {Picture} picture @param {number} by */
export const dimmed = ({ pixels, ...size }, by) => ({
  ...size,
  pixels: pixels.map((one) => one * by),
});

/** Out of focus: three runs of a box are nearly a Gaussian. @param {Picture} picture @param {number} radius */
export function defocused(picture, radius) {
  const once = (/** @type {Picture} */ one) => smeared(smeared(one, radius, 1), radius, one.width);
  return once(once(once(picture)));
}

/** Moved while it was taken. @param {Picture} picture @param {number} radius @param {number} [along] */
export function smeared({ pixels, width, height }, radius, along = 1) {
  const made = new Float32Array(pixels.length);
  const [lines, length] = along === 1 ? [height, width] : [width, height];
  for (let line = 0; line < lines; line += 1) {
    const start = along === 1 ? line * width : line;
    const at = (/** @type {number} */ place) =>
      pixels[start + Math.min(length - 1, Math.max(0, place)) * along];
    let sum = 0;
    for (let place = -radius; place <= radius; place += 1) sum += at(place);
    for (let place = 0; place < length; place += 1) {
      made[start + place * along] = sum / (2 * radius + 1);
      sum += at(place + radius + 1) - at(place - radius);
    }
  }
  return { pixels: made, width, height };
}

/** Taken a little further to the right. @param {Picture} picture @param {number} by */
export function shifted({ pixels, width, height }, by) {
  const made = pixels.map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return pixels[y * width + Math.min(width - 1, x + by)];
  });
  return { pixels: made, width, height };
}

/** The small copy that is looked at. @param {Picture} picture */
export function small({ pixels, width, height }) {
  const [across, down] = [width / STEP, height / STEP];
  const made = new Float32Array(across * down);
  for (let at = 0; at < pixels.length; at += 1) {
    const [x, y] = [Math.floor((at % width) / STEP), Math.floor(at / width / STEP)];
    made[y * across + x] += Math.min(255, Math.max(0, pixels[at])) / STEP ** 2;
  }
  return { pixels: made, width: across, height: down };
}
