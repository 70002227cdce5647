import { lookupKey } from '@steward/domain/record/key.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { systemKind } from '@steward/domain/system/model.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { writeAllInTransaction } from '@steward/server/test/platform/record/write.ts';
import { describe, expect, it } from 'vitest';
import { schema, type TestApi, testApi } from '../../support/api.ts';
import { mutate, mutationNames, written } from '../../support/mutate.ts';
import { roleHolder } from '../../support/role-holder.ts';
import { createdKinds, seedKey } from '../../support/seed.ts';
import { seededId, seedRows } from '../../support/seed-rows.ts';
import { tokenDoor } from '../../support/token-door.ts';
import { mutationCases } from './mutation-cases.ts';
import { kindOf, queries, rightOf, writers } from './rights-cases.ts';

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

interface Scene {
  api: TestApi;
  ids: Awaited<ReturnType<typeof seedRows>>;
}

async function scene(count = 1): Promise<Scene> {
  const api = await testApi();
  return { api, ids: await seedRows(api.database, count) };
}

/** An administrator with a token that may only read. */
async function reading(api: TestApi): Promise<Actor> {
  const actor = await api.person('reader', true);
  const expiresAt = new Date('2099-01-01T00:00:00Z');
  return Object.assign(actor, { token: { id: crypto.randomUUID(), scopes: ['READ'], expiresAt } });
}

/** What an actor gets: whether they may, told by the same call with every check and no writing. */
async function may(api: TestApi, name: string, input: object, as: Actor): Promise<boolean> {
  const answer = await mutate(api, name, { ...input, validateOnly: true }, { as });
  if (answer.__typename === 'ForbiddenError') expect(answer.message).toMatch(/administrator|scope/);
  else expect([name, answer.__typename]).toEqual([name, expect.stringMatching(/Payload$/)]);
  return answer.__typename !== 'ForbiddenError';
}

