import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { standardRole } from '@steward/domain/people/role-catalogue.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { importInTransaction } from '../code/import-in-transaction.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { delegate } from '../platform/record/delegate.ts';
import type { Row } from '../platform/record/mapping.ts';
import { type WriteCommand, writeAllInTransaction } from '../platform/record/write.ts';
import {
  atCommit,
  demonstrationCommit,
  demonstrationRepository,
  readDemonstration,
  readOwnFiles,
} from './demonstration-files.ts';

/** Milliseconds; a machine that is busy elsewhere may take long. */
const TIMEOUT_MS = 120_000;

type Document = Readonly<Record<string, unknown>>;

/**
 * Writes the whole demonstration through the write path, all of it or nothing, and answers with how many records: 0
 * when it is there already, as after a first start that was ended before it was over.
 */
export async function loadDemonstration(context: Context): Promise<number> {
  const commit = await demonstrationCommit();
  const sets = readDemonstration(context.now());
  return context.database.prisma.$transaction(
    async (tx) => {
      if ((await tx.portfolio.count({ where: { origin: 'DEMO' } })) > 0) return 0;
      let commands: WriteCommand[] = [];
      for (const { kind, documents } of sets) {
        const declared = await declaredAlready(tx, kind, documents);
        commands.push(...documents.map((document) => commandOf(kind, atCommit(document, commit), declared)));
        const files = readOwnFiles(kind.name);
        if (files.length === 0) continue;
        await writeAllInTransaction(tx, context, commands);
        commands = [];
        await importOwnFiles(tx, context, files, commit);
      }
      await writeAllInTransaction(tx, context, commands);
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
  commit: string | null,
): Promise<void> {
  if (pieces.length === 0) return;
  await importInTransaction(tx, context, {
    source: {
      repository: demonstrationRepository,
      commit,
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

function commandOf(kind: Kind, document: Document, declared: ReadonlySet<string>): WriteCommand {
  const key = typeof document.key === 'string' ? document.key : '';
  const exists = declared.has(lookupKey(key));
  return {
    kind,
    operation: exists ? 'UPDATE' : 'CREATE',
    target: exists ? { key } : null,
    expectedRevision: null,
    origin: 'DEMO',
    reason: 'the demonstration',
    decide: (before) => ({ document: { ...before?.document, ...document, key } }),
    partColumns: (field, row) => (field === 'roles' ? { exclusive: isExclusive(row) } : {}),
  };
}

const isExclusive = (row: Row): boolean => standardRole(String(row.role))?.exclusive ?? false;
