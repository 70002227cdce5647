import { describe, expect, it } from 'vitest';
import { type ImpactEdge, type ImpactQuestion, impact, impactGraph } from './impact.ts';

const edge = (text: string, reason?: string): ImpactEdge => {
  const [from = '', sign, to = ''] = text.split(' ');
  const kinds = {
    '->': 'DEPENDS_ON_HARD',
    '~>': 'DEPENDS_ON_SOFT',
    in: 'PART_OF',
    makes: 'PROVIDES',
    calls: 'CONSUMES',
  } as const;
  return { from, to, kind: kinds[sign as keyof typeof kinds], reason };
};

const ask = (edges: ImpactEdge[], question: Partial<ImpactQuestion> & { start: string }) =>
  impact(impactGraph(edges), { direction: 'DOWNSTREAM', maxDepth: 10, limit: 100, ...question });

const reached = (edges: ImpactEdge[], question: Partial<ImpactQuestion> & { start: string }) =>
  ask(edges, question).results.map((r) => `${r.depth} ${r.node}${r.strength === 'SOFT' ? ' soft' : ''}`);

const shop = [
  edge('shop -> checkout', 'orders are paid there'),
  edge('checkout -> payments'),
  edge('payments -> ledger'),
  edge('checkout ~> mailer', 'receipts can wait'),
  edge('news -> mailer'),
];

