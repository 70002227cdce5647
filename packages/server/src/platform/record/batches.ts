/** A list in pieces that one statement takes: PostgreSQL has at most 65,535 parameters in a statement. */
export const batchesOf = <T>(list: readonly T[], size = 500): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, at) => list.slice(at * size, (at + 1) * size));
