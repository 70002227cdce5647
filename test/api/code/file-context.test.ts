import { prepareIndex } from '@steward/domain/code/prepare-index.ts';
import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { resolveFile } from '@steward/domain/code/resolve-file.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';

const question = /* GraphQL */ `
  query ($paths: [String!]!) {
    fileContext(repository: "github.com/Acme/Pay", paths: $paths) {
      path
      state
      component { key system { key } }
      system { key }
      owner { source handle holder { ... on Team { key name } ... on Person { key } } decidedBy { file line } }
      accountable { person { key } }
      codeowners { state owners { handle } rule { line pattern } }
      target { percent basis }
      changes { level lines { start end } change { key title } }
    }
  }
`;

/** A repository with a component, its system, rules, roles, a promise and a change. */
async function checkout(): Promise<TestApi> {
  const api = await testApi();
  const { prisma } = api.database;
  const write = async (document: string) => {
    const answer = await api.send<Record<string, { __typename: string; message?: string }>>(document);
    expect(answer.errors).toBeUndefined();
    for (const result of Object.values(answer.data)) expect(result).not.toHaveProperty('message');
  };
  const failed = '__typename ... on UserError { message }';
  await write(`mutation {
    a: createRole(input: { key: "owner", name: "Owner", scopes: ["Component"] }) { ${failed} }
    b: createRole(input: { key: "system-owner", name: "System Owner", scopes: ["System"], exclusive: true }) { ${failed} }
    c: createTeam(input: { name: "Payments", handles: [{ host: "github.com", handle: "@acme/payments" }] }) { ${failed} }
    d: createRepository(input: { key: "github.com/Acme/Pay" }) { ${failed} }
    e: createSystem(input: { name: "Checkout" }) { ${failed} }
    f: createComponent(input: { name: "Cart", system: "checkout", codeLocations: [{ repository: "github.com/acme/pay", path: "src/cart" }] }) { ${failed} }
    g: assignSystemRole(input: { key: "checkout", expectedRevision: 1, role: "system-owner", person: "ada", at: "2026-01-01T00:00:00Z" }) { ${failed} }
    h: createAgreement(input: { name: "Promise", timeZone: "UTC", systems: ["checkout"], targets: [{ system: "checkout", percent: "99.95" }] }) { ${failed} }
    i: createChange(input: { title: "Faster cart", systems: ["checkout"], reason: "slow", plan: "cache", plannedStart: "2026-12-01T08:00:00Z", plannedEnd: "2026-12-01T09:00:00Z", codeReferences: [{ repository: "github.com/Acme/Pay", path: "src/cart/total.ts", startLine: 3, endLine: 9 }] }) { ${failed} }
    j: transitionChange(input: { key: "CHG-1001", expectedRevision: 1, to: SUBMITTED }) { ${failed} }
  }`);
  const repository = await prisma.repository.findFirstOrThrow();
  const file = {
    id: crypto.randomUUID(),
    repositoryId: repository.id,
    file: '.github/CODEOWNERS',
    dialect: 'GITHUB',
    hash: crypto.randomUUID(),
    importedAt: new Date(),
  };
  await prisma.codeownersFile.create({ data: file });
  await prisma.ownershipRule.createMany({
    data: [
      {
        id: crypto.randomUUID(),
        codeownersFileId: file.id,
        position: 0,
        line: 1,
        pattern: '*',
        owners: ['@acme/everyone'],
      },
      {
        id: crypto.randomUUID(),
        codeownersFileId: file.id,
        position: 1,
        line: 2,
        pattern: '/src/',
        owners: ['@acme/Payments'],
      },
    ],
  });
  return api;
}

describe('fileContext', () => {
  it('says whose a file is, what was promised and which open changes touch its system, component and path', async () => {
    const api = await checkout();
    const answer = await api.send<{ fileContext: object[] }>(question, {
      paths: ['src/cart/total.ts', 'README.md'],
    });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.fileContext).toEqual([
      {
        path: 'src/cart/total.ts',
        state: 'KNOWN',
        component: { key: 'cart', system: { key: 'checkout' } },
        system: { key: 'checkout' },
        owner: {
          source: 'CODEOWNERS',
          handle: '@acme/Payments',
          holder: { key: 'payments', name: 'Payments' },
          decidedBy: { file: '.github/CODEOWNERS', line: 2 },
        },
        accountable: { person: { key: 'ada' } },
        codeowners: [
          { state: 'OWNED', owners: [{ handle: '@acme/Payments' }], rule: { line: 2, pattern: '/src/' } },
        ],
        target: { percent: '99.95', basis: 'AVERAGE_MONTH_730H' },
        changes: [
          { level: 'LINES', lines: { start: 3, end: 9 }, change: { key: 'CHG-1001', title: 'Faster cart' } },
        ],
      },
      {
        path: 'README.md',
        state: 'KNOWN',
        component: null,
        system: null,
        owner: {
          source: 'CODEOWNERS',
          handle: '@acme/everyone',
          holder: null,
          decidedBy: { file: '.github/CODEOWNERS', line: 1 },
        },
        accountable: null,
        codeowners: [
          { state: 'OWNED', owners: [{ handle: '@acme/everyone' }], rule: { line: 1, pattern: '*' } },
        ],
        target: null,
        changes: [],
      },
    ]);
  });

  it('answers as the index does when it is resolved elsewhere', async () => {
    const api = await checkout();
    const { data } = await api.send<{
      repositoryIndex: { state: string; revision: string; index: RepositoryIndex };
    }>('{ repositoryIndex(repository: "github.com/acme/pay") { state revision index } }');
    expect(data.repositoryIndex.state).toBe('CURRENT');
    const result = resolveFile(prepareIndex(data.repositoryIndex.index), 'src/cart/total.ts');
    expect(result).toMatchObject({
      ok: true,
      context: {
        component: { key: 'cart' },
        owner: { handle: '@acme/Payments', holder: { key: 'payments' } },
        changes: [{ level: 'LINES' }],
      },
    });
    const again = await api.send<{ repositoryIndex: { state: string; index: null } }>(
      'query ($known: String) { repositoryIndex(repository: "github.com/acme/pay", knownRevision: $known) { state index } }',
      { known: data.repositoryIndex.revision },
    );
    expect(again.data.repositoryIndex).toEqual({ state: 'UNCHANGED', index: null });
  });

  it('takes the same number of statements for one path and for two hundred', async () => {
    const api = await checkout();
    const many = Array.from({ length: 200 }, (_, i) => `src/cart/deep/file${i}.ts`);
    await api.counted(question, { paths: ['src/cart/total.ts'] });
    const one = await api.counted(question, { paths: ['src/cart/total.ts'] });
    const all = await api.counted(question, { paths: ['src/cart/total.ts', ...many.slice(1)] });
    expect(all.statements).toHaveLength(one.statements.length);
    expect(one.statements).toHaveLength(3);
  });

  it('refuses paths that lead out of the repository, and more than 200 of them', async () => {
    const api = await testApi();
    const up = await api.send(question, { paths: ['../secrets'] });
    expect(up.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const many = await api.send(question, { paths: Array.from({ length: 201 }, () => 'a') });
    expect(many.errors?.[0]?.message).toContain('at most 200 paths, not 201');
  });

  it('says that a repository is unknown when nobody has added it', async () => {
    const api = await testApi();
    const answer = await api.send(question, { paths: ['a.ts'] });
    expect(answer.data).toMatchObject({
      fileContext: [{ path: 'a.ts', state: 'REPOSITORY_UNKNOWN', owner: null, codeowners: [] }],
    });
  });
});
