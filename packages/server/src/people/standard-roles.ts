import { roleKind } from '@steward/domain/people/model.ts';
import { standardRoles } from '@steward/domain/people/role-catalogue.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Context } from '../platform/context.ts';
import { writeInTransaction } from '../platform/record/write.ts';
import { takenRoleKeys } from './store.ts';

/** The whole catalogue is some thirty writes of several statements each. */
const TIMEOUT_MS = 60_000;

/**
 * Puts the standard roles that are missing into the catalogue, all of them or none, and answers with how many. A role
 * that somebody changed, renamed or archived is left as it is.
 */
export function ensureStandardRoles(context: Context): Promise<number> {
  return context.database.prisma.$transaction(
    async (tx) => {
      const taken = await takenRoleKeys(tx);
      const missing = standardRoles.filter(({ key }) => !taken.has(lookupKey(key)));
      for (const { key, name, description, standard, practice, scopes, exclusive } of missing)
        await writeInTransaction(tx, context, {
          kind: roleKind,
          operation: 'CREATE',
          target: null,
          origin: 'SYSTEM',
          decide: () => ({
            document: { key, name, description, standard, practice, scopes: [...scopes], exclusive },
          }),
        });
      return missing.length;
    },
    { timeout: TIMEOUT_MS },
  );
}
