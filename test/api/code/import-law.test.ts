import { openPolicy } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { imported, importStep, piecesOf, plannedImport } from '../../support/import.ts';
import { written } from '../../support/mutate.ts';

const repository = 'github.com/acme/shop';

const components = (count: number): string =>
  Array.from(
    { length: count },
    (_, i) =>
      `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: c${i} }\nspec: { type: service, lifecycle: production, owner: team-a, dependsOn: [component:c${(i + 1) % count}] }\n`,
  ).join('---\n');

const files = { 'catalog-info.yaml': components(3), CODEOWNERS: '* @ada\n' };
const texts = piecesOf(files).map((piece) => JSON.stringify(piece));

const stage = { repository, pieces: texts };

async function refusedStage(api: TestApi, input: object): Promise<string[]> {
  const before = await contentsOf(api.database);
  const answer = await importStep(api, 'Stage', { ...stage, ...input });
  expect(answer).toMatchObject({ __typename: 'ValidationError', code: 'BAD_USER_INPUT' });
  expect(await contentsOf(api.database)).toEqual(before);
  return answer.issues!.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const piece = (more: object) => ({
  format: 'CATALOG_INFO',
  piece: { ...JSON.parse(texts[0]!).piece, ...more },
});

describe('staging', () => {
  it('refuses a piece above 900 KB, what is no piece and what is of no file, each where it stands', async () => {
    const api = await testApi();
    const long = `"${'x'.repeat(900_000)}"`;
    expect(await refusedStage(api, { pieces: [long] })).toEqual([
      'pieces.0: has 900002 bytes, and 900000 are allowed: cut it into several',
    ]);
    const wrong = ['{', '{}', JSON.stringify(piece({ file: '../catalog-info.yaml' })), texts[0]];
    expect(await refusedStage(api, { pieces: wrong, repository: 'shop', commit: 'a\u0000b' })).toEqual([
      'repository: must be host/path, such as github.com/acme/pay',
      'commit: must be one line of at most 200 characters',
      'pieces.0: is not JSON',
      expect.stringMatching(/^pieces\.1: is no piece of an import: format: /),
      'pieces.2: is of no file: the path "../catalog-info.yaml" leaves the folder it is in: give it without ".."',
    ]);
    expect(await refusedStage(api, { pieces: Array.from({ length: 1_001 }, () => texts[1]) })).toEqual([
      'pieces: may hold 1000 pieces, not 1001: stage them in several requests',
    ]);
  });

  it('is repeated for more pieces of the same repository, commit and options', async () => {
    const api = await testApi();
    const first = await importStep(api, 'Stage', { ...stage, pieces: [texts[0]], commit: 'c0ffee1' });
    const session = first.session!.id;
    const more = await importStep(api, 'Stage', { ...stage, session, pieces: [texts[1]] });
    expect(more.session).toMatchObject({ id: session, pieces: 2 });
    expect(await refusedStage(api, { session, repository: 'github.com/acme/other' })).toEqual([
      'repository: is "github.com/acme/shop" in this session: begin another session',
    ]);
    expect(await refusedStage(api, { session, commit: 'c0ffee2' })).toEqual([
      'commit: is "c0ffee1" in this session: begin another session',
    ]);
    const planned = await importStep(api, 'Plan', { session });
    expect(planned.session!.plan!.rows.totalCount).toBe(5);
  });

  it('refuses text of a file that no column takes, and says where it stands', async () => {
    const api = await testApi();
    const odd = texts[0]!.replace('"name":"c0"', '"name":"a\\u0000b"');
    expect(await refusedStage(api, { pieces: [odd] })).toEqual([
      'pieces.0: holds a zero character or half a character (\\0, \\uD800 to \\uDFFF), which no database takes, in entities.0.name: take it out',
    ]);
  });

  it('keeps what is said about a file whatever it quotes, with replacement characters', async () => {
    const api = await testApi();
    const odd = piece({ broken: [{ doc: 0, line: 1, reason: 'a\u0000b', message: '\ud800' }] });
    const staged = await importStep(api, 'Stage', { ...stage, pieces: [JSON.stringify(odd)] });
    expect(staged.__typename).toBe('ImportStagePayload');
  });
});

describe('a session', () => {
  it('is its maker alone', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const eve = await api.person('eve');
    for (const step of ['Plan', 'Apply'] as const)
      expect(await importStep(api, step, { session }, eve)).toMatchObject({
        ...{ __typename: 'NotFoundError', code: 'NOT_FOUND', path: ['session'] },
        message: `no import session has the id "${session}": it may be over or another's, begin one with importStage`,
      });
    expect(await importStep(api, 'Stage', { ...stage, session }, eve)).toMatchObject({ code: 'NOT_FOUND' });
    const question = 'query ($id: ID!) { importSession(id: $id) { id } }';
    expect((await api.send(question, { id: session }, eve)).data).toEqual({ importSession: null });
    expect((await api.send(question, { id: session })).data).toEqual({ importSession: { id: session } });
    expect((await api.send(question, { id: 'nonsense' })).data).toEqual({ importSession: null });
  });

  it('is gone with all it holds when it is discarded, once, and by nobody else', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const eve = await api.person('eve');
    expect(await importStep(api, 'Discard', { session }, eve)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await importStep(api, 'Discard', { session, idempotencyKey: 'once' })).session).toBeNull();
    expect((await importStep(api, 'Discard', { session, idempotencyKey: 'once' })).session).toBeNull();
    expect(await importStep(api, 'Discard', { session })).toMatchObject({ code: 'NOT_FOUND' });
    const { prisma } = api.database;
    expect([
      await prisma.importSession.count(),
      await prisma.importPiece.count(),
      await prisma.importPlanPage.count(),
    ]).toEqual([0, 0, 0]);
  });

  it('is over after a day, and is taken away with its pieces when the next one begins', async () => {
    let now = new Date('2026-01-01T00:00:00.000Z');
    const api = await testApi({ now: () => now });
    const { session } = await plannedImport(api, files);
    now = new Date('2026-01-02T00:00:00.000Z');
    expect(await importStep(api, 'Apply', { session })).toMatchObject({ code: 'NOT_FOUND' });
    await importStep(api, 'Stage', { ...stage, pieces: [texts[0]] });
    const { prisma } = api.database;
    expect([await prisma.importSession.count(), await prisma.importPiece.count()]).toEqual([1, 1]);
  });

  it('gives its plan page by page, and refuses what is no page', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const rows = async (page: string) => {
      const answer = await api.send<{ importSession: { plan: { rows: Page } } }>(
        `query ($id: ID!) { importSession(id: $id) { plan { rows(${page}) {
          totalCount nodes { key } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`,
        { id: session },
      );
      return answer.errors ? answer.errors[0]!.message : answer.data.importSession.plan.rows;
    };
    const first = (await rows('first: 2')) as Page;
    expect(first).toMatchObject({
      totalCount: 5,
      nodes: [{ key: repository }, { key: 'c0' }],
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
    });
    const second = (await rows(`first: 2, after: "${first.pageInfo.endCursor}"`)) as Page;
    expect(second.nodes).toEqual([{ key: 'c1' }, { key: 'c2' }]);
    const last = (await rows('last: 1')) as Page;
    expect(last).toMatchObject({
      nodes: [{ key: null }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const before = (await rows(`last: 3, before: "${second.pageInfo.startCursor}"`)) as Page;
    expect(before.nodes).toEqual(first.nodes);
    expect(await rows('first: 101')).toBe('`first` must be from 1 to 100, not 101: page with `after`');
    expect(await rows('first: 1, last: 1')).toBe('give `first` or `last`, not both');
    expect(await rows('after: "x"')).toBe('this cursor does not belong to this list: begin again without it');
  });
});

