/** A person or a team by its key. */
export interface HolderName {
  kind: 'PERSON' | 'TEAM';
  key: string;
  name: string;
}

/** How a catalog file names a holder: without its kind where the file does so, for an owner is a group unless it says more. */
export function catalogReference(
  { kind, key }: Pick<HolderName, 'kind' | 'key'>,
  before: string | null,
): string {
  const name = key.replace('~', '/');
  if (kind === 'PERSON') return `user:${name}`;
  return before?.includes(':') ? `group:${name}` : name;
}