describe('impact', () => {
  it('downstream: what suffers when the start is down, nearest first, with path and reason', () => {
    expect(ask(shop, { start: 'payments' })).toMatchObject({
      results: [
        {
          node: 'checkout',
          depth: 1,
          strength: 'HARD',
          path: ['payments', 'checkout'],
          reason: 'checkout can not work without payments',
        },
        {
          node: 'shop',
          depth: 2,
          strength: 'HARD',
          path: ['payments', 'checkout', 'shop'],
          reason: 'shop can not work without checkout: orders are paid there',
        },
      ],
      total: 2,
      truncated: false,
      deeper: false,
    });
  });

  it('upstream: what makes the start suffer when it is down', () => {
    expect(reached(shop, { start: 'shop', direction: 'UPSTREAM' })).toEqual([
      '1 checkout',
      '2 payments',
      '2 mailer soft',
      '3 ledger',
    ]);
  });

  it('marks what is reached only across a soft dependency, and prefers a hard path though it is longer', () => {
    expect(reached(shop, { start: 'mailer' })).toEqual(['1 news', '1 checkout soft', '2 shop soft']);
    const both = [...shop, edge('shop ~> ledger')];
    const { results } = ask(both, { start: 'ledger' });
    expect(results.find((r) => r.node === 'shop')).toMatchObject({
      strength: 'HARD',
      depth: 3,
      path: ['ledger', 'payments', 'checkout', 'shop'],
    });
  });

  it('follows only the kinds of edges it is asked for', () => {
    expect(reached(shop, { start: 'mailer', edgeKinds: ['DEPENDS_ON_HARD'] })).toEqual(['1 news']);
    expect(reached(shop, { start: 'mailer', edgeKinds: ['DEPENDS_ON_SOFT'] })).toEqual(['1 checkout soft']);
    expect(reached(shop, { start: 'mailer', edgeKinds: [] })).toEqual([]);
  });

  it('a part takes its whole down, and not the other parts of it', () => {
    const parts = [edge('api in shop'), edge('web in shop'), edge('kiosk -> shop'), edge('cart in web')];
    expect(reached(parts, { start: 'cart' })).toEqual(['1 web', '2 shop', '3 kiosk']);
  });

  it('a whole that is the start takes its parts down, at any depth, with all that need them', () => {
    const parts = [edge('api in shop'), edge('handler in api'), edge('app -> handler'), edge('x in app')];
    expect(reached(parts, { start: 'shop' })).toEqual(['1 api', '2 handler', '3 app']);
    expect(reached(parts, { start: 'app', direction: 'UPSTREAM' })).toEqual(['1 handler', '1 x']);
    expect(reached([...parts, edge('api -> shop')], { start: 'shop' })).toEqual([
      '1 api',
      '2 handler',
      '3 app',
    ]);
    expect(reached(parts, { start: 'shop', edgeKinds: ['DEPENDS_ON_HARD'] })).toEqual([]);
  });

  it('crosses an interface from its provider to its consumers', () => {
    const edges = [edge('server makes api'), edge('app calls api'), edge('site calls api')];
    expect(reached(edges, { start: 'server' })).toEqual(['1 api', '2 app', '2 site']);
    expect(reached(edges, { start: 'app', direction: 'UPSTREAM' })).toEqual(['1 api', '2 server']);
  });

  it('walks a cycle once and never comes back to the start', () => {
    const cycle = [edge('a -> b'), edge('b -> c'), edge('c -> a'), edge('a -> a')];
    expect(reached(cycle, { start: 'a' })).toEqual(['1 c', '2 b']);
    expect(reached(cycle, { start: 'a', direction: 'UPSTREAM' })).toEqual(['1 b', '2 c']);
  });

  it('gives the shortest path, and says when there is more beyond the depth', () => {
    const edges = [edge('b -> a'), edge('c -> b'), edge('d -> c'), edge('d -> b')];
    expect(ask(edges, { start: 'a', maxDepth: 2 })).toMatchObject({ total: 3, deeper: false });
    expect(ask(edges, { start: 'a' }).results.at(-1)?.path).toEqual(['a', 'b', 'd']);
    expect(ask(edges, { start: 'a', maxDepth: 1 })).toMatchObject({ total: 1, deeper: true });
    expect(ask(edges, { start: 'a', maxDepth: 0 })).toMatchObject({ results: [], total: 0, deeper: true });
  });

  it('cuts at the limit and still tells the total', () => {
    const star = Array.from({ length: 30 }, (_, i) => edge(`n${String(i).padStart(2, '0')} -> hub`));
    const cut = ask(star, { start: 'hub', limit: 3 });
    expect(cut.results.map((r) => r.node)).toEqual(['n00', 'n01', 'n02']);
    expect(cut).toMatchObject({ total: 30, truncated: true });
    expect(ask(star, { start: 'hub', limit: 30 }).truncated).toBe(false);
  });

  it('knows nothing of a start that has no edges', () => {
    const nothing = { results: [], total: 0, truncated: false, deeper: false, visitedEdges: 0 };
    expect(ask(shop, { start: 'nowhere' })).toEqual(nothing);
  });

  it('answers the same for any order of the edges', () => {
    const edges = [
      ...['a', 'b', 'c'].map((n) => edge(`${n} -> root`, `as ${n}`)),
      ...['a', 'b', 'c'].flatMap((n) => [edge(`top -> ${n}`), edge(`top -> ${n}`, 'twice')]),
    ];
    const first = ask(edges, { start: 'root' });
    for (let turn = 1; turn < edges.length; turn += 1)
      expect(ask([...edges.slice(turn), ...edges.slice(0, turn)], { start: 'root' })).toEqual(first);
    expect(ask(edges.toReversed(), { start: 'root' })).toEqual(first);
  });

  it('looks at each edge four times at most, however many paths there are', () => {
    const layers = 40;
    const edges = Array.from({ length: layers }, (_, layer) =>
      [0, 1, 2].flatMap((a) => [0, 1, 2].map((b) => edge(`n${layer + 1}.${a} -> n${layer}.${b}`))),
    ).flat();
    const elsewhere = Array.from({ length: 5000 }, (_, i) => edge(`far${i + 1} -> far${i}`));
    const answer = ask([...edges, ...elsewhere], { start: 'n0.0', maxDepth: layers, limit: 1000 });
    expect(answer.total).toBe(layers * 3);
    expect(answer.results.at(-1)?.path).toHaveLength(layers + 1);
    expect(answer.visitedEdges).toBeLessThanOrEqual(4 * edges.length);
  });
});
