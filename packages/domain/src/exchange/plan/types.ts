import type { CatalogEntity } from '../catalog-info/entity.ts';
import type { Finding } from '../finding.ts';
import type { GitHistory } from '../git-history.ts';
import type { ImporterSource } from './fields.ts';
import type { RuleSet } from './rule-set.ts';

export interface ImportSource {
  /** Repository key, host/path. */
  readonly repository: string;
  readonly commit: string | null;
  /** Only what the Location of the descriptor at the root names is imported. */
  readonly registeredOnly: boolean;
  /** Records whose entity is gone from its file are archived; otherwise they are only reported. */
  readonly prune: boolean;
  /** REPOSITORY: every catalog file of the repository was looked at, so that a missing one is worth a finding. */
  readonly scope: 'REPOSITORY' | 'FILES';
}

/** A record as it stands, with what an import has to know about it. */
export interface ExistingRecord {
  readonly kind: string;
  readonly key: string;
  readonly aliases: readonly string[];
  readonly document: Readonly<Record<string, unknown>>;
  /** Who wrote each field last: MANUAL, CATALOG_INFO, ... A field that still has its default may be absent. */
  readonly provenance: Readonly<Record<string, string>>;
  /** Who archived it; null while it is in use. */
  readonly archivedBy: string | null;
}

/** Where a record came from: one entity of one file of one repository. Kept when the entity is gone. */
export interface EntityRow {
  readonly repository: string;
  readonly file: string;
  readonly doc: number;
  readonly line: number;
  readonly ref: string;
  readonly commit: string | null;
  readonly recordKind: string;
  readonly recordKey: string;
  readonly entity: CatalogEntity;
  readonly gone: boolean;
}

/** What the plan is made against. See `importNeeds` for the part of the graph that is enough. */
export interface Existing {
  readonly records: readonly ExistingRecord[];
  readonly entities: readonly EntityRow[];
  readonly ruleSet: RuleSet | null;
  /** What is kept of the history of the repository; null when none was imported. */
  readonly history: GitHistory | null;
}

export type PlanAction =
  | 'CREATE'
  | 'UPDATE'
  | 'KEEP'
  | 'CONFLICT'
  | 'SKIP'
  | 'REFUSE'
  | 'ARCHIVE'
  | 'FINDING';

/** A value that stays because somebody else wrote it, and what the file says instead. */
export interface Drift {
  readonly field: string;
  readonly current: unknown;
  readonly declared: unknown;
}

export interface PlanRow {
  readonly action: PlanAction;
  /** Record kind; null when the row is about no record. */
  readonly kind: string | null;
  readonly key: string | null;
  /** Full reference of the entity; "" when there is none. */
  readonly ref: string;
  readonly file: string;
  readonly line: number | null;
  readonly doc: number | null;
  readonly ownerRef: string | null;
  readonly relations: readonly (readonly [type: string, target: string])[];
  /** Fields that will be written. */
  readonly fields: readonly string[];
  readonly drift: readonly Drift[];
  /** Short and stable, such as "name" or "duplicate in the repository". */
  readonly reason: string;
  /** A whole sentence for people; "" when the reason says it all. */
  readonly message: string;
}

/** One thing to write, in an order in which a record comes after those it names, as far as that is possible. */
export type PlanWrite =
  | {
      readonly op: 'CREATE';
      readonly kind: string;
      readonly key: string;
      /** The whole document, every field of the kind. */
      readonly document: Readonly<Record<string, unknown>>;
      /** Fields that the source gave; the others have their defaults. */
      readonly fields: readonly string[];
      /** The importer that writes; a catalog's when left out. */
      readonly origin?: ImporterSource;
      readonly reason: string;
    }
  | {
      readonly op: 'UPDATE';
      readonly kind: string;
      readonly key: string;
      /** New values by field. */
      readonly set: Readonly<Record<string, unknown>>;
      /** True when the record was archived by an import and comes back. */
      readonly restore: boolean;
      readonly origin?: ImporterSource;
      readonly reason: string;
    }
  | { readonly op: 'ARCHIVE'; readonly kind: string; readonly key: string; readonly reason: string }
  | {
      readonly op: 'PUT_ENTITY';
      readonly row: EntityRow;
      /** The file the entity stood in before, when it moved. */
      readonly movedFrom: string | null;
    }
  | { readonly op: 'MARK_GONE'; readonly repository: string; readonly file: string; readonly ref: string }
  | { readonly op: 'REPLACE_RULES'; readonly repository: string; readonly ruleSet: RuleSet }
  | { readonly op: 'REPLACE_HISTORY'; readonly repository: string; readonly history: GitHistory };

export interface ImportPlan {
  readonly repository: string;
  readonly commit: string | null;
  readonly rows: readonly PlanRow[];
  readonly writes: readonly PlanWrite[];
  /** Everything worth saying, the parsers' findings included, by file and line. */
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Record<PlanAction, number>>;
}
