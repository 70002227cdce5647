import { documentJsonSchema } from '@steward/domain/record/document-json-schema.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { openPolicy, type Visible } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate, written } from '../../support/mutate.ts';
import { exportedText } from '../../support/records.ts';
import { createdKinds, seedKey } from '../../support/seed.ts';
import { seedRows } from '../../support/seed-rows.ts';

interface Read {
  record: {
    kind: string;
    id: string;
    key: string;
    label: string;
    revision: number;
    archivedAt: string | null;
    document: { key: string } & Record<string, unknown>;
  } | null;
}

const question = `query ($kind: RecordKind!, $key: String!) {
  record(kind: $kind, key: $key) { kind id key label revision updatedAt archivedAt document }
}`;

let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await seedRows(api.database, 2, 2);
});

const read = async (kind: string, key: string, as = api.actor) =>
  (await api.send<Read>(question, { kind, key }, as)).data.record;

/** Writes fields of a system; the answer is whatever came. */
const edit = (fields: object, more: object = {}) =>
  mutate(
    api,
    'updateRecord',
    {
      ...{ kind: 'System', key: seedKey('System'), expectedRevision: null },
      ...{ fields: JSON.stringify(fields), ...more },
    },
    { select: 'document' },
  );

describe('a record as a document', () => {
  it.each(kinds.map(({ name }) => [name]))(
    'of a %s is what the export says of it, by one statement',
    async (kind) => {
      const key = seedKey(kind);
      const { answer, statements } = await api.counted<Read>(question, { kind, key });
      const lines = (await exportedText(api))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      const line = lines.find((one) => one.kind === kind && one.key === key);
      expect(answer.data.record).toMatchObject({ kind, key, document: { key, ...line.document } });
      expect(statements).toHaveLength(1);
    },
  );

  it('is found by a key that it had before, and is empty for one that nobody had', async () => {
    await edit({ key: 'renamed' });
    expect(await read('System', seedKey('System'))).toMatchObject({
      key: 'renamed',
      document: { key: 'renamed' },
    });
    const older = await api.counted<Read>(question, { kind: 'System', key: seedKey('System') });
    expect(older.statements).toHaveLength(3);
    const nothing = await api.counted<Read>(question, { kind: 'System', key: 'nothing' });
    expect(nothing.answer.data.record).toBeNull();
    expect(nothing.statements).toHaveLength(2);
  });

  it('says nothing of what the viewer may not see', async () => {
    const hidden = await testApi({
      policies: { ...policies, Team: { ...openPolicy, visible: () => ({ NOT: { key: 'team-1' } }) } },
    });
    await seedRows(hidden.database, 2, 2);
    const answer = async (kind: string, key: string) =>
      (await hidden.send<Read>(question, { kind, key })).data.record;
    expect(await answer('Team', 'team-1')).toBeNull();
    expect(JSON.stringify((await answer('System', seedKey('System')))!.document)).not.toContain('"team-1"');
  });

  it('has a JSON Schema, by no statement', async () => {
    const { answer, statements } = await api.counted<{ recordSchema: object }>(
      'query { recordSchema(kind: System) }',
    );
    expect(answer.data.recordSchema).toEqual(
      documentJsonSchema(kinds.find(({ name }) => name === 'System')!),
    );
    expect(statements).toEqual([]);
  });
});

describe('a list that is written by somebody who does not see all of it', () => {
  const hidden = (key: string) => `${key}-hidden`;
  const visible: Visible = ({ actor }) =>
    actor.name === 'Shy' ? { NOT: { key: { endsWith: '-hidden' } } } : {};
  let open: TestApi;
  let shy: Actor;
  const lists = async () => {
    const rows = await open.database.prisma.revision.findMany({
      where: { key: { in: ['shop', 'crew'] } },
      orderBy: { id: 'desc' },
    });
    return rows[0]!.document as Record<string, { person?: string; target?: string; system?: string }[]>;
  };
  const write = (kind: string, key: string, fields: object) =>
    mutate(
      open,
      'updateRecord',
      { kind, key, expectedRevision: null, fields: JSON.stringify(fields) },
      { as: shy },
    );

  beforeEach(async () => {
    open = await testApi({ policies: { ...policies, Person: { ...openPolicy, visible } } });
    shy = await open.person('shy', true);
    for (const key of ['ann', hidden('eve')]) await written(open, 'createPerson', { key, name: key });
    await written(open, 'createTeam', {
      ...{ key: 'crew', name: 'Crew' },
      memberships: [{ person: hidden('eve') }, { person: 'ann' }],
    });
    await written(open, 'createRole', { key: 'guard', name: 'Guard', scopes: ['System'] });
    await written(open, 'createSystem', { key: 'shop', name: 'Shop' });
    const held = { key: 'shop', role: 'guard', at: '2026-01-01T00:00:00Z', expectedRevision: null };
    await written(open, 'assignSystemRole', { ...held, person: hidden('eve') });
  });

  it('keeps what they do not see, and does not tell that it is there', async () => {
    expect(
      (await write('Team', 'crew', { memberships: [{ person: 'ann', title: 'lead' }] })).changed,
    ).toEqual(expect.arrayContaining([expect.stringMatching(/^memberships/)]));
    expect((await lists()).memberships!.map(({ person }) => person)).toEqual(['ann', hidden('eve')]);
    await write('Team', 'crew', { memberships: [] });
    expect((await lists()).memberships!.map(({ person }) => person)).toEqual([hidden('eve')]);
    // Naming somebody hidden who is in the list is answered as naming nobody.
    const name = async (person: string) => {
      const { issues } = await write('Team', 'crew', { memberships: [{ person }], parent: 'nobody' });
      return issues!.map(({ path, message }) => [path.join('.'), message.replaceAll(person, '?')]);
    };
    expect(await name(hidden('eve'))).toEqual(await name('no-such-person'));
  });

  it('lets them give a role beside one that they do not see', async () => {
    const held = { key: 'shop', role: 'guard', at: '2026-02-01T00:00:00Z', expectedRevision: null };
    await written(open, 'assignSystemRole', { ...held, person: 'ann' }, { as: shy });
    expect((await lists()).roles!.map(({ person }) => person)).toEqual([hidden('eve'), 'ann']);
  });
});

