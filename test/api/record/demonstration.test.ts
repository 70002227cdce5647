import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureStandardRoles } from '@steward/server/test/people/standard-roles.ts';
import { loadDemonstration } from '@steward/server/test/record/load-demonstration.ts';
import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';

async function demonstration() {
  const api = await testApi();
  const context = api.context();
  await ensureStandardRoles(context);
  const count = await loadDemonstration({ ...context, door: 'DEMO' });
  return { api, count };
}

describe('the demonstration', { timeout: 60_000 }, () => {
  it('goes through the write path, every record with origin DEMO and a revision through the door DEMO', async () => {
    const { api, count } = await demonstration();
    const { prisma } = api.database;
    const systems = await prisma.system.findMany({ select: { origin: true } });
    expect(systems.map(({ origin }) => origin)).toEqual(systems.map(() => 'DEMO'));
    expect(await prisma.catalogEntity.count()).toBe(5);
    // Two components stand in the catalog files alone; the team and its two people in both.
    expect(await prisma.revision.count({ where: { revision: 1, door: 'DEMO' } })).toBe(count + 2);
    expect(await prisma.component.count({ where: { NOT: { origin: 'DEMO' } } })).toBe(0);
    expect(await loadDemonstration({ ...api.context(), door: 'DEMO' })).toBe(0);
    expect(await prisma.system.count()).toBe(systems.length);
  });

  it('names the lines of its changes at the commit of this clone, so that an editor can mark them', async () => {
    const { api } = await demonstration();
    const root = fileURLToPath(new URL('../../../', import.meta.url));
    const head = existsSync(join(root, '.git'))
      ? execFileSync('git', ['-C', root, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim()
      : null;
    const rows = await api.database.prisma.codeReference.findMany({
      where: { startLine: { not: null } },
      orderBy: { path: 'asc' },
    });
    const first = ({ path, startLine }: (typeof rows)[number]) =>
      readFileSync(join(root, path), 'utf8').split('\n')[startLine! - 1];
    expect(rows.map((row) => [row.baseCommit, first(row)])).toEqual([
      [head, 'export function createClient(options: ClientOptions): StewardClient {'],
      [head, 'export function fileResolver(prepared: PreparedIndex): FileResolver {'],
    ]);
  });

  it('leaves one system without an owner on purpose, and answers for a file of this repository', async () => {
    const { api } = await demonstration();
    const { data } = await api.send<{
      fileContext: { component: { key: string } | null; owner: { holder: { key: string } } | null }[];
    }>(
      `query Q($paths: [String!]!) {
        fileContext(repository: "demo/steward", paths: $paths) {
          component { key }
          owner { holder { ... on Person { key } ... on Team { key } } }
        }
      }`,
      { paths: ['packages/domain/src/code/resolve-file.ts', 'packages/cli/src/main.ts', 'README.md'] },
    );
    expect(data.fileContext).toEqual([
      { component: { key: 'ownership-matcher' }, owner: { holder: { key: 'ada-example' } } },
      { component: { key: 'command-line' }, owner: { holder: { key: 'editor-team' } } },
      { component: null, owner: { holder: { key: 'quality-team' } } },
    ]);
  });
});

describe('removing the demonstration', { timeout: 60_000 }, () => {
  const remove = `mutation Q($input: RemoveDemonstrationInput!) { removeDemonstration(input: $input) {
    __typename ... on RemoveDemonstrationPayload { removed } ... on UserError { code message } } }`;

  it('leaves nothing but the person at the machine, the roles, and the audit', async () => {
    const { api, count } = await demonstration();
    const { prisma } = api.database;
    const audit = await prisma.auditEntry.count();
    const checked = await api.send<object>(remove, { input: { validateOnly: true } });
    expect(checked.data).toEqual({
      removeDemonstration: { __typename: 'RemoveDemonstrationPayload', removed: count + 2 },
    });
    expect(await prisma.system.count()).toBeGreaterThan(0);
    const { data } = await api.send<object>(remove, { input: { idempotencyKey: 'one' } });
    expect(data).toEqual(checked.data);
    const left = await Promise.all([
      prisma.system.count(),
      prisma.component.count(),
      prisma.repository.count(),
      prisma.ownershipRule.count(),
      prisma.roleAssignment.count(),
      prisma.team.count(),
      prisma.person.count(),
      prisma.revision.count({ where: { NOT: { kind: 'Role' } } }),
      prisma.searchEntry.count({ where: { NOT: { kind: 'Role' } } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(await prisma.auditEntry.count()).toBe(audit + count + 2);
    const again = await api.send<object>(remove, { input: { idempotencyKey: 'one' } });
    expect(again.data).toEqual(data);
  });

  it('is refused, with the name, while a real record hangs on it', async () => {
    const { api } = await demonstration();
    const { prisma } = api.database;
    const before = await prisma.system.count();
    await api.send(
      `mutation { createSystem(input: { key: "real", name: "Real",
        dependencies: [{ system: "sign-in", hardness: HARD }] }) { __typename } }`,
    );
    const { data } = await api.send<object>(remove, { input: {} });
    expect(data).toEqual({
      removeDemonstration: {
        __typename: 'StateError',
        code: 'STATE',
        message: 'System real hangs on the demonstration: take what refers to it out of them first',
      },
    });
    expect(await prisma.system.count()).toBe(before + 1);
  });

  it('is for administrators', async () => {
    const api = await testApi();
    const guest = await api.person('guest');
    const { data } = await api.send<object>(remove, { input: {} }, guest);
    expect(data).toMatchObject({ removeDemonstration: { code: 'FORBIDDEN' } });
  });
});
