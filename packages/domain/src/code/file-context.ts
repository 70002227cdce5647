import type { CodeownersState } from './codeowners-rule.ts';
import type {
  Holder,
  IndexedChange,
  IndexedComponent,
  IndexedRepository,
  IndexedRole,
  IndexedSystem,
  IndexedTarget,
  OwnerSource,
} from './repository-index.ts';

/** What is known about one file. Shared between files: not to be changed. */
export interface FileContext {
  /** From the root of the repository, normalised. */
  readonly path: string;
  readonly state: 'KNOWN' | 'REPOSITORY_UNKNOWN';
  readonly repository: IndexedRepository | null;
  /** Those whose deepest root holds the file, `component` first. */
  readonly components: readonly FileComponent[];
  readonly component: FileComponent | null;
  readonly system: FileSystem | null;
  /** The first of `owners`. */
  readonly owner: OwnerAnswer | null;
  /** Every owner that any source names, in the order in which the sources decide; the System Owner last. */
  readonly owners: readonly OwnerAnswer[];
  /** The System Owner. */
  readonly accountable: RoleHolding | null;
  /** Empty when there is no CODEOWNERS file. */
  readonly codeowners: readonly FileCodeowners[];
  readonly target: IndexedTarget | null;
  /** Nearest first. A change stands once at its nearest level, and once for each of its line ranges. */
  readonly changes: readonly ChangeTouch[];
  readonly indexedCommit: string | null;
}

export interface FileComponent extends Omit<IndexedComponent, 'roles'> {
  readonly roles: readonly RoleHolding[];
}

export interface FileSystem extends Omit<IndexedSystem, 'roles'> {
  readonly roles: readonly RoleHolding[];
}

export interface RoleHolding extends Omit<IndexedRole, 'holder'> {
  readonly holder: Holder;
}

export interface OwnerAnswer {
  readonly source: OwnerSource;
  /** Null when the handle or reference is nobody's that is known. */
  readonly holder: Holder | null;
  /** The owner as the file writes it; null for a role held. */
  readonly handle: string | null;
  readonly decidedBy: SourceLocation | null;
}

export interface SourceLocation {
  readonly repository: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly commit: string | null;
}

/** What CODEOWNERS says about the file in one section. */
export interface FileCodeowners {
  readonly section: string;
  readonly state: CodeownersState;
  readonly optional: boolean;
  readonly approvals: number | null;
  readonly owners: readonly OwnerAnswer[];
  readonly rule: (SourceLocation & { readonly pattern: string }) | null;
}

export type TouchLevel = 'LINES' | 'FILE' | 'COMPONENT' | 'SYSTEM';

export interface ChangeTouch {
  readonly change: IndexedChange;
  readonly level: TouchLevel;
  /** Both included, counted from 1 at `baseCommit`; null except for LINES. */
  readonly lines: { readonly start: number; readonly end: number } | null;
  readonly baseCommit: string | null;
}

/** Changes that stand in the lens and the status bar: each once, those that reach the file by its system left out. */
export const nearChanges = (changes: readonly ChangeTouch[]): IndexedChange[] => [
  ...new Set(changes.filter((touch) => touch.level !== 'SYSTEM').map((touch) => touch.change)),
];
