import { parseOpenSloFile } from '@steward/domain/exchange/openslo/parse.ts';
import { recordOrigins } from '@steward/domain/exchange/records/record-line.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { originChoice } from '@steward/server/test/platform/kind/output.ts';
import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { imported, importStep, piecesOf } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';
import { exportedText, importedRecords, plannedRecords, recordPieces } from '../../support/records.ts';
import { seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

const catalog = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: cart, annotations: { example.org/unknown: kept } }
spec: { type: service, lifecycle: production, owner: payments, system: shop, dependsOn: [component:pump] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: pump }
spec: { type: service, lifecycle: production, owner: payments, dependsOn: [component:cart] }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop }
spec: { owner: payments }
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: payments }
spec: { type: team, children: [] }
`;
const openSlo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: fast }
spec:
  service: shop
  indicatorRef: nowhere
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.99 }]
  custom: [2, 1]
`;
const owners = `* @acme/everyone\n${Array.from({ length: 600 }, (_, n) => `/src/${n}/ @acme/team-${n}\n`).join('')}`;
const files = { 'catalog-info.yaml': catalog, CODEOWNERS: owners };

const now = () => new Date('2026-06-15T12:00:00Z');

/** Two records of every kind, roles held and handed over, and what was renamed, archived, drafted and imported. */
async function portfolio(): Promise<TestApi> {
  const api = await testApi({ now });
  await seedRows(api.database, 2);
  const key = seedKey('System');
  const hold = (step: string, input: object) =>
    written(api, `${step}SystemRole`, { key, role: 'role-1', expectedRevision: null, ...input });
  await hold('assign', { person: 'person-1', at: '2026-01-01T00:00:00Z' });
  await hold('handOver', { team: 'team-1', at: '2026-02-01T00:00:00Z' });
  await written(api, 'updateTeam', { key: 'team-2', newKey: 'crew', expectedRevision: null });
  await written(api, 'transitionChange', { key: 'CHG-1001', to: 'ASSESSING', expectedRevision: null });
  await written(api, 'createChange', { title: 'A draft' });
  await written(api, 'archiveExternalParty', { key: 'external-party-2', expectedRevision: null });
  await imported(api, files, {
    commit: 'c0ffee1',
    pieces: [
      ...piecesOf(files),
      { format: 'OPENSLO', piece: parseOpenSloFile({ file: 'slo.yaml', text: openSlo }) },
    ],
  });
  return api;
}

const empty = (): Promise<TestApi> => testApi({ now });

const namesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => JSON.parse(line) as { kind: string; key?: string; archivedAt?: string | null });

