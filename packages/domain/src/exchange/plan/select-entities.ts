import type { CatalogEntity, CatalogPiece } from '../catalog-info/entity.ts';
import { recordKindOf } from '../catalog-info/record-kind.ts';
import { keyOfRef } from '../catalog-info/reference.ts';
import type { Registration } from './registered.ts';
import type { PlanRow } from './types.ts';

export interface Selection {
  /** Entities that may become records, by file and document, each reference once. */
  readonly accepted: readonly CatalogEntity[];
  /** Rows of what is not taken. */
  readonly rows: readonly PlanRow[];
  /** References that stand in a file, taken or not: none of them is gone. */
  readonly declared: ReadonlySet<string>;
}

/**
 * Tells what may become a record from what is skipped, refused or said twice. Pieces come by file; the first of two
 * stands.
 */
export function selectEntities(
  pieces: readonly CatalogPiece[],
  registration: Registration | null,
): Selection {
  const accepted: CatalogEntity[] = [];
  const rows: PlanRow[] = [];
  const declared = new Set<string>();
  const first = new Map<string, CatalogEntity>();
  for (const piece of pieces) {
    const registered = registration === null || registration.files?.has(piece.file) === true;
    for (const entity of piece.entities) {
      if (registered) declared.add(entity.ref);
      const verdict = verdictOn(entity, registered, first.get(entity.ref));
      if (verdict) rows.push(entityRow(entity, verdict.action, verdict));
      else {
        first.set(entity.ref, entity);
        accepted.push(entity);
      }
    }
    for (const { doc, line, reason, message } of piece.broken)
      rows.push({ ...emptyRow, action: 'REFUSE', file: piece.file, doc, line, reason, message });
  }
  return { accepted, rows, declared };
}

type Verdict = Pick<PlanRow, 'action' | 'reason' | 'message'> & Partial<PlanRow>;

function verdictOn(
  entity: CatalogEntity,
  registered: boolean,
  first: CatalogEntity | undefined,
): Verdict | null {
  const { outcome } = entity;
  if (outcome.state !== 'READ')
    return {
      action: outcome.state === 'SKIPPED' ? 'SKIP' : 'REFUSE',
      reason: outcome.reason,
      message: skipMessages[outcome.reason] ?? '',
    };
  if (recordKindOf(entity) === null)
    return { action: 'SKIP', reason: 'kind', message: skipMessages.kind ?? '' };
  if (!registered)
    return {
      action: 'SKIP',
      reason: 'not registered',
      message: 'no target of the Location at the root leads to its file',
    };
  if (first)
    return {
      ...{ action: 'CONFLICT', kind: recordKindOf(entity), key: keyOfRef(entity.ref) },
      reason: 'duplicate in the repository',
      message: `${entity.ref} is declared before, in ${first.file}, line ${first.line}, and that one stands: give one of them another name`,
    };
  return null;
}

const skipMessages: Readonly<Record<string, string>> = {
  kind: 'entities of this kind become no record',
  location: 'it says what is registered and becomes no record',
};

const emptyRow = {
  kind: null,
  key: null,
  ref: '',
  line: null,
  doc: null,
  ownerRef: null,
  relations: [],
  fields: [],
  drift: [],
  message: '',
} as const;

/** A row about one entity. */
export function entityRow(
  entity: CatalogEntity,
  action: PlanRow['action'],
  more: Partial<PlanRow> & { reason: string },
): PlanRow {
  return {
    ...emptyRow,
    action,
    ref: entity.ref,
    file: entity.file,
    line: entity.line,
    doc: entity.doc,
    ownerRef: entity.owner?.ref ?? null,
    relations: entity.relations.map(({ type, target }) => [type, target] as const),
    ...more,
  };
}

/** A row about a file or a record rather than an entity of this import. */
export const plainRow = (row: Pick<PlanRow, 'action' | 'file' | 'reason'> & Partial<PlanRow>): PlanRow => ({
  ...emptyRow,
  ...row,
});
