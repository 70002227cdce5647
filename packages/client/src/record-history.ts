import type { StewardClient } from './create-client.ts';
import {
  RecordHistoryDocument,
  type RecordHistoryQuery,
  type RecordHistoryQueryVariables,
  type RevisionLineFragment,
} from './operations.generated.ts';
import { entriesOf } from './pages.ts';

export type RecordHead = Pick<
  NonNullable<RecordHistoryQuery['record']>,
  'kind' | 'key' | 'label' | 'revision'
>;

export interface RecordHistory {
  /** The record as the first page named it; null until that is read, and when there is none for this viewer. */
  head(): RecordHead | null;
  /** Newest first, a page at a time and none before it is wanted; throws `PageProblem` when one can not be read. */
  revisions: AsyncGenerator<RevisionLineFragment, void, undefined>;
}

/** Revisions of a page, unless another size is wanted. */
const pageSize = 100;

/** The history of a record of any kind. */
export function recordHistory(
  client: StewardClient,
  name: Pick<RecordHistoryQueryVariables, 'kind' | 'key'>,
  first = pageSize,
): RecordHistory {
  let head: RecordHead | null = null;
  const revisions = entriesOf<RevisionLineFragment>(async (after) => {
    const answer = await client.ask(RecordHistoryDocument, { ...name, first, after });
    if (!answer.ok) return answer;
    const { record } = answer.data;
    head ??= record;
    return { ok: true, data: record?.history ?? nothing };
  });
  return { head: () => head, revisions };
}

const nothing = { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };
