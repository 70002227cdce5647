import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { type Files, imported, plannedImport } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';

const entity = (kind: string, name: string, spec: string, metadata = ''): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name}${metadata} }\nspec: { ${spec} }\n`;
const component = (name: string, more = ''): string =>
  entity('Component', name, `type: service, lifecycle: production, owner: payments${more}`);
const payments = entity(
  'Group',
  'payments',
  'type: team, children: []',
  ', annotations: { github.com/team-slug: acme/payments }',
);
const shop = entity('System', 'shop', 'owner: payments');
const all = (...documents: string[]): string => documents.join('---\n');

const owners = '* @acme/everyone\n/src/ @acme/payments\n/docs/ @acme/writers\n';
const files: Files = {
  'catalog-info.yaml': all(component('cart', ', system: shop'), shop, payments),
  CODEOWNERS: owners,
};

interface Answer {
  path: string;
  codeowners: { state: string; owners: { handle: string }[]; rule: { line: number } | null }[];
}

const paths = ['src/a.ts', 'docs/a.md', 'README.md'];

async function answers(api: TestApi): Promise<Answer[]> {
  const answer = await api.send<{ fileContext: Answer[] }>(
    `query ($paths: [String!]!) { fileContext(repository: "github.com/acme/shop", paths: $paths) {
      path system { key } component { key } owner { source handle holder { ... on Team { key } } decidedBy { file line } }
      codeowners { state owners { handle } rule { line } } } }`,
    { paths },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.fileContext;
}

interface SourceFinding {
  file: string;
  line: number | null;
  code: string;
}

async function findings(api: TestApi): Promise<SourceFinding[]> {
  const answer = await api.send<{ repository: { findings: { nodes: SourceFinding[] } } }>(
    '{ repository(key: "github.com/acme/shop") { findings(first: 100) { nodes { file line code } } } }',
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.repository.findings.nodes;
}

const journal = async (api: TestApi) => {
  const { Revision, AuditEvent, OutboxEvent } = rowsAdded({}, await contentsOf(api.database));
  return { Revision, AuditEvent, OutboxEvent };
};

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

  it('of the same rules at a later commit notes the commit, without an event', async () => {
    const api = await testApi();
    await imported(api, files, { commit: 'c0ffee1' });
    const before = await journal(api);
    const stored = await api.database.prisma.codeownersFile.findFirstOrThrow();
    await imported(api, files, { commit: 'c0ffee2' });
    const after = await api.database.prisma.codeownersFile.findFirstOrThrow();
    expect([after.commit, after.hash]).toEqual(['c0ffee2', stored.hash]);
    expect(await journal(api)).toEqual(before);
  });

  it('without one rule changes the answer of exactly its paths, in one revision of the repository', async () => {
    const api = await testApi();
    await imported(api, files);
    const before = await answers(api);
    const count = await journal(api);
    const less = await imported(api, { ...files, CODEOWNERS: owners.replace('/docs/ @acme/writers\n', '') });
    expect(less.plan.rows.nodes.filter(({ action }) => action !== 'KEEP')).toMatchObject([
      { action: 'UPDATE', kind: 'OwnershipRules', fields: ['rules'] },
    ]);
    const after = await answers(api);
    const differing = paths.filter((_, at) => JSON.stringify(before[at]) !== JSON.stringify(after[at]));
    expect(differing).toEqual(['docs/a.md']);
    expect(after[1]!.codeowners).toMatchObject([
      { owners: [{ handle: '@acme/everyone' }], rule: { line: 1 } },
    ]);
    expect(await journal(api)).toEqual({
      Revision: count.Revision! + 1,
      AuditEvent: count.AuditEvent! + 1,
      OutboxEvent: count.OutboxEvent! + 1,
    });
    const event = await api.database.prisma.outboxEvent.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(event).toMatchObject({
      kind: 'Repository',
      key: 'github.com/acme/shop',
      revision: 2,
      operation: 'UPDATE',
    });
  });

  it.each([
    ['emptied', '', 'SOURCE_EMPTY'],
    ['unreadable', null, 'SOURCE_UNREADABLE'],
  ])('of an %s CODEOWNERS file changes no answer and leaves a finding', async (_what, text, code) => {
    const api = await testApi();
    await imported(api, files);
    const before = await answers(api);
    const count = await journal(api);
    await imported(api, { ...files, CODEOWNERS: text });
    expect(await answers(api)).toEqual(before);
    expect(await findings(api)).toContainEqual({ file: 'CODEOWNERS', line: null, code });
    expect(await journal(api)).toEqual(count);
    await imported(api, files);
    expect(await findings(api)).toEqual([]);
  });

  it('of a missing CODEOWNERS file is a finding when the whole repository was looked at, and nothing otherwise', async () => {
    const api = await testApi();
    await imported(api, files);
    const { CODEOWNERS: _, ...catalog } = files;
    await imported(api, catalog, { scope: 'FILES' });
    expect(await findings(api)).toEqual([]);
    await imported(api, catalog);
    const absent = { file: 'CODEOWNERS', line: null, code: 'SOURCE_ABSENT' };
    expect(await findings(api)).toEqual([absent]);
    const found = await api.database.prisma.sourceFinding.findFirstOrThrow();
    await imported(api, {});
    expect(await findings(api)).toEqual([absent, { ...absent, file: 'catalog-info.yaml' }]);
    expect(
      await api.database.prisma.sourceFinding.findFirst({ where: { file: 'CODEOWNERS' } }),
    ).toMatchObject({
      foundAt: found.foundAt,
    });
  });

  it('tells of invalid lines and of rules that can never decide', async () => {
    const api = await testApi();
    await imported(api, { CODEOWNERS: '/src/ @ada\n!/docs/ @ada\n* @ada\n' });
    expect(await findings(api)).toMatchObject([
      { file: 'CODEOWNERS', line: 1, code: 'DEAD_RULE' },
      { file: 'CODEOWNERS', line: 2 },
    ]);
  });
});

describe("a person's edit", () => {
  it('survives every later import, and is told as a conflict with both values', async () => {
    const api = await testApi();
    await imported(api, files);
    await written(api, 'updateSystem', { key: 'shop', name: 'The Shop', expectedRevision: null });
    const count = await journal(api);
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ key }) => key === 'shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'edited since: name',
      drift: [{ field: 'name', current: 'The Shop', declared: 'shop' }],
    });
    const later = all(
      component('cart', ', system: shop'),
      entity('System', 'shop', 'owner: payments', ', title: New, description: Sells'),
      payments,
    );
    await imported(api, { ...files, 'catalog-info.yaml': later });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect([stored.name, stored.description]).toEqual(['The Shop', 'Sells']);
    expect((await journal(api)).Revision).toBe(count.Revision! + 1);
    expect(await findings(api)).toMatchObject([{ file: 'catalog-info.yaml', code: 'DRIFT' }]);
  });

  it('is not overwritten on a record that people made before', async () => {
    const api = await testApi();
    await written(api, 'createSystem', { key: 'shop', name: 'By hand' });
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ ref }) => ref === 'system:default/shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'key taken',
    });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect([stored.name, stored.revision, stored.declaredOwner]).toEqual(['By hand', 1, null]);
  });

  it('that archives a record keeps it archived', async () => {
    const api = await testApi();
    await imported(api, files);
    await written(api, 'archiveSystem', { key: 'shop', expectedRevision: null });
    const { plan } = await imported(api, files);
    expect(plan.rows.nodes.find(({ key }) => key === 'shop')).toMatchObject({
      action: 'CONFLICT',
      reason: 'archived by a person',
    });
    const stored = await api.database.prisma.system.findFirstOrThrow({ where: { lookup: 'shop' } });
    expect(stored.archivedAt).not.toBeNull();
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
      expect.objectContaining({ file: 'bad/catalog-info.yaml', line: expect.any(Number), severity: 'error' }),
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
    expect(rowsAdded(before, await contentsOf(api.database))).toEqual({ ImportSession: 1, ImportPiece: 2 });
  });
});
