/** Milliseconds since 1970 with their fractions, to compare between processes of one machine. */
export const instant = (): number => performance.timeOrigin + performance.now();
