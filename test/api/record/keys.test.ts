import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf } from '../../support/contents.ts';
import { mutate, written } from '../../support/mutate.ts';
import { createInput } from '../../support/seed.ts';

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
});

const create = (key: string | null, name = 'A name') => mutate(api, 'createSystem', { key, name });
const rename = (key: string, newKey: string) =>
  mutate(api, 'updateSystem', { key, newKey, expectedRevision: null });

async function found(kind: string, key: string): Promise<string | null> {
  const answer = await api.send<{ it: { key: string } | null }>(
    `query ($key: String!) { it: ${kind}(key: $key) { key } }`,
    { key },
  );
  expect(answer.errors).toBeUndefined();
  return answer.data.it?.key ?? null;
}

describe('a slug', () => {
  it('is made of the name when none is given, stored in lower case and found in any case', async () => {
    expect((await create(null, 'Check Out (v2)')).record!.key).toBe('check-out-v2');
    expect((await create('Ledger.Core')).record!.key).toBe('ledger.core');
    expect(await found('system', 'LEDGER.core')).toBe('ledger.core');
    expect(await found('system', '  ledger.core ')).toBe('ledger.core');
  });

  it.each(['-a', 'a b', 'a/b', 'ü', 'a'.repeat(128), 'a\u0000', ''])(
    '%j is refused with the rule',
    async (key) => {
      const before = await contentsOf(api.database);
      expect(await create(key)).toMatchObject({
        __typename: 'ValidationError',
        issues: [{ path: ['key'], message: expect.stringContaining('must begin with a letter or digit') }],
      });
      expect(await contentsOf(api.database)).toEqual(before);
    },
  );

  it('is asked for when no letter of the name can stand in one', async () => {
    expect(await create(null, '支付')).toMatchObject({ __typename: 'ValidationError', path: ['key'] });
  });

  it('belongs to one record of a kind, whatever its case, and to another kind as well', async () => {
    await create('ledger');
    expect(await create('LEDGER')).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['key'], message: 'the key "ledger" belongs to another system: choose another' }],
    });
    expect((await mutate(api, 'createTeam', { key: 'ledger', name: 'Ledger' })).record!.key).toBe('ledger');
  });

  it.each(['a\u0000', '\ud800', `${'x'.repeat(5000)}`, '', "'; DROP TABLE x; --", '%', '_'])(
    'look-up of %j finds nothing and fails nothing',
    async (key) => {
      await create('a');
      expect(await found('system', key)).toBeNull();
      expect(await mutate(api, 'archiveSystem', { key, expectedRevision: null })).toMatchObject({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
        path: ['key'],
      });
    },
  );
});

