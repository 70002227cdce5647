import type { KindPolicy } from '../platform/policy.ts';

/** A draft is seen by its requester alone. Who moves a change stands in its lifecycle. */
export const changePolicy: KindPolicy = {
  visible: ({ actor }) => ({
    OR: [{ NOT: { state: 'DRAFT' } }, ...(actor.personId ? [{ requesterId: actor.personId }] : [])],
  }),
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
