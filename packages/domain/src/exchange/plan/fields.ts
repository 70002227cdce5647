import type { Kind } from '../../record/kind.ts';
import { partIdentity } from '../../record/kind.ts';
import { unsetValue } from '../../record/unset-value.ts';
import { canonical, isEmptyValue, sameValue } from './same-value.ts';
import type { Drift, ExistingRecord } from './types.ts';

/** The word in a record's provenance for what this importer wrote. */
export const catalogSource = 'CATALOG_INFO';

/** The same for what the importer of OpenSLO files wrote. */
export const openSloSource = 'OPENSLO';

export type ImporterSource = typeof catalogSource | typeof openSloSource;

export interface FieldIssueOf {
  readonly field: string;
  readonly message: string;
}

/** Brings drafted values to the form they are stored in; one that its field does not take is left out and told. */
export function storedForm(
  kind: Kind,
  draft: Readonly<Record<string, unknown>>,
): { values: Record<string, unknown>; issues: FieldIssueOf[] } {
  const issues: FieldIssueOf[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(draft)) {
    if (value === undefined) continue;
    const parsed = kind.fields[field]?.schema.safeParse(value);
    if (parsed?.success) values[field] = parsed.data;
    else issues.push({ field, message: parsed?.error?.issues[0]?.message ?? 'is no field of the record' });
  }
  return { values, issues };
}

/**
 * Compares what a file says with the record as it stands. `set` holds what this source may write: its own fields,
 * and fields that nobody wrote. A field that somebody else wrote stays: when the file says something else it is
 * `drift`; when the file is silent, or the rows it names are all there among others, it is not.
 */
export function compareFields(
  kind: Kind,
  record: ExistingRecord,
  draft: Readonly<Record<string, unknown>>,
  source: ImporterSource = catalogSource,
): { set: Record<string, unknown>; drift: Drift[] } {
  const set: Record<string, unknown> = {};
  const drift: Drift[] = [];
  for (const [field, declaration] of Object.entries(kind.fields)) {
    if (!(field in draft) && record.provenance[field] !== source) continue;
    const current = record.document[field];
    const empty = unsetValue(declaration) ?? null;
    const importers = declaration.options.written === 'importer';
    const ours =
      importers ||
      record.provenance[field] === source ||
      (source === catalogSource && record.provenance[field] === openSloSource) ||
      (record.provenance[field] === undefined && (isEmptyValue(current) || sameValue(current, empty)));
    const silent = isEmptyValue(draft[field]) && !importers;
    if (silent) {
      if (ours && !sameValue(current, empty) && !isEmptyValue(current)) set[field] = empty;
      continue;
    }
    const declared = withDetails(kind, field, draft[field], current);
    if (sameForImport(field, current, declared)) continue;
    if (ours) set[field] = declared;
    else if (!containsRows(current, declared)) drift.push({ field, current: current ?? null, declared });
  }
  return keepOneParent(kind, record, set, drift);
}

/** A system has one parent. Where a person chose the other kind of parent, the declared one is drift. */
function keepOneParent(
  kind: Kind,
  record: ExistingRecord,
  set: Record<string, unknown>,
  drift: Drift[],
): { set: Record<string, unknown>; drift: Drift[] } {
  if (kind.name !== 'System') return { set, drift };
  for (const [field, other] of [
    ['program', 'portfolio'],
    ['portfolio', 'program'],
  ] as const) {
    const chosen = record.document[other];
    if (isEmptyValue(set[field]) || isEmptyValue(chosen) || other in set) continue;
    drift.push({ field, current: record.document[field] ?? null, declared: set[field] });
    delete set[field];
  }
  return { set, drift };
}

/** The same lines at a later commit are the same declaration: a commit alone makes no revision. */
function sameForImport(field: string, current: unknown, declared: unknown): boolean {
  if (field !== 'declaredOwner') return sameValue(current, declared);
  const withoutCommit = (value: unknown) =>
    typeof value === 'object' && value !== null ? { ...value, commit: null } : value;
  return sameValue(withoutCommit(current), withoutCommit(declared));
}

/** What a row says beyond the file (a dependency's hardness and reason, a member's title) stays as it stands. */
function withDetails(kind: Kind, field: string, declared: unknown, current: unknown): unknown {
  const part = kind.fields[field]?.options.part;
  if (!part || !keepsDetails.includes(field) || !Array.isArray(declared) || !Array.isArray(current))
    return declared;
  const known = new Map(current.map((row) => [partIdentity(part.identity, row), row]));
  return declared.map((row) => known.get(partIdentity(part.identity, row)) ?? row);
}

const keepsDetails: readonly string[] = ['dependencies', 'memberships'];

function containsRows(current: unknown, declared: unknown): boolean {
  if (!Array.isArray(current) || !Array.isArray(declared)) return false;
  const rows = new Set(current.map(canonical));
  return declared.every((row) => rows.has(canonical(row)));
}
