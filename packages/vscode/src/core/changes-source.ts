import {
  ChangedSystemsDocument,
  type ChangedSystemsQuery,
  ChangeGroupsDocument,
  type ChangeState,
  ChangesInStatesDocument,
  ChangesOfSystemDocument,
  type TreeChangeRowFragment,
} from '@steward/client/operations.generated.ts';
import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import type { Connection } from './connection.ts';
import { type GroupRow, type Lane, lastChange, type RecordRow } from './portfolio-row.ts';
import { type LanePage, onData, type PortfolioSource, pageSize } from './portfolio-source.ts';

/** Changes read at once to see which systems they touch. */
const changesToSystems = 100;

/** The tree of changes: open, scheduled, and by the system they touch. A change stands in each place it belongs to. */
export function changesSource({ request }: Pick<Connection, 'request'>): PortfolioSource {
  return {
    lanesOf(parent): readonly Lane[] {
      if (!parent) return ['groups'];
      if (parent.type === 'GROUP') return parent.id === 'systems' ? ['systems'] : ['changes'];
      return parent.type === 'RECORD' && parent.kind === 'System' ? ['changes'] : [];
    },
    async page(parent, wanted, signal) {
      const open = [...openChangeStates];
      if (parent === undefined)
        return onData(await request(ChangeGroupsDocument, { open }, signal), (data) =>
          branch({ groups: whole(groups(data.open.totalCount, data.scheduled.totalCount)) }),
        );
      if (parent === 'systems') {
        const variables = { open, first: changesToSystems, after: wanted.systems ?? null };
        return onData(await request(ChangedSystemsDocument, variables, signal), ({ changes }) => {
          const { hasNextPage, endCursor } = changes.pageInfo;
          const next = hasNextPage ? (endCursor ?? undefined) : undefined;
          return branch({ systems: { rows: changedSystems(changes), total: undefined, next } });
        });
      }
      const page = { first: pageSize, after: wanted.changes ?? null };
      if (parent === 'open' || parent === 'scheduled') {
        const states: ChangeState[] = parent === 'open' ? open : ['SCHEDULED'];
        return onData(await request(ChangesInStatesDocument, { states, ...page }, signal), ({ changes }) =>
          branch({ changes: changePage(parent, changes) }),
        );
      }
      const id = parent.slice(parent.indexOf('/') + 1);
      return onData(await request(ChangesOfSystemDocument, { id, ...page }, signal), ({ node }) =>
        node && 'openChanges' in node ? branch({ changes: changePage(parent, node.openChanges) }) : null,
      );
    },
    // Nobody looks for a change by its place in this tree.
    record: async () => ({ ok: true, data: null }),
    find: async () => ({ ok: true, data: [] }),
  };
}

const branch = (lanes: Partial<Record<Lane, LanePage>>) => ({ self: undefined, loose: undefined, lanes });

const whole = (rows: LanePage['rows']): LanePage => ({ rows, total: rows.length, next: undefined });

/** None while no change is open. */
function groups(open: number, scheduled: number): GroupRow[] {
  const rows: GroupRow[] = [
    { type: 'GROUP', id: 'open', children: open },
    { type: 'GROUP', id: 'scheduled', children: scheduled },
    { type: 'GROUP', id: 'systems', children: open },
  ];
  return rows.filter(({ children }) => children > 0);
}

function changedSystems({ nodes }: ChangedSystemsQuery['changes']): RecordRow[] {
  const rows = nodes.flatMap(({ systems }) =>
    systems.nodes.map(({ id, key, name, openChanges, viewerCanUpdate, history }) => ({
      ...bare,
      ...{ id: `systems/${id}`, kind: 'System' as const, key, name, parent: 'systems' },
      ...{ children: openChanges.totalCount, openChanges: openChanges.totalCount },
      mayWrite: viewerCanUpdate,
      lastChange: lastChange(history),
    })),
  );
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

interface Changes {
  totalCount: number;
  nodes: readonly TreeChangeRowFragment[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

const changePage = (parent: string, { totalCount, nodes, pageInfo }: Changes): LanePage => ({
  rows: nodes.map((change) => changeRow(parent, change)),
  total: totalCount,
  next: pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined,
});

const changeRow = (parent: string, change: TreeChangeRowFragment): RecordRow => ({
  ...bare,
  ...{
    id: `${parent}/${change.id}`,
    kind: 'Change',
    key: change.key,
    name: change.title,
    parent,
    children: 0,
    mayWrite: change.viewerCanUpdate,
  },
  lastChange: lastChange(change.history),
  codeLocations: change.codeReferences.flatMap(({ repository, path }) =>
    repository ? [{ repository: repository.key, path }] : [],
  ),
  planned: {
    state: change.state,
    start: change.plannedStart,
    end: change.plannedEnd,
    who: change.requester?.name,
  },
});

const bare = {
  type: 'RECORD' as const,
  stage: undefined,
  componentType: undefined,
  owner: undefined,
  purpose: undefined,
  openChanges: 0,
  archived: false,
  codeLocations: [],
};
