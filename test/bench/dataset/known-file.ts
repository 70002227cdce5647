/** The one file that the benches ask about; it stands in every dataset with the same answer. */
export const knownFile = {
  repository: 'github.com/acme/repository-0',
  folder: 'src/checkout',
  path: 'src/checkout/basket/total.ts',
  component: 'component-0',
  system: 'system-0',
  /** How many open changes touch it. */
  changes: 4,
} as const;
