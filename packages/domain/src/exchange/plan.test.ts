import { describe, expect, it } from 'vitest';
import { all, component, documentOf, entity, group, recordWrites, rowOf, system } from './test-entities.ts';
import { afterwards, edited, nothing, planFiles, shuffled } from './test-store.ts';

const shop = {
  'catalog-info.yaml': all(
    entity('Domain', 'retail', 'owner: team-a'),
    entity('Domain', 'web-shop', 'owner: team-a, subdomainOf: retail'),
    entity('Domain', 'checkout-area', 'owner: team-a, subdomainOf: web-shop'),
    system('checkout', ', domain: checkout-area, type: product', ', title: Checkout'),
    system('ledger', ', domain: retail'),
  ),
  'teams.yaml': all(
    group(
      'team-a',
      ', parent: shop, profile: { email: a@example.org }',
      ', annotations: { github.com/team-slug: acme/team-a }',
    ),
    entity('Group', 'shop', 'type: department, children: [team-b]'),
    group('team-b'),
    entity(
      'User',
      'ada',
      'memberOf: [team-a], profile: { displayName: Ada L., email: ada@example.org }',
      ', annotations: { github.com/user-login: adal }',
    ),
  ),
  'services/cart/catalog-info.yaml': all(
    component('cart', ', system: checkout, dependsOn: [resource:db, component:prices], providesApis: [cart]'),
    entity(
      'API',
      'cart',
      'type: openapi, lifecycle: experimental, owner: ada, definition: x, system: checkout',
    ),
    entity('Resource', 'db', 'type: database, owner: user:ada, dependencyOf: [component:prices]'),
    component('prices', ', system: checkout, subcomponentOf: cart, consumesApis: [cart]'),
  ),
};