describe('updateRecord', () => {
  it('changes the fields that are named, empties with null, and gives the record as it then is', async () => {
    const before = (await read('System', seedKey('System')))!;
    const result = await edit(
      { name: 'New name', purpose: null, tags: ['a'] },
      { expectedRevision: before.revision },
    );
    expect(result).toMatchObject({
      revision: before.revision + 1,
      changed: expect.arrayContaining(['name', 'tags']),
    });
    const document = { ...before.document, name: 'New name', purpose: null, tags: ['a'] };
    expect(result.record!.document).toEqual(document);
    expect((await read('System', seedKey('System')))!.document).toEqual(document);
  });

  it.each(createdKinds.map(({ name }) => [name]))(
    'takes the whole document of a %s as it was read, and writes nothing',
    async (kind) => {
      const before = (await read(kind, seedKey(kind)))!;
      const fields = JSON.stringify(before.document);
      const result = await mutate(api, 'updateRecord', {
        ...{ kind, key: before.key, fields, expectedRevision: before.revision },
      });
      expect(result).toMatchObject({ revision: before.revision, changed: [] });
    },
  );

  it('does by the same statements what the update of the kind does', async () => {
    const select = 'revision changed';
    const byItsKind = `mutation { updateSystem(input: { key: "system-1", name: "A", expectedRevision: null }) { ... on UpdateSystemPayload { ${select} } } }`;
    const byName = `mutation { updateRecord(input: { kind: System, key: "system-1", fields: "{\\"name\\":\\"B\\"}", expectedRevision: null }) { ... on UpdateRecordPayload { ${select} } } }`;
    await api.counted(byItsKind.replace('"A"', '"C"'));
    const first = await api.counted(byItsKind);
    const second = await api.counted<{ updateRecord: object }>(byName);
    expect(second.answer.data.updateRecord).toMatchObject({ changed: ['name'] });
    expect(second.statements.length).toBe(first.statements.length);
  });

  it('follows the lifecycle of the kind', async () => {
    await written(api, 'updateRecord', {
      ...{ kind: 'Change', key: 'CHG-1001', expectedRevision: null, reason: 'Asked for' },
      fields: JSON.stringify({ reason: 'The old one breaks' }),
    });
    expect((await read('Change', 'CHG-1001'))!.document).toMatchObject({ reason: 'The old one breaks' });
    const result = await mutate(api, 'updateRecord', {
      ...{ kind: 'Change', key: 'CHG-1001', expectedRevision: null },
      fields: JSON.stringify({ state: 'CLOSED' }),
    });
    expect(result.issues).toEqual([
      { path: ['state'], message: expect.stringMatching(/^is not written by people/) },
    ]);
  });

  it.each([
    ['what is no field', { colour: 'red' }, [['colour']]],
    ['what others write', { declaredOwner: { text: 'me' } }, [['declaredOwner']]],
    ['a key that is no text', { key: 7 }, [['key']]],
    [
      'values of another form, all at once',
      { name: 7, tags: 'a', stage: 'GONE' },
      [['name'], ['stage'], ['tags']],
    ],
  ])('refuses %s', async (_, fields, paths) => {
    const result = await edit(fields);
    expect(result.issues?.map(({ path }) => path).sort()).toEqual(paths);
  });

  it.each([['nothing'], ['[]'], ['null'], ['{']])('refuses %j in place of fields', async (fields) => {
    const result = await edit({}, { fields });
    expect(result.issues).toEqual([
      { path: ['fields'], message: 'must be JSON text of an object of fields' },
    ]);
  });

  it('takes no names from outside the kind', async () => {
    const result = await edit({}, { fields: '{"__proto__":{"name":"x"},"constructor":1}' });
    expect(result.issues?.map(({ path }) => path)).toEqual([['__proto__'], ['constructor']]);
  });
});
