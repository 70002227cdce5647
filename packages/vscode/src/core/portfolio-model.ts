import type { Answer, ServerProblem } from '@steward/client/problem.ts';
import type { Disposable } from './change-event.ts';
import { type Branch, branchRows, emptyBranch, firstPages, withPage } from './portfolio-branch.ts';
import { looseId, type PortfolioRow, type RecordRow } from './portfolio-row.ts';
import type { BranchPage, FoundRecord, PortfolioSource, Wanted } from './portfolio-source.ts';

/** The tree of the portfolio as data: what is loaded, what is asked for, what has changed. Rows are named by id. */
export interface PortfolioModel extends Disposable {
  /** Ids of the rows under a row, or at the root. Asks once, and again after a refresh; never rejects. */
  children(parent?: string): Promise<string[]>;
  /** What a row says now; undefined once it is gone. */
  row(id: string): PortfolioRow | undefined;
  parentOf(id: string): string | undefined;
  /**
   * Loads the next page of a "Load more" row: one request, however often it is asked meanwhile. Answers with the first
   * row that came; undefined when none did.
   */
  more(id: string): Promise<string | undefined>;
  /** Asks again about a row and what stands under it; without one, about all that is looked at from now on. */
  refresh(id?: string): Promise<void>;
  /** A record was written: asks for it again and shows it where it belongs now. Asks nothing about what nobody has seen. */
  renew(id: string, gone: boolean): Promise<void>;
  /** Shows what is known of a record without asking, in each place where it stands. */
  patch(record: string, part: Partial<Pick<RecordRow, 'name' | 'stage'>>): void;
  /** Forgets everything; the next look asks anew. */
  clear(): void;
  find(text: string, signal: AbortSignal): Promise<Answer<FoundRecord[]>>;
  /** Makes a record's row part of the tree, wherever it stands; false when it is gone or cannot be asked for. */
  reach(id: string): Promise<boolean>;
  /** True once anybody has looked. */
  asked(): boolean;
  /** When the root was last answered, in milliseconds since 1970. */
  loadedAt(): number | undefined;
  /** Calls with the id of the one row that changed with all below it; undefined: the root. */
  onChanged(listener: (id: string | undefined) => void): Disposable;
}

/** Deeper is a circle: components are part of each other at most this often. */
const deepest = 20;

