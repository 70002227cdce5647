import { lookupKey } from '../../record/key.ts';
import { type DocumentResult, type Kind, parseDocument, wholeDocument } from '../../record/kind.ts';
import { kindNamed } from '../../record/kinds.ts';
import { draftOf, hasUnknownLifecycle } from '../catalog-info/map.ts';
import type { Finding } from '../finding.ts';
import { compareFields, storedForm } from './fields.ts';
import type { HandleBook } from './handle-book.ts';
import type { Identified } from './identify.ts';
import type { Links } from './links.ts';
import { portfolioFinder } from './portfolio-finder.ts';
import type { Resolver } from './resolver.ts';
import { isEmptyValue, sameValue } from './same-value.ts';
import { entityRow } from './select-entities.ts';
import type { Drift, EntityRow, ExistingRecord, ImportSource, PlanRow, PlanWrite } from './types.ts';

export interface RecordPlanInput {
  readonly source: ImportSource;
  readonly identified: readonly Identified[];
  readonly links: ReadonlyMap<string, Links>;
  readonly resolver: Resolver;
  readonly handles: HandleBook;
}

/**
 * Drafts every record and compares it with what is there: the rows, and the writes that bring one to the other. Stops
 * before each record, for whoever has other work between.
 */
export function* planRecords(
  input: RecordPlanInput,
): Generator<void, { rows: PlanRow[]; writes: PlanWrite[]; findings: Finding[] }> {
  const rows: PlanRow[] = [];
  const writes: PlanWrite[] = [];
  const findings: Finding[] = [];
  const portfolioOf = portfolioFinder(input.links, input.resolver);
  for (const item of input.identified) {
    yield;
    const kind = kindNamed(item.kind);
    const drafted = draftOf(item.entity, item.kind, {
      repository: input.source.repository,
      commit: input.source.commit,
      links: input.links.get(item.entity.ref)!,
      portfolioOf,
    });
    if (drafted.handles)
      drafted.handles = input.handles.claim(
        item,
        drafted.handles as { host: string; handle: string }[],
        findings,
      );
    const draft = checkedDraft(kind, drafted, item, findings);
    const planned = item.record
      ? planUpdate(kind, item, item.record, draft.values, findings)
      : planCreate(kind, item, draft);
    rows.push(planned.row);
    if (planned.write) writes.push(planned.write);
    if (planned.row.reason !== archivedByPerson) {
      const put = entityWrite(item, input.source);
      if (put) writes.push(put);
    }
  }
  return { rows, writes, findings };
}

const archivedByPerson = 'archived by a person';

interface Draft {
  readonly values: Record<string, unknown>;
  /** What they are as a whole record, but for its key. */
  readonly whole: DocumentResult;
}

/** Values a field does not take are left out one by one and reported, so that the rest of the record goes in. */
function checkedDraft(
  kind: Kind,
  drafted: Record<string, unknown>,
  { entity }: Identified,
  findings: Finding[],
): Draft {
  const { values, issues } = storedForm(kind, drafted);
  const leaveOut = (field: string, message: string) => {
    delete values[field];
    findings.push({
      file: entity.file,
      line: entity.line,
      code: 'FIELD_LEFT_OUT',
      severity: 'warning',
      message: `${field} of ${entity.ref} is left out: it ${message}`,
    });
  };
  for (const { field, message } of issues) leaveOut(field, message);
  values.name ??= entity.name;
  const whole = wholeDocument(kind, values);
  if (!whole.ok)
    for (const { path, message } of whole.issues)
      if (String(path[0]) in values) leaveOut(String(path[0]), message);
  if (hasUnknownLifecycle(entity))
    findings.push({
      file: entity.file,
      line: entity.line,
      code: 'UNKNOWN_LIFECYCLE',
      severity: 'info',
      message: `lifecycle "${String(entity.spec.lifecycle)}" of ${entity.ref} stands for no stage: write experimental, production or deprecated, or set the stage by hand`,
    });
  return { values, whole: whole.ok ? whole : wholeDocument(kind, values) };
}

type Planned = { row: PlanRow; write: PlanWrite | null };

