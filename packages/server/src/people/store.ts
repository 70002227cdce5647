import type { RoleRule } from '@steward/domain/people/role-assignment.ts';
import type { Transaction } from '../platform/context.ts';

/** The role catalogue by key: where each role may be held and whether one holder only. */
export async function loadRoleRules(tx: Transaction): Promise<ReadonlyMap<string, RoleRule>> {
  const rows = await tx.role.findMany({
    where: { archivedAt: null },
    select: { key: true, lookup: true, name: true, scopes: true, exclusive: true },
  });
  return new Map(rows.map(({ lookup, ...rule }) => [lookup, rule]));
}

/** Every key that a role has or had, as it is looked up. */
export async function takenRoleKeys(tx: Transaction): Promise<ReadonlySet<string>> {
  const roles = await tx.role.findMany({ select: { lookup: true } });
  const aliases = await tx.keyAlias.findMany({ where: { kind: 'Role' }, select: { lookup: true } });
  return new Set([...roles, ...aliases].map(({ lookup }) => lookup));
}
