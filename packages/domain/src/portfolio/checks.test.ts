import { describe, expect, it } from 'vitest';
import type { RoleAssignment } from '../people/role-assignment.ts';
import { portfolioFindings, programFindings } from './checks.ts';
import { orphans, type RecordChain } from './orphans.ts';

const now = '2026-03-02T00:00:00.000Z';
const holds = (role: string, person: string, to: string | null = null, deputy = false): RoleAssignment => ({
  role,
  person,
  team: null,
  from: '2025-01-01T00:00:00.000Z',
  to,
  deputy,
});
const codes = (findings: readonly { code: string; key: string }[]) =>
  findings.map((f) => `${f.key} ${f.code}`);

describe('portfolioFindings', () => {
  it('M-001 every portfolio has exactly one active owner', () => {
    const ended = '2026-01-01T00:00:00.000Z';
    const portfolios = [
      { key: 'one', roles: [holds('portfolio-owner', 'ada'), holds('portfolio-owner', 'bob', ended)] },
      { key: 'none', roles: [holds('portfolio-lead', 'ada')] },
      { key: 'ended', roles: [holds('portfolio-owner', 'ada', ended)] },
      { key: 'deputy', roles: [holds('portfolio-owner', 'ada', null, true)] },
      { key: 'two', roles: [holds('portfolio-owner', 'bob'), holds('portfolio-owner', 'ada')] },
    ];
    const findings = portfolioFindings(portfolios, [], now);
    expect(codes(findings)).toEqual([
      'none PORTFOLIO_WITHOUT_OWNER',
      'ended PORTFOLIO_WITHOUT_OWNER',
      'deputy PORTFOLIO_WITHOUT_OWNER',
      'two PORTFOLIO_WITH_SEVERAL_OWNERS',
    ]);
    expect(findings.at(-1)?.message).toBe('has 2 Portfolio Owners (ada, bob): end all holdings but one');
  });

  it('M-001 no program stands outside a portfolio', () => {
    const portfolios = [{ key: 'city', roles: [holds('portfolio-owner', 'ada')] }];
    const programs = [
      { key: 'inside', portfolio: 'city' },
      { key: 'outside', portfolio: null },
      { key: 'lost', portfolio: 'county' },
    ];
    expect(portfolioFindings(portfolios, programs, now).map((f) => `${f.key} ${f.message}`)).toEqual([
      'outside stands in no portfolio: name the one it belongs to',
      'lost names the portfolio county, which is not there: name another or restore it',
    ]);
  });
});

describe('programFindings', () => {
  const program = (key: string, more: object) => ({
    key,
    goal: 'One form for everything',
    stage: 'ACTIVE',
    portfolio: 'city',
    roles: [holds('program-manager', 'ada')],
    ...more,
  });

  it('M-002 a program has a goal, a manager and a project, unless it is a concept', () => {
    const programs = [
      program('right', {}),
      program('aimless', { goal: ' ' }),
      program('unled', { roles: [holds('program-manager', 'ada', '2026-01-01T00:00:00.000Z')] }),
      program('idle', {}),
      program('concept', { stage: 'CONCEPT' }),
      program('closed', { stage: 'CLOSED', roles: [] }),
      program('bare', { goal: null, stage: 'CONCEPT', roles: [] }),
    ];
    const projects = ['right', 'aimless', 'unled', 'closed', null].map((p) => ({ program: p }));
    expect(codes(programFindings(programs, projects, now))).toEqual([
      'aimless PROGRAM_WITHOUT_GOAL',
      'unled PROGRAM_WITHOUT_MANAGER',
      'idle PROGRAM_WITHOUT_PROJECT',
      'bare PROGRAM_WITHOUT_GOAL',
      'bare PROGRAM_WITHOUT_MANAGER',
    ]);
  });
});

describe('orphans', () => {
  const chain: RecordChain = {
    portfolios: [{ key: 'city' }],
    programs: [{ key: 'forms', portfolio: 'city' }],
    projects: [{ key: 'forms-2', program: 'forms' }],
    systems: [
      { key: 'checkout', program: 'forms', portfolio: null },
      { key: 'login', program: null, portfolio: 'city' },
    ],
    components: [
      { key: 'api', system: 'checkout', partOf: null },
      { key: 'handler', system: null, partOf: 'api' },
      { key: 'leaf', system: null, partOf: 'handler' },
    ],
    processes: [{ key: 'capacity', systems: ['gone', 'login'] }],
  };

  it('M-028 a chain that hangs together has no orphan of any kind', () => {
    expect(orphans(chain)).toEqual([]);
  });

  it('M-028 each kind is found when it hangs on nothing, or on what is not there', () => {
    const broken: RecordChain = {
      portfolios: chain.portfolios,
      programs: [...chain.programs, { key: 'p1', portfolio: null }, { key: 'p2', portfolio: 'gone' }],
      projects: [...chain.projects, { key: 'j1', program: null }, { key: 'j2', program: 'gone' }],
      systems: [
        ...chain.systems,
        { key: 's1', program: null, portfolio: null },
        { key: 's2', program: 'gone', portfolio: null },
        { key: 's3', program: null, portfolio: 'gone' },
      ],
      components: [
        { key: 'under', system: null, partOf: 'alone' },
        { key: 'alone', system: null, partOf: null },
        { key: 'lost', system: 'gone', partOf: null },
        { key: 'ring-a', system: null, partOf: 'ring-b' },
        { key: 'ring-b', system: null, partOf: 'ring-a' },
        { key: 'into-ring', system: null, partOf: 'ring-a' },
        { key: 'self', system: null, partOf: 'self' },
        ...chain.components.toReversed(),
      ],
      processes: [...chain.processes, { key: 'x1', systems: [] }, { key: 'x2', systems: ['gone'] }],
    };
    expect(codes(orphans(broken))).toEqual([
      'p1 PROGRAM_OUTSIDE_PORTFOLIO',
      'p2 PROGRAM_OUTSIDE_PORTFOLIO',
      'j1 PROJECT_WITHOUT_PROGRAM',
      'j2 PROJECT_WITHOUT_PROGRAM',
      's1 SYSTEM_NOT_IN_A_PORTFOLIO',
      's2 SYSTEM_NOT_IN_A_PORTFOLIO',
      's3 SYSTEM_NOT_IN_A_PORTFOLIO',
      'under COMPONENT_WITHOUT_SYSTEM',
      'alone COMPONENT_WITHOUT_SYSTEM',
      'lost COMPONENT_WITHOUT_SYSTEM',
      'ring-a COMPONENT_WITHOUT_SYSTEM',
      'ring-b COMPONENT_WITHOUT_SYSTEM',
      'into-ring COMPONENT_WITHOUT_SYSTEM',
      'self COMPONENT_WITHOUT_SYSTEM',
      'x1 PROCESS_WITHOUT_SYSTEM',
      'x2 PROCESS_WITHOUT_SYSTEM',
    ]);
    expect(orphans(broken).find((f) => f.key === 's1')?.message).toBe(
      'stands under no program or portfolio that is there: name the one it belongs to',
    );
  });
});
