import type { KindPolicy } from '../platform/policy.ts';

/** A draft is seen by its requester alone. */
export const changePolicy: KindPolicy = {
  visible: ({ actor }) => ({
    OR: [{ NOT: { state: 'DRAFT' } }, ...(actor.personId ? [{ requesterId: actor.personId }] : [])],
  }),
  mayWrite: () => null,
};
