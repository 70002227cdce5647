// Valid records of every kind. Number n of a kind refers to number n of the kinds it needs, so any n stands on 1 to n.
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { TestApi } from './api.ts';
import { written } from './mutate.ts';

export type Input = Record<string, unknown>;

/** The key of number n of a kind, counted from 1. */
export function seedKey(kind: string, n = 1): string {
  if (kind === 'Repository') return `github.com/acme/repository-${n}`;
  if (kind === 'Change') return `CHG-${1000 + n}`;
  if (kind === 'Proposal') return `PRP-${1000 + n}`;
  return `${nounOf(kind).replaceAll(' ', '-')}-${n}`;
}

const earlier = (kind: string, n: number): string | null => (n > 1 ? seedKey(kind, n - 1) : null);

const inputs: Readonly<Record<string, (n: number) => Input>> = {
  Role: (n) => ({
    name: `Role ${n}`,
    description: 'Answers for it',
    standard: 'ITIL 4',
    practice: n % 2 === 1 ? 'change enablement' : null,
    scopes: kinds.filter((k) => k.scope).map((k) => k.name),
    exclusive: n % 2 === 1,
  }),
  Person: (n) => ({
    name: `Person ${n}`,
    email: `person-${n}@example.org`,
    contacts: [
      { type: 'EMAIL', value: `person-${n}@example.org` },
      { type: 'PHONE', value: `+49 30 ${1000 + n}` },
    ],
    handles: [{ host: 'github.com', handle: `@person-${n}` }],
  }),
  Team: (n) => ({
    name: `Team ${n}`,
    description: 'Runs what it builds',
    type: n % 2 === 1 ? 'squad' : null,
    parent: earlier('Team', n) && seedKey('Team', Math.floor(n / 2)),
    memberships: [{ person: seedKey('Person', n), title: 'lead' }],
    contacts: [{ type: 'CHAT', value: `#team-${n}` }],
    handles: [{ host: 'github.com', handle: `@acme/team-${n}` }],
  }),
  ServiceAccount: (n) => ({
    name: `Pipeline ${n}`,
    description: 'Imports at every merge',
    administrator: n % 2 === 1,
  }),
  Portfolio: (n) => ({ name: `Portfolio ${n}`, purpose: 'Money well spent', fiscalYearStart: '04-01' }),
  Program: (n) => ({
    name: `Program ${n}`,
    goal: 'One goal',
    stage: n % 2 === 1 ? 'ACTIVE' : 'CLOSED',
    start: '2026-01-01',
    end: '2026-12-31',
    portfolio: seedKey('Portfolio', n),
  }),
  Project: (n) => ({
    name: `Project ${n}`,
    goal: 'One result',
    stage: n % 2 === 1 ? 'ACTIVE' : 'CONCEPT',
    start: '2026-02-01',
    end: '2026-06-30',
    program: seedKey('Program', n),
  }),
  ExternalParty: (n) => ({
    name: `Supplier ${n}`,
    description: 'Sells bandwidth',
    contacts: [{ type: 'WEB', value: `https://supplier-${n}.example.org` }],
  }),
  System: (n) => ({
    name: `System ${n}`,
    description: 'Takes money',
    type: n % 2 === 1 ? 'product' : null,
    purpose: 'Sales',
    inScope: ['carts', 'payments'],
    outOfScope: ['refunds'],
    boundaryNote: 'Ends at the bank',
    describedAt: '2026-01-31T09:00:00.000Z',
    stage: n % 2 === 1 ? 'PRODUCTION' : 'PILOT',
    criticality: n % 2 === 1 ? 'HIGH' : null,
    offered: n % 2 === 1,
    program: n % 2 === 1 ? seedKey('Program', n) : null,
    portfolio: n % 2 === 1 ? null : seedKey('Portfolio', n),
    team: seedKey('Team', n),
    dependencies: [
      { externalParty: seedKey('ExternalParty', n), hardness: 'SOFT', reason: 'network' },
      ...(n > 1 ? [{ system: seedKey('System', n - 1), hardness: 'HARD', reason: 'books' }] : []),
    ],
    dependenciesConfirmedAt: '2026-01-31T09:00:00.000Z',
    noAgreementReason: n % 2 === 1 ? null : 'In-house',
    tags: ['money', `tag-${n}`],
    links: [{ url: `https://example.org/system-${n}`, title: 'Runbook', type: 'runbook' }],
  }),
  Component: (n) => ({
    name: `Component ${n}`,
    description: 'Serves requests',
    type: n % 2 === 1 ? 'service' : 'api',
    class: 'software',
    stage: 'PRODUCTION',
    system: seedKey('System', n),
    partOf: n % 3 === 2 ? seedKey('Component', n - 1) : null,
    codeLocations: [{ repository: seedKey('Repository', n), path: 'src' }],
    dependencies:
      n > 1 ? [{ component: seedKey('Component', n - 1), hardness: 'HARD', reason: 'calls' }] : [],
    interfaces: n > 1 ? [{ direction: 'CONSUMES', api: seedKey('Component', n - 1) }] : [],
    supplier: seedKey('ExternalParty', n),
    maximumCapacity: '400 requests per second',
    meanTimeBetweenFailuresRequired: 2000,
    meanTimeToRestoreServiceRequired: 30,
    tags: ['http'],
    links: [{ url: `https://example.org/component-${n}`, title: null, type: null }],
  }),
  Repository: (n) => ({
    name: `Repository ${n}`,
    description: 'Code',
    defaultBranch: 'main',
    webUrl: `https://github.com/acme/repository-${n}`,
  }),
  Process: (n) => ({
    name: `Process ${n}`,
    practice: n % 2 === 1 ? 'change enablement' : null,
    purpose: 'Order',
    systems: [seedKey('System', n)],
    exchanges: n > 1 ? [{ process: seedKey('Process', n - 1), gives: 'requests', receives: 'answers' }] : [],
  }),
  Agreement: (n) => ({
    name: `Agreement ${n}`,
    description: 'What was promised',
    provider: seedKey('Team', n),
    client: n % 2 === 1 ? 'Retail' : null,
    systems: [seedKey('System', n)],
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: '2027-01-01T00:00:00.000Z',
    timeZone: n % 2 === 1 ? 'Europe/Berlin' : 'UTC',
    targets: [
      { system: seedKey('System', n), percent: '99.95', basis: 'CALENDAR_MONTH', warnPercent: '99.97' },
    ],
  }),
  Sli: (n) => ({
    name: `Indicator ${n}`,
    description: 'Answers below 300 ms of all answers',
    form: n % 2 === 1 ? 'RATIO' : 'THRESHOLD',
  }),
  Slo: (n) => ({
    name: `Objective ${n}`,
    description: 'Fast answers',
    system: seedKey('System', n),
    indicator: seedKey('Sli', n),
    budgetingMethod: n % 2 === 1 ? 'TIMESLICES' : 'RATIO_TIMESLICES',
    windowDuration: n % 2 === 1 ? '28d' : '1M',
    rolling: n % 2 === 1,
    windowStart: n % 2 === 1 ? null : '2026-01-01 00:00:00',
    timeZone: n % 2 === 1 ? null : 'Europe/Berlin',
    objectives: [
      {
        name: `Good ${n}`,
        percent: '99.5',
        comparison: 'LTE',
        threshold: '300.25',
        slicePercent: '95',
        sliceWindow: '1m',
        indicator: `indicator-${n}`,
        weight: '1.5',
      },
    ],
    alertPolicies: [`policy-${n}`],
  }),
  OpenSloObject: (n) => ({
    name: `Service ${n}`,
    type: n % 2 === 1 ? 'SERVICE' : 'ALERT_POLICY',
    description: 'As the file says',
    system: seedKey('System', n),
  }),
  Change: (n) => ({
    title: `Change ${n}`,
    type: n % 2 === 1 ? 'NORMAL' : 'EMERGENCY',
    description: 'A new pump',
    reason: 'The old one leaks',
    plan: 'Swap it',
    backoutPlan: 'Swap it back',
    plannedStart: '2026-03-01T20:00:00.000Z',
    plannedEnd: '2026-03-01T22:00:00.000Z',
    systems: [seedKey('System', n)],
    components: [seedKey('Component', n)],
    codeReferences: [
      {
        repository: seedKey('Repository', n),
        path: 'src/main.ts',
        startLine: 1,
        endLine: 9,
        baseCommit: 'abcdef1',
      },
    ],
  }),
  Proposal: (n) => ({
    title: `Purpose of System ${n}`,
    state: n % 2 === 1 ? 'OPEN' : 'DECLINED',
    operation: n % 2 === 1 ? 'UPDATE' : 'ARCHIVE',
    aboutKind: 'System',
    system: seedKey('System', n),
    reason: 'It is wrong',
    fields: { purpose: 'Another' },
    base: { purpose: 'Sales' },
    proposed: { purpose: 'Another' },
    baseRevision: 1,
    proposer: seedKey('Person', n),
    decidedBy: n % 2 === 1 ? null : seedKey('Person', n),
    decidedAt: n % 2 === 1 ? null : '2026-02-01T09:00:00.000Z',
    answer: n % 2 === 1 ? null : 'No',
  }),
};

