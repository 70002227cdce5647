import { mayAdminister } from '../platform/context.ts';
import type { KindPolicy } from '../platform/policy.ts';

/** Everybody sees which programs write here; who they are is for administrators to say. */
export const serviceAccountPolicy: KindPolicy = {
  visible: () => ({}),
  mayWrite: ({ actor }) =>
    mayAdminister(actor) ? null : 'only an administrator may make and change service accounts',
};
