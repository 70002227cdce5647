import { describe, expect, it } from 'vitest';
import { parseDocument } from '../record/kind.ts';
import { kinds } from '../record/kinds.ts';
import { roleKind } from './model.ts';
import { standardRole, standardRoles } from './role-catalogue.ts';

/** The role groups of the duty catalogue (section 2), each with the roles it stands for. */
const groups: readonly [string, readonly string[]][] = [
  ['Program Manager', ['program-manager']],
  ['System Owner', ['system-owner']],
  ['Process Owner, generic', ['process-owner']],
  ['Process Manager, generic', ['process-manager']],
  ['Process Practitioner', ['process-practitioner']],
  ['Capacity Management Process Owner', ['capacity-process-owner']],
  ['Capacity Management Process Manager', ['capacity-process-manager']],
  ['Availability Management Process Owner', ['availability-process-owner']],
  ['Availability Management Process Manager', ['availability-process-manager']],
  ['IT Service Continuity Process Owner', ['continuity-process-owner']],
  ['IT Service Continuity Process Manager', ['continuity-process-manager']],
  ['Information Security Process Owner', ['security-process-owner']],
  ['Information Security Process Manager', ['security-process-manager']],
  ['Demand Management Process Owner', ['demand-process-owner']],
  ['Demand Management Process Manager', ['demand-process-manager']],
  ['IT Operations Manager', ['it-operations-manager']],
  ['Systems Administrator', ['systems-administrator']],
  ['IT Support Specialist', ['support-specialist']],
  ['Network Engineer', ['network-engineer']],
  [
    'Database Administrator, Security Analyst, DevOps Engineer',
    ['database-administrator', 'security-analyst', 'devops-engineer'],
  ],
  ['Project Manager in IT operations', ['project-manager']],
  ['Technical Program Manager', ['technical-program-manager']],
  ['Portfolio / Program-Operations Lead', ['portfolio-lead']],
  ['Product Owner, incl. chief product owners', ['product-owner', 'chief-product-owner']],
  ['Director', ['director']],
  ['Senior Management Team', ['senior-management-team']],
  [
    'Roles named but without a duty list',
    [
      'service-level-manager',
      'improvement-manager',
      'service-owner',
      'line-manager',
      'financial-management',
      'change-advisory-board',
    ],
  ],
];

const abbreviations =
  'PFL PGM TPM PjM SO PdO PO PM PP CapPO CapPM AvPO AvPM ScPO ScPM SecPO SecPM DemPO DemPM SLM CSI CHM ECAB OPM SA SUP NE DEV FIN DIR SMT';

describe('the role catalogue', () => {
  it('M-072 holds every role of the 27 role groups', () => {
    expect(groups).toHaveLength(27);
    const missing = groups.flatMap(([, keys]) => keys).filter((key) => standardRole(key) === undefined);
    expect(missing).toEqual([]);
  });

  it('M-072 knows every abbreviation of the duty catalogue, once', () => {
    const known = standardRoles.flatMap((r) => (r.abbreviation === null ? [] : [r.abbreviation]));
    expect(known.toSorted()).toEqual(abbreviations.split(' ').toSorted());
  });

  it('holds what ownership needs besides', () => {
    for (const key of ['portfolio-owner', 'owner', 'technical-lead', 'standby', 'sponsor'])
      expect(standardRole(key)).toBeDefined();
    expect(standardRole('deputy')).toBeUndefined();
  });

  it('has one holder at most where one person answers', () => {
    expect(standardRoles.filter((r) => r.exclusive).map((r) => r.key)).toEqual([
      'portfolio-owner',
      'program-manager',
      'project-manager',
      'system-owner',
      'product-owner',
      'owner',
      'process-owner',
      'capacity-process-owner',
      'availability-process-owner',
      'continuity-process-owner',
      'security-process-owner',
      'demand-process-owner',
    ]);
  });

  it('names the roles that may not stay vacant', () => {
    const mandatory = standardRoles.flatMap((r) => r.mandatory.map((kind) => `${kind} ${r.key}`));
    expect(mandatory).toEqual([
      'Portfolio portfolio-owner',
      'Program program-manager',
      'System system-owner',
      'Process process-owner',
      'Process process-manager',
    ]);
    for (const r of standardRoles) expect(r.scopes).toEqual(expect.arrayContaining([...r.mandatory]));
  });

  it('every key is there once, every scope is a kind on which roles are held, every general role exists', () => {
    const scopeKinds = kinds.filter((k) => k.scope).map((k) => k.name);
    expect(new Set(standardRoles.map((r) => r.key)).size).toBe(standardRoles.length);
    expect(new Set(standardRoles.flatMap((r) => r.scopes))).toEqual(new Set(scopeKinds));
    for (const r of standardRoles)
      if (r.specialises !== null) expect(standardRole(r.specialises)?.specialises).toBeNull();
  });

  it('fits the record kind', () => {
    for (const { key, name, description, standard, practice, scopes, exclusive } of standardRoles) {
      const document = { key, name, description, standard, practice, scopes, exclusive };
      expect(parseDocument(roleKind as never, document)).toEqual({ ok: true, document });
    }
  });
});
