import {
  FindRecordDocument,
  type RecordKind,
  TreeBranchDocument,
  type TreeBranchQuery,
  TreeLooseDocument,
  TreeRecordDocument,
  TreeRootsDocument,
} from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import type { Connection } from './connection.ts';
import { portfolioLanes } from './portfolio-branch.ts';
import {
  type GroupRow,
  type Lane,
  looseId,
  type PortfolioRow,
  type RecordRow,
  recordRow,
} from './portfolio-row.ts';

/** Rows of one lane, and where the next ones begin. */
export interface LanePage {
  rows: (RecordRow | GroupRow)[];
  /** Undefined where nobody can tell. */
  total: number | undefined;
  /** Undefined after the last page. */
  next: string | undefined;
}

/** One answer about what stands under a row. */
export interface BranchPage {
  /** The row itself as it is now; undefined for the root and the group. */
  self: RecordRow | undefined;
  /** How many stand in the group; only where it was asked for, at the root. */
  loose: number | undefined;
  lanes: Partial<Record<Lane, LanePage>>;
}

/** Which pages to load: each lane after its cursor, null for its beginning. */
export type Wanted = Partial<Record<Lane, string | null>>;

export interface FoundRecord {
  id: string;
  kind: string;
  key: string;
  name: string;
}

/** Where the tree comes from. One request a call; null for a record that is gone. */
export interface PortfolioSource {
  /** What stands under a row, or at the root. */
  lanesOf(parent: PortfolioRow | undefined): readonly Lane[];
  page(parent: string | undefined, wanted: Wanted, signal: AbortSignal): Promise<Answer<BranchPage | null>>;
  record(id: string, signal: AbortSignal): Promise<Answer<RecordRow | null>>;
  /** Best first, at most 30. */
  find(text: string, signal: AbortSignal): Promise<Answer<FoundRecord[]>>;
}

/** Rows in a page. */
export const pageSize = 50;

/** `archived`: whether archived records are shown too. */
export function portfolioSource(
  { request }: Pick<Connection, 'request'>,
  archived: () => boolean = () => false,
): PortfolioSource {
  return {
    lanesOf: portfolioLanes,
    async page(parent, wanted, signal) {
      if (parent === undefined) {
        const after = wanted.portfolios ?? null;
        const variables = { first: pageSize, after, groups: after === null, archived: archived() };
        return onData(await request(TreeRootsDocument, variables, signal), (data) => {
          const groups = [data.loosePrograms, data.looseSystems, data.looseComponents];
          const loose =
            after === null ? groups.reduce((sum, group) => sum + (group?.totalCount ?? 0), 0) : undefined;
          return { self: undefined, loose, lanes: pages({ portfolios: data.portfolios }) };
        });
      }
      const variables = { ...laneVariables(wanted), archived: archived() };
      if (parent === looseId)
        return onData(await request(TreeLooseDocument, variables, signal), (data) => ({
          self: undefined,
          loose: undefined,
          lanes: pages(data),
        }));
      return onData(await request(TreeBranchDocument, { id: parent, ...variables }, signal), ({ node }) => {
        const self = node ? recordRow(node) : undefined;
        return node && self ? { self, loose: undefined, lanes: pages(listsOf(node)) } : null;
      });
    },
    async record(id, signal) {
      return onData(await request(TreeRecordDocument, { id, archived: archived() }, signal), ({ node }) =>
        node ? (recordRow(node) ?? null) : null,
      );
    },
    async find(text, signal) {
      return findRecords(request, { text, kinds: shownKinds }, signal);
    },
  };
}

/** Kinds whose records have a place in the tree of the portfolio. */
export const shownKinds: RecordKind[] = ['Portfolio', 'Program', 'System', 'Component'];

/** Records by key, name or words, best first, at most 30; of every kind when none is named. */
export const findRecords = async (
  request: Connection['request'],
  { text, kinds = null }: { text: string; kinds?: RecordKind[] | null },
  signal: AbortSignal,
): Promise<Answer<FoundRecord[]>> =>
  onData(await request(FindRecordDocument, { text, kinds, first: 30 }, signal), ({ search }) =>
    search.map(({ kind, key, label, record }) => ({ id: record.id, kind, key, name: label })),
  );

const laneVariables = ({ programs, systems, components }: Wanted) => ({
  first: pageSize,
  programs: programs !== undefined,
  programsAfter: programs ?? null,
  systems: systems !== undefined,
  systemsAfter: systems ?? null,
  components: components !== undefined,
  componentsAfter: components ?? null,
});

interface Connected {
  totalCount: number;
  nodes: readonly Parameters<typeof recordRow>[0][];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

type Lists = Partial<Record<Lane, Connected | undefined>>;

/** A record has only the lists of its own kind. */
const listsOf = (node: NonNullable<TreeBranchQuery['node']>): Lists => ({
  ...('programs' in node && { programs: node.programs }),
  ...('systems' in node && { systems: node.systems }),
  ...('components' in node && { components: node.components }),
});

function pages({ portfolios, programs, systems, components }: Lists): Partial<Record<Lane, LanePage>> {
  return {
    ...(portfolios && { portfolios: page(portfolios) }),
    ...(programs && { programs: page(programs) }),
    ...(systems && { systems: page(systems) }),
    ...(components && { components: page(components) }),
  };
}

const page = ({ totalCount, nodes, pageInfo }: Connected): LanePage => ({
  rows: nodes.flatMap((node) => recordRow(node) ?? []),
  total: totalCount,
  next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
});

export const onData = <Data, Result>(answer: Answer<Data>, read: (data: Data) => Result): Answer<Result> =>
  answer.ok ? { ok: true, data: read(answer.data) } : answer;
