import { describe, expect, it } from 'vitest';
import { plainRow } from '../../exchange/plan/select-entities.ts';
import {
  codeownersOf,
  component,
  declared,
  holder,
  indexOf,
  role,
  system,
} from '../fixtures/index-builders.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { activityDrift, type WorkOn } from './activity-drift.ts';
import { fieldDrift } from './field-drift.ts';
import { ownerDrift } from './owner-drift.ts';

const holders = [holder('pay'), holder('shop'), holder('ada', 'PERSON'), holder('bob', 'PERSON')];
const handles = [
  { handle: '@acme/pay', holder: 'pay' },
  { handle: '@acme/shop', holder: 'shop' },
  { handle: '@ada', holder: 'ada' },
];
const members = new Map([['pay', new Set(['ada'])]]);

const index = (rest: Partial<RepositoryIndex>) => indexOf({ holders, handles, ...rest });
const brief = (found: ReturnType<typeof ownerDrift>) =>
  found.map(({ code, key, sides }) => [
    code,
    key,
    ...sides.map(
      ({ source, value, location }) =>
        `${source} ${value}${location ? ` ${location.file}:${location.line}` : ''}`,
    ),
  ]);

const cart = (rest: object) => component('cart', { roots: ['src/cart'], ...rest });

describe('owners that differ', () => {
  const text = '* @acme/everyone\n/src/cart/ @acme/shop\n*.md @acme/writers\n';

  it('are told with both sources and their lines, the one that decides first', () => {
    const found = ownerDrift(
      index({
        codeowners: codeownersOf(text),
        components: [
          cart({ roles: [role('owner', 'pay')], declaredOwner: declared('group:default/shop', 7, 'shop') }),
        ],
      }),
      members,
    );
    expect(brief(found)).toEqual([
      ['OWNER_DIFFERS', 'cart', 'RECORD PAY', 'CODEOWNERS @acme/shop .github/CODEOWNERS:2'],
      ['OWNER_DIFFERS', 'cart', 'RECORD PAY', 'CATALOG_INFO group:default/shop catalog-info.yaml:7'],
    ]);
    expect(found[1]!.message).toBe(
      'has owners that differ: the record says PAY, catalog-info.yaml:7 says group:default/shop; correct the one that is wrong',
    );
  });

  it('are compared with what decides: without a record that is the catalog file, or what the order says', () => {
    const rest = {
      codeowners: codeownersOf(text),
      components: [cart({ declaredOwner: declared('group:default/pay', 7, 'pay') })],
    };
    expect(brief(ownerDrift(index(rest), members))).toEqual([
      [
        'OWNER_DIFFERS',
        'cart',
        'CATALOG_INFO group:default/pay catalog-info.yaml:7',
        'CODEOWNERS @acme/shop .github/CODEOWNERS:2',
      ],
    ]);
    const first = ownerDrift(index({ ...rest, ownerOrder: ['CODEOWNERS'] }), members);
    expect(first.map(({ sides }) => sides.map(({ source }) => source))).toEqual([
      ['CODEOWNERS', 'CATALOG_INFO'],
    ]);
  });

  it('are none where one owner is named by both, or a person of the team is', () => {
    const named = (owners: string) =>
      ownerDrift(
        index({
          codeowners: codeownersOf(`/src/ ${owners}\n`),
          components: [
            cart({ roles: [role('owner', 'pay')], declaredOwner: declared('group:default/pay', 7, 'pay') }),
          ],
        }),
        members,
      );
    expect(named('@acme/shop @ACME/Pay')).toEqual([]);
    expect(named('@ada')).toEqual([]);
    expect(named('')).toEqual([]);
  });

  it('set a person and a team apart only where it is known who belongs to the team', () => {
    const named = index({
      codeowners: codeownersOf('* @ada\n'),
      components: [cart({ roles: [role('owner', 'shop')] })],
    });
    expect(ownerDrift(named, null)).toEqual([]);
    expect(brief(ownerDrift(named, members))).toEqual([
      ['OWNER_DIFFERS', 'cart', 'RECORD SHOP', 'CODEOWNERS @ada .github/CODEOWNERS:1'],
    ]);
  });

  it('say whom nobody knows, and never take equal names for the same', () => {
    const found = ownerDrift(
      index({
        codeowners: codeownersOf('* @acme/payments\n'),
        components: [cart({ declaredOwner: declared('group:default/payments', 7) })],
      }),
      members,
    );
    expect(brief(found)).toEqual([
      [
        'OWNER_UNKNOWN',
        'cart',
        'CATALOG_INFO group:default/payments catalog-info.yaml:7',
        'CODEOWNERS @acme/payments .github/CODEOWNERS:1',
      ],
    ]);
    expect(found[0]!.message).toContain('nobody here is known as @acme/payments: give that name to');
  });

  it('leave out deputies, optional sections and rules that are about some files of a folder only', () => {
    const components = [cart({ roles: [role('owner', 'pay'), role('owner', 'shop', { deputy: true })] })];
    const gitlab = codeownersOf('^[Docs] @acme/shop\n/src/\n', 'GITLAB');
    expect(ownerDrift(index({ components, codeowners: gitlab }), members)).toEqual([]);
    expect(ownerDrift(index({ components, codeowners: codeownersOf('*.ts @acme/shop\n') }), members)).toEqual(
      [],
    );
    const deputy = index({ components, codeowners: codeownersOf('* @acme/shop\n') });
    expect(ownerDrift(deputy, members)).toHaveLength(1);
  });

  it('are found for a root that is a file, for the whole repository, and once for two roots of one rule', () => {
    const roots = (...paths: string[]) =>
      ownerDrift(
        index({
          codeowners: codeownersOf('* @acme/shop\nDockerfile @acme/shop\n'),
          components: [component('it', { roots: paths, roles: [role('owner', 'pay')] })],
        }),
        members,
      ).map(({ sides }) => sides[1].location?.line);
    expect(roots('Dockerfile')).toEqual([2]);
    expect(roots('.')).toEqual([1]);
    expect(roots('')).toEqual([1]);
    expect(roots('a/', './b')).toEqual([1]);
  });

  it('of a system are its System Owner and the owner that its file declares', () => {
    const found = ownerDrift(
      index({
        codeowners: codeownersOf(text),
        systems: [
          system('shop', {
            roots: ['.'],
            roles: [role('system-owner', 'bob')],
            declaredOwner: declared('group:default/pay', 3, 'pay'),
          }),
        ],
      }),
      members,
    );
    expect(brief(found)).toEqual([
      ['OWNER_DIFFERS', 'shop', 'RECORD BOB', 'CATALOG_INFO group:default/pay catalog-info.yaml:3'],
    ]);
  });
});

