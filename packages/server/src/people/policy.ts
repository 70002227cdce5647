import { mayAdminister } from '../platform/context.ts';
import { type KindPolicy, openPolicy, writtenBy } from '../platform/policy.ts';

/** People keep their own record right. Who belongs to a team decides what its members may write: see `openPolicy`. */
export const personPolicy: KindPolicy = {
  ...writtenBy({
    own: { rows: (personId) => ({ id: personId }), who: 'the person' },
    administrators: ['ARCHIVE', 'RESTORE'],
  }),
  seesRestricted: ({ actor }, id) => id === actor.personId,
};

/** Everybody sees which programs write here; who they are is for administrators to say. */
export const serviceAccountPolicy: KindPolicy = {
  ...openPolicy,
  mayWrite: ({ actor }) =>
    mayAdminister(actor) ? null : 'only an administrator may make and change service accounts',
};
