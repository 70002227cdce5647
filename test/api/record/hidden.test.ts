import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import { encodeGlobalId } from '@steward/server/test/platform/global-id.ts';
import { openPolicy, type Policies } from '@steward/server/test/platform/policy.ts';
import { delegate } from '@steward/server/test/platform/record/delegate.ts';
import { proposalPolicy } from '@steward/server/test/record/policy.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema, type TestApi, testApi } from '../../support/api.ts';
import { mutate, mutationNames } from '../../support/mutate.ts';
import { exportedText } from '../../support/records.ts';
import { createdKinds, createInput, seedKey } from '../../support/seed.ts';
import { seededId, seedRows } from '../../support/seed-rows.ts';
import { everythingOf } from '../../support/walk-document.ts';
import { queries } from './rights-cases.ts';

/** Everybody sees everything, except number 2 of one kind, which nobody sees. */
const hiding = (kind: string): Policies => ({
  ...Object.fromEntries(kinds.map(({ name }) => [name, openPolicy])),
  // What is about a hidden record is hidden with it.
  Proposal: proposalPolicy,
  [kind]: { ...openPolicy, visible: () => ({ NOT: { lookup: lookupKey(seedKey(kind, 2)) } }) },
});

const limits = { tokens: 100_000, cost: 10_000_000, queryMs: 60_000, aliases: 1_000 };
const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

interface Scene {
  api: TestApi;
  kind: Kind;
  id: string;
  /** Who looks: an administrator from whom a stub hides it, or a stranger to a record that is marked confidential. */
  as: Actor;
  marked: boolean;
  /** Text that only the hidden record has. */
  marks: string[];
}

async function scene(kind: Kind, marked: boolean): Promise<Scene> {
  const api = await testApi(marked ? { limits } : { policies: hiding(kind.name), limits });
  const ids = await seedRows(api.database, 3, 2);
  const id = seededId(ids, kind.name, 2);
  await api.database.prisma.keyAlias.create({
    data: { id: crypto.randomUUID(), kind: kind.name, key: 'older-key', lookup: 'older-key', recordId: id },
  });
  if (marked)
    await delegate(api.database.prisma, kind.name).update({
      where: { id },
      data: { [kind.confidential!.mark]: true },
    });
  const label = String(createInput(kind.name, 2)[kind.label]);
  const as = marked ? await api.person('eve') : api.actor;
  const marks = [id, encodeGlobalId(kind.name, id), seedKey(kind.name, 2), label];
  return { api, kind, id, as, marked, marks };
}

/** Persons beside those of the seed. */
const own = ({ marked }: Scene, kind: string) => (kind !== 'Person' ? 0 : marked ? 2 : 1);

/** Sends a document and finds no mark of the hidden record in the answer. */
async function seesNothing(
  { api, marks, as }: Scene,
  document: string,
  variables: object = {},
): Promise<unknown> {
  const answer = await api.send<unknown>(document, variables, as);
  expect(answer.errors).toBeUndefined();
  const text = JSON.stringify(answer.data);
  for (const mark of marks) {
    const at = text.indexOf(JSON.stringify(mark).slice(1, -1));
    if (at >= 0) throw new Error(`${mark} comes out: …${text.slice(Math.max(0, at - 300), at + 60)}…`);
  }
  return answer.data;
}

/** What a question about a hidden record answers must be what it answers about none. */
async function sameAsNothing(
  scene: Scene,
  document: string,
  variables: (key: string) => object,
): Promise<void> {
  const hidden = seedKey(scene.kind.name, 2);
  const nothing = 'nobody-has-this-key';
  const answers = await Promise.all(
    [hidden, nothing].map((key) => scene.api.send(document, variables(key), scene.as)),
  );
  const [about, none] = answers.map((answer) => JSON.stringify(answer));
  expect(about!.replaceAll(hidden, nothing)).toBe(none);
}

