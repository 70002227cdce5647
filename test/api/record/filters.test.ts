import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { schema, type TestApi, testApi } from '../../support/api.ts';
import { namedType, type TypeShape, written } from '../../support/mutate.ts';
import { seedRows } from '../../support/seed-rows.ts';

let api: TestApi;
let documents: Map<string, RecordDocument[]>;

beforeAll(async () => {
  api = await testApi();
  await seedRows(api.database, 5);
  const revisions = await api.database.prisma.revision.findMany({ where: { revision: 1 } });
  documents = Map.groupBy(
    revisions.map((r) => ({ ...(r.document as RecordDocument), kind: r.kind })),
    (d) => d.kind,
  );
});

/** One condition and what it means for a document. */
interface Case {
  where: object;
  holds: (document: RecordDocument) => boolean;
}

const same = (a: unknown, b: unknown) => a !== null && String(a).toLowerCase() === String(b).toLowerCase();
const has = (text: unknown, part: string) =>
  text !== null && String(text).toLowerCase().includes(part.toLowerCase());

type Operator = (field: string, sample: string) => { value: unknown; holds: Case['holds'] };
/** Every operator of every filter type of the schema, and what it means. An operator that is not here fails. */
const meanings: Record<string, Record<string, Operator>> = {
  TextFilter: {
    eq: (f, s) => ({ value: s.toUpperCase(), holds: (d) => same(d[f], s) }),
    in: (f, s) => ({ value: [s, 'zzz'], holds: (d) => same(d[f], s) }),
    contains: (f, s) => ({ value: s.slice(1, -1).toUpperCase(), holds: (d) => has(d[f], s.slice(1, -1)) }),
    startsWith: (f, s) => ({
      value: s.slice(0, 3),
      holds: (d) => d[f] !== null && String(d[f]).toLowerCase().startsWith(s.slice(0, 3).toLowerCase()),
    }),
  },
  ReferenceFilter: {
    eq: (f, s) => ({ value: s.toUpperCase(), holds: (d) => same(d[f], s) }),
    in: (f, s) => ({ value: [s, 'zzz'], holds: (d) => same(d[f], s) }),
    isSet: (f) => ({ value: true, holds: (d) => d[f] !== null }),
  },
  ReferencesFilter: {
    includes: (f, s) => ({
      value: s.toUpperCase(),
      holds: (d) => (d[f] as string[]).some((k) => same(k, s)),
    }),
    isEmpty: (f) => ({ value: true, holds: (d) => (d[f] as string[]).length === 0 }),
  },
  InstantFilter: {
    gte: (f, s) => ({ value: s, holds: (d) => d[f] !== null && String(d[f]) >= s }),
    lt: (f, s) => ({ value: s, holds: (d) => d[f] !== null && String(d[f]) < s }),
    isSet: (f) => ({ value: true, holds: (d) => d[f] !== null }),
  },
  Boolean: { '': (f) => ({ value: true, holds: (d) => d[f] === true }) },
  choice: {
    eq: (f, s) => ({ value: s, holds: (d) => d[f] === s }),
    in: (f, s) => ({ value: [s], holds: (d) => d[f] === s }),
    notIn: (f, s) => ({ value: [s], holds: (d) => d[f] !== s }),
  },
};

/** The filter fields of a kind, from the schema, with the operators each takes. */
function filterFields(kind: string): { name: string; type: string; operators: string[] }[] {
  const input = schema.getType(`${kind}Filter`) as unknown as Required<TypeShape>;
  return Object.values(input.getFields())
    .filter(({ name }) => !['and', 'or', 'not'].includes(name))
    .map(({ name, type }) => {
      const named = namedType(type as TypeShape);
      const operators = named.getFields ? Object.keys(named.getFields()) : [''];
      const known = named.name! in meanings ? named.name! : 'choice';
      return { name, type: known, operators };
    });
}

/** A value that at least one record has; text for all types. */
function sampleOf(kind: Kind, field: string): string {
  const values = documents.get(kind.name)!.map((d) => (Array.isArray(d[field]) ? d[field][0] : d[field]));
  return String(values.find((value) => value !== null && value !== undefined) ?? '2026-01-01T00:00:00.000Z');
}

function casesOf(kind: Kind): (Case & { title: string })[] {
  return filterFields(kind.name)
    .filter(({ name }) => name !== 'updatedAt')
    .flatMap(({ name, type, operators }) =>
      operators.map((operator) => {
        const meaning = meanings[type]?.[operator];
        if (!meaning) throw new Error(`this test does not know ${type}.${operator}: say what it means`);
        const { value, holds } = meaning(name, sampleOf(kind, name));
        return {
          title: `${name} ${operator}`,
          where: { [name]: operator ? { [operator]: value } : value },
          holds,
        };
      }),
    );
}

async function listed(kind: Kind, where: object): Promise<{ keys: string[]; total: number }> {
  const answer = await api.send<{ list: { nodes: { key: string }[]; totalCount: number } }>(
    `query ($where: ${kind.name}Filter) { list: ${kind.plural}(where: $where, first: 100) { nodes { key } totalCount } }`,
    { where },
  );
  expect(answer.errors).toBeUndefined();
  const { nodes, totalCount } = answer.data.list;
  return { keys: nodes.map(({ key }) => key).sort(), total: totalCount };
}

