import { kinds } from '@steward/domain/record/kinds.ts';
import { changePolicy } from './change/policy.ts';
import { serviceAccountPolicy } from './people/policy.ts';
import { openPolicy, type Policies } from './platform/policy.ts';

/** The policy of every kind; a kind without one of its own is open to everybody signed in. */
export const policies: Policies = {
  ...Object.fromEntries(kinds.map((kind) => [kind.name, openPolicy])),
  Change: changePolicy,
  ServiceAccount: serviceAccountPolicy,
};
