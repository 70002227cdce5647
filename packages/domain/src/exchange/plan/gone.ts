import type { CatalogPiece } from '../catalog-info/entity.ts';
import { compareText } from '../finding.ts';
import type { ExistingIndex } from './index-existing.ts';
import type { Registration } from './registered.ts';
import { plainRow } from './select-entities.ts';
import type { EntityRow, ImportSource, PlanRow, PlanWrite } from './types.ts';

export interface GoneInput {
  readonly source: ImportSource;
  readonly pieces: readonly CatalogPiece[];
  readonly registration: Registration | null;
  readonly declared: ReadonlySet<string>;
  readonly index: ExistingIndex;
}

export interface Gone {
  readonly rows: PlanRow[];
  readonly writes: PlanWrite[];
  /** References whose records this import archives. */
  readonly archived: ReadonlySet<string>;
}

/**
 * Judges what this repository brought before and does not declare now. Only a file that was read whole can lose an
 * entity; an absent, empty or unreadable one, or one with a broken document, replaces nothing and is reported once.
 */
export function judgeGone({ source, pieces, registration, declared, index }: GoneInput): Gone {
  const gone: Gone & { archived: Set<string> } = { rows: [], writes: [], archived: new Set() };
  if (registration?.files === null) return gone;
  const read = new Map(pieces.map((piece) => [piece.file, piece]));
  const inUse = index.own.filter(
    (row) => !declared.has(row.ref) && index.record(row.recordKind, row.recordKey)?.archivedBy === null,
  );
  for (const [file, rows] of byFile(inUse.filter((row) => !movedAway(row, index)))) {
    const piece = read.get(file);
    if (!piece && source.scope === 'FILES') continue;
    const why = whyNotJudged(file, piece, registration, source.prune);
    if (why) {
      const message = `${why.because}, so ${rows.length === 1 ? 'the record' : `the ${rows.length} records`} that came from it before ${rows.length === 1 ? 'stays' : 'stay'} as ${rows.length === 1 ? 'it is' : 'they are'}: ${why.fix}`;
      gone.rows.push(plainRow({ action: 'FINDING', file, reason: why.reason, message }));
      continue;
    }
    for (const row of rows) judge(row, source, registration, gone);
  }
  return gone;
}

function judge(
  row: EntityRow,
  source: ImportSource,
  registration: Registration | null,
  gone: Gone & { archived: Set<string> },
): void {
  const unregistered = registration !== null && !registration.files?.has(row.file);
  const reason = unregistered ? 'no longer registered' : 'gone from its source';
  const what = unregistered
    ? `${row.file} is no longer named by any registered Location`
    : `${row.ref} no longer stands in ${row.file}`;
  const archive = source.prune;
  gone.rows.push(
    plainRow({
      action: archive ? 'ARCHIVE' : 'FINDING',
      kind: row.recordKind,
      key: row.recordKey,
      ref: row.ref,
      file: row.file,
      reason,
      message: archive
        ? `${what}: ${row.recordKey} is archived`
        : `${what}: ${row.recordKey} stays as it is; archive it by importing with --prune, or put the entity back`,
    }),
  );
  if (!row.gone)
    gone.writes.push({ op: 'MARK_GONE', repository: row.repository, file: row.file, ref: row.ref });
  if (!archive) return;
  gone.archived.add(row.ref);
  gone.writes.push({ op: 'ARCHIVE', kind: row.recordKind, key: row.recordKey, reason });
}

function whyNotJudged(
  file: string,
  piece: CatalogPiece | undefined,
  registration: Registration | null,
  prune: boolean,
): { reason: string; because: string; fix: string } | null {
  if (registration && !registration.complete)
    return {
      reason: 'registration not known',
      because: 'not every registered file could be read',
      fix: 'mend what the findings name, then import again',
    };
  if (!piece)
    return {
      reason: 'source absent',
      because: `${file} is not there any more`,
      fix: `archive by hand what came from it if that is meant${prune ? ', for --prune takes only what is gone from a file that is still there' : ''}, or put the file back`,
    };
  if (piece.state === 'EMPTY')
    return {
      reason: 'source empty',
      because: `${file} holds no entity`,
      fix: 'put its entities back, or remove the records by hand',
    };
  if (piece.state === 'UNREADABLE')
    return {
      reason: 'source unreadable',
      because: `${file} cannot be read`,
      fix: 'mend the file, then import again',
    };
  if (piece.broken.length > 0)
    return {
      reason: 'source partly unreadable',
      because: `${file} has documents that cannot be read`,
      fix: 'mend them, then import again',
    };
  return null;
}

/** The record came from here, and another repository declares it now. */
function movedAway(row: EntityRow, index: ExistingIndex): boolean {
  const record = index.record(row.recordKind, row.recordKey);
  const origin = record && index.currentOriginOf(record);
  return origin !== undefined && origin.repository !== row.repository;
}

function byFile(rows: readonly EntityRow[]): [string, EntityRow[]][] {
  const files = new Map<string, EntityRow[]>();
  for (const row of [...rows].sort((a, b) => compareText(a.ref, b.ref))) {
    const list = files.get(row.file) ?? [];
    list.push(row);
    files.set(row.file, list);
  }
  return [...files].sort(([a], [b]) => compareText(a, b));
}
