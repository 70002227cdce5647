import type { Context, Transaction } from '../context.ts';

/**
 * Holds what gives the actor their rights as it is until the transaction ends: roles that are not over, memberships and
 * teams. Whoever takes one of them away at the same time comes first, and the decision after this is made without it, or
 * waits until what was decided with it is written. So nothing is written by a right whose end was answered before.
 */
export async function lockRights(tx: Transaction, { actor, now }: Context): Promise<void> {
  const { personId } = actor;
  if (personId === null) return;
  await tx.$queryRaw`
    WITH member AS (
      SELECT "teamId" FROM "Membership" WHERE "personId" = ${personId}::uuid FOR SHARE
    ), team AS (
      SELECT id FROM "Team" WHERE id IN (SELECT "teamId" FROM member) FOR SHARE
    ), held AS (
      SELECT id FROM "RoleAssignment"
      WHERE ("personId" = ${personId}::uuid OR "teamId" IN (SELECT id FROM team))
        AND ("to" IS NULL OR "to" > ${now()}::timestamptz)
      FOR SHARE
    )
    SELECT (SELECT count(*) FROM team) + (SELECT count(*) FROM held) AS held`;
}
