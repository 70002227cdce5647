import { expect, it } from 'vitest';
import { entriesOf, type Page, PageProblem } from './pages.ts';
import type { Answer } from './problem.ts';

const page = (nodes: number[], endCursor: string | null): Answer<Page<number>> => ({
  ok: true,
  data: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } },
});

it('reads page after page, and no page before it is wanted', async () => {
  const asked: (string | null)[] = [];
  const entries = entriesOf(async (after) => {
    asked.push(after);
    return after === null ? page([1, 2], 'b') : page([3], null);
  });
  expect((await entries.next()).value).toBe(1);
  expect(asked).toEqual([null]);
  const rest: number[] = [];
  for await (const entry of entries) rest.push(entry);
  expect(rest).toEqual([2, 3]);
  expect(asked).toEqual([null, 'b']);
});

it('says why a page can not be read', async () => {
  const problem = { kind: 'UNREACHABLE', message: 'gone' } as const;
  const entries = entriesOf<number>(async (after) =>
    after === null ? page([1], 'a') : { ok: false, problem },
  );
  expect((await entries.next()).value).toBe(1);
  await expect(entries.next()).rejects.toEqual(new PageProblem(problem));
});
