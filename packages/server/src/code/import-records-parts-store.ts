import { createHash } from 'node:crypto';
import { nameOf } from '@steward/domain/exchange/records/plan-records.ts';
import type { EntityLine, RulesLine } from '@steward/domain/exchange/records/record-line.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import type { Prisma } from '../platform/database/generated/prisma/client.ts';
import { batchesOf } from '../platform/record/batches.ts';

/** Gives a repository that has none the ownership rules of these lines, which are a whole set. */
export async function putRuleLines(
  tx: Transaction,
  context: Context,
  repositoryId: string,
  lines: readonly RulesLine[],
): Promise<void> {
  const { file, dialect, commit } = lines[0]!;
  const rules = lines.flatMap((line) => line.rules);
  const hash = createHash('sha256')
    .update(JSON.stringify([file, dialect, rules.map((rule) => Object.entries(rule).sort())]))
    .digest('base64url');
  const id = newId();
  await tx.codeownersFile.create({
    data: { id, repositoryId, file, dialect, commit, hash, importedAt: context.now() },
    select: { id: true },
  });
  const data = rules.map((rule, position) => ({
    ...rule,
    ...{ id: newId(), codeownersFileId: id, position, owners: [...rule.owners] },
  }));
  for (const batch of batchesOf(data)) await tx.ownershipRule.createMany({ data: batch });
}

/** Keeps catalog entities beside the records they became; `ids` by `nameOf`. */
export async function putRecordEntities(
  tx: Transaction,
  context: Context,
  lines: readonly EntityLine[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const data = lines.map((line): Prisma.CatalogEntityCreateManyInput => {
    const { repository, file, doc, line: number, ref, commit, goneAt, record, entity } = line;
    return {
      ...{ id: newId(), file, doc, line: number, ref, commit },
      repositoryId: ids.get(nameOf('Repository', repository))!,
      recordKind: record.kind,
      recordId: ids.get(nameOf(record.kind, record.key))!,
      entity: entity as Prisma.InputJsonObject,
      importedAt: context.now(),
      goneAt: goneAt === null ? null : new Date(goneAt),
    };
  });
  for (const batch of batchesOf(data)) await tx.catalogEntity.createMany({ data: batch });
}
