import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { ImportPlan, ImportSource } from '@steward/domain/exchange/plan/types.ts';
import { planImport } from '@steward/domain/exchange/plan.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { applyPlan } from './import-apply.ts';
import { loadExisting } from './import-existing-store.ts';

/** Plans an import and writes it at once in the caller's transaction, for files that come with the server itself. */
export async function importInTransaction(
  tx: Transaction,
  context: Context,
  { source, pieces, reason }: { source: ImportSource; pieces: readonly ImportPiece[]; reason: string },
): Promise<ImportPlan> {
  const loaded = await loadExisting(tx, context, source.repository, pieces);
  const plan = planImport({ source, pieces, existing: loaded.existing });
  const files = pieces.map(({ piece }) => piece.file);
  await applyPlan(tx, context, { plan, loaded, files, scope: source.scope, reason });
  return plan;
}