describe('a rename', () => {
  it('keeps the old key as an alias, in any case, for reading, writing and referring', async () => {
    const { record } = await create('old');
    const renamed = await rename('old', 'new');
    expect(renamed).toMatchObject({ changed: ['key'], revision: 2, record: { id: record!.id, key: 'new' } });
    expect(await found('system', 'OLD')).toBe('new');
    expect(
      (await mutate(api, 'updateSystem', { key: 'Old', name: 'B', expectedRevision: 2 })).record!.key,
    ).toBe('new');
    const component = await written(
      api,
      'createComponent',
      { name: 'C', system: 'old' },
      { select: 'system { key }' },
    );
    expect(component.record).toMatchObject({ system: { key: 'new' } });
  });

  it('leaves the old key to nobody else: neither by making, nor by renaming', async () => {
    await create('old');
    await rename('old', 'new');
    await create('other');
    const refused = { __typename: 'ValidationError', issues: [{ path: ['key'] }] };
    expect(await create('old')).toMatchObject(refused);
    expect(await create('OLD')).toMatchObject(refused);
    expect(await rename('other', 'old')).toMatchObject(refused);
    expect(await rename('other', 'new')).toMatchObject(refused);
    expect(await found('system', 'old')).toBe('new');
    expect(await found('system', 'other')).toBe('other');
  });

  it('can go back, and there again', async () => {
    await create('a');
    for (const [from, to] of [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'c'],
      ['c', 'b'],
    ] as const)
      expect((await rename(from, to)).record!.key).toBe(to);
    for (const key of ['a', 'b', 'c']) expect(await found('system', key)).toBe('b');
    expect(await api.database.prisma.keyAlias.count()).toBe(2);
  });

  it('to the same key, in whatever case, writes nothing', async () => {
    await create('a');
    const before = await contentsOf(api.database);
    expect(await rename('a', 'A')).toMatchObject({ revision: 1, changed: [] });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('that is only checked leaves no alias behind', async () => {
    await create('a');
    const before = await contentsOf(api.database);
    const answer = await mutate(api, 'updateSystem', {
      key: 'a',
      newKey: 'b',
      expectedRevision: 1,
      validateOnly: true,
    });
    expect(answer).toMatchObject({ changed: ['key'], revision: 1, record: { key: 'a' } });
    expect(await contentsOf(api.database)).toEqual(before);
  });

  it('stands in the history with the key of each revision', async () => {
    await create('a');
    await rename('a', 'b');
    const answer = await api.send(`{ system(key: "a") { history { nodes { revision changed document } } } }`);
    expect(answer.data).toMatchObject({
      system: {
        history: {
          nodes: [
            { revision: 2, changed: ['key'], document: { key: 'b' } },
            { revision: 1, document: { key: 'a' } },
          ],
        },
      },
    });
  });
});

describe('a number of the change register', () => {
  const change = (more = {}) => mutate(api, 'createChange', { title: 'A change', ...more });

  it('begins at 1001, counts on and is found in any case', async () => {
    expect((await change()).record!.key).toBe('CHG-1001');
    expect((await change()).record!.key).toBe('CHG-1002');
    expect(await found('change', 'chg-1002')).toBe('CHG-1002');
  });

  it('is never used again: not after a refusal, a check or a failed transaction', async () => {
    await change();
    await change({ validateOnly: true });
    await change({ systems: ['nobody-has-this-key'] });
    const keys = [await change(), await change()].map((answer) => answer.record!.key);
    expect(keys).toEqual(['CHG-1002', 'CHG-1003']);
    await api.database.prisma.change.deleteMany({ where: { key: 'CHG-1003' } });
    expect((await change()).record!.key).toBe('CHG-1004');
  });

  it('can not be chosen and does not change', async () => {
    const answer = await api.send(
      `mutation { createChange(input: { title: "A", key: "CHG-1" }) { __typename } }`,
    );
    expect(answer.errors?.[0]?.message).toContain('"key"');
    await change();
    const renamed = await api.send(
      `mutation { updateChange(input: { key: "CHG-1001", newKey: "CHG-1", expectedRevision: 1 }) { __typename } }`,
    );
    expect(renamed.errors?.[0]?.message).toContain('"newKey"');
  });
});

describe('the key of a repository', () => {
  it('keeps the case of its path and is compared without', async () => {
    const input = { ...createInput('Repository'), key: 'GitHub.com/Acme/Pay' };
    expect((await mutate(api, 'createRepository', input)).record!.key).toBe('github.com/Acme/Pay');
    expect(await found('repository', 'github.COM/acme/PAY')).toBe('github.com/Acme/Pay');
    expect(await mutate(api, 'createRepository', { ...input, key: 'github.com/acme/pay' })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['key'] }],
    });
  });

  it('may change its case alone, without an alias', async () => {
    await written(api, 'createRepository', { key: 'github.com/acme/pay' });
    const answer = await mutate(api, 'updateRepository', {
      key: 'github.com/acme/pay',
      newKey: 'github.com/Acme/Pay',
      expectedRevision: 1,
    });
    expect(answer).toMatchObject({ changed: ['key'], record: { key: 'github.com/Acme/Pay' } });
    expect(await api.database.prisma.keyAlias.count()).toBe(0);
  });

  it.each([
    'github.com',
    'https://github.com/acme/pay',
    'github.com/../pay',
    'github.com/a b',
    'github.com/a\u0000',
  ])('%j is refused with an example', async (key) => {
    expect(await mutate(api, 'createRepository', { key })).toMatchObject({
      __typename: 'ValidationError',
      issues: [{ path: ['key'], message: 'must be host/path, such as github.com/acme/pay' }],
    });
  });
});
