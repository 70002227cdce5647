import { TreeBranchDocument, TreeRootsDocument } from '@steward/client/operations.generated.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { mutate } from '../../support/mutate.ts';

const every = { first: 50, programs: true, systems: true, components: true, archived: false };

/** A portfolio with this many systems and, in the first of them, as many components; a loose system beside it. */
async function portfolioOf(count: number) {
  const api = await testApi();
  const portfolio = await mutate(api, 'createPortfolio', { key: 'retail', name: 'Retail' });
  await mutate(api, 'createSystem', { key: 'loose', name: 'Loose' });
  const systems: string[] = [];
  for (let n = 1; n <= count; n += 1) {
    const made = await mutate(api, 'createSystem', { key: `s-${n}`, name: `S ${n}`, portfolio: 'retail' });
    systems.push(made.record?.id ?? '');
    await mutate(api, 'createComponent', { key: `c-${n}`, name: `C ${n}`, system: 's-1' });
  }
  return { api, portfolio: portfolio.record?.id ?? '', system: systems[0] ?? '' };
}

const statementsOf = async (api: TestApi, document: { toString(): string }, variables: object) => {
  const { answer, statements } = await api.counted(document.toString(), variables);
  expect(answer.errors).toBeUndefined();
  return statements.length;
};

describe("the editor's tree of the portfolio", () => {
  it('costs the same number of statements for ten times the rows, at every branch', async () => {
    const counts: number[][] = [];
    for (const count of [2, 20]) {
      const { api, portfolio, system } = await portfolioOf(count);
      counts.push([
        await statementsOf(api, TreeRootsDocument, { first: 50, groups: true, archived: false }),
        await statementsOf(api, TreeBranchDocument, { id: portfolio, ...every }),
        await statementsOf(api, TreeBranchDocument, { id: system, ...every }),
      ]);
    }
    expect(counts[1]).toEqual(counts[0]);
    // One of each is who wrote last, of all rows of a kind.
    expect(counts[0]).toEqual([9, 4, 4]);
  });
});
