// Fields that not everybody sees, as the kinds declare them: looked for behind every door of the API.
import { type Kind, restrictedFields } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { policies } from '@steward/server/test/policies.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema, type TestApi, testApi } from '../../support/api.ts';
import { imported, plannedImport } from '../../support/import.ts';
import { mutate, type TypeShape } from '../../support/mutate.ts';
import { exportedText } from '../../support/records.ts';
import { seedKey } from '../../support/seed.ts';
import { seededId, seedRows } from '../../support/seed-rows.ts';
import { everythingOf } from '../../support/walk-document.ts';

const limits = { tokens: 100_000, cost: 10_000_000, queryMs: 60_000, aliases: 1_000 };
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const restricted = kinds.flatMap((kind) =>
  restrictedFields(kind).map((field) => [kind.name, field, kind] as const),
);

/** What no other field holds. */
const secret = 'what-only-few-may-read@example.org';

interface Scene {
  api: TestApi;
  kind: Kind;
  field: string;
  id: string;
  eve: Actor;
}

/** Everybody may write the kind, so that every refusal is one of the field; the policy of who sees it stays. */
const openToWrite = (kind: string) => {
  const { seesRestricted: _, ...policy } = policies[kind]!;
  return { ...policies, [kind]: { ...policy, writers: { everyone: ['UPDATE'] } } };
};

async function scene(kind: Kind, field: string): Promise<Scene> {
  const api = await testApi({ policies: openToWrite(kind.name), limits });
  const ids = await seedRows(api.database, 2);
  const key = seedKey(kind.name);
  const plain = { [kind.label]: 'Written before' };
  for (const fields of [{ [field]: secret }, plain])
    await mutate(api, `update${kind.name}`, { key, expectedRevision: null, ...fields });
  return { api, kind, field, id: seededId(ids, kind.name), eve: await api.person('eve') };
}

async function asked(s: Scene, document: string, variables: object = {}, as = s.eve): Promise<string> {
  const answer = await s.api.send<unknown>(document, variables, as);
  expect(answer.errors).toBeUndefined();
  return JSON.stringify(answer.data);
}

/** An administrator finds it there, and eve does not: so it was looked for in the right place. */
async function isForFew(s: Scene, document: string, variables: object = {}): Promise<string> {
  expect(await asked(s, document, variables, s.api.actor)).toContain(secret);
  const seen = await asked(s, document, variables);
  expect(seen).not.toContain(secret);
  return seen;
}

it('there are such fields, and each is a single value of a record', () => {
  expect(restricted.map(([kind, field]) => `${kind}.${field}`)).toEqual(['Person.email']);
});

describe.each(restricted)('%s.%s', { timeout: 60_000 }, (name, field, kind) => {
  let s: Scene;
  beforeAll(async () => {
    s = await scene(kind, field);
  });
  const key = seedKey(name);

  it('is empty as a field, in every list and behind every relation', async () => {
    const lookUp = `query ($key: String!) { it: ${lowerFirst(name)}(key: $key) { ${field} fieldSources { field } } }`;
    expect(JSON.parse(await isForFew(s, lookUp, { key }))).toEqual({
      it: { [field]: null, fieldSources: [{ field: kind.label }] },
    });
    for (const other of kinds)
      expect(
        await asked(s, `{ ${other.plural}(first: 10) { nodes { ${everythingOf(other.name, 1)} } } }`),
      ).not.toContain(secret);
  });

  it('is no part of the document, the history or a comparison', async () => {
    const document = `query ($key: String!) { record(kind: ${name}, key: $key) { document } }`;
    expect(JSON.parse(await isForFew(s, document, { key })).record.document).not.toHaveProperty(field);
    await isForFew(
      s,
      `query ($key: String!) { record(kind: ${name}, key: $key, asOf: "2999-01-01T00:00:00Z") { document } }`,
      { key },
    );
    const history = `query ($key: String!) { ${lowerFirst(name)}(key: $key) { history { nodes { changed document } } } }`;
    const seen = await isForFew(s, history, { key });
    expect(seen).not.toContain(`"${field}"`);
    const comparison = `query ($key: String!) { recordComparison(kind: ${name}, key: $key, from: { revision: 1 }, to: { revision: 2 }) { changes { field before after } } }`;
    expect(JSON.parse(await isForFew(s, comparison, { key })).recordComparison.changes).toEqual([]);
  });

  it('leads to nothing: no search, no filter, no order', async () => {
    const search = `query ($text: String!) { search(text: $text) { key } }`;
    for (const as of [s.api.actor, s.eve])
      expect(await asked(s, search, { text: secret.slice(2, 20) }, as)).toBe('{"search":[]}');
    const named = (type: string) => {
      const shape = schema.getType(type) as unknown as TypeShape & { getValues?: () => { value: unknown }[] };
      return [
        ...Object.keys(shape.getFields?.() ?? {}),
        ...(shape.getValues?.() ?? []).map(({ value }) => value),
      ];
    };
    expect(named(`${name}Filter`)).not.toContain(field);
    expect(named(`${name}OrderField`)).not.toContain(field);
  });

  it('is in no export, feed, plan of an import or answer about names', async () => {
    expect(await exportedText(s.api)).toContain(secret);
    expect(await exportedText(s.api, 100, s.eve)).not.toContain(secret);
    expect(await asked(s, '{ eventsSince { events { key operation revision } } }')).not.toContain(secret);
  });

  it('is told by no conflict', async () => {
    const edit = { key, expectedRevision: 1, [kind.label]: 'Too late' };
    const conflict = await mutate(s.api, `update${name}`, edit, { as: s.eve });
    expect(conflict).toMatchObject({ __typename: 'ConflictError', changedPaths: [kind.label] });
    expect(conflict.message).not.toContain(field);
    expect((await mutate(s.api, `update${name}`, edit)).changedPaths).toEqual([field, kind.label].sort());
  });

  it('is neither written nor written over by whoever does not see it', async () => {
    const stored = async () => {
      const { data } = await s.api.send<{ it: object }>(
        `query ($key: String!) { it: ${lowerFirst(name)}(key: $key) { ${field} } }`,
        { key },
      );
      return data.it;
    };
    const guess = { key, expectedRevision: null, [field]: 'a-guess@example.org' };
    expect(await mutate(s.api, `update${name}`, guess, { as: s.eve })).toMatchObject({ code: 'FORBIDDEN' });
    const { record } = JSON.parse(
      await asked(s, `query ($key: String!) { record(kind: ${name}, key: $key) { document } }`, { key }),
    ) as {
      record: { document: Record<string, unknown> };
    };
    const fields = JSON.stringify({ ...record.document, [kind.label]: 'Written by Eve' });
    const whole = { kind: name, key, expectedRevision: null, fields };
    expect((await mutate(s.api, 'updateRecord', whole, { as: s.eve })).__typename).toBe(
      'UpdateRecordPayload',
    );
    const back = { kind: name, key, expectedRevision: null, revision: 1 };
    expect((await mutate(s.api, 'restoreRevision', back, { as: s.eve })).__typename).toBe(
      'RestoreRevisionPayload',
    );
    expect(await stored()).toEqual({ [field]: secret });
  });
});

