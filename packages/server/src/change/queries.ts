import type { ChangeDocument } from '@steward/domain/change/guards.ts';
import { type ChangeState, changeLifecycle } from '@steward/domain/change/lifecycle.ts';
import { decide, legalTransitions } from '@steward/domain/record/transition-table.ts';
import { together } from '../platform/batch.ts';
import { type Context, hasScope } from '../platform/context.ts';
import { rolesOf } from './actor-roles.ts';
import { loadActorKey, loadChangesToMove } from './store.ts';

/**
 * The states that the viewer could move a change to now, given a reason: by the table that decides about the step itself.
 * Three statements for all changes that are asked about in the same turn.
 */
export async function possibleTransitions(context: Context, id: string): Promise<readonly ChangeState[]> {
  if (!hasScope(context.actor, 'WRITE')) return [];
  const answer = await together(context, 'possible transitions', id, async (ids) => {
    const { prisma } = context.database;
    const { personId } = context.actor;
    const now = context.now();
    const actor = await loadActorKey(prisma, personId);
    const changes = await loadChangesToMove(prisma, ids, personId, now);
    return new Map(
      changes.map(({ id: of, document, held }) => {
        const from = document.state as ChangeState;
        const change = document as unknown as ChangeDocument;
        const facts = { change, actor, now: now.toISOString(), reason: 'given' };
        const roles = rolesOf(context.actor, document, actor, held);
        const possible = legalTransitions(changeLifecycle, from, facts).filter(
          (to) => decide(changeLifecycle, { from, to, roles, facts }).ok,
        );
        return [of, possible] as const;
      }),
    );
  });
  return answer ?? [];
}