describe('an owner who does not work on the code', () => {
  const work = (rest: Partial<WorkOn> = {}): WorkOn => ({
    component: 'cart',
    since: '2025-08-01T10:00:01.000Z',
    until: '2026-08-01T10:00:01.000Z',
    commits: 20,
    unknownCommits: 4,
    people: [
      { id: 'bob', name: 'Bob', authored: 12 },
      { id: 'cy', name: 'Cy', authored: 4 },
    ],
    ...rest,
  });
  const owned = (owner: string) => index({ components: [cart({ roles: [role('owner', owner)] })] });
  const found = (owner: string, worked: Partial<WorkOn> = {}, optedOut: string[] = []) =>
    activityDrift(owned(owner), [work(worked)], { members, optedOut: new Set(optedOut) });

  it('is told with the record and the history', () => {
    const [one, ...others] = found('pay');
    expect(others).toEqual([]);
    expect(brief([one!])).toEqual([
      ['OWNER_INACTIVE', 'cart', 'RECORD PAY', 'GIT_HISTORY Bob (12 of 20), Cy (4 of 20)'],
    ]);
    expect(one!.message).toBe(
      'has an owner of whom nobody worked on it from 2025-08-01 to 2026-08-01: the record says PAY, and the commits are by Bob (12 of 20), Cy (4 of 20); ask whether the owner is still right',
    );
  });

  it('names nobody whom the reader may not see, and still knows that they worked on it', () => {
    const hidden = { id: 'cy', name: null, authored: 15 };
    const [one] = found('pay', { people: [hidden, { id: 'bob', name: 'Bob', authored: 4 }] });
    expect(one!.sides[1].value).toBe('Bob (4 of 20), 1 more');
    expect(found('pay', { people: [{ ...hidden, id: 'ada' }] })).toEqual([]);
  });

  it('is none while one of the team, or the person, worked on it', () => {
    expect(found('pay', { people: [{ id: 'ada', name: 'Ada', authored: 0 }] })).toEqual([]);
    expect(found('bob')).toEqual([]);
    expect(found('ada')).toHaveLength(1);
  });

  it.each([
    ['few commits', 'pay', { commits: 4, unknownCommits: 0 }, []],
    ['most commits by strangers', 'pay', { unknownCommits: 11 }, []],
    ['nobody known', 'pay', { people: [] }, []],
    ['a team without members', 'shop', {}, []],
    ['somebody of the owner who opted out', 'pay', {}, ['ada']],
  ] as const)('is not told for %s', (_, owner, worked, optedOut) => {
    expect(found(owner, worked, [...optedOut])).toEqual([]);
  });

  it('is not told of an owner whom no record knows, and of a component without an owner', () => {
    const people = { members, optedOut: new Set<string>() };
    const strange = index({ components: [cart({ declaredOwner: declared('group:default/nobody') })] });
    expect(activityDrift(strange, [work()], people)).toEqual([]);
    expect(activityDrift(index({ components: [cart({})] }), [work()], people)).toEqual([]);
    expect(activityDrift(index({}), [work()], people)).toEqual([]);
  });
});

describe('a field that a file says otherwise', () => {
  it('is told with the value of the record and that of the line', () => {
    const row = plainRow({
      ...{ action: 'CONFLICT', kind: 'Component', key: 'cart', file: 'a.yaml', line: 3, reason: '' },
      drift: [
        { field: 'description', current: 'Mine', declared: 'Theirs' },
        { field: 'tags', current: null, declared: ['a'] },
      ],
    });
    const found = fieldDrift({ repository: 'github.com/acme/pay', commitOf: () => 'c0ffee1' }, [
      row,
      { ...row, kind: null },
    ]);
    expect(found.map(({ code, field, sides }) => [code, field, ...sides.map(({ value }) => value)])).toEqual([
      ['FIELD_DIFFERS', 'description', 'Mine', 'Theirs'],
      ['FIELD_DIFFERS', 'tags', 'nothing', '["a"]'],
    ]);
    expect(found[0]!.sides[1]).toMatchObject({
      source: 'CATALOG_INFO',
      location: { repository: 'github.com/acme/pay', file: 'a.yaml', line: 3, commit: 'c0ffee1' },
    });
    expect(found[0]!.message).toBe(
      'has a description that differs: the record says Mine, a.yaml:3 says Theirs; change the file, or take its value over in the record',
    );
  });
});
