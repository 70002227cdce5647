import type { WhoOwns } from '@steward/domain/code/who-owns.ts';

/** A record, as people name it. */
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
  readonly component: Named | null;
  readonly system: Named | null;
  /** The first of `owners`; null when nobody owns the path. */
  readonly owner: NamedOwner | null;
  readonly owners: readonly NamedOwner[];
  readonly accountable: Named | null;
}

/** What is known about one path: by its CODEOWNERS file, and by the server when one was asked. */
export interface PathAnswer extends WhoOwns {
  /** The CODEOWNERS file that answered, from the root of the repository; null when there is none. */
  readonly file: string | null;
  readonly server: KnownByServer | null;
}
