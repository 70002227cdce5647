import { createHash } from 'node:crypto';
import type { ImportPlan, ImportSource, PlanWrite } from '@steward/domain/exchange/plan/types.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import { batchesOf } from '../platform/record/batches.ts';

/** Replaces the rules as a set. Where they stay, only the commit at which they were read is noted. */
export async function replaceRules(
  tx: Transaction,
  context: Context,
  repositoryId: string,
  plan: ImportPlan,
): Promise<void> {
  const write = plan.writes.find((w) => w.op === 'REPLACE_RULES');
  const importedAt = context.now();
  if (!write) {
    const kept = plan.rows.find((row) => row.kind === 'OwnershipRules' && row.action === 'KEEP');
    if (kept && plan.commit !== null)
      await tx.codeownersFile.updateMany({
        where: { repositoryId, OR: [{ commit: null }, { commit: { not: plan.commit } }] },
        data: { commit: plan.commit, importedAt },
      });
    return;
  }
  const { file, dialect, commit, rules } = write.ruleSet;
  const hash = createHash('sha256')
    .update(JSON.stringify([file, dialect, rules.map((rule) => Object.entries(rule).sort())]))
    .digest('base64url');
  const { id } = await tx.codeownersFile.upsert({
    where: { repositoryId },
    create: { id: newId(), repositoryId, file, dialect, commit, hash, importedAt },
    update: { file, dialect, commit, hash, importedAt },
    select: { id: true },
  });
  await tx.ownershipRule.deleteMany({ where: { codeownersFileId: id } });
  const data = rules.map((rule, position) => ({
    ...rule,
    id: newId(),
    codeownersFileId: id,
    position,
    owners: [...rule.owners],
  }));
  for (const batch of batchesOf(data)) await tx.ownershipRule.createMany({ data: batch });
}

/** Keeps each entity as it stands in its file beside the record it became, and marks those that are gone. */
export async function putEntities(
  tx: Transaction,
  context: Context,
  repositoryId: string,
  plan: ImportPlan,
  idOf: (kind: string, key: string) => string | null,
): Promise<void> {
  const puts = plan.writes.filter((w) => w.op === 'PUT_ENTITY');
  const importedAt = context.now();
  for (const batch of batchesOf(puts, 2_000)) {
    const replaced = batch.flatMap(({ row: { file, ref }, movedFrom }) => [
      { file, ref },
      ...(movedFrom ? [{ file: movedFrom, ref }] : []),
    ]);
    await tx.$executeRaw`
      DELETE FROM "CatalogEntity" AS entity
      USING jsonb_to_recordset(${JSON.stringify(replaced)}::jsonb) AS old(file text, ref text)
      WHERE entity."repositoryId" = ${repositoryId}::uuid AND entity.file = old.file AND entity.ref = old.ref`;
    const rows = batch.map(({ row }) => entityData(row, idOf));
    await tx.$executeRaw`
      INSERT INTO "CatalogEntity" (id, "repositoryId", file, doc, line, ref, commit, "recordKind", "recordId", entity, "importedAt")
      SELECT id, ${repositoryId}::uuid, file, doc, line, ref, commit, "recordKind", "recordId", entity, ${importedAt}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new(id uuid, file text, doc int, line int, ref text,
        commit text, "recordKind" text, "recordId" uuid, entity jsonb)`;
  }
  const gone = plan.writes.flatMap((w) => (w.op === 'MARK_GONE' ? [{ file: w.file, ref: w.ref }] : []));
  for (const batch of batchesOf(gone, 5_000))
    await tx.$executeRaw`
      UPDATE "CatalogEntity" AS entity SET "goneAt" = ${importedAt}::timestamptz
      FROM jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) AS gone(file text, ref text)
      WHERE entity."repositoryId" = ${repositoryId}::uuid AND entity.file = gone.file AND entity.ref = gone.ref`;
}

function entityData(
  row: Extract<PlanWrite, { op: 'PUT_ENTITY' }>['row'],
  idOf: (kind: string, key: string) => string | null,
) {
  const { file, doc, line, ref, commit, recordKind, recordKey, entity } = row;
  const recordId = idOf(recordKind, recordKey);
  if (!recordId) throw new Error(`${ref} became ${recordKind} ${recordKey}, which is not there`);
  return { id: newId(), file, doc, line, ref, commit, recordKind, recordId, entity };
}

/**
 * Replaces the findings of the files that were looked at, in their order; one that was there before keeps the instant
 * at which it was first found. What is only worth knowing is not kept.
 */
export async function replaceFindings(
  tx: Transaction,
  context: Context,
  repositoryId: string,
  plan: ImportPlan,
  { files, scope }: { files: readonly string[]; scope: ImportSource['scope'] },
): Promise<void> {
  const found = new Map(
    plan.findings.filter(({ severity }) => severity !== 'info').map((f) => [findingName(f), f]),
  );
  const looked = [...new Set([...files, ...[...found.values()].map(({ file }) => file)])];
  const where = { repositoryId, ...(scope === 'REPOSITORY' ? {} : { file: { in: looked } }) };
  const stored = new Map((await tx.sourceFinding.findMany({ where })).map((f) => [findingName(f), f]));
  if (stored.size === found.size && [...found.keys()].every((name) => stored.has(name))) return;
  await tx.sourceFinding.deleteMany({ where });
  const data = [...found].map(([name, { file, line, code, message }]) => ({
    ...{ id: newId(), repositoryId, foundAt: stored.get(name)?.foundAt ?? context.now() },
    ...{ file, line, code, message },
  }));
  for (const batch of batchesOf(data)) await tx.sourceFinding.createMany({ data: batch });
}

const findingName = (f: { file: string; line: number | null; code: string; message: string }): string =>
  JSON.stringify([f.file, f.line, f.code, f.message]);
