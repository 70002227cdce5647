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

describe('the demonstration', () => {
  it('goes through the write path, every record with origin DEMO and a revision through the door DEMO', async () => {
    const { api, count } = await demonstration();
    const { prisma } = api.database;
    const systems = await prisma.system.findMany({ select: { origin: true } });
    expect(systems.map(({ origin }) => origin)).toEqual(systems.map(() => 'DEMO'));
    expect(await prisma.catalogEntity.count()).toBe(5);
    // Two components stand in the catalog files alone; the team and its two people in both.
    expect(await prisma.revision.count({ where: { revision: 1, door: 'DEMO' } })).toBe(count + 2);
    expect(await prisma.component.count({ where: { NOT: { origin: 'DEMO' } } })).toBe(0);
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