describe('who may write', { timeout: 120_000 }, () => {
  it('is said of every mutation: add what is missing to rights-cases.ts', () => {
    expect(mutationNames().filter((name) => rightOf(name) === undefined)).toEqual([]);
  });

  const judged = mutationNames().filter(
    (name) => name in mutationCases && !['ELSEWHERE', undefined].includes(rightOf(name)),
  );

  it.each(judged)('%s is for those whom the table names', async (name) => {
    const here = await scene();
    const { api } = here;
    const kind = kindOf(name)!;
    const right = rightOf(name)!;
    const { holder, ancestor } = writers[kind] ?? {};
    const known = mutationCases[name]!;
    const input = { ...(await known.valid(api)), ...(known.revised ? { expectedRevision: null } : {}) };
    const record = right === 'RECORD';
    const actors: [who: string, actor: Actor, allowed: boolean][] = [
      ['an administrator', api.actor, true],
      ['a token that may only read', await reading(api), false],
      ['a stranger', await api.person('stranger'), false],
    ];
    if (holder) actors.push(['holder', await roleHolder(here, holder), record]);
    if (ancestor) actors.push(['ancestor', await roleHolder(here, ancestor), record || right === 'MAKER']);
    const elsewhere = await roleHolder(here, ['standby', 'System']);
    actors.push(['holder of a role that does not write', elsewhere, false]);
    const seen = new Map<string, boolean>();
    for (const [who, actor] of actors) seen.set(who, await may(api, name, input, actor));
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(actors.map(([who, , allowed]) => [who, allowed])),
    );
  });

  it.each(createdKinds.map(({ name }) => name))(
    'viewerCanUpdate of %s says what update would',
    async (kind) => {
      const here = await scene();
      const { api } = here;
      const { holder, ancestor } = writers[kind] ?? {};
      const actors = [api.actor, await reading(api), await api.person('stranger')];
      if (holder) actors.push(await roleHolder(here, holder), await roleHolder(here, holder, { team: true }));
      if (ancestor) actors.push(await roleHolder(here, ancestor));
      const key = seedKey(kind);
      const question = `query ($key: String!) { it: ${lowerFirst(kind)}(key: $key) { viewerCanUpdate } }`;
      for (const actor of actors) {
        const { data } = await api.send<{ it: { viewerCanUpdate: boolean } }>(question, { key }, actor);
        const input = { ...(await mutationCases[`update${kind}`]!.valid(api)), expectedRevision: null };
        expect([actor.name, data.it.viewerCanUpdate]).toEqual([
          actor.name,
          await may(api, `update${kind}`, input, actor),
        ]);
      }
    },
  );

  it('a person keeps their own record right, and no other; a requester their own change', async () => {
    const { api } = await scene();
    const bob = await api.person('bob');
    expect(await may(api, 'updatePerson', { key: 'bob', expectedRevision: null, name: 'Bob B.' }, bob)).toBe(
      true,
    );
    expect(await may(api, 'updatePerson', { key: 'ada', expectedRevision: null, name: 'B' }, bob)).toBe(
      false,
    );
    expect(await may(api, 'archivePerson', { key: 'bob', expectedRevision: null }, bob)).toBe(false);
    const { record } = await written(api, 'createChange', { title: 'Mine', reason: 'x' }, { as: bob });
    const edit = { key: record!.key, expectedRevision: null, title: 'Mine still' };
    expect(await may(api, 'updateChange', edit, bob)).toBe(true);
    const seeded = { key: seedKey('Change'), expectedRevision: null, title: 'Not mine' };
    expect(await may(api, 'updateChange', seeded, bob)).toBe(false);
  });

  it('the refusal says who could', async () => {
    const { api } = await scene();
    const stranger = await api.person('stranger');
    const input = { key: seedKey('System'), expectedRevision: null, purpose: 'Mine' };
    const { message } = await mutate(api, 'updateSystem', input, { as: stranger });
    expect(message).toBe(
      'this system may be written by its System Owner, by its Product Owner, by whoever may write its program, by whoever may write its portfolio, by an administrator',
    );
    const made = await mutate(api, 'createSystem', { name: 'New' }, { as: stranger });
    expect(made.message).toBe(
      'a new system may be made by whoever may write its program, by whoever may write its portfolio, by an administrator',
    );
  });

  it('a record that may not be seen is missing, for whoever may not write it too', async () => {
    const { api } = await scene();
    const [bob, eve] = [await api.person('bob'), await api.person('eve')];
    const { record } = await written(api, 'createChange', { title: 'Draft', reason: 'x' }, { as: bob });
    const ask = (key: string) =>
      mutate(api, 'updateChange', { key, expectedRevision: null, title: 'X' }, { as: eve });
    const [hidden, missing] = [await ask(record!.key), await ask('CHG-9999')];
    expect(hidden).toEqual({ ...missing, message: missing.message!.replace('CHG-9999', record!.key) });
    expect(hidden.code).toBe('NOT_FOUND');
  });

  it('attack 52: a right that went between the reading and the write is gone, and nothing is written', async () => {
    const here = await scene();
    const { api } = here;
    const owner = await roleHolder(here, ['system-owner', 'System']);
    const key = seedKey('System');
    const question = `{ system(key: "${key}") { revision viewerCanUpdate } }`;
    const { data } = await api.send<{ system: { revision: number; viewerCanUpdate: boolean } }>(
      question,
      {},
      owner,
    );
    expect(data.system.viewerCanUpdate).toBe(true);
    await api.database.prisma.roleAssignment.updateMany({ data: { to: new Date() } });
    const input = { key, expectedRevision: data.system.revision, purpose: 'Mine' };
    expect(await mutate(api, 'updateSystem', input, { as: owner })).toMatchObject({ code: 'FORBIDDEN' });
    expect((await api.send<typeof data>(question, {}, owner)).data).toEqual({
      system: { revision: data.system.revision, viewerCanUpdate: false },
    });
  });

  it('a role counts from its first instant and until its end, a past and a coming one give nothing', async () => {
    const here = await scene();
    const { api } = here;
    const owner = await roleHolder(here, ['system-owner', 'System']);
    const input = { key: seedKey('System'), expectedRevision: null, purpose: 'Mine' };
    const set = (data: object) => api.database.prisma.roleAssignment.updateMany({ data });
    const past = new Date('2026-01-02T00:00:00Z');
    const coming = new Date('2099-01-01T00:00:00Z');
    expect(await may(api, 'updateSystem', input, owner)).toBe(true);
    await set({ to: past });
    expect(await may(api, 'updateSystem', input, owner)).toBe(false);
    await set({ to: coming });
    expect(await may(api, 'updateSystem', input, owner)).toBe(true);
    await set({ from: coming, to: null });
    expect(await may(api, 'updateSystem', input, owner)).toBe(false);
  });

  it('takes one statement for each kind and one that holds the rights, however many records, and none for an administrator', async () => {
    const here = await scene(3);
    const { api, ids } = here;
    const person = await roleHolder(here, ['system-owner', 'System']);
    for (const n of [2, 3]) await sameRole(here, person, n);
    const statements = async (actor: Actor, numbers: number[]) => {
      const context = api.context(actor);
      const recorded = await api.database.recordStatements(() =>
        api.database.prisma.$transaction((tx) =>
          writeAllInTransaction(
            tx,
            context,
            numbers.map((n) => ({
              ...{ kind: systemKind, operation: 'UPDATE' as const, expectedRevision: null },
              target: { id: seededId(ids, 'System', n) },
              decide: (before) => ({ document: { ...before!.document, purpose: crypto.randomUUID() } }),
            })),
          ),
        ),
      );
      return recorded.statements.length;
    };
    const [two, three] = [await statements(person, [1, 2]), await statements(person, [1, 2, 3])];
    expect(three).toBe(two);
    // What holds the rights, and the rights.
    expect(await statements(api.actor, [1, 2, 3])).toBe(three - 2);
  });

  it('is offered for a whole list in one statement', async () => {
    const here = await scene(3);
    const { api } = here;
    const owner = await roleHolder(here, ['system-owner', 'System'], { n: 2 });
    const list = (fields: string) => `{ systems { nodes { key ${fields} } } } # ${crypto.randomUUID()}`;
    const count = async (document: string, as: Actor) => {
      const { result, statements } = await api.database.recordStatements(() =>
        api.send<{ systems: { nodes: { key: string; viewerCanUpdate?: boolean }[] } }>(document, {}, as),
      );
      return { nodes: result.data.systems.nodes, count: statements.length };
    };
    const plain = await count(list(''), owner);
    const offered = await count(list('viewerCanUpdate'), owner);
    expect(offered.count).toBe(plain.count + 1);
    expect(offered.nodes.filter((node) => node.viewerCanUpdate).map(({ key }) => key)).toEqual(['system-2']);
    expect((await count(list('viewerCanUpdate'), api.actor)).count).toBe(plain.count);
  });

  it('a mutation that writes whichever record it is told to is judged by that record', async () => {
    const here = await scene();
    const { api } = here;
    const stranger = await api.person('stranger');
    const owner = await roleHolder(here, ['system-owner', 'System']);
    const edit = {
      kind: 'System',
      key: seedKey('System'),
      expectedRevision: null,
      fields: '{"purpose": "Mine"}',
    };
    const update = `mutation ($input: UpdateRecordInput!) { updateRecord(input: $input) { __typename } }`;
    const asked = async (as: Actor) => (await api.send(update, { input: edit }, as)).data;
    expect(await asked(stranger)).toEqual({ updateRecord: { __typename: 'ForbiddenError' } });
    expect(await asked(owner)).toEqual({ updateRecord: { __typename: 'UpdateRecordPayload' } });
    const leaver = await api.database.prisma.person.findUniqueOrThrow({ where: { id: owner.personId! } });
    const handOver = `mutation ($input: HandOverAllRolesInput!) { handOverAllRoles(input: $input) { __typename } }`;
    const input = { person: leaver.key, toPerson: 'stranger' };
    expect((await api.send(handOver, { input }, stranger)).data).toEqual({
      handOverAllRoles: { __typename: 'ForbiddenError' },
    });
  });

  it('an import is written by administrators, service accounts among them', async () => {
    const { api } = await scene();
    const bob = await api.person('bob');
    const stage = `mutation { importStage(input: { repository: "github.com/acme/repository-1", pieces: [] }) {
      ... on ImportStagePayload { session { id } } ... on UserError { code message } } }`;
    const staged = await api.send<{ importStage: { session: { id: string } } }>(stage, {}, bob);
    const id = staged.data.importStage.session.id;
    const apply = `mutation ($id: ID!) { importApply(input: { session: $id }) { ... on UserError { code message } } }`;
    expect((await api.send(apply, { id }, bob)).data).toMatchObject({ importApply: { code: 'FORBIDDEN' } });
  });
});

