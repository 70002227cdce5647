import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { imported, plannedImport } from '../../support/import.ts';
import {
  all,
  answers,
  component,
  entity,
  files,
  findings,
  journal,
  payments,
  shop,
} from '../../support/shop-repository.ts';

describe('an import', () => {
  it('plans what it then writes, and the files answer', async () => {
    const api = await testApi();
    const { plan, written: records } = await imported(api, files, { commit: 'c0ffee1' });
    expect(plan.rows.nodes.map(({ action, kind, key, ref }) => [action, kind, key, ref])).toEqual([
      ['CREATE', 'Repository', 'github.com/acme/shop', ''],
      ['CREATE', 'Component', 'cart', 'component:default/cart'],
      ['CREATE', 'System', 'shop', 'system:default/shop'],
      ['CREATE', 'Team', 'payments', 'group:default/payments'],
      ['CREATE', 'OwnershipRules', null, ''],
    ]);
    expect(plan.counts.filter(({ rows }) => rows > 0)).toEqual([{ action: 'CREATE', rows: 5 }]);
    expect(records).toBe(4);
    expect(await answers(api)).toMatchObject([
      {
        path: 'src/a.ts',
        component: { key: 'cart' },
        system: { key: 'shop' },
        owner: {
          source: 'CATALOG_INFO',
          handle: 'group:default/payments',
          holder: { key: 'payments' },
          decidedBy: { file: 'catalog-info.yaml', line: 4 },
        },
        codeowners: [{ state: 'OWNED', owners: [{ handle: '@acme/payments' }], rule: { line: 2 } }],
      },
      { path: 'docs/a.md', codeowners: [{ owners: [{ handle: '@acme/writers' }], rule: { line: 3 } }] },
      { path: 'README.md', codeowners: [{ owners: [{ handle: '@acme/everyone' }], rule: { line: 1 } }] },
    ]);
  });

  it('writes one revision a record through the door IMPORTER, and where each field came from', async () => {
    const api = await testApi();
    await imported(api, files, { commit: 'c0ffee1' });
    const { prisma } = api.database;
    const revisions = await prisma.revision.findMany({ orderBy: { id: 'asc' } });
    expect(
      revisions.map(({ kind, operation, door, actorName }) => [kind, operation, door, actorName]),
    ).toEqual(
      ['Repository', 'Team', 'System', 'Component'].map((kind) => [kind, 'CREATE', 'IMPORTER', 'Ada']),
    );
    const cart = await prisma.component.findFirstOrThrow({ where: { lookup: 'cart' } });
    expect(cart.origin).toBe('CATALOG_INFO');
    expect(cart.provenance).toMatchObject({
      system: { source: 'CATALOG_INFO', location: 'github.com/acme/shop/catalog-info.yaml:1' },
    });
    expect(cart.provenance).not.toHaveProperty('supplier');
    expect(await prisma.roleAssignment.count()).toBe(0);
    const repository = await prisma.revision.findFirstOrThrow({ where: { kind: 'Repository' } });
    expect(repository.changed).toEqual(['ownershipRules']);
  });

  it('again writes nothing: no revision, no audit, no event', async () => {
    const api = await testApi();
    await imported(api, files, { commit: 'c0ffee1' });
    const before = await journal(api);
    const again = await imported(api, files, { commit: 'c0ffee1' });
    expect([again.written, again.plan.writes]).toEqual([0, 0]);
    expect(again.plan.counts.filter(({ rows }) => rows > 0)).toEqual([{ action: 'KEEP', rows: 4 }]);
    expect(await journal(api)).toEqual(before);
  });
});

