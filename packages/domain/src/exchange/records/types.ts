import type { ExistingRecord, ImportPlan, ImportSource } from '../plan/types.ts';
import type { EntityLine, RecordOrigin, RecordsPiece, RulesLine } from './record-line.ts';

/** REJECT_ALL: one bad line, and nothing is written. REJECT_FAILED: bad lines are left out. */
export type ErrorPolicy = 'REJECT_ALL' | 'REJECT_FAILED';

export interface RecordsExisting {
  /** Records that have the key, or an earlier key, of a line. */
  readonly records: readonly ExistingRecord[];
  /** True for a key that some record has or had, and the actor may see. */
  readonly known: (kind: string, key: string) => boolean;
  /** Repositories that have ownership rules, by key as it is looked up. */
  readonly withRules: ReadonlySet<string>;
  /** Entities that are kept, by `entityName`. */
  readonly entities: ReadonlySet<string>;
}

export interface RecordsInput {
  readonly pieces: readonly RecordsPiece[];
  readonly existing: RecordsExisting;
}

export type Place = { readonly source: RecordOrigin; readonly location: string | null };

export type RecordsWrite =
  | {
      readonly op: 'CREATE';
      readonly kind: string;
      readonly key: string;
      readonly document: Readonly<Record<string, unknown>>;
      readonly archivedAt: string | null;
      readonly aliases: readonly string[];
      readonly origin: RecordOrigin;
      readonly provenance: Readonly<Record<string, Place>>;
    }
  | {
      readonly op: 'UPDATE';
      readonly kind: string;
      readonly key: string;
      readonly set: Readonly<Record<string, unknown>>;
      readonly provenance: Readonly<Record<string, Place>>;
    }
  | { readonly op: 'PUT_RULES'; readonly repository: string; readonly lines: readonly RulesLine[] }
  | { readonly op: 'PUT_ENTITY'; readonly line: EntityLine };

export interface RecordsPlan extends Omit<ImportPlan, 'writes'> {
  readonly writes: readonly RecordsWrite[];
}

export const noSource: Pick<ImportSource, 'repository' | 'commit'> = { repository: '', commit: null };
