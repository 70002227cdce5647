import { describe, expect, it } from 'vitest';
import type { RoleAssignment } from '../people/role-assignment.ts';
import {
  agreementFindings,
  dependencyMapFindings,
  descriptionFindings,
  productTeamFindings,
  systemOwnerFindings,
} from './checks.ts';
import { inventory } from './inventory.ts';

const now = '2026-03-02T00:00:00.000Z';
const day = (text: string) => `${text}T00:00:00.000Z`;
const lines = (findings: readonly { code: string; key: string }[]) =>
  findings.map((f) => `${f.key} ${f.code}`);
const holds = (
  role: string,
  person: string,
  from: string,
  to: string | null = null,
  deputy = false,
): RoleAssignment => ({
  role,
  person,
  team: null,
  from: day(from),
  to: to === null ? null : day(to),
  deputy,
});

describe('productTeamFindings', () => {
  it('M-029 each product is run by one team', () => {
    const product = (key: string, team: string | null, more = {}) => ({
      key,
      team,
      offered: true,
      stage: 'PILOT',
      ...more,
    });
    const systems = [
      product('run', 'payments'),
      product('unrun', null),
      product('lost', 'gone'),
      product('inside', null, { offered: false }),
      product('over', null, { stage: 'RETIRED' }),
    ];
    const findings = productTeamFindings(systems, [{ key: 'payments' }]);
    expect(lines(findings)).toEqual(['unrun PRODUCT_WITHOUT_TEAM', 'lost PRODUCT_WITHOUT_TEAM']);
    expect(findings.map((f) => f.message)).toEqual([
      'is offered to clients and no team runs it: name the one that does',
      'names the team gone, which is not there: name another or restore it',
    ]);
  });
});

describe('descriptionFindings', () => {
  const system = (key: string, more = {}) => ({
    key,
    stage: 'PRODUCTION',
    purpose: 'Takes payments',
    inScope: ['cards'],
    boundaryNote: 'Ends at the bank',
    describedAt: '2025-03-02T00:00:00.000Z',
    ...more,
  });

  it('M-037 purpose, scope and boundary are there and were confirmed within 365 days', () => {
    const systems = [
      system('described'),
      system('blank', { purpose: ' ', inScope: [''], boundaryNote: null }),
      system('unbounded', { boundaryNote: '' }),
      system('stale', { describedAt: '2025-03-01T23:59:59.999Z' }),
      system('never', { describedAt: null }),
      system('over', { stage: 'RETIRED', purpose: null }),
    ];
    expect(descriptionFindings(systems, now).map((f) => `${f.key} ${f.code}: ${f.message}`)).toEqual([
      'blank SYSTEM_NOT_DESCRIBED: has no purpose, no scope (inScope), no boundary (boundaryNote): describe it',
      'unbounded SYSTEM_NOT_DESCRIBED: has no boundary (boundaryNote): describe it',
      'stale SYSTEM_DESCRIPTION_STALE: has a description that was last confirmed on 2025-03-01: read it again and confirm it (every 365 days)',
      'never SYSTEM_DESCRIPTION_STALE: has a description that was never confirmed: read it again and confirm it (every 365 days)',
    ]);
  });
});

describe('systemOwnerFindings', () => {
  const owner = (person: string, from: string, to?: string) => holds('system-owner', person, from, to);
  const check = (...roles: RoleAssignment[]) =>
    systemOwnerFindings([{ key: 's', stage: 'PRODUCTION', roles }], now).map((f) => f.message);

  it('M-038 exactly one owner now, and a history without gaps or overlaps', () => {
    const deputy = holds('system-owner', 'eve', '2025-01-01', null, true);
    expect(check(owner('ada', '2025-01-01', '2025-06-01'), owner('bob', '2025-06-01'), deputy)).toEqual([]);
    expect(check()).toEqual(['has no System Owner: appoint one']);
    expect(check(deputy)).toEqual(['has no System Owner: appoint one']);
    expect(check(owner('ada', '2025-01-01', '2026-03-01'))).toEqual(['has no System Owner: appoint one']);
    expect(check(owner('ada', '2025-01-01'), owner('bob', '2025-02-01'))).toEqual([
      'has 2 System Owners (ada, bob): end all holdings but one',
    ]);
    expect(check(owner('ada', '2025-01-01', '2025-06-01'), owner('bob', '2025-07-01'))).toEqual([
      'had no System Owner from 2025-06-01 to 2025-07-01: say who answered for it then',
    ]);
    expect(check(owner('bob', '2025-05-01'), owner('ada', '2025-01-01', '2025-06-01'))).toEqual([
      'had two System Owners from 2025-05-01 (ada and bob): correct the periods',
    ]);
  });

  it('M-038 a hand-over planned for later is no finding, and a retired system needs no owner', () => {
    expect(check(owner('ada', '2025-01-01', '2027-01-01'), owner('bob', '2027-01-01'))).toEqual([]);
    expect(systemOwnerFindings([{ key: 's', stage: 'RETIRED', roles: [] }], now)).toEqual([]);
  });
});

