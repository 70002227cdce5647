/**
 * The folder of each kind in the address of a record, such as `systems` in `steward:/systems/checkout.json`. Kinds say it
 * themselves; here it stands for whoever must not load them.
 */
export const kindPlurals = {
  Role: 'roles',
  Person: 'people',
  Team: 'teams',
  ServiceAccount: 'serviceAccounts',
  Portfolio: 'portfolios',
  Program: 'programs',
  Project: 'projects',
  ExternalParty: 'externalParties',
  System: 'systems',
  Component: 'components',
  Repository: 'repositories',
  Process: 'processes',
  Agreement: 'agreements',
  Sli: 'slis',
  Slo: 'slos',
  OpenSloObject: 'openSloObjects',
  Change: 'changes',
  Proposal: 'proposals',
} as const;

export type KindName = keyof typeof kindPlurals;
