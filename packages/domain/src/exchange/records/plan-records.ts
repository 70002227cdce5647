import { lookupKey, normalizeKey } from '../../record/key.ts';
import { type Kind, parseDocument } from '../../record/kind.ts';
import { kinds } from '../../record/kinds.ts';
import { type Mention, mentionsIn } from '../../record/mentions.ts';
import type { Finding } from '../finding.ts';
import { sameValue } from '../plan/same-value.ts';
import { plainRow } from '../plan/select-entities.ts';
import type { ExistingRecord, ImportPlan, PlanAction, PlanRow } from '../plan/types.ts';
import { readLines } from './read-lines.ts';
import type { EntityLine, RecordLine, RulesLine } from './record-line.ts';
import { noSource, type RecordsInput, type RecordsPlan, type RecordsWrite } from './types.ts';

export interface At {
  readonly file: string;
  readonly line: number;
}

export interface RecordAt extends At {
  readonly kind: Kind;
  readonly key: string;
  readonly record: RecordLine;
  readonly document: Readonly<Record<string, unknown>>;
}

export const nameOf = (kind: string, key: string): string => `${kind} ${lookupKey(key)}`;
export const entityName = ({
  repository,
  file,
  ref,
}: Pick<EntityLine, 'repository' | 'file' | 'ref'>): string =>
  JSON.stringify([lookupKey(repository), file, ref]);

/**
 * Says what an import of records would do, line by line, and what it would write. Lines may stand in any order and name
 * each other in circles. A line that is wrong is refused with what is wrong, and so is every line that names its record.
 * Records that are there already keep what people wrote. Pure and deterministic; planned again after its own writes are
 * in, it writes nothing.
 */
export function planRecords({ pieces, existing }: RecordsInput): RecordsPlan {
  const rows: PlanRow[] = [];
  const writes: RecordsWrite[] = [];
  const refuse = (at: At, reason: string, message: string, of: Partial<PlanRow> = {}) =>
    rows.push(plainRow({ action: 'REFUSE', ...of, file: at.file, line: at.line, reason, message }));
  const read = readLines(pieces, refuse);
  const records = withReferences(judge(read.records, refuse), existing.known, refuse);
  const byName = indexOf(existing.records);
  for (const item of records) {
    const there = byName.get(nameOf(item.kind.name, item.key));
    const planned = there ? planKnown(item, there) : planNew(item, byName, existing.known);
    rows.push(planned.row);
    if (planned.write) writes.push(planned.write);
  }
  const here = new Set(records.map(({ kind, key }) => nameOf(kind.name, key)));
  const isThere = (kind: string, key: string) => here.has(nameOf(kind, key)) || existing.known(kind, key);
  planRules(read.rules, { isThere, withRules: existing.withRules, rows, writes, refuse });
  for (const { at, line } of read.entities) {
    if (!isThere('Repository', line.repository) || !isThere(line.record.kind, line.record.key))
      refuse(at, 'reference', `${line.ref} names a repository or a record that is not there`);
    else if (existing.entities.has(entityName(line))) rows.push(entityRow(at, line, 'KEEP', 'known already'));
    else {
      rows.push(entityRow(at, line, 'CREATE', 'not known yet'));
      writes.push({ op: 'PUT_ENTITY', line });
    }
  }
  const order = kinds.map(({ name }) => name);
  const rank = (write: RecordsWrite) => ('kind' in write ? order.indexOf(write.kind) : order.length);
  return {
    ...noSource,
    rows: rows.sort(byPlace),
    writes: writes.sort((a, b) => rank(a) - rank(b)),
    findings: rows.flatMap(findingOf),
    counts: countsOf(rows),
  };
}

export const byPlace = (a: PlanRow, b: PlanRow): number =>
  a.file === b.file ? (a.line ?? 0) - (b.line ?? 0) : a.file < b.file ? -1 : 1;

const entityRow = (at: At, line: EntityLine, action: PlanAction, reason: string): PlanRow =>
  plainRow({
    action,
    kind: 'CatalogEntity',
    key: line.ref,
    ref: line.ref,
    file: at.file,
    line: at.line,
    reason,
  });

export type Refuse = (at: At, reason: string, message: string, of?: Partial<PlanRow>) => void;

