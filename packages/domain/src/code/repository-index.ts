import type { CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';
import type { RepositoryKey } from './repository-key.ts';

/**
 * Everything needed to answer for any file of one repository without asking again. Plain JSON. Records refer to each
 * other by id; an id that is not in the index is hidden from whoever asked, and is passed over.
 */
export interface RepositoryIndex {
  readonly repository: IndexedRepository;
  /** Another text when anything in the index is another. */
  readonly revision: string;
  /** The commit at which the repository's own files were last read; null when none was named. */
  readonly indexedCommit: string | null;
  /** Which source of an owner goes before which; left out or null: as `defaultOwnerOrder`. */
  readonly ownerOrder?: readonly OrderedOwnerSource[] | null;
  /** The file that counts; null when the repository has none. */
  readonly codeowners: IndexedCodeowners | null;
  readonly holders: readonly Holder[];
  /** Names on this repository's host, as they stand in CODEOWNERS; compared without case. */
  readonly handles: readonly { readonly handle: string; readonly holder: string }[];
  readonly systems: readonly IndexedSystem[];
  readonly components: readonly IndexedComponent[];
  /** Open changes that the reader may see. */
  readonly changes: readonly IndexedChange[];
}

/** RECORD: a role held. CATALOG_INFO: declared in a catalog file. SYSTEM: through the System Owner. */
export type OwnerSource = 'RECORD' | 'CATALOG_INFO' | 'CODEOWNERS' | 'SYSTEM';

/** The System Owner always comes last. */
export type OrderedOwnerSource = Exclude<OwnerSource, 'SYSTEM'>;

export const defaultOwnerOrder: readonly OrderedOwnerSource[] = ['RECORD', 'CATALOG_INFO', 'CODEOWNERS'];

/** Keys of the roles in the catalogue that decide about ownership. */
export const ownershipRoles = { componentOwner: 'owner', systemOwner: 'system-owner' } as const;

export interface IndexedRepository {
  readonly id: string;
  readonly key: RepositoryKey;
  readonly name: string | null;
}

export interface IndexedCodeowners {
  /** Path of the file from the root of the repository. */
  readonly file: string;
  readonly dialect: CodeownersDialect;
  readonly commit: string | null;
  /** In the order of the file. */
  readonly rules: readonly CodeownersRule[];
}

export interface Holder {
  readonly id: string;
  readonly kind: 'PERSON' | 'TEAM';
  readonly key: string;
  readonly name: string;
  /** The preferred one first. */
  readonly contacts: readonly { readonly type: string; readonly value: string }[];
}

/** An open holding of a role; instants are UTC, the period is half-open. */
export interface IndexedRole {
  readonly id: string;
  /** Key and name of the role. */
  readonly role: string;
  readonly roleName: string;
  /** Id of the holder. */
  readonly holder: string;
  readonly from: string;
  readonly to: string | null;
  readonly deputy: boolean;
}

/** The owner that a catalog file names, and where it does. */
export interface IndexedDeclaredOwner {
  readonly reference: string;
  readonly repository: RepositoryKey;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly commit: string | null;
  /** Id of the team or person it resolves to; null when nobody has that reference. */
  readonly holder: string | null;
}

interface IndexedScope {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /**
   * Folders or files of this repository that it covers: a component's code locations; the folders of the catalog
   * files that declare a system. "" and "." are the whole repository.
   */
  readonly roots: readonly string[];
  readonly declaredOwner: IndexedDeclaredOwner | null;
  /** Open ones. */
  readonly roles: readonly IndexedRole[];
}

export interface IndexedComponent extends IndexedScope {
  readonly type: string | null;
  /** Ids. */
  readonly system: string | null;
  readonly partOf: string | null;
}

export interface IndexedSystem extends IndexedScope {
  /** Valid ones, the one to show first in front. */
  readonly targets: readonly IndexedTarget[];
  /** Those that govern it. */
  readonly processes: readonly IndexedProcess[];
}

export interface IndexedProcess {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly practice: string | null;
}

/** A promise of availability. Percentages and seconds are decimal text. */
export interface IndexedTarget {
  readonly id: string;
  readonly percent: string;
  readonly basis: string;
  /** Downtime that the promise allows in one window; null when the window has no fixed length. */
  readonly allowedSeconds: string | null;
  /** Null until outages are recorded. */
  readonly achievedPercent: string | null;
  readonly remainingSeconds: string | null;
  readonly agreement: { readonly key: string; readonly name: string } | null;
}

export interface IndexedChange {
  readonly id: string;
  readonly key: string;
  readonly title: string;
  readonly type: string;
  readonly state: string;
  /** Half-open window, UTC. */
  readonly plannedStart: string | null;
  readonly plannedEnd: string | null;
  /** Ids. */
  readonly requester: string | null;
  readonly systems: readonly string[];
  readonly components: readonly string[];
  /** Those in this repository; a path that ends in `/` is a folder. Lines count from 1, both included. */
  readonly codeReferences: readonly {
    readonly path: string;
    readonly startLine: number | null;
    readonly endLine: number | null;
    readonly baseCommit: string | null;
  }[];
}