describe('a first import', () => {
  const plan = planFiles(shop);

  it('makes our kinds of their kinds', () => {
    expect(plan.rows.map(({ action, kind, key }) => [action, kind, key])).toEqual([
      ['CREATE', 'Repository', 'github.com/acme/shop'],
      ['CREATE', 'Portfolio', 'retail'],
      ['CREATE', 'Program', 'web-shop'],
      ['CREATE', 'Program', 'checkout-area'],
      ['CREATE', 'System', 'checkout'],
      ['CREATE', 'System', 'ledger'],
      ['CREATE', 'Component', 'cart'],
      ['CREATE', 'Component', 'cart~api'],
      ['CREATE', 'Component', 'db'],
      ['CREATE', 'Component', 'prices'],
      ['CREATE', 'Team', 'team-a'],
      ['CREATE', 'Team', 'shop'],
      ['CREATE', 'Team', 'team-b'],
      ['CREATE', 'Person', 'ada'],
    ]);
  });

  it('hangs systems on the domain they name, and programs on the portfolio above them', () => {
    expect(documentOf(plan, 'Program', 'checkout-area').portfolio).toBe('retail');
    expect(documentOf(plan, 'System', 'checkout')).toMatchObject({
      name: 'Checkout',
      program: 'checkout-area',
      portfolio: null,
      offered: true,
      type: 'product',
    });
    expect(documentOf(plan, 'System', 'ledger')).toMatchObject({
      name: 'ledger',
      program: null,
      portfolio: 'retail',
      offered: false,
    });
  });

  it('gives components their place, code, dependencies and interfaces', () => {
    expect(documentOf(plan, 'Component', 'cart')).toMatchObject({
      type: 'service',
      stage: 'PRODUCTION',
      system: 'checkout',
      partOf: null,
      codeLocations: [{ repository: 'github.com/acme/shop', path: 'services/cart' }],
      dependencies: [
        { component: 'db', system: null, externalParty: null, hardness: 'HARD', reason: null },
        { component: 'prices', system: null, externalParty: null, hardness: 'HARD', reason: null },
      ],
      interfaces: [{ direction: 'PROVIDES', api: 'cart~api' }],
    });
    expect(documentOf(plan, 'Component', 'prices')).toMatchObject({
      partOf: 'cart',
      dependencies: [{ component: 'db' }],
      interfaces: [{ direction: 'CONSUMES', api: 'cart~api' }],
    });
    expect(documentOf(plan, 'Component', 'cart~api')).toMatchObject({ type: 'api', stage: 'PILOT' });
    expect(documentOf(plan, 'Component', 'db')).toMatchObject({ type: 'database', codeLocations: [] });
  });

  it('declares owners where the file does, and gives nobody a role', () => {
    expect(documentOf(plan, 'Component', 'db')).toMatchObject({
      declaredOwner: {
        reference: 'user:default/ada',
        repository: 'github.com/acme/shop',
        file: 'services/cart/catalog-info.yaml',
        line: 14,
        commit: 'c0ffee1',
      },
      declaredOwnerTeam: null,
      declaredOwnerPerson: 'ada',
      roles: [],
    });
    expect(documentOf(plan, 'System', 'checkout')).toMatchObject({
      declaredOwnerTeam: 'team-a',
      declaredOwnerPerson: null,
      roles: [],
    });
    expect(JSON.stringify(plan.writes.flatMap((w) => (w.op === 'CREATE' ? w.fields : [])))).not.toContain(
      'roles',
    );
  });

  it('takes an owner without a kind for a group, and says when nobody declares it', () => {
    expect(documentOf(plan, 'Component', 'cart~api')).toMatchObject({
      declaredOwner: { reference: 'group:default/ada' },
      declaredOwnerTeam: null,
      declaredOwnerPerson: null,
    });
    expect(plan.findings).toMatchObject([
      { code: 'UNKNOWN_OWNER', file: 'services/cart/catalog-info.yaml', line: 9, severity: 'warning' },
    ]);
  });

  it('makes teams with parents, members, contacts and handles, and people with handles', () => {
    expect(documentOf(plan, 'Team', 'team-a')).toMatchObject({
      parent: 'shop',
      memberships: [{ person: 'ada', title: null }],
      contacts: [{ type: 'EMAIL', value: 'a@example.org' }],
      handles: [{ host: 'github.com', handle: '@acme/team-a' }],
    });
    expect(documentOf(plan, 'Team', 'team-b').parent).toBe('shop');
    expect(documentOf(plan, 'Person', 'ada')).toMatchObject({
      name: 'Ada L.',
      email: 'ada@example.org',
      handles: [{ host: 'github.com', handle: '@adal' }],
    });
  });

  it('writes a record after those it names, and keeps the entity beside it', () => {
    const order = plan.writes.map((w) => (w.op === 'CREATE' ? `${w.kind} ${w.key}` : w.op));
    expect(order.slice(0, 6)).toEqual([
      'Repository github.com/acme/shop',
      'Person ada',
      'Team shop',
      'Team team-a',
      'Team team-b',
      'Portfolio retail',
    ]);
    expect(order.indexOf('Component prices')).toBeGreaterThan(order.indexOf('Component cart'));
    expect(order.filter((op) => op === 'PUT_ENTITY')).toHaveLength(13);
  });

  it('writes a whole before its parts, whatever they are called', () => {
    const plan = planFiles({
      'a.yaml': all(
        component('a', ', subcomponentOf: b'),
        component('b', ', subcomponentOf: c'),
        component('c'),
      ),
      'b.yaml': all(group('x', ', parent: y'), group('y')),
    });
    const made = recordWrites(plan).map(({ key }) => key);
    expect(made.slice(1)).toEqual(['y', 'x', 'c', 'b', 'a']);
  });

  it('gives the same plan whatever the order of the files, and the same plan twice', () => {
    const files = Object.entries(shop);
    for (let seed = 1; seed <= 20; seed++)
      expect(planFiles(Object.fromEntries(shuffled(files, seed)))).toEqual(plan);
  });
});