describe('an export', () => {
  it('is one line a record, kinds and keys in order, the same whatever the size of its pages', async () => {
    const api = await portfolio();
    const text = await exportedText(api);
    expect(text.split('\n')[0]).toBe('{"format":"steward-records","version":1}');
    const order = [...kinds.map(({ name }) => name), 'OwnershipRules', 'CatalogEntity'];
    const lines = namesOf(text);
    const places = lines.map(({ kind }) => order.indexOf(kind));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(new Set(lines.map(({ kind }) => kind))).toEqual(new Set(order));
    expect(lines.filter(({ kind }) => kind === 'OwnershipRules')).toHaveLength(2);
    expect(await exportedText(api, 1)).toBe(text);
    expect(await exportedText(api, 3)).toBe(text);
  });

  it('read into an empty server gives the same export, byte for byte', async () => {
    const text = await exportedText(await portfolio());
    const other = await empty();
    const { plan, written: records } = await importedRecords(other, text);
    expect(
      plan.counts
        .filter(({ rows }) => rows > 0)
        .map(({ action }) => action)
        .sort(),
    ).toEqual(['CREATE', 'KEEP']);
    expect(records).toBeGreaterThan(2 * kinds.length);
    expect(await exportedText(other)).toBe(text);
  });

  it('carries what is more than fields: roles with their dates, states, archives, earlier keys, sources', async () => {
    const text = await exportedText(await portfolio());
    const api = await empty();
    await importedRecords(api, text);
    const answer = await api.send(`{
      system(key: "system-1") { roles { role { key } person { key } team { key } from to } }
      change(key: "CHG-1001") { state requester { key } }
      team(key: "team-2") { key }
      externalParty(key: "external-party-2") { archivedAt }
      component(key: "cart") { origin fieldSources { field source location } }
      slo(key: "fast") { declaration }
      fileContext(repository: "github.com/acme/shop", paths: ["src/599/a.ts"]) { codeowners { owners { handle } } }
      repository(key: "github.com/acme/shop") { catalogEntities { nodes { ref } } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      system: {
        roles: [
          { person: { key: 'person-1' }, to: '2026-02-01T00:00:00.000Z' },
          { team: { key: 'team-1' }, from: '2026-02-01T00:00:00.000Z', to: null },
        ],
      },
      change: { state: 'ASSESSING', requester: { key: 'person-1' } },
      team: { key: 'crew' },
      externalParty: { archivedAt: '2026-06-15T12:00:00.000Z' },
      component: { origin: 'CATALOG_INFO' },
      slo: { declaration: { spec: { custom: [2, 1] } } },
      fileContext: [{ codeowners: [{ owners: [{ handle: '@acme/team-599' }] }] }],
      repository: { catalogEntities: { nodes: [{}, {}, {}, {}] } },
    });
    const again = await imported(api, files, { commit: 'c0ffee1' });
    expect([again.written, again.plan.writes]).toEqual([0, 0]);
    const { record } = await written(api, 'createChange', { title: 'Next' });
    expect(record!.key).toBe('CHG-1004');
  });

  it('read into the server it came from writes nothing: no revision, no audit, no event', async () => {
    const api = await portfolio();
    const text = await exportedText(api);
    const before = await contentsOf(api.database);
    const { written: records, plan } = await importedRecords(api, text);
    expect([records, plan.writes]).toEqual([0, 0]);
    const {
      ImportSession: _,
      ImportPlanPage: __,
      ...added
    } = rowsAdded(before, await contentsOf(api.database));
    expect(added).toEqual({});
  });

  it('holds what the viewer may see, and names nothing else', async () => {
    const hidden = { ...openPolicy, visible: () => ({ key: { not: 'person-2' } }) };
    const none = { ...openPolicy, visible: () => ({ key: { not: 'system-1' } }) };
    const api = await testApi({ policies: { ...policies, Person: hidden, System: none }, now });
    await seedRows(api.database, 2);
    const text = await exportedText(api);
    expect(text).toContain('"key":"person-1"');
    expect(text).toContain('"key":"system-2"');
    expect(text).not.toMatch(/"(?:person-2|system-1)"/);
    expect(await exportedText(api, 1)).toBe(text);
  });

  it('leaves out a draft of somebody else', async () => {
    const api = await portfolio();
    const other = await api.person('bob');
    const draft = '"key":"CHG-1003"';
    expect(await exportedText(api)).toContain(draft);
    expect(await exportedText(api, 100, other as never)).not.toContain(draft);
  });

  it('takes two statements a page of records, whatever their number', async () => {
    const api = await portfolio();
    const { prisma } = api.database;
    const counts = { Slo: prisma.slo.count(), Change: prisma.change.count(), System: prisma.system.count() };
    for (const [kind, count] of Object.entries(counts)) {
      const document = `{ exportRecords(kinds: [${kind}]) { lines endCursor } }`;
      const { answer, statements } = await api.counted<{ exportRecords: { lines: string[] } }>(document);
      expect(answer.data.exportRecords.lines, kind).toHaveLength(1 + (await count));
      expect(statements, kind).toHaveLength(2);
    }
  });

  it('refuses pages that are too large and cursors of something else', async () => {
    const api = await empty();
    const codes = await Promise.all(
      ['first: 0', 'first: 101', 'after: "eA"', 'kinds: [Slo], after: "WyJleHBvcnQiLCJTbGkiLG51bGxd"'].map(
        async (args) => (await api.send(`{ exportRecords(${args}) { lines } }`)).errors?.[0]?.extensions.code,
      ),
    );
    expect(codes).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });
});

const header = '{"format":"steward-records","version":1}';
const line = (kind: string, key: string, document: object, more: object = {}): string =>
  JSON.stringify({ kind, key, document, ...more });
const textOf = (...lines: string[]): string => [header, ...lines].map((text) => `${text}\n`).join('');
const team = (key: string, more: object = {}) => line('Team', key, { name: key, ...more });

describe('an import of records', () => {
  it('takes lines in any order and in circles', async () => {
    const api = await empty();
    const component = (key: string, on: string) =>
      line('Component', key, { name: key, dependencies: [{ component: on }] });
    const { written: records } = await importedRecords(
      api,
      textOf(component('a', 'b'), component('b', 'a'), team('low', { parent: 'high' }), team('high')),
    );
    expect(records).toBe(4);
    expect((await api.send('{ component(key: "b") { dependencies { component { key } } } }')).data).toEqual({
      component: { dependencies: [{ component: { key: 'a' } }] },
    });
  });

  it('keeps what people wrote here, and takes what an importer wrote or nobody', async () => {
    const api = await empty();
    await imported(api, files);
    await written(api, 'updateComponent', { key: 'cart', expectedRevision: null, description: 'Ours' });
    const theirs = line('Component', 'cart', {
      ...{ name: 'Cart', description: 'Theirs', type: 'service', stage: 'PRODUCTION', class: 'software' },
    });
    const { plan } = await importedRecords(api, textOf(theirs));
    expect(plan.rows.nodes.find(({ key }) => key === 'cart')).toMatchObject({
      action: 'CONFLICT',
      line: 2,
      drift: expect.arrayContaining([{ field: 'description', current: 'Ours', declared: 'Theirs' }]),
    });
    expect((await api.send('{ component(key: "cart") { name description class } }')).data).toEqual({
      component: { name: 'Cart', description: 'Ours', class: 'software' },
    });
  });

  it.each([
    ['kind', line('Product', 'x', {})],
    ['not valid', line('Team', 'x', {})],
    ['not valid', line('Team', 'x y', { name: 'x' })],
    ['not valid', line('Team', 'x', { name: 'x', colour: 'red' })],
    ['not a record', '{"key":"x"}'],
    ['not a record', '{"kind":"Team","key":"x"}'],
    ['not a record', line('Team', 'x', { name: 'x' }, { revision: 7 })],
    ['not a record', line('Team', 'x', { name: 'x' }, { origin: 'HEARSAY' })],
    ['version', '{"format":"steward-records","version":2}'],
    ['duplicate', team('good')],
    ['reference', team('x', { parent: 'nobody' })],
    [
      'incomplete',
      JSON.stringify({
        kind: 'OwnershipRules',
        repository: 'github.com/acme/pay',
        file: 'CODEOWNERS',
        dialect: 'GITHUB',
        commit: null,
        from: 500,
        of: 501,
        rules: [],
      }),
    ],
  ])('with a line that is wrong (%s) writes nothing and says where: %s', async (reason, wrong) => {
    const api = await empty();
    const text = textOf(team('good'), wrong, line('Repository', 'github.com/acme/pay', {}));
    const before = await contentsOf(api.database);
    const { session, plan } = await plannedRecords(api, text);
    expect(plan.rows.nodes.filter(({ action }) => action === 'REFUSE')).toMatchObject([
      { file: 'all.jsonl', line: 3, reason },
    ]);
    expect(plan.findings.nodes).toMatchObject([{ file: 'all.jsonl', line: 3, severity: 'ERROR' }]);
    const applied = await importStep(api, 'Apply', { session });
    expect(applied).toMatchObject({
      __typename: 'StateError',
      message: expect.stringContaining('all.jsonl, line 3'),
    });
    const {
      ImportSession: _,
      ImportPiece: __,
      ImportPlanPage: ___,
      ...added
    } = rowsAdded(before, await contentsOf(api.database));
    expect(added).toEqual({});
  });

  it('leaves out wrong lines and all that names them when asked to', async () => {
    const api = await empty();
    const text = textOf(
      line('Team', 'bad', {}),
      team('child', { parent: 'bad' }),
      team('grandchild', { parent: 'child' }),
      team('good'),
    );
    const { plan, written: records } = await importedRecords(api, text, { errorPolicy: 'REJECT_FAILED' });
    expect(records).toBe(1);
    expect(plan.rows.nodes.map(({ action, key, reason }) => `${action} ${key} ${reason}`)).toEqual([
      'REFUSE bad not valid',
      'REFUSE child reference',
      'REFUSE grandchild reference',
      'CREATE good not known yet',
    ]);
  });

  it('knows every origin that a record can have', () => {
    expect([...recordOrigins].sort()).toEqual(Object.keys(originChoice.values).sort());
  });

  it('is for administrators alone: it passes by lifecycles and role commands', async () => {
    const api = await empty();
    const bob = await api.person('bob');
    const staged = await importStep(api, 'Stage', { pieces: recordPieces(textOf(team('good'))) }, bob);
    expect(staged).toMatchObject({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
    expect(await api.database.prisma.importSession.count()).toBe(0);
  });

  it('is never mixed with files of a repository', async () => {
    const api = await empty();
    const [records] = recordPieces(textOf(team('good')));
    const [file] = piecesOf(files).map((piece) => JSON.stringify(piece));
    const repository = 'github.com/acme/shop';
    for (const input of [{ repository, pieces: [records] }, { pieces: [file] }])
      expect((await importStep(api, 'Stage', input)).issues).toMatchObject([{ path: ['pieces', '0'] }]);
    const { session } = await importStep(api, 'Stage', { repository, pieces: [file] });
    expect(
      (await importStep(api, 'Stage', { session: session!.id, pieces: [records] })).issues,
    ).toMatchObject([{ path: ['repository'] }]);
  });

  it('plans and writes with as many statements for 100 records as for 10', async () => {
    const count = async (records: number) => {
      const api = await empty();
      const lines = Array.from({ length: records }, (_, n) =>
        team(`team-${n}`, { parent: n > 0 ? 'team-0' : null }),
      );
      const { session } = await importStep(api, 'Stage', { pieces: recordPieces(textOf(...lines), 200) });
      const steps = ['Plan', 'Apply'].map(
        (step) => `mutation ($input: Import${step}Input!) { import${step}(input: $input) { __typename } }`,
      );
      const numbers = [];
      for (const step of steps)
        numbers.push((await api.counted(step, { input: { session: session!.id } })).statements.length);
      return numbers;
    };
    const few = await count(10);
    expect(await count(100)).toEqual(few);
    expect(few).toEqual([12, 17]);
  });
});