describe('what an import brings', () => {
  it('may name each other in circles, and the order of files and pieces means nothing', async () => {
    const circle = {
      'a.yaml': component('one', ', dependsOn: [component:two]'),
      'b.yaml': component('two', ', dependsOn: [component:one], consumesApis: [prices]'),
      'c.yaml': entity(
        'API',
        'prices',
        'type: openapi, lifecycle: production, owner: payments, definition: x',
      ),
      'd.yaml': payments,
    };
    const dependencies = async (order: string[]) => {
      const api = await testApi();
      await imported(
        api,
        Object.fromEntries(order.map((file) => [file, circle[file as keyof typeof circle]])),
      );
      const rows = await api.database.prisma.component.findMany({
        orderBy: { lookup: 'asc' },
        select: {
          key: true,
          dependencies: { select: { component: { select: { key: true } } } },
          interfaces: { select: { direction: true, api: { select: { key: true } } } },
          declaredOwnerTeam: { select: { key: true } },
        },
      });
      return rows;
    };
    const names = Object.keys(circle);
    const first = await dependencies(names);
    expect(first.map(({ key, dependencies: d }) => [key, d.map((x) => x.component?.key)])).toEqual([
      ['one', ['two']],
      ['prices', []],
      ['two', ['one']],
    ]);
    expect(first[2]!.interfaces).toEqual([{ direction: 'CONSUMES', api: { key: 'prices' } }]);
    expect(first[0]!.declaredOwnerTeam).toEqual({ key: 'payments' });
    expect(await dependencies([...names].reverse())).toEqual(first);
  });

  it('is kept as it stands in its file, unknown fields included', async () => {
    const api = await testApi();
    const text = entity(
      'Component',
      'cart',
      'type: service, lifecycle: production, owner: payments, x-cost: [1, two]',
    );
    await imported(api, { 'catalog-info.yaml': text });
    const answer = await api.send<{
      repository: { catalogEntities: { totalCount: number; nodes: object[] } };
    }>(
      `{ repository(key: "github.com/acme/shop") { catalogEntities {
        totalCount nodes { ref file doc line recordKind goneAt unknown } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data.repository.catalogEntities).toEqual({
      totalCount: 1,
      nodes: [
        {
          ...{ ref: 'component:default/cart', file: 'catalog-info.yaml', doc: 0, line: 1 },
          ...{ recordKind: 'Component', goneAt: null, unknown: { 'spec.x-cost': [1, 'two'] } },
        },
      ],
    });
  });

  it('is not told to whom its record is hidden', async () => {
    const hides = { ...openPolicy, visible: () => ({ NOT: { lookup: 'cart' } }) };
    const api = await testApi({ policies: { ...policies, Component: hides } });
    const two = all(component('cart'), component('till'));
    await imported(api, { 'catalog-info.yaml': two });
    const answer = await api.send<{ repository: { catalogEntities: object } }>(
      `{ repository(key: "github.com/acme/shop") { catalogEntities(first: 5) { totalCount nodes { ref } edges { node { ref } } } } }`,
    );
    expect(answer.errors).toBeUndefined();
    const till = { ref: 'component:default/till' };
    expect(answer.data.repository.catalogEntities).toEqual({
      totalCount: 1,
      nodes: [till],
      edges: [{ node: till }],
    });
  });

  it('is reported when gone from its source, archived with prune alone, and comes back', async () => {
    const api = await testApi();
    await imported(api, files);
    const less = { ...files, 'catalog-info.yaml': all(component('cart'), payments) };
    const gone = await imported(api, less);
    expect(gone.plan.rows.nodes.filter(({ action }) => action === 'FINDING')).toMatchObject([
      { kind: 'System', key: 'shop', reason: 'gone from its source' },
    ]);
    const row = () => api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect((await row()).archivedAt).toBeNull();
    const entities = await api.database.prisma.catalogEntity.findMany({ where: { goneAt: { not: null } } });
    expect(entities.map(({ ref }) => ref)).toEqual(['system:default/shop']);
    expect(await findings(api)).toMatchObject([{ code: 'GONE_FROM_ITS_SOURCE' }]);
    const pruned = await imported(api, less, { prune: true });
    expect(pruned.plan.rows.nodes.filter(({ action }) => action === 'ARCHIVE')).toMatchObject([
      { key: 'shop' },
    ]);
    expect((await row()).archivedAt).not.toBeNull();
    await imported(api, files);
    expect((await row()).archivedAt).toBeNull();
    const history = await api.database.prisma.revision.findMany({
      where: { key: 'shop' },
      orderBy: { revision: 'asc' },
    });
    expect(history.map(({ operation }) => operation)).toEqual(['CREATE', 'ARCHIVE', 'RESTORE']);
  });

  it('goes in without the file that is wrong, which is told with line and reason', async () => {
    const api = await testApi();
    const { plan } = await imported(api, {
      ...files,
      'bad/catalog-info.yaml': 'kind: [Component\nname: x\n',
    });
    expect(plan.findings.nodes).toContainEqual(
      expect.objectContaining({ file: 'bad/catalog-info.yaml', line: expect.any(Number), severity: 'ERROR' }),
    );
    expect(plan.counts).toContainEqual({ action: 'CREATE', rows: 5 });
    expect(await findings(api)).toContainEqual(expect.objectContaining({ file: 'bad/catalog-info.yaml' }));
    expect((await answers(api))[0]).toMatchObject({ component: { key: 'cart' } });
  });

  it('gives a handle to another team when its holder has given it up', async () => {
    const api = await testApi();
    await imported(api, files);
    const other = entity(
      'Group',
      'billing',
      'type: team, children: []',
      ', annotations: { github.com/team-slug: acme/payments }',
    );
    const plain = entity('Group', 'payments', 'type: team, children: []');
    await imported(api, {
      ...files,
      'catalog-info.yaml': all(component('cart', ', system: shop'), shop, plain),
    });
    await imported(api, {
      ...files,
      'catalog-info.yaml': all(component('cart', ', system: shop'), shop, plain, other),
    });
    const handles = await api.database.prisma.handle.findMany({
      select: { handle: true, team: { select: { key: true } } },
    });
    expect(handles).toEqual([{ handle: '@acme/payments', team: { key: 'billing' } }]);
  });

  it('says nothing before it is applied: planning writes nothing but the plan', async () => {
    const api = await testApi();
    const before = await contentsOf(api.database);
    const { plan } = await plannedImport(api, files);
    expect(plan.writes).toBe(8);
    expect(rowsAdded(before, await contentsOf(api.database))).toEqual({
      ...{ ImportSession: 1, ImportPiece: 2, ImportPlanPage: 1 },
    });
  });
});