describe('importing again', () => {
  const first = planFiles(shop);
  const stored = afterwards(nothing, first);

  it('keeps everything and writes nothing, at the same commit and at a later one', () => {
    for (const commit of ['c0ffee1', 'beef002']) {
      const again = planFiles(shop, stored, { commit });
      expect(again.writes).toEqual([]);
      expect(again.counts).toMatchObject({ KEEP: 13, CREATE: 0, UPDATE: 0, CONFLICT: 0 });
    }
  });

  it('updates what changed and says which fields', () => {
    const changed = {
      ...shop,
      'teams.yaml': shop['teams.yaml'].replace('displayName: Ada L.', 'displayName: Ada Lovelace'),
    };
    const plan = planFiles(changed, stored);
    expect(rowOf(plan, 'user:default/ada')).toMatchObject({
      action: 'UPDATE',
      fields: ['name'],
      reason: 'changed: name',
    });
    expect(recordWrites(plan)).toMatchObject([
      { op: 'UPDATE', kind: 'Person', set: { name: 'Ada Lovelace' } },
    ]);
    expect(planFiles(changed, afterwards(stored, plan)).writes).toEqual([]);
  });

  it('follows an entity that moves to another file', () => {
    const { 'teams.yaml': teams, ...rest } = shop;
    const plan = planFiles({ ...rest, 'org/teams.yaml': teams }, stored);
    expect(recordWrites(plan)).toEqual([]);
    expect(plan.writes.filter((w) => w.op === 'PUT_ENTITY' && w.movedFrom === 'teams.yaml')).toHaveLength(4);
    expect(plan.counts.FINDING).toBe(0);
  });

  it('takes back what a file no longer says, and leaves what it never said', () => {
    const described = { 'catalog-info.yaml': component('web', '', ', description: Old words') };
    const before = edited(afterwards(nothing, planFiles(described)), 'Component', 'web', {
      class: 'web server',
    });
    const plan = planFiles({ 'catalog-info.yaml': component('web') }, before);
    expect(recordWrites(plan)).toMatchObject([{ op: 'UPDATE', set: { description: null } }]);
  });

  it('keeps the key of a record that was renamed', () => {
    const renamed = {
      ...stored,
      records: stored.records.map((r) => (r.key === 'cart' ? { ...r, key: 'basket', aliases: ['cart'] } : r)),
    };
    const plan = planFiles(shop, renamed);
    expect(rowOf(plan, 'component:default/cart')).toMatchObject({ key: 'basket' });
    expect(recordWrites(plan).filter((w) => w.op === 'CREATE')).toEqual([]);
  });
});

describe('what a person edited', () => {
  const files = {
    'catalog-info.yaml': all(
      component('web', ', system: shop', ', description: From the file'),
      system('shop'),
    ),
  };
  const stored = afterwards(nothing, planFiles(files));

  it('is never overwritten: it is drift, and the other fields still follow the file', () => {
    const before = edited(stored, 'Component', 'web', { description: 'By hand' });
    const plan = planFiles(
      {
        'catalog-info.yaml': files['catalog-info.yaml'].replace(
          'lifecycle: production',
          'lifecycle: deprecated',
        ),
      },
      before,
    );
    expect(rowOf(plan, 'component:default/web')).toMatchObject({
      action: 'CONFLICT',
      fields: ['stage'],
      drift: [{ field: 'description', current: 'By hand', declared: 'From the file' }],
      reason: 'edited since: description',
    });
    expect(recordWrites(plan)).toMatchObject([{ op: 'UPDATE', set: { stage: 'RETIRING' } }]);
    expect(recordWrites(plan)[0]).not.toHaveProperty('set.description');
    expect(plan.findings).toMatchObject([{ code: 'DRIFT' }, { code: 'UNKNOWN_OWNER' }]);
  });

  it('is no drift when it says the same, adds rows, or stands where the file is silent', () => {
    const before = edited(stored, 'Component', 'web', {
      description: 'From the file',
      tags: ['by-hand'],
      codeLocations: [
        { repository: 'github.com/acme/shop', path: '.' },
        { repository: 'github.com/acme/shop', path: 'lib' },
      ],
    });
    const plan = planFiles(files, before);
    expect(rowOf(plan, 'component:default/web').action).toBe('KEEP');
    expect(plan.writes).toEqual([]);
  });

  it('keeps the hardness and reason a person gave a dependency', () => {
    const two = {
      'catalog-info.yaml': all(component('web', ', dependsOn: [component:db]'), component('db')),
    };
    const before = edited(afterwards(nothing, planFiles(two)), 'Component', 'web', {
      dependencies: [
        { component: 'db', system: null, externalParty: null, hardness: 'SOFT', reason: 'cached' },
      ],
    });
    const plan = planFiles(two, before);
    expect([rowOf(plan, 'component:default/web').action, plan.writes]).toEqual(['KEEP', []]);
  });

  it('a parent of the other kind stays: a system has one', () => {
    const domain = entity('Domain', 'retail', 'owner: team-a');
    const before = edited(stored, 'System', 'shop', { program: 'big-program' });
    const plan = planFiles({ 'catalog-info.yaml': all(domain, system('shop', ', domain: retail')) }, before);
    expect(rowOf(plan, 'system:default/shop')).toMatchObject({
      action: 'CONFLICT',
      drift: [{ field: 'portfolio', declared: 'retail' }],
    });
  });

  it('a record archived by a person stays archived', () => {
    const before = { ...stored, records: stored.records.map((r) => ({ ...r, archivedBy: 'MANUAL' })) };
    const plan = planFiles(files, before);
    expect(rowOf(plan, 'component:default/web')).toMatchObject({
      action: 'CONFLICT',
      reason: 'archived by a person',
    });
    expect(recordWrites(plan)).toEqual([]);
  });
});