describe('the filters of every kind', () => {
  it.each(kinds.map((kind) => kind.name))(
    '%s: every declared filter field is in the schema, and no other',
    (name) => {
      const declared = Object.entries(kindNamed(name).fields).filter(([, field]) => field.options.filter);
      expect(
        filterFields(name)
          .map((field) => field.name)
          .sort(),
      ).toEqual(['key', 'updatedAt', ...declared.map(([field]) => field)].sort());
    },
  );

  it.each(kinds.map((kind) => kind.name))(
    '%s: each operator gives the rows it means, and `not` the others',
    async (name) => {
      const kind = kindNamed(name);
      const all = documents.get(name)!;
      const own = name === 'Person' ? ['ada'] : [];
      for (const { title, where, holds } of casesOf(kind)) {
        const wanted = all
          .filter(holds)
          .map((d) => d.key)
          .sort();
        const others = [...all.filter((d) => !holds(d)).map((d) => d.key), ...own].sort();
        expect([title, await listed(kind, where)]).toEqual([title, { keys: wanted, total: wanted.length }]);
        expect([title, await listed(kind, { not: where })]).toEqual([
          title,
          { keys: others, total: others.length },
        ]);
      }
    },
  );

  it('combine: fields and `and` all hold, of `or` one, and the empty ones mean what they say', async () => {
    const kind = kindNamed('System');
    const one = { type: { eq: 'product' } };
    const two = { key: { eq: 'system-2' } };
    const all = ['system-1', 'system-2', 'system-3', 'system-4', 'system-5'];
    const odd = ['system-1', 'system-3', 'system-5'];
    for (const [where, keys] of [
      [{ ...one, key: { in: ['system-1', 'system-2'] } }, ['system-1']],
      [{ and: [one, two] }, []],
      [{ or: [one, two] }, ['system-1', 'system-2', 'system-3', 'system-5']],
      [{ not: { or: [one, two] } }, ['system-4']],
      [{ or: [two], ...one }, []],
      [{ and: [{ not: two }, { not: { key: { eq: 'system-4' } } }] }, odd],
      [{ and: [] }, all],
      [{ or: [] }, []],
      [{ or: [{}, two] }, all],
      [{ not: {} }, []],
      [{ not: { not: {} } }, all],
      [{ type: {} }, all],
      [{ criticality: { notIn: ['HIGH'] } }, ['system-2', 'system-4']],
    ] as const)
      expect([where, (await listed(kind, where)).keys]).toEqual([where, keys]);
  });

  it('take %, _ and \\ for what they are', async () => {
    const kind = kindNamed('ExternalParty');
    const names = { percent: '100%', under: 'a_b', slash: 'a\\b', plain: 'axb' };
    for (const [key, name] of Object.entries(names)) await written(api, 'createExternalParty', { key, name });
    for (const operator of ['contains', 'startsWith', 'eq', 'in'])
      for (const [key, name] of Object.entries(names)) {
        const where = { name: { [operator]: operator === 'in' ? [name] : name } };
        expect([where, (await listed(kind, where)).keys]).toEqual([where, [key]]);
      }
    expect((await listed(kind, { name: { contains: '_' } })).keys).toEqual(['under']);
    expect((await listed(kind, { name: { contains: '%' } })).keys).toEqual(['percent']);
    expect((await listed(kind, { name: { contains: 'a\u0000' } })).keys).toEqual([]);
  });

  it('refuse what asks for too much, in words', async () => {
    const ask = async (where: object) =>
      (await api.send(`query ($where: SystemFilter) { systems(where: $where) { totalCount } }`, { where }))
        .errors;
    const deep = (n: number): object => (n === 0 ? {} : { not: deep(n - 1) });
    expect(await ask(deep(6))).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const many = Array.from({ length: 101 }, (_, n) => `k${n}`);
    for (const where of [{ key: { in: many } }, { team: { in: many } }, { name: { in: many } }])
      expect(await ask(where)).toMatchObject([
        { message: expect.stringContaining('at most 100'), extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });

  it('compare instants as instants, and refuse those that no database holds', async () => {
    const kind = kindNamed('Change');
    const at = (plannedStart: object) => listed(kind, { plannedStart }).then(({ total }) => total);
    expect(await at({ gte: '2026-03-01T21:00:00+01:00' })).toBe(5);
    expect(await at({ lt: '2026-03-01T21:00:00+01:00' })).toBe(0);
    expect(await at({ gte: '2026-03-01T20:00:00.001Z' })).toBe(0);
    const instants = ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-10:00', '2026-02-30T00:00:00Z', 'now', 7];
    for (const gte of instants) {
      const answer = await api.send(
        `query ($where: ChangeFilter) { changes(where: $where) { totalCount } }`,
        {
          where: { plannedStart: { gte } },
        },
      );
      expect([gte, answer.errors?.[0]?.extensions.code]).toEqual([gte, 'BAD_USER_INPUT']);
    }
    expect(await at({ gte: '0001-01-01T00:00:00Z', lt: '9999-12-31T23:59:59Z' })).toBe(5);
  });
});
