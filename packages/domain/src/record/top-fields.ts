/** The fields that paths into a record lead through, each once and in their order: `links.0` and `links` are links. */
export const topFields = (paths: readonly string[]): string[] => [
  ...new Set(paths.map((path) => path.split('.', 1)[0] ?? path)),
];