describe('the address of a person', { timeout: 60_000 }, () => {
  const address = 'bob.private@example.org';

  async function bobs() {
    const api = await testApi({ limits });
    await seedRows(api.database);
    const [bob, eve] = [await api.person('bob'), await api.person('eve')];
    await mutate(api, 'updatePerson', { key: 'bob', expectedRevision: null, email: address }, { as: bob });
    return { api, bob, eve };
  }

  it('is seen by the person, by administrators and by nobody else', async () => {
    const { api, bob, eve } = await bobs();
    const question =
      '{ viewer { person { key } } person(key: "bob") { email } record(kind: Person, key: "bob") { document } }';
    for (const [actor, seen] of [
      [bob, true],
      [api.actor, true],
      [eve, false],
    ] as const)
      expect([
        actor.name,
        JSON.stringify((await api.send(question, {}, actor)).data).includes(address),
      ]).toEqual([actor.name, seen]);
  });

  it('leads to the person for those alone, and a contact for everybody', async () => {
    const { api, bob, eve } = await bobs();
    const question = `query ($names: [String!]!) { namedHolders(host: "github.com", names: $names) { holder { ... on Person { key } } } }`;
    const leadsTo = async (name: string, as: Actor) =>
      (
        await api.send<{ namedHolders: { holder: { key: string } | null }[] }>(
          question,
          { names: [name] },
          as,
        )
      ).data.namedHolders[0]!.holder?.key ?? null;
    expect([
      await leadsTo(address, api.actor),
      await leadsTo(address, bob),
      await leadsTo(address, eve),
    ]).toEqual([...['bob', 'bob', null]]);
    expect(await leadsTo('person-1@example.org', eve)).toBe('person-1');
  });

  it('is not guessed by the plan of an import, and not read from the catalog entity it came from', async () => {
    const { api, eve } = await bobs();
    const user = (email: string) =>
      `apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: { name: cy }\nspec: { memberOf: [], profile: { email: ${email} } }\n`;
    const repository = seedKey('Repository');
    const asEve: Pick<TestApi, 'send'> = {
      send: (document, variables) => api.send(document, variables, eve),
    };
    await imported(api, { 'catalog-info.yaml': user(address) }, { repository });
    const guesses: unknown[] = [];
    for (const email of [address, 'wrong@example.org'])
      guesses.push((await plannedImport(asEve, { 'catalog-info.yaml': user(email) }, { repository })).plan);
    expect(guesses[0]).toEqual(guesses[1]);
    expect(JSON.stringify(guesses)).not.toContain(address);
    const entities = `{ repository(key: "${repository}") { catalogEntities { nodes { entity unknown } } } }`;
    const seen = async (as: Actor) => JSON.stringify((await api.send<unknown>(entities, {}, as)).data);
    expect(await seen(api.actor)).toContain(address);
    expect(await seen(eve)).toContain('user:default/cy');
    expect(await seen(eve)).not.toContain(address);
  });
});