/** The input of `create<kind>` for number n, or its whole document where a kind has no such mutation; throws for a kind that has no sample yet. */
export function createInput(kind: string, n = 1): Input {
  const make = inputs[kind];
  if (!make) throw new Error(`test/support/seed.ts has no sample of the kind ${kind}: add one`);
  const key = kind === 'Change' || kind === 'Proposal' ? {} : { key: seedKey(kind, n) };
  return { ...key, ...make(n) };
}

/** Kinds in an order in which each stands after those it refers to. */
export const seedOrder: readonly Kind[] = [
  ...kinds.filter((k) => !['Component', 'Repository'].includes(k.name)).slice(0, -3),
  ...kinds.filter((k) => k.name === 'Repository'),
  ...kinds.filter((k) => k.name === 'Component'),
  ...kinds.slice(-3),
];

/** Kinds that have the mutations that most have. */
export const createdKinds: readonly Kind[] = kinds.filter((k) => !k.byOwnMutations);

/** Makes `count` records of every kind through the API, or of the kinds named and nothing else. */
export async function seedRecords(
  api: Pick<TestApi, 'send'>,
  count = 1,
  only: readonly string[] = createdKinds.map((k) => k.name),
): Promise<void> {
  for (const kind of seedOrder.filter((k) => only.includes(k.name)))
    for (let n = 1; n <= count; n++) await written(api, `create${kind.name}`, createInput(kind.name, n));
}