async function sameRole({ api, ids }: Scene, { personId }: Actor, n: number): Promise<void> {
  const { prisma } = api.database;
  const role = await prisma.role.findUniqueOrThrow({ where: { lookup: 'system-owner' } });
  await prisma.roleAssignment.create({
    data: {
      ...{ id: crypto.randomUUID(), roleId: role.id, personId, from: new Date('2026-01-01T00:00:00Z') },
      systemId: seededId(ids, 'System', n),
    },
  });
}

describe('who may ask', { timeout: 120_000 }, () => {
  const fields = Object.keys(schema.getQueryType()!.getFields()).sort();
  const records = kinds.flatMap((kind) => [kind.plural, lowerFirst(kind.name)]);

  it('is said of every query: add what is missing to rights-cases.ts', () => {
    expect([...records, ...Object.keys(queries)].sort()).toEqual(fields);
  });

  it('everybody who is known asks everything but what is for administrators', async () => {
    const { api } = await scene();
    const stranger = await api.person('stranger');
    const reader = await reading(api);
    const documents = [
      ...kinds.map(({ plural }) => ({ document: `{ ${plural} { totalCount } }`, administrators: false })),
      ...kinds.map(({ name }) => ({
        document: `{ ${lowerFirst(name)}(key: "${lookupKey(seedKey(name))}") { key viewerCanUpdate } }`,
        administrators: false,
      })),
      ...Object.values(queries),
    ];
    for (const { document, administrators } of documents)
      for (const [actor, allowed] of [
        [api.actor, true],
        [reader, !administrators],
        [stranger, !administrators],
      ] as const) {
        const { errors = [] } = await api.send(document, {}, actor);
        expect([document, actor.name, errors.map(({ extensions }) => extensions.code)]).toEqual([
          ...[document, actor.name],
          allowed ? [] : ['FORBIDDEN'],
        ]);
      }
  });

  it('nobody, and whoever comes with a revoked token, asks and writes nothing at all', async () => {
    const door = await tokenDoor({ freshMs: 0, attempts: { most: 1_000 } });
    try {
      const revoked = await door.make({ name: 'revoked', scopes: ['WRITE', 'ADMIN'] });
      await door.revoke(revoked.id);
      const documents = [
        ...fields.map((name) => `{ ${name} }`),
        ...mutationNames().map((name) => `mutation { ${name} }`),
        'subscription { events { key } }',
      ];
      for (const document of documents)
        for (const token of [revoked.text, 'nothing']) {
          const reply = await door.ask(token, document);
          expect([document, reply.status, reply.answer.errors?.[0]?.extensions.code]).toEqual([
            ...[document, 401, 'UNAUTHENTICATED'],
          ]);
        }
    } finally {
      await door.close();
    }
  });
});
