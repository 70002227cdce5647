import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { standardRole } from '@steward/domain/people/role-catalogue.ts';
import type { Field } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { importInTransaction } from '../code/import-in-transaction.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { delegate } from '../platform/record/delegate.ts';
import type { Row } from '../platform/record/mapping.ts';
import { writeInTransaction } from '../platform/record/write.ts';
import { demonstrationRepository, readDemonstration, readOwnFiles } from './demonstration-files.ts';

/** Some seventy records of several statements each, in a database that is just made. */
const TIMEOUT_MS = 120_000;

type Document = Readonly<Record<string, unknown>>;

/**
 * Writes the whole demonstration through the write path, all of it or nothing, and answers with how many records: 0
 * when it is there already, as after a first start that was ended before it was over.
 */
export function loadDemonstration(context: Context): Promise<number> {
  const sets = readDemonstration(context.now());
  return context.database.prisma.$transaction(
    async (tx) => {
      if ((await tx.portfolio.count({ where: { origin: 'DEMO' } })) > 0) return 0;
      for (const { kind, documents } of sets) {
        await writeSet(tx, context, kind, documents);
        await importOwnFiles(tx, context, readOwnFiles(kind.name));
      }
      return sets.reduce((count, { documents }) => count + documents.length, 0);
    },
    { timeout: TIMEOUT_MS },
  );
}

/** The way of every import, but what it makes is of the demonstration, and goes when that goes. */
async function importOwnFiles(
  tx: Transaction,
  context: Context,
  pieces: readonly ImportPiece[],
): Promise<void> {
  if (pieces.length === 0) return;
  await importInTransaction(tx, context, {
    source: {
      repository: demonstrationRepository,
      commit: null,
      registeredOnly: false,
      prune: false,
      scope: 'FILES',
    },
    pieces,
    reason: 'the demonstration',
  });
  for (const kind of ['Person', 'Team', 'Component'])
    await delegate(tx, kind).updateMany({ where: { origin: 'CATALOG_INFO' }, data: { origin: 'DEMO' } });
}

/** Records of one kind may refer to each other in a circle: what refers ahead is written in a second step. */
async function writeSet(
  tx: Transaction,
  context: Context,
  kind: Kind,
  documents: readonly Document[],
): Promise<void> {
  const known = await declaredAlready(tx, kind, documents);
  const unfinished: Document[] = [];
  for (const document of documents) {
    const ahead = Object.keys(document).filter((name) =>
      refersAhead(kind, kind.fields[name], document[name], known),
    );
    if (ahead.length > 0) unfinished.push(document);
    const key = typeof document.key === 'string' ? lookupKey(document.key) : null;
    await write(tx, context, kind, key !== null && known.has(key) ? key : null, without(document, ahead));
    if (key !== null) known.add(key);
  }
  for (const document of unfinished) await write(tx, context, kind, String(document.key), document);
}

/** Keys of records that the files of the repository declare: what stands in the data is added to them. */
async function declaredAlready(
  tx: Transaction,
  kind: Kind,
  documents: readonly Document[],
): Promise<Set<string>> {
  const keys = documents.flatMap(({ key }) => (typeof key === 'string' ? lookupKey(key) : []));
  const rows = await delegate(tx, kind.name).findMany({
    where: { lookup: { in: keys } },
    select: { lookup: true },
  });
  return new Set(rows.map(({ lookup }) => String(lookup)));
}

function refersAhead(
  kind: Kind,
  field: Field | undefined,
  value: unknown,
  known: ReadonlySet<string>,
): boolean {
  if (!field || value == null) return false;
  const { part, to } = field.options;
  if (part)
    return (value as Document[]).some((row) =>
      Object.entries(row).some(([name, item]) => refersAhead(kind, part.fields[name], item, known)),
    );
  return to === kind.name && [value].flat().some((key) => !known.has(lookupKey(String(key))));
}

const without = (document: Document, names: readonly string[]): Document =>
  Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));

async function write(
  tx: Transaction,
  context: Context,
  kind: Kind,
  key: string | null,
  document: Document,
): Promise<void> {
  await writeInTransaction(tx, context, {
    kind,
    operation: key === null ? 'CREATE' : 'UPDATE',
    target: key === null ? null : { key },
    expectedRevision: null,
    origin: 'DEMO',
    reason: 'the demonstration',
    decide: (before) => ({ document: { key: '', ...before?.document, ...document } }),
    partColumns: (field, row) => (field === 'roles' ? { exclusive: isExclusive(row) } : {}),
  });
}

const isExclusive = (row: Row): boolean => standardRole(String(row.role))?.exclusive ?? false;
