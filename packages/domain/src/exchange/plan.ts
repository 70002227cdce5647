import { lookupKey } from '../record/key.ts';
import { parseDocument } from '../record/kind.ts';
import { kindNamed } from '../record/kinds.ts';
import { compareFindings, compareText, type Finding } from './finding.ts';
import type { ImportPiece } from './import-piece.ts';
import { openSloRecordKinds } from './openslo/map.ts';
import { planOpenSlo } from './openslo/plan.ts';
import { judgeGone } from './plan/gone.ts';
import { openHandleBook } from './plan/handle-book.ts';
import { planHistory } from './plan/history.ts';
import { identify } from './plan/identify.ts';
import { indexExisting } from './plan/index-existing.ts';
import { resolveLinks } from './plan/links.ts';
import { orderWrites } from './plan/order-writes.ts';
import { planRecords } from './plan/records.ts';
import { registeredFiles } from './plan/registered.ts';
import { makeResolver } from './plan/resolver.ts';
import { planRuleSets } from './plan/rule-sets.ts';
import { plainRow, selectEntities } from './plan/select-entities.ts';
import type { Existing, ImportPlan, ImportSource, PlanAction, PlanRow, PlanWrite } from './plan/types.ts';
import { joinPieces } from './split-piece.ts';

export type ImportSteps = Generator<void, ImportPlan>;

export interface ImportInput {
  readonly source: ImportSource;
  /** Every file that was looked at, in any order. */
  readonly pieces: readonly ImportPiece[];
  readonly existing: Existing;
}

/**
 * Says what an import would do, row by row, and what it would write. Pure and deterministic: equal input in any file
 * order gives an equal plan, and a plan made after its own writes are in keeps everything and writes nothing. It
 * never writes a role held, and never a field that somebody else wrote.
 */
export function planImport(input: ImportInput): ImportPlan {
  const steps = planInSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** `planImport` in many short steps, so that a large plan need not keep everybody else waiting. */
export function* planInSteps({ source: given, pieces: parts, existing }: ImportInput): ImportSteps {
  const pieces = joinPieces(parts);
  const catalog = pieces.flatMap((p) => (p.format === 'CATALOG_INFO' ? [p.piece] : []));
  const openSlo = pieces.flatMap((p) => (p.format === 'OPENSLO' ? [p.piece] : []));
  const ruleSets = pieces.flatMap((p) => (p.format === 'CODEOWNERS' ? [p.piece] : []));
  const histories = pieces.flatMap((p) => (p.format === 'GIT_HISTORY' ? [p.piece] : []));
  const known = existing.records.find((r) => r.kind === 'Repository' && holdsKey(r, given.repository));
  const source: ImportSource = { ...given, repository: known?.key ?? given.repository };
  const index = indexExisting(existing, source.repository);
  const registration = source.registeredOnly ? registeredFiles(catalog, source.repository) : null;
  yield;
  const selection = selectEntities(catalog, registration);
  const { identified, rows: conflicts } = identify(selection.accepted, index, source.repository);
  yield;
  const gone = judgeGone({ source, pieces: catalog, registration, declared: selection.declared, index });
  const resolver = makeResolver(identified, index, gone.archived);
  yield;
  const linked = resolveLinks(identified, resolver);
  const records = yield* planRecords({
    source,
    identified,
    links: linked.links,
    resolver,
    handles: openHandleBook(existing.records),
  });
  yield;
  const rules = planRuleSets(source, ruleSets, existing.ruleSet);
  const history = planHistory(source, histories, existing);

  const slos = planOpenSlo({
    ...{ source, pieces: openSlo, index },
    own: existing.records.filter(isDeclaredBy(source.repository)),
    systems: new Set(identified.filter(({ kind }) => kind === 'System').map(({ key }) => lookupKey(key))),
  });

  yield;
  const writes = [...records.writes, ...gone.writes, ...rules.writes, ...history.writes, ...slos.writes];
  const repository = known || writes.length === 0 ? null : newRepository(source.repository);
  const rows = [
    ...(repository ? [repository.row] : []),
    ...[...selection.rows, ...conflicts, ...records.rows, ...slos.rows].sort(compareRows),
    ...gone.rows,
    ...rules.rows,
    ...history.rows,
  ];
  yield;
  const read = catalog.filter((piece) => !registration?.files || registration.files.has(piece.file));
  const findings = [
    ...read.flatMap((piece) => piece.findings),
    ...(registration?.findings ?? []),
    ...linked.findings,
    ...records.findings,
    ...openSlo.flatMap((piece) => piece.findings),
    ...slos.findings,
    ...ruleSets.flatMap((piece) => piece.findings),
    ...rows.flatMap(findingOf),
  ];
  return {
    repository: source.repository,
    commit: source.commit,
    rows,
    writes: orderWrites(repository ? [repository.write, ...writes] : writes),
    findings: findings.sort(compareFindings),
    counts: countActions(rows),
  };
}

const holdsKey = (record: { key: string; aliases: readonly string[] }, key: string): boolean =>
  [record.key, ...record.aliases].some((held) => lookupKey(held) === lookupKey(key));

/** True for what OpenSLO files of the repository declared. */
const isDeclaredBy =
  (repository: string) =>
  ({ kind, document }: Existing['records'][number]): boolean =>
    openSloRecordKinds.some((name) => name === kind) &&
    lookupKey(String(document.repository ?? '')) === lookupKey(repository);

function newRepository(key: string): { row: PlanRow; write: PlanWrite } {
  const parsed = parseDocument(kindNamed('Repository'), { key });
  if (!parsed.ok) throw new Error('an empty Repository is valid by its declaration');
  return {
    row: plainRow({ action: 'CREATE', kind: 'Repository', key, file: '', reason: 'not known yet' }),
    write: {
      op: 'CREATE',
      kind: 'Repository',
      key,
      document: parsed.document,
      fields: [],
      reason: 'first import',
    },
  };
}

const compareRows = (a: PlanRow, b: PlanRow): number =>
  compareText(a.file, b.file) || (a.doc ?? 0) - (b.doc ?? 0);

/** Conflicts and what became of older entities are findings too, so that one list holds all there is to look at. */
function findingOf(row: PlanRow): Finding[] {
  if (row.action !== 'CONFLICT' && row.action !== 'FINDING') return [];
  return [
    {
      file: row.file,
      line: row.line,
      code: row.drift.length > 0 ? 'DRIFT' : row.reason.toUpperCase().replaceAll(' ', '_'),
      severity: 'warning',
      message: row.message,
    },
  ];
}

function countActions(rows: readonly PlanRow[]): Record<PlanAction, number> {
  const counts: Record<PlanAction, number> = {
    CREATE: 0,
    UPDATE: 0,
    KEEP: 0,
    CONFLICT: 0,
    SKIP: 0,
    REFUSE: 0,
    ARCHIVE: 0,
    FINDING: 0,
  };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}
