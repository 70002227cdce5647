import { describe, expect, it } from 'vitest';
import {
  all,
  codes,
  component,
  documentOf,
  entity,
  group,
  recordWrites,
  rowOf,
  system,
} from './test-entities.ts';
import { afterwards, edited, madeByHand, nothing, planFiles } from './test-store.ts';

describe('names that meet', () => {
  it('the first of two in the repository stands, by file and document', () => {
    const plan = planFiles({
      'b/catalog-info.yaml': component('web', '', ', description: second'),
      'a/catalog-info.yaml': all(component('web', '', ', description: first'), component('WEB')),
    });
    expect(plan.rows.slice(1).map(({ action, file, doc, reason }) => [action, file, doc, reason])).toEqual([
      ['CREATE', 'a/catalog-info.yaml', 0, 'not known yet'],
      ['CONFLICT', 'a/catalog-info.yaml', 1, 'duplicate in the repository'],
      ['CONFLICT', 'b/catalog-info.yaml', 0, 'duplicate in the repository'],
    ]);
    expect(documentOf(plan, 'Component', 'web').description).toBe('first');
  });

  it('a component keeps the bare key before an API of its name, wherever they stand', () => {
    const api = entity('API', 'web', 'type: openapi, lifecycle: production, owner: team-a, definition: x');
    const plan = planFiles({ 'a.yaml': api, 'b.yaml': component('web') });
    expect(rowOf(plan, 'component:default/web').key).toBe('web');
    expect(rowOf(plan, 'api:default/web').key).toBe('web~api');
    const before = afterwards(nothing, planFiles({ 'a.yaml': api }));
    const later = planFiles({ 'a.yaml': api, 'b.yaml': component('web') }, before);
    expect(rowOf(later, 'api:default/web')).toMatchObject({ action: 'KEEP', key: 'web' });
    expect(rowOf(later, 'component:default/web').key).toBe('web~component');
  });

  it('a refused entity does not take the place of a good one', () => {
    const bad = component('web').replace('owner: team-a', 'owner: ""');
    const plan = planFiles({ 'catalog-info.yaml': all(bad, component('web')) });
    expect(plan.rows.slice(1).map(({ action }) => action)).toEqual(['REFUSE', 'CREATE']);
  });

  it('a record that people made is not taken over, and can still be referred to', () => {
    const existing = { ...nothing, records: [madeByHand('System', 'shop', { name: 'Shop' })] };
    const plan = planFiles(
      { 'catalog-info.yaml': all(system('shop'), component('web', ', system: shop')) },
      existing,
    );
    expect(rowOf(plan, 'system:default/shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'key taken',
      key: 'shop',
    });
    expect(documentOf(plan, 'Component', 'web').system).toBe('shop');
    expect(codes(plan)).toContain('KEY_TAKEN');
  });

  it('an old key of another record is taken too', () => {
    const made = { ...madeByHand('System', 'store', { name: 'Store' }), aliases: ['shop'] };
    const plan = planFiles({ 'catalog-info.yaml': system('shop') }, { ...nothing, records: [made] });
    expect(rowOf(plan, 'system:default/shop').reason).toBe('key taken');
  });

  it('a team that people made is not taken for an owner of the same name', () => {
    const existing = { ...nothing, records: [madeByHand('Team', 'team-a', { name: 'A' })] };
    const plan = planFiles({ 'catalog-info.yaml': component('web') }, existing);
    expect(documentOf(plan, 'Component', 'web')).toMatchObject({ declaredOwnerTeam: null });
    expect(codes(plan)).toEqual(['UNKNOWN_OWNER']);
  });

  it('an entity of another repository is a conflict until it is gone there', () => {
    const files = { 'catalog-info.yaml': component('web') };
    const there = afterwards(nothing, planFiles(files, nothing, { repository: 'github.com/acme/old' }));
    const plan = planFiles(files, there);
    expect(rowOf(plan, 'component:default/web')).toMatchObject({
      action: 'CONFLICT',
      reason: 'declared by another repository',
    });
    expect(recordWrites(plan).filter((w) => w.kind === 'Component')).toEqual([]);

    const other = { 'catalog-info.yaml': component('other') };
    const gone = afterwards(there, planFiles(other, there, { repository: 'github.com/acme/old' }));
    const moved = planFiles(files, gone);
    expect(rowOf(moved, 'component:default/web').action).toBe('UPDATE');
    const after = afterwards(gone, moved);
    const prune = planFiles(other, after, { repository: 'github.com/acme/old', prune: true });
    expect(recordWrites(prune)).toEqual([]);
  });

  it('references reach entities of other repositories', () => {
    const there = afterwards(
      nothing,
      planFiles({ 'org.yaml': all(group('team-a'), system('shop')) }, nothing, {
        repository: 'github.com/acme/org',
      }),
    );
    const plan = planFiles({ 'catalog-info.yaml': component('web', ', system: shop') }, there);
    expect(documentOf(plan, 'Component', 'web')).toMatchObject({
      system: 'shop',
      declaredOwnerTeam: 'team-a',
    });
    expect(plan.findings).toEqual([]);
  });

  it('a namespace of its own is part of the key', () => {
    const plan = planFiles({ 'catalog-info.yaml': component('web', '', ', namespace: shop') });
    expect(rowOf(plan, 'component:shop/web').key).toBe('shop~web');
  });

  it('a domain that turns from a portfolio into a program is not turned', () => {
    const before = afterwards(
      nothing,
      planFiles({ 'catalog-info.yaml': entity('Domain', 'd', 'owner: team-a') }),
    );
    const plan = planFiles(
      { 'catalog-info.yaml': entity('Domain', 'd', 'owner: team-a, type: program') },
      before,
    );
    expect(rowOf(plan, 'domain:default/d')).toMatchObject({ action: 'CONFLICT', reason: 'kind changed' });
  });

  it('one handle has one holder', () => {
    const handle = ', annotations: { github.com/team-slug: acme/a }';
    const plan = planFiles({ 'teams.yaml': all(group('one', '', handle), group('two', '', handle)) });
    expect(documentOf(plan, 'Team', 'one').handles).toHaveLength(1);
    expect(documentOf(plan, 'Team', 'two').handles).toEqual([]);
    expect(codes(plan)).toEqual(['HANDLE_TAKEN']);
  });
});

