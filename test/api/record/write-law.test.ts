import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { type Contents, contentsOf, rowsAdded } from '../../support/contents.ts';
import { type MutationAnswer, mutate, mutationNames } from '../../support/mutate.ts';
import type { Input } from '../../support/seed.ts';
import {
  acceptances,
  handOvers,
  importSteps,
  type MutationCase,
  manyWrites,
  mutationCases,
  removals,
  seedForCases,
  signInSteps,
  tokenSteps,
} from './mutation-cases.ts';

// The first write of a worker prepares its statements, which takes longer than a test may.
beforeAll(async () => seedForCases(await testApi()));

describe('the law of the write path', { timeout: 60_000 }, () => {
  it('knows every mutation of the schema: add what is missing to mutation-cases.ts', () => {
    const known = [
      ...Object.keys(mutationCases),
      ...importSteps,
      ...handOvers,
      ...acceptances,
      ...manyWrites,
      ...removals,
      ...tokenSteps,
      ...signInSteps,
    ];
    expect(known.sort()).toEqual(mutationNames());
  });

  it.each(mutationNames().filter((name) => name in mutationCases))(
    'attack 69: holds for %s, with one entry in the audit log',
    async (name) => {
      const api = await testApi();
      await seedForCases(api);
      const lawful = await prepare(api, name, mutationCases[name]!);
      await refusesWhatIsWrong(lawful);
      if (lawful.revised) await refusesWithoutTheRevision(lawful);
      await checksAndWritesNothing(lawful);
      await writesOnce(lawful);
      if (lawful.revised) await refusesWhatIsStale(lawful);
    },
  );
});

interface Lawful extends MutationCase {
  api: TestApi;
  name: string;
  input: Input;
  before: Contents;
}

async function prepare(api: TestApi, name: string, known: MutationCase): Promise<Lawful> {
  const plain = await known.valid(api);
  const input = known.revised
    ? { ...plain, expectedRevision: await currentRevision(api, name, plain) }
    : plain;
  return { ...known, api, name, input, before: await contentsOf(api.database) };
}

/** The newest revision of the record an input names; the seed holds every key once. */
async function currentRevision(api: TestApi, name: string, input: Input): Promise<number> {
  const newest = await api.database.prisma.revision.findFirstOrThrow({
    where: { key: String(input.key), kind: String(input.kind ?? kindOf(name)) },
    orderBy: { revision: 'desc' },
  });
  return newest.revision;
}

const kindOf = (mutation: string): string =>
  /^(?:create|update|archive|restore|assign|handOver|end|transition|decline|withdraw)([A-Z]\w*?)(?:Role)?$/.exec(
    mutation,
  )?.[1] || 'Role';

const nothingWritten = async ({ api, before }: Lawful) =>
  expect(await contentsOf(api.database)).toEqual(before);

async function refusesWhatIsWrong(lawful: Lawful): Promise<void> {
  const { api, name, input, wrong } = lawful;
  const answer = await mutate(api, name, { ...input, ...wrong.change });
  if (answer.__typename === 'ValidationError')
    expect([...new Set(answer.issues!.map((issue) => issue.path[0]))].sort()).toEqual(
      [...wrong.paths].sort(),
    );
  else expect(answer).toMatchObject({ __typename: 'StateError', path: wrong.paths });
  await nothingWritten(lawful);
}

async function refusesWithoutTheRevision(lawful: Lawful): Promise<void> {
  const { expectedRevision: _, ...input } = lawful.input;
  expect(await mutate(lawful.api, lawful.name, input)).toMatchObject({
    __typename: 'ValidationError',
    code: 'BAD_USER_INPUT',
    path: ['expectedRevision'],
  });
  await nothingWritten(lawful);
}

async function checksAndWritesNothing(lawful: Lawful): Promise<void> {
  const { api, name, input } = lawful;
  const answer = await mutate(api, name, { ...input, validateOnly: true, idempotencyKey: 'only-checked' });
  expect(answer.__typename).toMatch(/Payload$/);
  expect(answer.changed).not.toEqual([]);
  await nothingWritten(lawful);
}

async function writesOnce(lawful: Lawful): Promise<void> {
  const { api, name, input, before } = lawful;
  const first = await mutate(api, name, { ...input, idempotencyKey: 'one-write' });
  expect(first.__typename).toMatch(/Payload$/);
  const after = await contentsOf(api.database);
  expect(rowsAdded(before, after)).toMatchObject({
    Revision: 1,
    AuditEntry: 1,
    OutboxEvent: 1,
    IdempotencyKey: 1,
  });
  await leavesOneTrace(api, first);
  expect(await mutate(api, name, { ...input, idempotencyKey: 'one-write' })).toEqual(first);
  expect(
    await mutate(api, name, { ...input, reason: 'another input', idempotencyKey: 'one-write' }),
  ).toMatchObject({ __typename: 'ValidationError', path: ['idempotencyKey'] });
  expect(await contentsOf(api.database)).toEqual(after);
}

/** Revision, audit event and outbox event tell of the same write. */
async function leavesOneTrace(api: TestApi, answer: MutationAnswer): Promise<void> {
  const { prisma } = api.database;
  const newest = { orderBy: { id: 'desc' } } as const;
  const revision = await prisma.revision.findFirstOrThrow(newest);
  const { kind, recordId, key, operation, at } = revision;
  const said = { kind, recordId, key, operation, at, revision: answer.revision };
  expect(revision).toMatchObject({
    ...said,
    key: answer.record!.key,
    actorId: api.actor.personId,
    door: 'API',
  });
  expect(await prisma.auditEntry.findFirstOrThrow({ orderBy: { number: 'desc' } })).toMatchObject({
    ...said,
    actorId: api.actor.personId,
    door: 'API',
  });
  expect(await prisma.outboxEvent.findFirstOrThrow(newest)).toMatchObject(said);
}

async function refusesWhatIsStale(lawful: Lawful): Promise<void> {
  const { api, name, input } = lawful;
  const stale = await contentsOf(api.database);
  const answer = await mutate(api, name, { ...input, idempotencyKey: 'stale' });
  const written = await api.database.prisma.revision.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect(answer).toMatchObject({
    __typename: 'ConflictError',
    code: 'CONFLICT',
    path: ['expectedRevision'],
    currentRevision: written.revision,
    changedPaths: [...written.changed].sort(),
    changedBy: 'Ada',
    changedAt: written.at.toISOString(),
  });
  expect(await contentsOf(api.database)).toEqual(stale);
}
