import type { Answer, ServerProblem } from './problem.ts';

export interface Page<Entry> {
  readonly nodes: readonly Entry[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Ends a walk over a list; the entries read before it stand. */
export class PageProblem extends Error {
  readonly problem: ServerProblem;
  constructor(problem: ServerProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/**
 * Every entry of a connection, a page at a time and none before it is wanted. `load` gets the cursor to read after,
 * null for the first page. Throws `PageProblem` when a page can not be read.
 */
export async function* entriesOf<Entry>(
  load: (after: string | null) => Promise<Answer<Page<Entry>>>,
): AsyncGenerator<Entry, void, undefined> {
  let after: string | null = null;
  do {
    const page: Answer<Page<Entry>> = await load(after);
    if (!page.ok) throw new PageProblem(page.problem);
    yield* page.data.nodes;
    const { hasNextPage, endCursor } = page.data.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
}
