import { kinds } from '@steward/domain/record/kinds.ts';
import { changePolicy } from './change/policy.ts';
import { personPolicy, serviceAccountPolicy } from './people/policy.ts';
import { openPolicy, type Policies } from './platform/policy.ts';
import { portfolioPolicy, programPolicy, projectPolicy } from './portfolio/policy.ts';
import { processPolicy } from './process/policy.ts';
import { proposalPolicy } from './record/policy.ts';
import { agreementPolicy, sloPolicy } from './service-level/policy.ts';
import { componentPolicy, systemPolicy } from './system/policy.ts';

/** The policy of every kind; one without a policy of its own is seen by everybody and written by administrators. */
export const policies: Policies = {
  ...Object.fromEntries(kinds.map((kind) => [kind.name, openPolicy])),
  Agreement: agreementPolicy,
  Change: changePolicy,
  Component: componentPolicy,
  Person: personPolicy,
  Portfolio: portfolioPolicy,
  Process: processPolicy,
  Program: programPolicy,
  Proposal: proposalPolicy,
  Project: projectPolicy,
  ServiceAccount: serviceAccountPolicy,
  Slo: sloPolicy,
  System: systemPolicy,
};