/** Documents that are right by themselves, each key once. */
function judge(records: readonly { at: At; line: RecordLine }[], refuse: Refuse): RecordAt[] {
  const taken = new Map<string, At>();
  const good: RecordAt[] = [];
  for (const { at, line } of records) {
    const of = { kind: line.kind, key: line.key };
    const kind = kinds.find(({ name }) => name === line.kind);
    if (!kind) {
      refuse(
        at,
        'kind',
        `"${line.kind}" is no kind of record: correct it, or read the file with the version that wrote it`,
      );
      continue;
    }
    const key = normalizeKey(kind.key, line.key);
    const parsed = parseDocument(kind, { ...line.document, key: key.ok ? key.key : '' });
    if (!key.ok || !parsed.ok) {
      const issues = [
        ...(key.ok ? [] : [`key ${key.message}`]),
        ...(parsed.ok ? [] : parsed.issues.map(({ path, message }) => `${path.join('.')} ${message}`)),
      ];
      refuse(at, 'not valid', issues.join('; '), of);
      continue;
    }
    const names = [key.key, ...line.aliases].map((held) => nameOf(kind.name, held));
    const before = names.map((name) => taken.get(name)).find((place) => place !== undefined);
    if (before) {
      refuse(
        at,
        'duplicate',
        `${kind.name} ${key.key} stands before, in line ${before.line} of ${before.file}`,
        of,
      );
      continue;
    }
    for (const name of names) taken.set(name, at);
    const { key: _, ...document } = parsed.document;
    good.push({ ...at, kind, key: key.key, record: line, document });
  }
  return good;
}

/** Leaves out what names a record that is neither there nor in another good line, and what names that, to the end. */
function withReferences(
  records: readonly RecordAt[],
  known: (kind: string, key: string) => boolean,
  refuse: Refuse,
): RecordAt[] {
  const here = new Set(records.flatMap(namesOf));
  const namedBy = new Map<string, { item: RecordAt; mention: Mention }[]>();
  const bad = new Map<RecordAt, Mention>();
  for (const item of records)
    for (const mention of mentionsIn(item.kind.fields, item.document)) {
      const name = nameOf(mention.kind, mention.key);
      if (known(mention.kind, mention.key)) continue;
      if (!here.has(name)) bad.set(item, bad.get(item) ?? mention);
      else push(namedBy, name, { item, mention });
    }
  // A map is walked through in the order of insertion, what is put in on the way included.
  for (const [fallen] of bad)
    for (const name of namesOf(fallen))
      for (const { item, mention } of namedBy.get(name) ?? []) if (!bad.has(item)) bad.set(item, mention);
  for (const [item, { kind, key, path }] of bad)
    refuse(
      item,
      'reference',
      `${path.join('.')} names ${kind} ${key}, which is neither there nor in a line that can be read`,
      { kind: item.kind.name, key: item.key },
    );
  return records.filter((item) => !bad.has(item));
}

function push<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list) list.push(value);
  else lists.set(name, [value]);
}

const namesOf = ({ kind, key, record }: RecordAt): string[] =>
  [key, ...record.aliases].map((held) => nameOf(kind.name, held));

function indexOf(records: readonly ExistingRecord[]): Map<string, ExistingRecord> {
  const index = new Map<string, ExistingRecord>();
  for (const record of records)
    for (const alias of record.aliases) index.set(nameOf(record.kind, alias), record);
  for (const record of records) index.set(nameOf(record.kind, record.key), record);
  return index;
}

type Planned = { row: PlanRow; write: RecordsWrite | null };

const rowOf = (
  { kind, key, file, line }: RecordAt,
  action: PlanAction,
  more: Partial<PlanRow> & { reason: string },
): PlanRow => plainRow({ action, kind: kind.name, key, file, line, ...more });

function planNew(
  item: RecordAt,
  byName: ReadonlyMap<string, ExistingRecord>,
  known: (kind: string, key: string) => boolean,
): Planned {
  const { kind, key, record, document } = item;
  // A key that is known and not loaded would be an alias of something else.
  const held = record.aliases.find(
    (alias) => byName.has(nameOf(kind.name, alias)) || known(kind.name, alias),
  );
  if (held !== undefined)
    return {
      row: rowOf(item, 'CONFLICT', {
        reason: 'key taken',
        message: `${key} had the key ${held} before, which another ${kind.name} has here: rename that one`,
      }),
      write: null,
    };
  const { archivedAt, aliases, origin, provenance } = record;
  return {
    row: rowOf(item, 'CREATE', { reason: 'not known yet' }),
    write: { op: 'CREATE', kind: kind.name, key, document, archivedAt, aliases, origin, provenance },
  };
}

