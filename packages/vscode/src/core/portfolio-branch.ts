import {
  type ErrorRow,
  type Lane,
  lanes,
  looseId,
  type MoreRow,
  type PortfolioRow,
  type RecordRow,
} from './portfolio-row.ts';
import type { BranchPage, LanePage, Wanted } from './portfolio-source.ts';

/** What is loaded of one lane of a branch. */
export interface LoadedLane {
  ids: readonly string[];
  /** Undefined where nobody can tell. */
  total: number | undefined;
  /** Where the next page begins; undefined after the last one. */
  next: string | undefined;
}

/** What is known to stand under one row, or at the root. */
export interface Branch {
  lanes: Partial<Record<Lane, LoadedLane>>;
  /** How many stand in the group; at the root only. */
  loose: number;
  /** Shown though their page is not loaded yet, because somebody looked for them. */
  pinned: readonly string[];
  loaded: boolean;
  /** Somebody has asked to see it anew. */
  stale: boolean;
  /** Why the newest request brought nothing. */
  failure: string | undefined;
  /** The request under way, shared by all who wait. */
  loading: Promise<void> | undefined;
}

export const emptyBranch = (): Branch => ({
  ...{ lanes: {}, loose: 0, pinned: [], loaded: false, stale: false },
  ...{ failure: undefined, loading: undefined },
});

/** The lanes that stand under a row of the portfolio, or at its root. */
export function portfolioLanes(parent: PortfolioRow | undefined): readonly Lane[] {
  if (parent === undefined) return ['portfolios'];
  if (parent.type !== 'RECORD') return ['programs', 'systems', 'components'];
  switch (parent.kind) {
    case 'Portfolio':
      return ['programs', 'systems'];
    case 'Program':
      return ['systems'];
    default:
      return ['components'];
  }
}

/** The first page of every lane. */
export const firstPages = (wanted: readonly Lane[]): Wanted =>
  Object.fromEntries(wanted.map((lane) => [lane, null]));

/** The branch with a page put behind what it has; `fresh` begins it anew. */
export function withPage(branch: Branch, page: BranchPage, fresh: boolean): Branch {
  const next: Partial<Record<Lane, LoadedLane>> = fresh ? {} : { ...branch.lanes };
  for (const lane of lanes) {
    const added = page.lanes[lane];
    if (added) next[lane] = joined(next[lane], added);
  }
  const shown = new Set(lanes.flatMap((lane) => next[lane]?.ids ?? []));
  return {
    ...branch,
    lanes: next,
    loose: page.loose ?? branch.loose,
    pinned: branch.pinned.filter((id) => !shown.has(id)),
    loaded: true,
    stale: false,
    failure: undefined,
  };
}

/** A record that moved between two pages is shown once. */
function joined(before: LoadedLane | undefined, { rows, total, next }: LanePage): LoadedLane {
  const ids = new Set([...(before?.ids ?? []), ...rows.map(({ id }) => id)]);
  return { ids: [...ids], total, next };
}

/** Ids of the rows under `parent` in their order, and those of them that are no records. */
export function branchRows(
  parent: string | undefined,
  branch: Branch,
  kindOf: (id: string) => RecordRow['kind'] | undefined,
): { ids: string[]; special: (MoreRow | ErrorRow)[] } {
  const ids: string[] = [];
  const special: (MoreRow | ErrorRow)[] = [];
  if (branch.failure !== undefined) {
    const id = `error:${parent ?? ''}`;
    special.push({ type: 'ERROR', id, parent, message: branch.failure });
    ids.push(id);
  }
  for (const lane of lanes) {
    const loaded = branch.lanes[lane];
    if (!loaded) continue;
    const pinned = branch.pinned.filter((id) => laneOfKind[kindOf(id) ?? 'Portfolio'] === lane);
    ids.push(...loaded.ids, ...pinned);
    if (loaded.next === undefined) continue;
    const id = `more:${lane}:${parent ?? ''}`;
    const left =
      loaded.total === undefined ? undefined : Math.max(loaded.total - loaded.ids.length - pinned.length, 1);
    special.push({ type: 'MORE', id, parent, lane, left });
    ids.push(id);
  }
  if (branch.loose > 0) ids.push(looseId);
  return { ids, special };
}

export const laneOfKind: Record<RecordRow['kind'], Lane> = {
  Portfolio: 'portfolios',
  Program: 'programs',
  System: 'systems',
  Component: 'components',
  Change: 'changes',
};