/** Questions beside lists and look-ups; a query field that stands nowhere here fails. */
const otherQueries: Record<string, (scene: Scene) => Promise<unknown>> = {
  node: async (s) => {
    const document = `query ($id: ID!) { node(id: $id) { __typename id } }`;
    const data = await seesNothing(s, document, { id: encodeGlobalId(s.kind.name, s.id) });
    expect(data).toEqual({ node: null });
  },
  nodes: async (s) => {
    const ids = [encodeGlobalId(s.kind.name, s.id)];
    expect(await seesNothing(s, `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids })).toEqual({
      nodes: [null],
    });
  },
  search: async (s) => {
    const document = `query ($text: String!) { search(text: $text, first: 50) { key label record { __typename } } }`;
    for (const text of [seedKey(s.kind.name, 2), s.marks[3]!, s.kind.name])
      await seesNothing(s, document, { text });
    await sameAsNothing(s, document, (text) => ({ text }));
  },
  findings: (s) =>
    seesNothing(s, `{ findings(first: 500) { total truncated findings { code kind key message } } }`),
  viewer: (s) => seesNothing(s, `{ viewer { ${everythingOf('Viewer', 1)} } }`),
  availabilityTiers: (s) => seesNothing(s, `{ availabilityTiers { percent } }`),
  fileContext: async (s) => {
    const fields = everythingOf('FileContext', 1);
    const document = `query ($repository: String!) { fileContext(repository: $repository, paths: ["src/main.ts"]) { ${fields} } }`;
    for (const n of [1, 3]) await seesNothing(s, document, { repository: seedKey('Repository', n) });
    if (s.kind.name === 'Repository') return sameAsNothing(s, document, (repository) => ({ repository }));
    await seesNothing(s, document, { repository: seedKey('Repository', 2) });
  },
  repositoryIndex: async (s) => {
    const fields = everythingOf('RepositoryIndexAnswer', 1);
    const document = `query ($repository: String!) { repositoryIndex(repository: $repository) { ${fields} } }`;
    if (s.kind.name === 'Repository') return sameAsNothing(s, document, (repository) => ({ repository }));
    await seesNothing(s, document, { repository: seedKey('Repository', 2) });
  },
  impact: async (s) => {
    const document = `query ($of: ID!) { impact(of: $of, direction: DOWNSTREAM, maxDepth: 5) { ${everythingOf('Impact', 1)} } }`;
    for (const kind of ['System', 'Component', 'ExternalParty'])
      for (const n of [1, 3]) {
        const record = await s.api.send<{ it: { id: string } }>(
          `query ($key: String!) { it: ${lowerFirst(kind)}(key: $key) { id } }`,
          { key: seedKey(kind, n) },
          s.as,
        );
        await seesNothing(s, document, { of: record.data.it.id });
      }
    await sameHidden(s, document);
  },
  drift: async (s) => {
    const fields = everythingOf('RepositoryDrift', 2);
    const document = `query ($repository: String!) { drift(repository: $repository, first: 500) { ${fields} } }`;
    for (const n of [1, 3]) await seesNothing(s, document, { repository: seedKey('Repository', n) });
    if (s.kind.name === 'Repository') return sameAsNothing(s, document, (repository) => ({ repository }));
    await seesNothing(s, document, { repository: seedKey('Repository', 2) });
  },
  namedHolders: async (s) => {
    const document = `query ($names: [String!]!) { namedHolders(host: "github.com", names: $names) {
      holder { __typename ... on Person { key } ... on Team { key } } } }`;
    const names = ['person-2@example.org', '@person-2', '@acme/team-2'];
    await seesNothing(s, document, { names });
  },
  eventsSince: async (s) => {
    const event = { revision: 1, operation: 'CREATE', at: new Date() };
    const told = { ...event, kind: s.kind.name, recordId: s.id, key: seedKey(s.kind.name, 2) };
    const other = { ...event, kind: 'Person', recordId: s.api.actor.personId!, key: 'ada' };
    await s.api.database.prisma.outboxEvent.createMany({ data: [told, other] });
    const { eventsSince } = (await seesNothing(
      s,
      '{ eventsSince(first: 1000) { events { key recordId } } }',
    )) as {
      eventsSince: { events: { key: string }[] };
    };
    expect(eventsSince.events.map(({ key }) => key)).toEqual(['ada']);
  },
  exportRecords: async (s) => {
    for (const { name } of kinds)
      await seesNothing(s, `{ exportRecords(kinds: [${name}]) { lines endCursor } }`);
    const text = await exportedText(s.api, 1, s.as);
    for (const mark of s.marks) expect(text).not.toContain(mark);
  },
  holdings: async (s) => {
    const document = `query ($person: String!) { holdings(person: $person) { ${everythingOf('PersonHoldings', 2)} } }`;
    for (const n of [1, 3]) await seesNothing(s, document, { person: seedKey('Person', n) });
    if (s.kind.name === 'Person') await sameAsNothing(s, document, (person) => ({ person }));
  },
  accessTokens: async (s) => {
    const holder = s.kind.name === 'ServiceAccount' ? 'serviceAccount' : 'person';
    const document = `query ($key: String!) { accessTokens(${holder}: $key) { id name } }`;
    await sameAsNothing(s, document, (key) => ({ key }));
  },
  record: async (s) => {
    for (const asOf of ['null', '"2999-01-01T00:00:00Z"'])
      await sameAsNothing(
        s,
        `query ($key: String!) { record(kind: ${s.kind.name}, key: $key, asOf: ${asOf}) { key document } }`,
        (key) => ({ key }),
      );
  },
  recordComparison: (s) =>
    sameAsNothing(
      s,
      `query ($key: String!) { recordComparison(kind: ${s.kind.name}, key: $key, from: { revision: 1 }, to: { revision: 1 }) { changes { field } } }`,
      (key) => ({ key }),
    ),
  // They count what was written and say nothing of it.
  auditHead: (s) => seesNothing(s, '{ auditHead { number statement } }'),
  auditCheck: (s) => seesNothing(s, '{ auditCheck { checked problem { message } } }'),
  recordSchema: (s) => seesNothing(s, `{ recordSchema(kind: ${s.kind.name}) }`),
  importSession: (s) =>
    seesNothing(s, `query ($id: ID!) { importSession(id: $id) { id } }`, { id: crypto.randomUUID() }),
};

/** Starting at the hidden record is starting at a record there is not. */
async function sameHidden(s: Scene, document: string): Promise<void> {
  const [hidden, nothing] = await Promise.all(
    [s.id, crypto.randomUUID()].map((id) =>
      s.api.send(document, { of: encodeGlobalId(s.kind.name, id) }, s.as),
    ),
  );
  expect(JSON.stringify(hidden!.data ?? hidden!.errors)).toBe(
    JSON.stringify(nothing!.data ?? nothing!.errors),
  );
}

const queryFields = (): string[] => Object.keys(schema.getQueryType()!.getFields());
const kindFields = kinds.flatMap((kind) => [kind.plural, lowerFirst(kind.name)]);

describe('a hidden record', { timeout: 60_000 }, () => {
  it('is looked for behind every query of the schema', () => {
    expect([...kindFields, ...Object.keys(otherQueries)].sort()).toEqual(queryFields().sort());
  });

  const hidden = kinds.map((kind) => [kind.name, kind.name, kind, false] as const);
  const confidential = kinds.flatMap((kind) =>
    kind.confidential ? [[`${kind.name} that is confidential`, kind.name, kind, true] as const] : [],
  );

  it('may be confidential where its kind says so', () => {
    expect(confidential.map(([, name]) => name)).toEqual(['Change']);
  });

  describe.each([...hidden, ...confidential])('%s', (_, name, kind, marked) => {
    // One scene for all of a kind: only its last test writes.
    let s: Scene;
    beforeAll(async () => {
      s = await scene(kind, marked);
    });

    it('comes out of no list, total, relation, part, history or alias', async () => {
      for (const other of kinds) {
        const whole = everythingOf(other.name, 1);
        const data = (await seesNothing(
          s,
          `{ list: ${other.plural}(first: 10, includeArchived: true) { totalCount nodes { ${whole} } } again: ${other.plural}(last: 10) { edges { node { id key } } } }`,
        )) as { list: { totalCount: number; nodes: unknown[] } };
        expect(data.list.totalCount).toBe((goesWith(other.name, name) ? 2 : 3) + own(s, other.name));
        expect(data.list.nodes).toHaveLength(data.list.totalCount);
      }
    });

    it('comes out of no other question', async () => {
      for (const [query, ask] of Object.entries(otherQueries))
        if (!marked || !queries[query]?.administrators) await ask(s);
    });

    it('is not found by its key, by an older key or by a filter', async () => {
      const lookUp = `query ($key: String!) { ${lowerFirst(name)}(key: $key) { id } }`;
      for (const key of [seedKey(name, 2), 'older-key', seedKey(name, 2).toUpperCase()])
        expect(await seesNothing(s, lookUp, { key })).toEqual({ [lowerFirst(name)]: null });
      const key = seedKey(name, 2);
      for (const other of kinds) {
        const document = `query ($where: ${other.name}Filter) { ${other.plural}(where: $where) { totalCount nodes { key } } }`;
        if (other.name === name) await sameAsNothing(s, document, (eq) => ({ where: { key: { eq } } }));
        for (const [field, { options, type }] of Object.entries(other.fields)) {
          if (!options.filter || options.to !== name) continue;
          const operators = type === 'references' ? ['includes'] : ['eq'];
          for (const operator of operators) {
            await sameAsNothing(s, document, (eq) => ({ where: { [field]: { [operator]: eq } } }));
            await sameAsNothing(s, document, (eq) => ({ where: { not: { [field]: { [operator]: eq } } } }));
          }
          if (type === 'reference') await countsAsNone(s, other, field, key);
        }
      }
    });

    it('is no record to a mutation, neither as its own nor as a reference', async () => {
      const about = mutationNames().filter(
        (m) =>
          /^(update|archive|restore|accept|decline|withdraw)/.test(m) && m.slice(m.search(/[A-Z]/)) === name,
      );
      expect(about).toHaveLength(3);
      for (const mutation of about) {
        const [hidden, nothing] = await Promise.all(
          [seedKey(name, 2), 'nobody-has-this-key'].map((key) =>
            mutate(s.api, mutation, { key, expectedRevision: 1 }, { as: s.as }),
          ),
        );
        expect(hidden!.__typename).toBe('NotFoundError');
        expect(JSON.stringify(hidden).replaceAll(seedKey(name, 2), 'nobody-has-this-key')).toBe(
          JSON.stringify(nothing),
        );
      }
      // A stranger may write nothing that refers to it.
      if (!marked) await isRefusedAsReference(s);
    });

    // Whom it is hidden from there may write nothing.
    if (marked) return;

    it('comes out of no answer of a mutation, and stays where it is referred to', async () => {
      for (const other of createdKinds) {
        const key = seedKey(other.name, 3);
        const before = await documentOf(s.api, other.name, key);
        const answer = await mutate(
          s.api,
          `update${other.name}`,
          { key, [other.label]: 'Another name', expectedRevision: 2 },
          { select: everythingOf(other.name, 1).replaceAll(/\b(id|key|revision) /g, '') },
        );
        expect(answer.__typename).toMatch(/Payload$/);
        for (const mark of s.marks) expect(JSON.stringify(answer)).not.toContain(mark);
        expect(await documentOf(s.api, other.name, key)).toEqual({
          ...before,
          [other.label]: 'Another name',
        });
      }
    });
  });
});

/** True for the kind whose number 2 is hidden, and for one whose number 2 is hidden with it. */
const goesWith = (kind: string, hidden: string): boolean =>
  kind === hidden || (kind === 'Proposal' && hidden === 'System');

/** A record that refers to the hidden one looks as one that refers to none. */
async function countsAsNone(s: Scene, other: Kind, field: string, key: string): Promise<void> {
  const count = async (where: object): Promise<number> => {
    const answer = await s.api.send<{ list: { totalCount: number } }>(
      `query ($where: ${other.name}Filter) { list: ${other.plural}(where: $where, includeArchived: true) { totalCount } }`,
      { where },
      s.as,
    );
    return answer.data.list.totalCount;
  };
  const documents = await s.api.database.prisma.revision.findMany({
    where: { kind: other.name, revision: 1 },
    select: { document: true, key: true },
  });
  const seen = documents.filter(
    (d) => !goesWith(other.name, s.kind.name) || d.key !== seedKey(other.name, 2),
  );
  const set = seen.filter(({ document }) => {
    const value = (document as Record<string, unknown>)[field];
    return value !== null && value !== key;
  });
  expect(await count({ [field]: { isSet: true } })).toBe(set.length);
  expect(await count({ [field]: { isSet: false } })).toBe(seen.length - set.length + own(s, other.name));
}

async function isRefusedAsReference(s: Scene): Promise<void> {
  const { name } = s.kind;
  for (const other of kinds)
    for (const [field, { options, type }] of Object.entries(other.fields)) {
      if (options.to !== name || options.written) continue;
      const value = (key: string) => (type === 'references' ? [key] : key);
      const [hidden, nothing] = await Promise.all(
        [seedKey(name, 2).toUpperCase(), 'NOBODY'].map((key) =>
          mutate(s.api, `update${other.name}`, {
            key: seedKey(other.name, 1),
            [field]: value(key),
            expectedRevision: null,
          }),
        ),
      );
      expect(nothing!.__typename).toBe('ValidationError');
      expect(JSON.stringify(hidden).replaceAll(seedKey(name, 2).toUpperCase(), 'NOBODY')).toBe(
        JSON.stringify(nothing),
      );
    }
}

async function documentOf(api: TestApi, kind: string, key: string): Promise<object> {
  const newest = await api.database.prisma.revision.findFirstOrThrow({
    where: { kind, key },
    orderBy: { revision: 'desc' },
  });
  return newest.document as object;
}
