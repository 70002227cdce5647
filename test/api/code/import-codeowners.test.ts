import { describe, expect, it } from 'vitest';
import { testApi } from '../../support/api.ts';
import { imported } from '../../support/import.ts';
import { answers, files, findings, journal, owners, paths } from '../../support/shop-repository.ts';

describe('an import of CODEOWNERS', () => {
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
      AuditEntry: count.AuditEntry! + 1,
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
