import { lookupKey } from '@steward/domain/record/key.ts';
import type { Context } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import { findByLookup } from '../platform/record/references.ts';
import { loadDeclaredOf, loadHeldRoles, loadRulesNaming, loadTeamsOf } from './leaver-store.ts';

export type HoldingType = 'ROLE' | 'MEMBERSHIP' | 'DECLARED_OWNER' | 'CODEOWNERS' | 'REQUESTED_CHANGE';

/** One thing that a person holds, on one record. */
export interface Holding {
  type: HoldingType;
  kind: string;
  key: string;
  name: string;
  role?: { key: string; name: string };
  from?: Date;
  to?: Date | null;
  deputy?: boolean;
  /** File and line of the repository that `repository` names. */
  place?: { repository: string; file: string; line: number };
  rules?: number;
}

/**
 * Everything that a person holds, on records that the actor may see: in a number of statements that does not depend on
 * how much it is. Null when there is no such person, or none to see.
 */
export async function holdingsOf(context: Context, key: string): Promise<Holding[] | null> {
  const { prisma } = context.database;
  const lookup = lookupKey(key);
  const found = await findByLookup(prisma, 'Person', [lookup], visibleRows(context, 'Person'));
  const id = found.get(lookup)?.id;
  if (id === undefined) return null;
  const [roles, teams, declared, rules] = await Promise.all([
    loadHeldRoles(prisma, context, id, context.now()),
    loadTeamsOf(prisma, context, id),
    loadDeclaredOf(context, id),
    loadRulesNaming(context, id),
  ]);
  return [
    ...roles.map(
      ({ role, roleName, id: _, ...held }): Holding => ({
        ...{ type: 'ROLE', ...held, role: { key: role, name: roleName } },
      }),
    ),
    ...teams.map(({ key, name }): Holding => ({ type: 'MEMBERSHIP', kind: 'Team', key, name })),
    ...(['System', 'Component'] as const).flatMap((kind) =>
      (kind === 'System' ? declared.systems : declared.components).map(
        ({ key, name, declaredOwner }): Holding => ({
          ...{ type: 'DECLARED_OWNER', kind, key, name },
          place: declaredOwner as unknown as NonNullable<Holding['place']>,
        }),
      ),
    ),
    ...rules.map(
      ({ key, file, line, rules }): Holding => ({
        ...{ type: 'CODEOWNERS', kind: 'Repository', key, name: key, rules },
        place: { repository: key, file, line },
      }),
    ),
    ...declared.changes.map(
      ({ key, title }): Holding => ({ type: 'REQUESTED_CHANGE', kind: 'Change', key, name: title }),
    ),
  ];
}
