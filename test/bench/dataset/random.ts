/** Numbers from 0 up to 1 that follow from the seed alone (mulberry32), so that every run loads the same rows. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `count`, the first ones much more often than the last: what few own much of and most own little. */
export const skewed = (random: () => number, count: number): number =>
  Math.min(count - 1, Math.floor(count ** random() - 1));