describe('references that lead nowhere or back', () => {
  it('are reported where they stand and left out', () => {
    const plan = planFiles({
      'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: web }
spec:
  type: service
  lifecycle: production
  owner: group:nobody
  system: nowhere
  subcomponentOf: web
  dependsOn: [resource:none, group:team-a]
---
${group('team-a')}`,
    });
    expect(plan.findings.map(({ code, line }) => [code, line])).toEqual([
      ['UNKNOWN_OWNER', 7],
      ['UNKNOWN_REFERENCE', 8],
      ['REFERS_TO_ITSELF', 9],
      ['REFERENCE_OF_WRONG_KIND', 10],
      ['UNKNOWN_REFERENCE', 10],
    ]);
    expect(documentOf(plan, 'Component', 'web')).toMatchObject({
      system: null,
      partOf: null,
      dependencies: [],
    });
  });

  it('a circle of parts, teams or domains is cut once, always at the same place', () => {
    const files = {
      'a.yaml': all(
        component('a', ', subcomponentOf: b'),
        group('t1', ', parent: t2'),
        entity('Domain', 'd1', 'owner: t1, subdomainOf: d2'),
      ),
      'b.yaml': all(
        component('b', ', subcomponentOf: c'),
        group('t2', ', parent: t1'),
        entity('Domain', 'd2', 'owner: t1, subdomainOf: d1'),
      ),
      'c.yaml': component('c', ', subcomponentOf: a'),
    };
    const plan = planFiles(files);
    expect(codes(plan).filter((code) => code === 'CIRCLE')).toHaveLength(3);
    const parents = ['a', 'b', 'c'].map((key) => documentOf(plan, 'Component', key).partOf);
    expect(parents).toEqual([null, 'c', 'a']);
    expect(planFiles(Object.fromEntries(Object.entries(files).reverse()))).toEqual(plan);
  });

  it('a circle through a record that is there already is cut too', () => {
    const before = afterwards(
      nothing,
      planFiles(
        { 'catalog-info.yaml': all(component('a'), component('b', ', subcomponentOf: a')) },
        nothing,
        {
          repository: 'github.com/acme/old',
        },
      ),
    );
    const own = afterwards(
      before,
      planFiles({ 'catalog-info.yaml': component('c', ', subcomponentOf: b') }, before),
    );
    const byHand = edited(own, 'Component', 'a', { partOf: 'c' });
    const plan = planFiles({ 'catalog-info.yaml': component('c', ', subcomponentOf: b') }, byHand);
    expect(codes(plan)).toContain('CIRCLE');
  });

  it('a child that names another parent keeps its own', () => {
    const plan = planFiles({
      'teams.yaml': all(
        entity('Group', 'x', 'type: team, children: [kid]'),
        group('kid', ', parent: y'),
        group('y'),
      ),
    });
    expect(documentOf(plan, 'Team', 'kid').parent).toBe('y');
    expect(codes(plan)).toEqual(['PARENT_DISAGREES']);
  });
});

describe('values a record does not take', () => {
  it('are left out one by one, and the rest goes in', () => {
    const long = 'x'.repeat(201);
    const plan = planFiles({
      'catalog-info.yaml': component('web', '', `, title: ${long}, description: words`),
      'teams.yaml': entity('User', 'bob', 'memberOf: [], profile: { email: nowhere }'),
    });
    expect(documentOf(plan, 'Component', 'web')).toMatchObject({ name: 'web', description: 'words' });
    expect(documentOf(plan, 'Person', 'bob').email).toBeNull();
    expect(codes(plan).filter((code) => code === 'FIELD_LEFT_OUT')).toHaveLength(2);
  });

  it('a lifecycle of the author’s own sets no stage and says so', () => {
    const plan = planFiles({ 'catalog-info.yaml': component('web').replace('production', 'beta') });
    expect(documentOf(plan, 'Component', 'web').stage).toBe('PRODUCTION');
    expect(codes(plan)).toContain('UNKNOWN_LIFECYCLE');
  });

  it('the planner names its repository by the key it has', () => {
    const moved = {
      ...madeByHand('Repository', 'github.com/acme/store', {}),
      aliases: ['github.com/acme/shop'],
    };
    const plan = planFiles({ 'catalog-info.yaml': component('web') }, { ...nothing, records: [moved] });
    expect(plan.repository).toBe('github.com/acme/store');
    expect(documentOf(plan, 'Component', 'web').codeLocations).toEqual([
      { repository: 'github.com/acme/store', path: '.' },
    ]);
  });
});
