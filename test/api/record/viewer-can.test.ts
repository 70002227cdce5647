// What an interface is told it may offer, held against what the mutations then do: every kind, operation and kind of actor.
import { changeState } from '@steward/domain/change/model.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { encodeGlobalId } from '@steward/server/test/platform/global-id.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';
import { roleHolder } from '../../support/role-holder.ts';
import { createdKinds, createInput, type Input, seedKey } from '../../support/seed.ts';
import { type SeededIds, seededId, seedRows } from '../../support/seed-rows.ts';
import { mutationCases } from './mutation-cases.ts';
import { writers } from './rights-cases.ts';

interface Rights {
  id: string;
  operations: string[];
  creates: string[];
  transitions: string[];
}
interface Scene {
  api: TestApi;
  ids: SeededIds;
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const canDocument = `query ($records: [ID!]!) { viewer { canCreate can(records: $records) { id operations creates transitions } } }`;

async function can(api: TestApi, ids: string[], as: Actor) {
  const { data, errors } = await api.send<{ viewer: { canCreate: string[]; can: (Rights | null)[] } }>(
    canDocument,
    { records: ids },
    as,
  );
  expect(errors).toBeUndefined();
  return data.viewer;
}

async function scene(): Promise<Scene> {
  const api = await testApi();
  return { api, ids: await seedRows(api.database, 2) };
}

async function actorsOf(here: Scene, kind: string): Promise<Actor[]> {
  const { api } = here;
  const { holder, ancestor } = writers[kind] ?? {};
  const reader = await api.person('reader', true);
  const token = {
    id: crypto.randomUUID(),
    scopes: ['READ'] as const,
    expiresAt: new Date('2099-01-01T00:00:00Z'),
  };
  const own = await api.person('own');
  if (kind === 'Change') await api.database.prisma.change.updateMany({ data: { requesterId: own.personId } });
  return [
    ...[api.actor, Object.assign(reader, { token }), own, await api.person('stranger')],
    ...(holder ? [await roleHolder(here, holder), await roleHolder(here, holder, { team: true })] : []),
    ...(ancestor ? [await roleHolder(here, ancestor)] : []),
  ];
}

/** Calls of every operation on number 1 of a kind that are right in all but who calls. */
async function calls(
  { api, ids }: Scene,
  kind: string,
): Promise<Record<string, [name: string, input: Input]>> {
  const key = seedKey(kind);
  const named = { key, expectedRevision: null };
  const update = { ...(await mutationCases[`update${kind}`]!.valid(api)), ...named };
  const scope = kinds.find(({ name }) => name === kind)!.scope;
  if (!scope)
    return {
      UPDATE: [`update${kind}`, update],
      ARCHIVE: [`archive${kind}`, named],
      RESTORE: [`restore${kind}`, named],
    };
  const roles = await api.database.prisma.role.findMany({
    where: { key: { startsWith: 'role-' } },
    orderBy: { key: 'asc' },
  });
  const held = {
    ...{ id: crypto.randomUUID(), roleId: roles[0]!.id, personId: seededId(ids, 'Person') },
    ...{ from: new Date('2026-01-01T00:00:00Z'), [`${lowerFirst(kind)}Id`]: seededId(ids, kind) },
  };
  await api.database.prisma.roleAssignment.create({ data: held });
  const at = '2026-02-01T00:00:00Z';
  const on = { ...named, role: seedKey('Role'), at };
  return {
    UPDATE: [`update${kind}`, update],
    ARCHIVE: [`archive${kind}`, named],
    RESTORE: [`restore${kind}`, named],
    ASSIGN_ROLE: [`assign${kind}Role`, { ...on, role: seedKey('Role', 2), person: seedKey('Person', 2) }],
    HAND_OVER_ROLE: [`handOver${kind}Role`, { ...on, person: seedKey('Person', 2) }],
    END_ROLE: [`end${kind}Role`, { ...on, person: seedKey('Person') }],
  };
}

/** True when the same call with every check and no writing goes well. */
async function goes(api: TestApi, [name, input]: [string, Input], as: Actor): Promise<boolean> {
  const { __typename } = await mutate(api, name, { ...input, validateOnly: true }, { as });
  return __typename.endsWith('Payload');
}

async function whatGoes(api: TestApi, all: Record<string, [string, Input]>, as: Actor): Promise<string[]> {
  const gone: string[] = [];
  for (const [operation, call] of Object.entries(all)) if (await goes(api, call, as)) gone.push(operation);
  return gone.sort();
}

describe('viewer can', { timeout: 120_000 }, () => {
  it.each(createdKinds.map(({ name }) => name))(
    'do to %s what is not refused then, and nothing else',
    async (kind) => {
      const here = await scene();
      const { api, ids } = here;
      const record = encodeGlobalId(kind, seededId(ids, kind));
      const actors = await actorsOf(here, kind);
      const all = await calls(here, kind);
      for (const archived of [false, true]) {
        if (archived) await mutate(api, `archive${kind}`, { key: seedKey(kind), expectedRevision: null });
        for (const actor of actors) {
          const [told] = (await can(api, [record], actor)).can;
          expect([actor.name, archived, [...told!.operations].sort()]).toEqual([
            ...[actor.name, archived, await whatGoes(api, all, actor)],
          ]);
        }
      }
    },
  );

  it.each(createdKinds.map(({ name }) => name))('make %s where its making is not refused', async (kind) => {
    const here = await scene();
    const { api, ids } = here;
    for (const actor of await actorsOf(here, kind)) {
      const { canCreate } = await can(api, [], actor);
      const { valid } = mutationCases[`create${kind}`]!;
      expect([actor.name, canCreate.includes(kind)]).toEqual([
        ...[actor.name, await goes(api, [`create${kind}`, (await valid(api)) as Input], actor)],
      ]);
      for (const field of Object.keys(api.services.policies[kind]!.writers?.through ?? {})) {
        const to = api.services.policies[kind]!.writers!.through![field]!;
        const under = (await can(api, [encodeGlobalId(to, seededId(ids, to, 2))], actor)).can[0]!;
        const input: Input = {
          ...((await valid(api)) as Input),
          targets: undefined,
          program: null,
          portfolio: null,
        };
        for (const name of Object.keys(input))
          if (!(name in createInput(kind)) && name !== 'key') delete input[name];
        const value =
          kinds.find(({ name }) => name === kind)!.fields[field]!.type === 'references'
            ? [seedKey(to, 2)]
            : seedKey(to, 2);
        if (kind === 'Agreement') input.targets = [];
        expect([actor.name, field, under.creates.includes(kind)]).toEqual([
          ...[actor.name, field, await goes(api, [`create${kind}`, { ...input, [field]: value }], actor)],
        ]);
      }
    }
  });

  it.each(Object.keys(changeState.values))(
    'move a change that is %s where the step is not refused',
    async (state) => {
      const here = await scene();
      const { api, ids } = here;
      const actors = [
        ...(await actorsOf(here, 'Change')),
        await roleHolder(here, ['change-manager', 'Process']),
        await roleHolder(here, ['change-advisory-board', 'Process'], { team: true }),
      ];
      const from = new Date(Date.now() - 60_000);
      const window = { plannedStart: from, plannedEnd: new Date(from.getTime() + 3_600_000) };
      await api.database.prisma.change.updateMany({ data: { state, ...window } });
      const record = encodeGlobalId('Change', seededId(ids, 'Change'));
      for (const actor of actors) {
        const [told] = (await can(api, [record], actor)).can;
        const key = seedKey('Change');
        const steps = Object.fromEntries(
          Object.keys(changeState.values).map((to) => [
            to,
            ['transitionChange', { key, to, reason: 'so it is', expectedRevision: null }] as [string, Input],
          ]),
        );
        const edit = {
          UPDATE: ['updateChange', { key, title: 'T', expectedRevision: null }] as [string, Input],
        };
        const gone = await whatGoes(api, steps, actor);
        expect([actor.name, [...(told?.transitions ?? [])].sort()]).toEqual([actor.name, gone]);
        expect([actor.name, told?.operations.includes('UPDATE') ?? false]).toEqual([
          ...[actor.name, (await whatGoes(api, edit, actor)).length > 0],
        ]);
      }
    },
  );

  it('be asked for a whole list of several kinds in one statement', async () => {
    const here = await scene();
    const { api, ids } = here;
    const owner = await roleHolder(here, ['system-owner', 'System']);
    const records = ['System', 'Component', 'Change', 'Person'].flatMap((kind) =>
      [1, 2].map((n) => encodeGlobalId(kind, seededId(ids, kind, n))),
    );
    const asked = (as: Actor) =>
      api.database.recordStatements(() =>
        api.send<{ viewer: { can: Rights[] } }>(
          `query ($records: [ID!]!) { viewer { can(records: $records) { id operations creates } } } # ${crypto.randomUUID()}`,
          { records },
          as,
        ),
      );
    const { result, statements } = await asked(owner);
    expect(statements).toHaveLength(1);
    expect(result.data.viewer.can.map(({ id }) => id)).toEqual(records);
    expect(result.data.viewer.can.map(({ operations }) => operations.includes('UPDATE'))).toEqual([
      ...[true, false, true, false, true, false, false, false],
    ]);
    expect((await asked(api.actor)).statements).toHaveLength(1);
  });

  it('is null for a record that is missing or hidden, and takes no more than a page', async () => {
    const { api, ids } = await scene();
    await api.database.prisma.change.updateMany({ data: { confidential: true } });
    const missing = encodeGlobalId('System', crypto.randomUUID());
    const hidden = encodeGlobalId('Change', seededId(ids, 'Change'));
    const stranger = await api.person('stranger');
    expect((await can(api, [missing, hidden], stranger)).can).toEqual([null, null]);
    const { errors } = await api.send(canDocument, { records: Array(101).fill(missing) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
