import type { TreeChangeRowFragment } from '@steward/client/operations.generated.ts';
import { describe, expect, it } from 'vitest';
import { changesSource } from './changes-source.ts';
import type { Connection } from './connection.ts';
import { portfolioModel } from './portfolio-model.ts';
import { rowWords } from './portfolio-words.ts';

const plain = {
  t: (text: string, ...values: (string | number)[]) =>
    text.replace(/\{(\d)\}/g, (_, index: string) => String(values[Number(index)])),
};

/** Numbered changes, the first scheduled, all on one system; the last names code. */
function server(count: number) {
  const asked: string[] = [];
  const changes = Array.from(
    { length: count },
    (_, n): TreeChangeRowFragment => ({
      __typename: 'Change',
      ...{ id: `c${n + 1}`, key: `CHG-${1001 + n}`, title: `Change ${n + 1}` },
      viewerCanUpdate: true,
      state: n === 0 ? 'SCHEDULED' : 'SUBMITTED',
      ...{ plannedStart: null, plannedEnd: null, requester: { name: 'Ada' } },
      history: { nodes: [{ at: '2026-03-02T12:00:00Z', actor: 'Ada', reason: null }] },
      codeReferences:
        n + 1 === count ? [{ path: 'src/a.ts', repository: { key: 'github.com/acme/pay' } }] : [],
    }),
  );
  const page = <T>(of: readonly T[], first: number, after: string | null) => {
    const from = after === null ? 0 : Number(after);
    const hasNextPage = from + first < of.length;
    return {
      totalCount: of.length,
      nodes: of.slice(from, from + first),
      pageInfo: { hasNextPage, endCursor: String(from + first) },
    };
  };
  const answer = (name: string, { states, first, after }: Record<string, unknown>) => {
    const of = changes.filter(({ state }) => !Array.isArray(states) || states.includes(state));
    const system = {
      __typename: 'System',
      id: 's',
      key: 'checkout',
      name: 'Checkout',
      viewerCanUpdate: true,
      history: { nodes: [] },
    };
    switch (name) {
      case 'ChangeGroups':
        return { open: { totalCount: count }, scheduled: { totalCount: Math.min(count, 1) } };
      case 'ChangesInStates':
        return { changes: page(of, Number(first), after as string | null) };
      case 'ChangedSystems': {
        const systems = { nodes: [{ ...system, openChanges: { totalCount: count } }] };
        return {
          changes: page(
            of.map(() => ({ systems })),
            Number(first),
            after as string | null,
          ),
        };
      }
      default:
        return { node: { openChanges: page(of, Number(first), after as string | null) } };
    }
  };
  const request = (async (operation: object, variables: Record<string, unknown>) => {
    const name = /query (\w+)/.exec(String(operation))?.[1] ?? '';
    asked.push(name);
    return { ok: true, data: answer(name, variables) };
  }) as Connection['request'];
  const model = portfolioModel(changesSource({ request }), () => 0);
  const words = (id: string) => {
    const row = model.row(id);
    const { label, description } = row ? rowWords(row, false, plain) : { label: '', description: '' };
    return `${label} ${description}`.trim();
  };
  return { asked, model, words, rows: async (id?: string) => (await model.children(id)).map(words) };
}

describe('the tree of changes', () => {
  it('has three groups, each asked for when it is opened', async () => {
    const { rows, asked } = server(2);
    expect(await rows()).toEqual(['Open 2', 'Scheduled 1', 'By system']);
    expect(asked.splice(0)).toEqual(['ChangeGroups']);
    expect(await rows('open')).toEqual([
      'Change 1 CHG-1001 · scheduled · Ada',
      'Change 2 CHG-1002 · submitted · Ada',
    ]);
    expect(await rows('scheduled')).toEqual(['Change 1 CHG-1001 · scheduled · Ada']);
    expect(asked.splice(0)).toEqual(['ChangesInStates', 'ChangesInStates']);
    expect(await rows('systems')).toEqual(['Checkout 2 open changes']);
    expect(await rows('systems/s')).toHaveLength(2);
    expect(asked).toEqual(['ChangedSystems', 'ChangesOfSystem']);
  });

  it('shows a change in each of its places as a row of its own, with its code', async () => {
    const { model } = server(1);
    await model.children();
    const [open] = await model.children('open');
    const [scheduled] = await model.children('scheduled');
    expect([open, scheduled]).toEqual(['open/c1', 'scheduled/c1']);
    expect(model.row('open/c1')).toMatchObject({
      key: 'CHG-1001',
      codeLocations: [{ repository: 'github.com/acme/pay', path: 'src/a.ts' }],
    });
    expect(model.parentOf('open/c1')).toBe('open');
  });

  it('is paged', async () => {
    const { model, words, asked } = server(120);
    await model.children();
    const rows = await model.children('open');
    expect(rows).toHaveLength(51);
    expect(words(rows.at(-1) ?? '')).toBe('Load more 70 not shown');
    expect(await model.more(rows.at(-1) ?? '')).toBe('open/c51');
    expect(await model.children('open')).toHaveLength(101);
    await model.children('systems');
    // Which systems the other changes touch is not known yet.
    expect((await model.children('systems')).map(words)).toEqual(['Checkout 120 open changes', 'Load more']);
    expect(asked).toEqual(['ChangeGroups', 'ChangesInStates', 'ChangesInStates', 'ChangedSystems']);
  });

  it('is empty while no change is open', async () => {
    expect(await server(0).rows()).toEqual([]);
  });
});
