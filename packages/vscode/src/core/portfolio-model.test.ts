import { describe, expect, it, vi } from 'vitest';
import { connection } from './connection.ts';
import { type PortfolioModel, portfolioModel } from './portfolio-model.ts';
import type { RecordRow } from './portfolio-row.ts';
import { portfolioSource } from './portfolio-source.ts';

interface Entry {
  id: string;
  kind: RecordRow['kind'];
  parent: string | null;
}

const children = (kind: RecordRow['kind'], parent: string | null, count: number, prefix: string): Entry[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${prefix}${String(n + 1).padStart(3, '0')}`,
    kind,
    parent,
  }));

/** One portfolio with a program and 120 systems, a program with 2 systems of which the first has 1 component, 3 loose ones. */
const entries: Entry[] = [
  { id: 'bank', kind: 'Portfolio', parent: null },
  { id: 'shop', kind: 'Program', parent: 'bank' },
  ...children('System', 'bank', 120, 'direct-'),
  ...children('System', 'shop', 2, 'shop-'),
  { id: 'cart', kind: 'Component', parent: 'shop-001' },
  { id: 'cart-table', kind: 'Component', parent: 'cart' },
  ...children('System', null, 3, 'loose-'),
];

const typeOfLane = { programs: 'Program', systems: 'System', components: 'Component' } as const;

/** A server over these records, which counts what it is asked and answers when it is let. */
function server(records = entries) {
  const asked: string[] = [];
  let flying = 0;
  const state = { most: 0, refuse: false, gate: Promise.resolve(), records };
  const list = (of: Entry[], first: number, after: string | null) => {
    const from = after === null ? 0 : of.findIndex(({ id }) => id === after) + 1;
    const nodes = of.slice(from, from + first).map(record);
    const hasNextPage = from + first < of.length;
    return {
      totalCount: of.length,
      nodes,
      pageInfo: { hasNextPage, endCursor: nodes.at(-1)?.id ?? null },
    };
  };
  const under = (parent: string | null, kind: RecordRow['kind']) =>
    state.records.filter((each) => each.parent === parent && each.kind === kind);
  const record = ({ id, kind, parent }: Entry) => {
    const above = state.records.find((each) => each.id === parent);
    const reference = (of: RecordRow['kind']) => (above?.kind === of ? { id: above.id } : null);
    const count = (of: RecordRow['kind']) => ({ totalCount: under(id, of).length });
    const plain = { __typename: kind, id, key: id, name: `The ${id}` };
    return {
      ...plain,
      ...{ purpose: null, goal: null, description: null, type: 'service', stage: 'PRODUCTION' },
      ...{
        programStage: 'ACTIVE',
        history: { nodes: [] },
        systemOwner: null,
        team: { name: 'Payments' },
        codeLocations: [],
      },
      ...{ portfolio: reference('Portfolio'), program: reference('Program') },
      ...{ system: reference('System'), partOf: reference('Component') },
      ...{ programCount: count('Program'), systemCount: count('System') },
      ...{ componentCount: count('Component'), openChanges: { totalCount: 0 } },
    };
  };
  const lists = (parent: string | null, variables: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(typeOfLane).flatMap(([lane, kind]) => {
        const after = variables[`${lane}After`];
        const page = list(under(parent, kind), Number(variables.first), after ? String(after) : null);
        return variables[lane] ? [[lane, page]] : [];
      }),
    );
  const answer = (operation: string, variables: Record<string, unknown>) => {
    const found = state.records.find(({ id }) => id === variables.id);
    switch (operation) {
      case 'TreeRoots':
        return {
          portfolios: list(under(null, 'Portfolio'), Number(variables.first), null),
          loosePrograms: { totalCount: under(null, 'Program').length },
          looseSystems: { totalCount: under(null, 'System').length },
          looseComponents: { totalCount: under(null, 'Component').length },
        };
      case 'TreeLoose':
        return lists(null, variables);
      case 'TreeBranch':
        return { node: found ? { ...record(found), ...lists(found.id, variables) } : null };
      default:
        return { node: found ? record(found) : null };
    }
  };
  const ask: typeof fetch = async (_, init) => {
    const { query, variables } = JSON.parse(String(init?.body));
    const operation = /query (\w+)/.exec(query)?.[1] ?? '';
    asked.push(variables.id ? `${operation} ${variables.id}` : operation);
    flying += 1;
    state.most = Math.max(state.most, flying);
    await state.gate;
    flying -= 1;
    const body = state.refuse
      ? { errors: [{ message: 'too much at once', extensions: { code: 'QUERY_TOO_COMPLEX' } }] }
      : { data: answer(operation, variables) };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  };
  const link = connection({
    find: async () => ({ kind: 'FOUND', address: 'http://127.0.0.1:1', token: 'one' }),
    fetch: ask,
  });
  const model = portfolioModel(portfolioSource(link), () => 7);
  const changes: (string | undefined)[] = [];
  model.onChanged((id) => changes.push(id));
  /** What was asked since the last call. */
  const since = () => asked.splice(0);
  return { model, since, state, changes };
}

const ofType = (model: PortfolioModel, ids: string[], type: string) =>
  ids.filter((id) => model.row(id)?.type === type);

describe('the tree of the portfolio', () => {
  it('asks nothing before somebody looks, and once for what is under a row', async () => {
    const { model, since } = server();
    expect([since(), model.asked()]).toEqual([[], false]);
    expect(await model.children()).toEqual(['bank', 'loose']);
    expect(since()).toEqual(['TreeRoots']);
    expect((await model.children('bank')).slice(0, 2)).toEqual(['shop', 'direct-001']);
    expect(await model.children('shop')).toEqual(['shop-001', 'shop-002']);
    expect(await model.children('shop-001')).toEqual(['cart']);
    expect(await model.children('cart')).toEqual(['cart-table']);
    expect(await model.children('loose')).toEqual(['loose-001', 'loose-002', 'loose-003']);
    expect(since()).toEqual([
      ...['TreeBranch bank', 'TreeBranch shop', 'TreeBranch shop-001', 'TreeBranch cart', 'TreeLoose'],
    ]);
    await model.children('bank');
    await model.children();
    expect(since()).toEqual([]);
  });

  it('shows 50 rows a page and loads each further one with one request', async () => {
    const { model, since, changes } = server();
    await model.children();
    const first = await model.children('bank');
    expect(first).toHaveLength(1 + 50 + 1);
    expect(model.row('more:systems:bank')).toMatchObject({ type: 'MORE', left: 70 });
    since();
    const came = await Promise.all([model.more('more:systems:bank'), model.more('more:systems:bank')]);
    expect(came).toEqual(['direct-051', 'direct-051']);
    expect(since()).toEqual(['TreeBranch bank']);
    expect(changes).toContain('bank');
    expect(await model.children('bank')).toHaveLength(1 + 100 + 1);
    expect(model.row('more:systems:bank')).toMatchObject({ left: 20 });
    await model.more('more:systems:bank');
    const all = await model.children('bank');
    expect(all).toHaveLength(121);
    expect(ofType(model, all, 'MORE')).toEqual([]);
    expect(new Set(all).size).toBe(121);
    expect(since()).toEqual(['TreeBranch bank']);
  });

  it('asks once when many look at the same time, and never has more than six requests in flight', async () => {
    const { model, since, state } = server(children('Portfolio', null, 20, 'portfolio-'));
    await Promise.all([model.children(), model.children(), model.children()]);
    expect(since()).toEqual(['TreeRoots']);
    const gate = Promise.withResolvers<void>();
    state.gate = gate.promise;
    const opening = (await model.children()).map((id) => model.children(id));
    await Promise.resolve();
    gate.resolve();
    await Promise.all(opening);
    expect(since()).toHaveLength(20);
    expect(state.most).toBe(6);
  });

  it('refreshes one row with one request, and what is open below only when it is looked at', async () => {
    const { model, since, state, changes } = server();
    await model.children();
    await model.children('bank');
    await model.children('shop');
    since();
    state.records = entries.map((each) => (each.id === 'shop-002' ? { ...each, id: 'shop-009' } : each));
    changes.length = 0;
    await model.refresh('shop');
    expect(since()).toEqual(['TreeBranch shop']);
    expect(changes).toEqual(['shop']);
    expect(await model.children('shop')).toEqual(['shop-001', 'shop-009']);
    await model.refresh();
    expect(since()).toEqual([]);
    await model.children();
    expect(since()).toEqual(['TreeRoots']);
    await model.children('shop');
    await model.children('shop');
    expect(since()).toEqual(['TreeBranch shop']);
  });

  it('has as many rows after a refresh as before', async () => {
    const { model, since } = server();
    await model.children();
    await model.children('bank');
    await model.more('more:systems:bank');
    since();
    await model.refresh('bank');
    expect(await model.children('bank')).toHaveLength(1 + 100 + 1);
    expect(since()).toEqual(['TreeBranch bank', 'TreeBranch bank']);
  });

  it('says why a branch can not be read, in its place, and tries again when asked to', async () => {
    const { model, since, state } = server();
    await model.children();
    state.refuse = true;
    expect(await model.children('bank')).toEqual(['error:bank']);
    expect(model.row('error:bank')).toMatchObject({ type: 'ERROR', message: 'too much at once' });
    since();
    expect(await model.children('bank')).toEqual(['error:bank']);
    expect(since()).toEqual([]);
    state.refuse = false;
    await model.refresh('error:bank');
    expect(since()).toEqual(['TreeBranch bank']);
    expect(await model.children('bank')).toHaveLength(52);
    state.refuse = true;
    await model.refresh('bank');
    expect((await model.children('bank')).slice(0, 2)).toEqual(['error:bank', 'shop']);
  });

  it('takes a row away whose record is gone', async () => {
    const { model, state, changes } = server();
    await model.children();
    expect(await model.children('bank')).toContain('shop');
    await model.children('shop');
    state.records = entries.filter(({ id, parent }) => id !== 'shop' && parent !== 'shop');
    await model.refresh('shop');
    expect(changes).toContain('bank');
    expect(await model.children('bank')).not.toContain('shop');
  });

  it('shows a record that was written, by one request where its row stays', async () => {
    const { model, since, changes } = server();
    await model.renew('shop', false);
    expect([since(), changes]).toEqual([[], []]);
    await model.children();
    await model.children('bank');
    since();
    await model.renew('shop', false);
    expect([since(), changes]).toEqual([['TreeRecord shop'], ['shop']]);
    // Nobody has seen what stands under it.
    await model.renew('shop-001', false);
    expect(since()).toEqual(['TreeRecord shop-001', 'TreeRecord shop']);
    expect(model.row('shop-001')).toBeUndefined();
  });

  it('moves a record that was written to another branch, and takes one away that was put away', async () => {
    const { model, since, state, changes } = server();
    for (const id of [undefined, 'bank', 'shop', 'loose']) await model.children(id);
    since();
    state.records = entries.map((entry) => (entry.id === 'loose-001' ? { ...entry, parent: 'shop' } : entry));
    await model.renew('loose-001', false);
    expect(await model.children('shop')).toEqual(['shop-001', 'shop-002', 'loose-001']);
    expect(await model.children('loose')).toEqual(['loose-002', 'loose-003']);
    await model.children();
    expect(model.row('loose')).toMatchObject({ children: 2 });
    expect(since().sort()).toEqual(['TreeBranch shop', 'TreeLoose', 'TreeRecord loose-001', 'TreeRoots']);
    expect(new Set(changes)).toEqual(new Set(['loose', 'shop', undefined]));
    state.records = state.records.filter(({ id }) => id !== 'loose-001');
    await model.renew('loose-001', true);
    expect(await model.children('shop')).toEqual(['shop-001', 'shop-002']);
    expect(model.row('shop')).toMatchObject({ children: 2 });
    expect(since()).toEqual(['TreeBranch shop']);
  });

  it('shows a record that was moved where nobody has looked, and moved back', async () => {
    const { model, state } = server();
    for (const id of [undefined, 'bank', 'loose']) await model.children(id);
    state.records = entries.map((entry) => (entry.id === 'loose-001' ? { ...entry, parent: 'shop' } : entry));
    await model.renew('loose-001', false);
    expect(model.parentOf('loose-001')).toBe('shop');
    expect(await model.children('loose')).not.toContain('loose-001');
    state.records = entries;
    await model.renew('loose-001', false);
    expect(await model.children('loose')).toContain('loose-001');
  });

  it('asks once more where an answer is under way that may be older than the write', async () => {
    const { model, state, since } = server();
    for (const id of [undefined, 'bank', 'shop']) await model.children(id);
    since();
    const gate = Promise.withResolvers<void>();
    state.gate = gate.promise;
    const older = model.renew('shop-002', true);
    const first: string[] = [];
    await vi.waitUntil(() => first.push(...since()) > 0);
    const newer = model.renew('shop-001', true);
    gate.resolve();
    await Promise.all([older, newer]);
    expect([...first, ...since()]).toEqual(['TreeBranch shop', 'TreeBranch shop']);
  });

  it('reaches a record on a page that is not loaded, and shows it once when that page comes', async () => {
    const { model, since } = server();
    await model.children();
    since();
    expect(await model.reach('direct-120')).toBe(true);
    expect(since()).toEqual(['TreeRecord direct-120', 'TreeBranch bank']);
    const rows = await model.children('bank');
    expect(rows.indexOf('direct-120')).toBe(51);
    expect([model.parentOf('direct-120'), model.row('more:systems:bank')]).toMatchObject([
      'bank',
      { left: 69 },
    ]);
    await model.more('more:systems:bank');
    await model.more('more:systems:bank');
    const all = await model.children('bank');
    expect(all.filter((id) => id === 'direct-120')).toEqual(['direct-120']);
    expect(await model.reach('cart-table')).toBe(true);
    expect(await model.children('cart')).toEqual(['cart-table']);
    expect(await model.reach('loose-003')).toBe(true);
    expect(await model.reach('nowhere')).toBe(false);
  });

  it('forgets everything when told to, an answer under way too', async () => {
    const { model, state } = server();
    const gate = Promise.withResolvers<void>();
    state.gate = gate.promise;
    const looking = model.children();
    model.clear();
    gate.resolve();
    expect(await looking).toEqual([]);
    expect([model.asked(), model.loadedAt()]).toEqual([false, undefined]);
  });
});