describe('dependencyMapFindings', () => {
  it('M-042 each live system had its dependencies confirmed within 180 days', () => {
    const system = (key: string, dependenciesConfirmedAt: string | null, stage = 'PRODUCTION') => ({
      key,
      stage,
      dependenciesConfirmedAt,
    });
    const systems = [
      system('fresh', '2025-09-03T00:00:00.000Z'),
      system('stale', '2025-09-02T23:59:59.999Z'),
      system('never', null, 'ENTERPRISE'),
      system('leaving', null, 'RETIRING'),
      ...['IDEA', 'PROOF_OF_CONCEPT', 'PILOT', 'RETIRED'].map((stage) => system(stage, null, stage)),
    ];
    expect(lines(dependencyMapFindings(systems, now))).toEqual([
      'stale DEPENDENCIES_NOT_CONFIRMED',
      'never DEPENDENCIES_NOT_CONFIRMED',
      'leaving DEPENDENCIES_NOT_CONFIRMED',
    ]);
  });
});

describe('inventory', () => {
  const component = (key: string, more = {}) => ({
    key,
    stage: 'PRODUCTION',
    class: 'software',
    declaredOwner: null,
    declaredOwnerTeam: null,
    declaredOwnerPerson: null,
    roles: [holds('owner', 'ada', '2025-01-01')],
    ...more,
  });
  const declared = { roles: [], declaredOwner: { reference: 'group:payments' } };

  it('M-043 counts the components that have an owner and a class', () => {
    const answer = inventory(
      [
        component('complete'),
        component('declared', { ...declared, declaredOwnerTeam: 'payments' }),
        component('by-person', { ...declared, declaredOwnerPerson: 'ada' }),
        component('unknown', declared),
        component('unowned', { roles: [holds('owner', 'ada', '2025-01-01', '2025-02-01')] }),
        component('unclassed', { class: ' ' }),
        component('bare', { class: null, roles: [] }),
        component('over', { stage: 'RETIRED', class: null, roles: [] }),
      ],
      now,
    );
    expect(answer).toMatchObject({ total: 7, complete: 3, percent: '42.8' });
    expect(lines(answer.findings)).toEqual([
      'unknown DECLARED_OWNER_UNKNOWN',
      'unowned COMPONENT_WITHOUT_OWNER',
      'unclassed COMPONENT_WITHOUT_CLASS',
      'bare COMPONENT_WITHOUT_OWNER',
      'bare COMPONENT_WITHOUT_CLASS',
    ]);
  });

  it('M-043 is 100 only when nothing is missing, and null when there is nothing', () => {
    const many = Array.from({ length: 2000 }, (_, i) => component(`c${i}`));
    expect(inventory(many, now).percent).toBe('100.0');
    expect(inventory([...many, component('bare', { class: null })], now).percent).toBe('99.9');
    expect(inventory([], now)).toEqual({ total: 0, complete: 0, percent: null, findings: [] });
  });
});

describe('agreementFindings', () => {
  const system = (key: string, more = {}) => ({ key, stage: 'PRODUCTION', noAgreementReason: null, ...more });
  const agreement = (key: string, system: string, validFrom: string | null, validTo: string | null) => ({
    key,
    systems: [system],
    validFrom,
    validTo,
  });

  it('M-222 each live service has a valid agreement, or none by decision', () => {
    const systems = [
      system('covered'),
      system('always'),
      system('decided', { noAgreementReason: 'Only our own team uses it' }),
      system('bare'),
      system('expired'),
      system('future'),
      system('pilot', { stage: 'PILOT' }),
    ];
    const agreements = [
      agreement('a1', 'covered', now, '2026-03-02T00:00:00.001Z'),
      agreement('a2', 'always', null, null),
      agreement('a3', 'expired', null, now),
      agreement('a4', 'future', '2026-03-02T00:00:00.001Z', null),
    ];
    expect(agreementFindings(systems, agreements, now).map((f) => `${f.key} ${f.message}`)).toEqual([
      'bare is live and has no service level agreement: agree on one, or say in noAgreementReason why there is none',
      'expired is live and none of its agreements (a3) is valid now: agree on one, or say in noAgreementReason why there is none',
      'future is live and none of its agreements (a4) is valid now: agree on one, or say in noAgreementReason why there is none',
    ]);
  });
});
