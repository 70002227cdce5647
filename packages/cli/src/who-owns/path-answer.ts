import type { WhoOwns } from '@steward/domain/code/who-owns.ts';

/** Who a person or team is, as the server names them. */
export interface Named {
  readonly key: string;
  readonly name: string;
}

/** An owner by any of the sources, as the server resolves it. */
export interface NamedOwner {
  readonly source: 'RECORD' | 'CATALOG_INFO' | 'CODEOWNERS' | 'SYSTEM';
  readonly holder: Named | null;
  readonly handle: string | null;
  readonly decidedBy: { readonly file: string; readonly line: number } | null;
}

/** What only the server knows about a path. */
export interface KnownByServer {
  readonly state: 'KNOWN' | 'REPOSITORY_UNKNOWN';
  readonly owner: NamedOwner | null;
  readonly owners: readonly NamedOwner[];
  readonly accountable: Named | null;
  readonly component: Named | null;
  readonly system: Named | null;
}

/** What is known about one path: by its CODEOWNERS file, and by the server when one was asked. */
export interface PathAnswer extends WhoOwns {
  /** The CODEOWNERS file that answered, as a person would look for it; null when there is none. */
  readonly file: string | null;
  readonly server: KnownByServer | null;
}

/** Handles of the rule's owners; with a server also the handle, key and name of every owner it names. */
export function ownerNames(answer: PathAnswer): string[] {
  const fromRules = answer.answers.flatMap(({ owners }) => owners);
  const known = answer.server?.owners ?? [];
  const fromServer = known.flatMap(({ handle, holder }) => [handle, holder?.key, holder?.name]);
  return [...fromRules, ...fromServer.filter((name) => name != null)];
}

/** True when somebody owns the path: by the server's first source when it was asked, else by any rule. */
export const isOwned = ({ server, answers }: PathAnswer): boolean =>
  server ? server.owner !== null : answers.some(({ owners }) => owners.length > 0);