export function portfolioModel(source: PortfolioSource, now: () => number): PortfolioModel {
  const branches = new Map<string | undefined, Branch>();
  const rows = new Map<string, PortfolioRow>();
  const listeners = new Set<(id: string | undefined) => void>();
  const end = new AbortController();
  let loadedAt: number | undefined;
  /** Counts up when everything is forgotten: an answer to an older question is not kept. */
  let era = 0;

  const branchOf = (id: string | undefined) => branches.get(id) ?? emptyBranch();
  const update = (id: string | undefined, part: Partial<Branch>) =>
    branches.set(id, { ...branchOf(id), ...part });
  const changed = (id: string | undefined) => {
    if (!end.signal.aborted) for (const listener of [...listeners]) listener(id);
  };
  const lanesUnder = (id: string | undefined) => source.lanesOf(id === undefined ? undefined : rows.get(id));
  const keep = (id: string | undefined, page: BranchPage, fresh: boolean) => {
    for (const row of Object.values(page.lanes).flatMap((lane) => lane.rows)) rows.set(row.id, row);
    if (page.self) rows.set(page.self.id, page.self);
    const branch = withPage(branchOf(id), page, fresh);
    branches.set(id, branch);
    if (id === undefined) {
      loadedAt = now();
      rows.set(looseId, { type: 'LOOSE', id: looseId, children: branch.loose });
    }
  };

  /** One request; null when there is nothing to keep. */
  const ask = async (id: string | undefined, wanted: Wanted): Promise<BranchPage | null | undefined> => {
    const begun = era;
    const answer = await source.page(id, wanted, end.signal).catch(rejected);
    if (end.signal.aborted || begun !== era) return undefined;
    if (answer.ok) return answer.data;
    // Why no server answers is told once, beside the tree, and what was there stays.
    const told = id === undefined && answer.problem.kind !== 'REFUSED';
    update(id, { failure: told ? undefined : answer.problem.message, stale: false });
    return undefined;
  };

  /** The first pages of a branch; as many of a long lane again as were there. */
  const load = async (id: string | undefined) => {
    const before = branchOf(id).lanes;
    const first = await ask(id, firstPages(lanesUnder(id)));
    if (first === null) return gone(id);
    if (!first) return;
    keep(id, first, true);
    for (const lane of lanesUnder(id)) {
      for (let at = branchOf(id).lanes[lane]; at?.next !== undefined; at = branchOf(id).lanes[lane]) {
        if (at.ids.length >= (before[lane]?.ids.length ?? 0)) break;
        const page = await ask(id, { [lane]: at.next });
        if (!page) return;
        keep(id, page, false);
      }
    }
  };
  const gone = (id: string | undefined) => {
    const parent = id === undefined ? undefined : parentOf(id);
    update(id, { loaded: true, stale: false, lanes: {}, failure: undefined });
    update(parent, { stale: true });
    changed(parent);
  };

  /** Everything that loads a branch goes through here, so that two never do it at once. */
  const shared = (id: string | undefined, work: () => Promise<void>): Promise<void> => {
    const under = branchOf(id).loading;
    if (under) return under;
    const loading = work().finally(() => {
      if (branches.get(id)?.loading === loading) update(id, { loading: undefined });
    });
    update(id, { loading });
    return loading;
  };

  const shown = (id: string | undefined): string[] => {
    const { ids, special } = branchRows(id, branchOf(id), (each) => {
      const row = rows.get(each);
      return row?.type === 'RECORD' ? row.kind : undefined;
    });
    for (const row of special) rows.set(row.id, row);
    return ids;
  };
  const children: PortfolioModel['children'] = async (id) => {
    if (id !== undefined && !rows.has(id)) return [];
    const { loaded, stale, failure } = branchOf(id);
    if ((!loaded && failure === undefined) || stale) await shared(id, () => load(id));
    return shown(id);
  };
  const parentOf = (id: string): string | undefined => {
    const row = rows.get(id);
    return row && 'parent' in row ? row.parent : undefined;
  };
  /** The row and all under it that was loaded. */
  const below = (id: string | undefined): (string | undefined)[] =>
    id === undefined
      ? [...branches.keys()]
      : [...branches.keys()].filter((each) => {
          for (let at = each, steps = 0; at !== undefined && steps < deepest; at = parentOf(at), steps++)
            if (at === id) return true;
          return false;
        });

  return {
    children,
    row: (id) => rows.get(id),
    parentOf,
    async more(id) {
      const row = rows.get(id);
      if (row?.type !== 'MORE') return undefined;
      const { parent, lane } = row;
      const before = new Set(branchOf(parent).lanes[lane]?.ids);
      await shared(parent, async () => {
        const next = branchOf(parent).lanes[lane]?.next;
        const page = next === undefined ? undefined : await ask(parent, { [lane]: next });
        if (page === null) return gone(parent);
        if (page) keep(parent, page, false);
        changed(parent);
      });
      return branchOf(parent).lanes[lane]?.ids.find((each) => !before.has(each));
    },
    async refresh(id) {
      const row = id === undefined ? undefined : rows.get(id);
      const at = row?.type === 'ERROR' || row?.type === 'MORE' ? row.parent : id;
      await branchOf(at).loading;
      for (const each of below(at)) update(each, { stale: true });
      // The root is asked for by whoever looks at it; a row has to say itself what has become of it.
      if (at !== undefined) {
        update(at, { stale: true });
        await children(at);
      }
      changed(at);
    },
    async renew(id, gone) {
      if (!branches.has(undefined)) return;
      const row = gone ? undefined : await recordOf(id);
      const before = rows.get(id);
      if (row && before && parentOf(id) === row.parent) {
        rows.set(id, row);
        return changed(id);
      }
      if (!row && !before) return;
      const parents = new Set([...(before ? [parentOf(id)] : []), ...(row ? [row.parent] : [])]);
      // Where it stands now counts, also while nobody has looked there.
      if (row && before) rows.set(id, row);
      // How many stand in that group is said at the root.
      if (parents.has(looseId)) parents.add(undefined);
      for (const parent of parents) {
        // An answer under way may be older than the write.
        await branchOf(parent).loading;
        if (branchOf(parent).loaded) {
          update(parent, { stale: true });
          // How many stand under it is said with them.
          if (parent !== undefined) await children(parent);
        } else if (parent !== undefined && rows.has(parent)) {
          const above = await recordOf(parent);
          if (above) rows.set(parent, above);
        }
        changed(parent);
      }
    },
    patch(record, part) {
      for (const [id, row] of rows) {
        if (row.type !== 'RECORD' || (id !== record && !id.endsWith(`/${record}`))) continue;
        rows.set(id, { ...row, ...part });
        changed(id);
      }
    },
    clear() {
      era += 1;
      branches.clear();
      rows.clear();
      loadedAt = undefined;
      changed(undefined);
    },
    find: (text, signal) => source.find(text, AbortSignal.any([signal, end.signal])),
    async reach(id) {
      const way: RecordRow[] = [];
      for (let at: string | undefined = id; at !== undefined && at !== looseId; at = way.at(-1)?.parent) {
        const known = rows.get(at);
        const row = known?.type === 'RECORD' ? known : await recordOf(at);
        if (!row || way.length > deepest) return false;
        way.push(row);
      }
      // From the top: each has to be among the rows of the one above it.
      for (const row of way.reverse()) {
        rows.set(row.id, row);
        if ((await children(row.parent)).includes(row.id)) continue;
        update(row.parent, { pinned: [...branchOf(row.parent).pinned, row.id] });
        changed(row.parent);
      }
      return true;
    },
    asked: () => branches.has(undefined),
    loadedAt: () => loadedAt,
    onChanged(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    dispose() {
      end.abort(new Error('the tree is closed'));
      listeners.clear();
    },
  };

  async function recordOf(id: string): Promise<RecordRow | undefined> {
    const answer = await source.record(id, end.signal).catch(rejected);
    return answer.ok ? (answer.data ?? undefined) : undefined;
  }
}

/** A request rejects only when the tree is closed meanwhile. */
const rejected = (error: unknown): { ok: false; problem: ServerProblem } => ({
  ok: false,
  problem: { kind: 'UNREACHABLE', message: error instanceof Error ? error.message : String(error) },
});
