import type {
  ChangeState,
  JourneyStage,
  LastChangeFragment,
  ProgramStage,
  TreeComponentRowFragment,
  TreePortfolioRowFragment,
  TreeProgramRowFragment,
  TreeRowFragment,
  TreeSystemRowFragment,
} from '@steward/client/operations.generated.ts';
import type { LastChange } from './history-words.ts';

/** What a branch of a tree lists, in this order. */
export const lanes = ['groups', 'portfolios', 'programs', 'systems', 'components', 'changes'] as const;

export type Lane = (typeof lanes)[number];

/** The group of what stands under no portfolio. */
export const looseId = 'loose';

/** One row of the tree. Ids are the same as long as the row means the same. */
export type PortfolioRow = RecordRow | GroupRow | LooseRow | MoreRow | ErrorRow;

export interface RecordRow {
  type: 'RECORD';
  /** The opaque id of the record; behind the id of its parent in a tree that shows a record more than once. */
  id: string;
  kind: 'Portfolio' | 'Program' | 'System' | 'Component' | 'Change';
  key: string;
  name: string;
  /** Id of the row it stands under; `looseId` where no record is. */
  parent: string | undefined;
  /** How many rows stand directly under it. */
  children: number;
  stage: JourneyStage | ProgramStage | undefined;
  /** The kind of component, such as service. */
  componentType: string | undefined;
  owner: string | undefined;
  /** What it is for. */
  purpose: string | undefined;
  openChanges: number;
  archived: boolean;
  /** True when this person may change it. */
  mayWrite: boolean;
  codeLocations: readonly { repository: string; path: string }[];
  lastChange?: LastChange | undefined;
  /** Of a change alone. */
  planned?: PlannedChange;
}

export interface PlannedChange {
  state: ChangeState;
  /** Half-open window, UTC. */
  start: string | null;
  end: string | null;
  /** Name of whoever asked for it. */
  who: string | undefined;
}

/** A group of the tree of changes. */
export interface GroupRow {
  type: 'GROUP';
  id: ChangeGroup;
  children: number;
}

export type ChangeGroup = 'open' | 'scheduled' | 'systems';

export interface LooseRow {
  type: 'LOOSE';
  id: typeof looseId;
  children: number;
}

/** Stands after a page that is not the last one. */
export interface MoreRow {
  type: 'MORE';
  id: string;
  parent: string | undefined;
  lane: Lane;
  /** How many are not loaded yet; undefined where nobody can tell. */
  left: number | undefined;
}

/** Stands where a page could not be loaded. */
export interface ErrorRow {
  type: 'ERROR';
  id: string;
  parent: string | undefined;
  message: string;
}

type AnyRow =
  | TreePortfolioRowFragment
  | TreeProgramRowFragment
  | TreeSystemRowFragment
  | TreeComponentRowFragment;

/** The row of a record; undefined for a kind that the tree does not show. */
export function recordRow(record: TreeRowFragment | AnyRow): RecordRow | undefined {
  switch (record.__typename) {
    case 'Portfolio':
      return {
        ...plain(record),
        kind: 'Portfolio',
        parent: undefined,
        children: record.programCount.totalCount + record.systemCount.totalCount,
        purpose: record.purpose ?? undefined,
      };
    case 'Program':
      return {
        ...plain(record),
        kind: 'Program',
        parent: record.portfolio?.id ?? looseId,
        children: record.systemCount.totalCount,
        stage: record.programStage,
        purpose: record.goal ?? undefined,
      };
    case 'System': {
      const owner = record.systemOwner?.person ?? record.systemOwner?.team ?? record.team;
      return {
        ...plain(record),
        kind: 'System',
        parent: record.program?.id ?? record.portfolio?.id ?? looseId,
        children: record.componentCount.totalCount,
        stage: record.stage,
        owner: owner?.name,
        purpose: record.purpose ?? undefined,
        openChanges: record.openChanges.totalCount,
      };
    }
    case 'Component':
      return {
        ...plain(record),
        kind: 'Component',
        parent: record.partOf?.id ?? record.system?.id ?? looseId,
        children: record.componentCount.totalCount,
        stage: record.stage,
        componentType: record.type ?? undefined,
        purpose: record.description ?? undefined,
        openChanges: record.openChanges.totalCount,
        codeLocations: record.codeLocations.flatMap(({ repository, path }) =>
          repository ? [{ repository: repository.key, path }] : [],
        ),
      };
    default:
      return undefined;
  }
}

export function lastChange({ nodes: [newest] }: LastChangeFragment): LastChange | undefined {
  return newest && { at: newest.at, who: newest.actor, reason: newest.reason ?? undefined };
}

const plain = ({ id, key, name, archivedAt, viewerCanUpdate, history }: AnyRow) => ({
  type: 'RECORD' as const,
  ...{ id, key, name },
  lastChange: lastChange(history),
  stage: undefined,
  componentType: undefined,
  owner: undefined,
  openChanges: 0,
  archived: archivedAt != null,
  mayWrite: viewerCanUpdate,
  codeLocations: [],
});
