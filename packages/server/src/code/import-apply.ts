import type { ImportPlan, ImportSource } from '@steward/domain/exchange/plan/types.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { writeAllInTransaction } from '../platform/record/write.ts';
import { replaceHistory } from './history-store.ts';
import type { LoadedExisting } from './import-existing-store.ts';
import { commandsOf } from './import-record-writes.ts';
import { putEntities, replaceFindings, replaceRules } from './import-source-store.ts';

/**
 * Writes a plan: records through the one write path, then what the importer alone keeps of the files. A plan without
 * writes makes no revision and no event.
 */
export async function applyPlan(
  tx: Transaction,
  context: Context,
  {
    plan,
    loaded,
    files,
    scope,
    reason,
  }: {
    plan: ImportPlan;
    loaded: LoadedExisting;
    /** Those that were looked at. */
    files: readonly string[];
    scope: ImportSource['scope'];
    reason: string | null;
  },
): Promise<{ repository: string | null; written: number }> {
  const { commands, idOf } = commandsOf(plan, loaded, reason);
  const written = await writeAllInTransaction(tx, context, commands);
  const repositoryId = loaded.repositoryId ?? idOf('Repository', plan.repository);
  if (repositoryId) {
    await replaceRules(tx, context, repositoryId, plan);
    await putEntities(tx, context, repositoryId, plan, idOf);
    await replaceHistory(tx, context, repositoryId, plan, idOf);
    await replaceFindings(tx, context, repositoryId, plan, { files, scope });
  }
  const revised = written.filter(
    ({ changed }, at) => changed.length > 0 || commands[at]!.operation === 'CREATE',
  );
  return { repository: repositoryId, written: revised.length };
}