interface Page {
  totalCount: number;
  nodes: { key: string | null }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
}

describe('applying', () => {
  it('writes one revision, audit event and outbox event a record, and leaves no pieces', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const before = await contentsOf(api.database);
    const applied = await importStep(api, 'Apply', { session });
    expect(applied).toMatchObject({ written: 4, repository: { key: repository } });
    expect(applied.session!.appliedAt).not.toBeNull();
    expect(rowsAdded(before, await contentsOf(api.database))).toEqual({
      ...{ Revision: 4, AuditEntry: 4, OutboxEvent: 4, SearchEntry: 4 },
      ...{ Repository: 1, Component: 3, ComponentDependency: 3, CodeLocation: 3 },
      ...{ CodeownersFile: 1, OwnershipRule: 1, CatalogEntity: 3, SourceFinding: 1, ImportPiece: -2 },
    });
  });

  it('needs a plan of all that is staged, and is done once', async () => {
    const api = await testApi();
    const session = (await importStep(api, 'Stage', { ...stage, pieces: [texts[0]] })).session!.id;
    const unplanned = { __typename: 'StateError', code: 'STATE', path: ['session'], legal: ['importPlan'] };
    expect(await importStep(api, 'Apply', { session })).toMatchObject(unplanned);
    await importStep(api, 'Plan', { session });
    await importStep(api, 'Stage', { ...stage, session, pieces: [texts[1]] });
    expect(await importStep(api, 'Apply', { session })).toMatchObject(unplanned);
    await importStep(api, 'Plan', { session });
    await importStep(api, 'Apply', { session });
    for (const step of ['Plan', 'Apply'] as const)
      expect(await importStep(api, step, { session })).toMatchObject({
        ...{ __typename: 'StateError', legal: ['importStage'] },
        message: 'this session was applied: begin another',
      });
  });

  it('refuses a plan that is stale, writes nothing, and takes the plan made again', async () => {
    const api = await testApi();
    await imported(api, files);
    const later = {
      ...files,
      'catalog-info.yaml': files['catalog-info.yaml'].replaceAll('service', 'website'),
    };
    const { session } = await plannedImport(api, later);
    await written(api, 'updateComponent', { key: 'c1', type: 'batch', expectedRevision: null });
    const before = await contentsOf(api.database);
    expect(await importStep(api, 'Apply', { session })).toMatchObject({
      ...{ __typename: 'StateError', code: 'STATE', legal: ['importPlan'] },
      message: 'records have changed since the plan was made: plan again and look at what is different',
    });
    expect(await contentsOf(api.database)).toEqual(before);
    const again = await importStep(api, 'Plan', { session });
    expect(again.session!.plan!.rows.nodes.map(({ action }) => action)).toEqual([
      ...['UPDATE', 'CONFLICT', 'UPDATE', 'KEEP'],
    ]);
    expect(await importStep(api, 'Apply', { session })).toMatchObject({ written: 2 });
  });

  it('goes on when what has changed is nothing that the plan looked at', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    await written(api, 'createSystem', { name: 'Elsewhere' });
    expect(await importStep(api, 'Apply', { session })).toMatchObject({ written: 4 });
  });

  it('waits while another request is at the session, and then goes on', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const { prisma, connection } = api.database;
    const held = Promise.withResolvers<void>();
    const release = Promise.withResolvers<void>();
    const other = prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 AS one FROM "ImportSession" WHERE id = ${session}::uuid FOR UPDATE`;
      held.resolve();
      await release.promise;
    });
    await held.promise;
    const watch = connection.engine === 'postgres' ? await watcher(connection.url) : null;
    const applying = importStep(api, 'Apply', { session });
    // The embedded database has one connection: there the request itself waits until the other is done.
    if (watch) await vi.waitUntil(async () => (await watch.rolledBack()) > 0, { timeout: 20_000 });
    await watch?.end();
    release.resolve();
    await other;
    expect(await applying).toMatchObject({ written: 4 });
  });

  it('with validateOnly runs every check and writes nothing', async () => {
    const api = await testApi();
    const { session } = await plannedImport(api, files);
    const before = await contentsOf(api.database);
    const checked = await importStep(api, 'Apply', { session, validateOnly: true, idempotencyKey: 'once' });
    expect(checked).toMatchObject({ __typename: 'ImportApplyPayload', written: 4, repository: null });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('is all or nothing: what may not be written takes everything with it', async () => {
    const closed = { ...openPolicy, mayWrite: () => 'only the head of software may do this' };
    const api = await testApi({ policies: { ...policies, Component: closed } });
    const { session } = await plannedImport(api, files);
    const before = await contentsOf(api.database);
    expect(await importStep(api, 'Apply', { session })).toMatchObject({
      ...{ __typename: 'ForbiddenError', code: 'FORBIDDEN' },
      message: 'only the head of software may do this',
    });
    const after = await contentsOf(api.database);
    expect(rowsAdded(before, after)).toEqual({ AuditEntry: 1 });
    const { AuditEntry, AuditHead } = before;
    expect({ ...after, AuditEntry, AuditHead }).toEqual(before);
  });

  it('refuses an archived repository until somebody restores it', async () => {
    const api = await testApi();
    await imported(api, files);
    await written(api, 'archiveRepository', { key: repository, expectedRevision: null });
    const session = (await importStep(api, 'Stage', stage)).session!.id;
    expect(await importStep(api, 'Plan', { session })).toMatchObject({
      ...{ __typename: 'StateError', legal: ['restoreRepository'] },
      message: 'the repository github.com/acme/shop is archived: restore it first',
    });
  });
});

/**
 * Counts connections whose last transaction was rolled back since now. It looks from a connection of its own: one of
 * the pool might be the very one that rolled back.
 */
async function watcher(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT clock_timestamp()::text AS now');
  return {
    rolledBack: async () => {
      const found = await client.query(
        "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'ROLLBACK%' AND state_change > $1::timestamptz",
        [rows[0].now],
      );
      return found.rows.length;
    },
    end: () => client.end(),
  };
}

describe('a step with an idempotency key', () => {
  it('gives its first answer again and writes nothing more; other input is refused', async () => {
    const api = await testApi();
    const twice = async (step: 'Stage' | 'Plan' | 'Apply', input: object, other: object) => {
      const idempotencyKey = `key of ${step}`;
      const first = await importStep(api, step, { ...input, idempotencyKey });
      expect(first.__typename).toBe(`Import${step}Payload`);
      const after = await contentsOf(api.database);
      expect(await importStep(api, step, { ...input, idempotencyKey })).toEqual(first);
      expect(await importStep(api, step, { ...input, ...other, idempotencyKey })).toMatchObject({
        ...{ __typename: 'ValidationError', path: ['idempotencyKey'] },
      });
      expect(await contentsOf(api.database)).toEqual(after);
      return first.session!.id;
    };
    const session = await twice('Stage', stage, { prune: true });
    const other = (await importStep(api, 'Stage', stage)).session!.id;
    await twice('Plan', { session }, { session: other });
    await twice('Apply', { session }, { reason: 'another' });
    const endless = { session, idempotencyKey: 'x'.repeat(201) };
    expect(await importStep(api, 'Apply', endless)).toMatchObject({ path: ['idempotencyKey'] });
  });
});

describe('the size of an import', () => {
  it('changes no number of statements: 10 components or 100', async () => {
    const steps = async (count: number) => {
      const api = await testApi();
      const [text] = piecesOf({ 'catalog-info.yaml': components(count) });
      const pieces = [JSON.stringify(text)];
      const session = (await importStep(api, 'Stage', { repository: `${repository}-${count}`, pieces }))
        .session!.id;
      const plan = await api.database.recordStatements(() => importStep(api, 'Plan', { session }));
      const apply = await api.database.recordStatements(() => importStep(api, 'Apply', { session }));
      expect(apply.result).toMatchObject({ written: count + 1 });
      return [plan.statements.length, apply.statements.length];
    };
    await steps(9);
    const [few, many] = [await steps(10), await steps(100)];
    expect(many).toEqual(few);
    expect(few).toEqual([17, 30]);
  });
});
