import { changeLifecycle } from '@steward/domain/change/lifecycle.ts';
import { changeKind } from '@steward/domain/change/model.ts';
import { isTerminal } from '@steward/domain/record/transition-table.ts';
import { confidentialRows } from '../platform/confidential-rows.ts';
import type { KindPolicy } from '../platform/policy.ts';

/**
 * A draft is seen by its requester alone, a confidential change by those whom its kind names. Who moves a change stands in
 * its lifecycle.
 */
export const changePolicy: KindPolicy = {
  visible: (context) => {
    const { personId } = context.actor;
    const begun = {
      OR: [{ NOT: { state: 'DRAFT' } }, ...(personId ? [{ requesterId: personId }] : [])],
    };
    const known = confidentialRows(context, changeKind);
    return Object.keys(known).length === 0 ? begun : { AND: [begun, known] };
  },
  over: { state: { in: changeLifecycle.states.filter((state) => isTerminal(changeLifecycle, state)) } },
  mayWrite: ({ actor }, operation) =>
    operation === 'CREATE' && actor.serviceAccountId !== null
      ? 'a change is asked for by a person: use a token of one'
      : null,
  writers: {
    through: { systems: 'System', components: 'Component' },
    own: { rows: (personId) => ({ requesterId: personId }), who: 'its requester' },
    everyone: ['CREATE', 'TRANSITION'],
  },
};
