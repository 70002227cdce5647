/** One of `count`, the first ones much more often than the last: what few own much of and most own little. */
export const skewed = (random: () => number, count: number): number =>
  Math.min(count - 1, Math.floor(count ** random() - 1));