function planCreate(kind: Kind, { entity, key }: Identified, { values, whole }: Draft): Planned {
  const fields = Object.keys(values).filter((field) => !isEmptyValue(values[field]));
  if (!whole.ok) {
    const message = whole.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ');
    return {
      row: entityRow(entity, 'REFUSE', { kind: kind.name, key, reason: 'not valid', message }),
      write: null,
    };
  }
  return {
    row: entityRow(entity, 'CREATE', { kind: kind.name, key, fields, reason: 'not known yet' }),
    write: {
      op: 'CREATE',
      kind: kind.name,
      key,
      document: { ...whole.document, key },
      fields,
      reason: reasonFor(entity.ref, entity.file),
    },
  };
}

function planUpdate(
  kind: Kind,
  { entity, key }: Identified,
  record: ExistingRecord,
  draft: Record<string, unknown>,
  findings: Finding[],
): Planned {
  const row = (action: PlanRow['action'], more: Partial<PlanRow> & { reason: string }) =>
    entityRow(entity, action, { kind: kind.name, key, ...more });
  const restore = record.archivedBy !== null;
  if (restore && record.archivedBy === 'MANUAL')
    return {
      row: row('CONFLICT', {
        reason: archivedByPerson,
        message: `${key} was archived by a person and stays archived: bring it back there, or take ${entity.ref} out of the file`,
      }),
      write: null,
    };
  const { set, drift } = compareFields(kind, record, draft);
  dropInvalid(kind, record, set, entity, findings);
  const fields = Object.keys(set);
  const write: PlanWrite | null =
    fields.length > 0 || restore
      ? { op: 'UPDATE', kind: kind.name, key, set, restore, reason: reasonFor(entity.ref, entity.file) }
      : null;
  if (drift.length > 0)
    return {
      row: row('CONFLICT', {
        fields,
        drift,
        reason: `edited since: ${drift.map((d) => d.field).join(', ')}`,
        message: driftMessage(key, drift),
      }),
      write,
    };
  if (restore) return { row: row('UPDATE', { fields, reason: 'back in its source' }), write };
  return {
    row:
      fields.length > 0
        ? row('UPDATE', { fields, reason: `changed: ${fields.join(', ')}` })
        : row('KEEP', { reason: 'nothing changed' }),
    write,
  };
}

/** A change that would break a rule between fields is not made. */
function dropInvalid(
  kind: Kind,
  record: ExistingRecord,
  set: Record<string, unknown>,
  entity: Identified['entity'],
  findings: Finding[],
): void {
  const { key: _, ...document } = record.document;
  if (Object.keys(set).length === 0) return;
  const result = parseDocument(kind, { ...document, ...set, key: record.key });
  if (result.ok) return;
  for (const { path, message } of result.issues) {
    const field = String(path[0]);
    if (!(field in set)) continue;
    delete set[field];
    findings.push({
      file: entity.file,
      line: entity.line,
      code: 'FIELD_LEFT_OUT',
      severity: 'warning',
      message: `${field} of ${record.key} is left as it is: it ${message}`,
    });
  }
}

const reasonFor = (ref: string, file: string): string => `${ref} in ${file}`;

function driftMessage(key: string, drift: readonly Drift[]): string {
  const parts = drift.map(
    ({ field, current, declared }) => `${field} stays ${brief(current)}, the file says ${brief(declared)}`,
  );
  return `${key} was edited since it was imported: ${parts.join('; ')}; change the file, or take its value over in the record`;
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** Keeps the entity beside its record; the same entity at a later commit is no change. */
function entityWrite({ entity, kind, key, origin }: Identified, source: ImportSource): PlanWrite | null {
  const row: EntityRow = {
    repository: source.repository,
    file: entity.file,
    doc: entity.doc,
    line: entity.line,
    ref: entity.ref,
    commit: source.commit,
    recordKind: kind,
    recordKey: key,
    entity,
    gone: false,
  };
  const own = origin && lookupKey(origin.repository) === lookupKey(source.repository) ? origin : null;
  const plain = ({ file, doc, line, ref, recordKind, recordKey, gone }: EntityRow) =>
    JSON.stringify([file, doc, line, ref, recordKind, recordKey, gone]);
  if (own && plain(own) === plain(row) && sameValue(own.entity, row.entity)) return null;
  return { op: 'PUT_ENTITY', row, movedFrom: own && own.file !== row.file ? own.file : null };
}