/** What people wrote here stays; what an importer wrote, and what nobody wrote, is taken from the line. */
function planKnown(item: RecordAt, there: ExistingRecord): Planned {
  const { kind, document, record } = item;
  const set: Record<string, unknown> = {};
  const drift: PlanRow['drift'][number][] = [];
  const stays = (field: string) =>
    drift.push({ field, current: there.document[field] ?? null, declared: document[field] ?? null });
  for (const field of Object.keys(kind.fields)) {
    if (sameValue(there.document[field], document[field])) continue;
    const writer = there.provenance[field];
    if (writer === undefined || writer !== 'MANUAL') set[field] = document[field];
    else stays(field);
  }
  const whole = parseDocument(kind, { ...there.document, ...set, key: there.key });
  if (!whole.ok)
    for (const field of Object.keys(set)) {
      delete set[field];
      stays(field);
    }
  if ((record.archivedAt !== null) !== (there.archivedBy !== null))
    drift.push({
      field: 'archivedAt',
      current: there.archivedBy !== null,
      declared: record.archivedAt !== null,
    });
  const fields = Object.keys(set);
  const provenance = Object.fromEntries(
    fields.map((field) => [field, record.provenance[field] ?? { source: record.origin, location: null }]),
  );
  const write: RecordsWrite | null =
    fields.length > 0 ? { op: 'UPDATE', kind: kind.name, key: there.key, set, provenance } : null;
  const named = { key: there.key, fields };
  if (drift.length > 0)
    return {
      row: rowOf(item, 'CONFLICT', {
        ...{ ...named, drift, reason: `edited here: ${drift.map((d) => d.field).join(', ')}` },
        message: `${there.key} says otherwise here in ${drift.map((d) => d.field).join(', ')}, and that stays: change the record, or take the line out`,
      }),
      write,
    };
  return fields.length > 0
    ? { row: rowOf(item, 'UPDATE', { ...named, reason: `changed: ${fields.join(', ')}` }), write }
    : { row: rowOf(item, 'KEEP', { key: there.key, reason: 'nothing changed' }), write };
}

/** Rules come as a set: all of its lines, or none of them. */
function planRules(
  lines: readonly { at: At; line: RulesLine }[],
  to: {
    isThere: (kind: string, key: string) => boolean;
    withRules: ReadonlySet<string>;
    rows: PlanRow[];
    writes: RecordsWrite[];
    refuse: Refuse;
  },
): void {
  const sets = new Map<string, { at: At; line: RulesLine }[]>();
  for (const item of lines) {
    const name = lookupKey(item.line.repository);
    sets.set(name, [...(sets.get(name) ?? []), item]);
  }
  for (const [name, parts] of sets) {
    const inOrder = [...parts].sort((a, b) => a.line.from - b.line.from);
    const { at, line } = inOrder[0]!;
    const set: RulesLine[] = [];
    let next = 0;
    for (const { line: part } of inOrder) {
      if (part.from !== next || part.rules.length === 0) continue;
      set.push(part);
      next += part.rules.length;
    }
    const about = { kind: 'OwnershipRules', key: line.repository };
    if (!to.isThere('Repository', line.repository))
      to.refuse(at, 'reference', `the rules are of ${line.repository}, which is not there`, about);
    else if (next !== line.of || set.length === 0)
      to.refuse(
        at,
        'incomplete',
        `${next} of ${line.of} rules of ${line.repository} are in the file: add the other lines`,
        about,
      );
    else if (to.withRules.has(name))
      to.rows.push(plainRow({ ...about, action: 'KEEP', ...at, reason: 'has rules already' }));
    else {
      to.rows.push(plainRow({ ...about, action: 'CREATE', ...at, reason: 'not known yet' }));
      to.writes.push({
        op: 'PUT_RULES',
        repository: line.repository,
        lines: set,
      });
    }
  }
}

function findingOf({ action, kind, key, file, line, reason, message }: PlanRow): Finding[] {
  if (action !== 'REFUSE' && action !== 'CONFLICT') return [];
  const severity = action === 'REFUSE' ? 'error' : 'warning';
  return [
    {
      file,
      line,
      code: action === 'REFUSE' ? 'LINE_REFUSED' : 'DRIFT',
      severity,
      message: leftOut({ action, kind, key, message: message || reason }),
    },
  ];
}

/** Names the record of a line that is refused: what is wrong may be no more than a field. */
function leftOut({
  action,
  kind,
  key,
  message,
}: Pick<PlanRow, 'action' | 'kind' | 'key' | 'message'>): string {
  if (action !== 'REFUSE' || kind === null) return message;
  return `${kind}${key === null ? ' without a key' : ` ${key}`} is left out: ${message}`;
}

function countsOf(rows: readonly PlanRow[]): ImportPlan['counts'] {
  const actions = ['CREATE', 'UPDATE', 'KEEP', 'CONFLICT', 'SKIP', 'REFUSE', 'ARCHIVE', 'FINDING'] as const;
  return Object.fromEntries(
    actions.map((action) => [action, rows.filter((row) => row.action === action).length]),
  ) as ImportPlan['counts'];
}
