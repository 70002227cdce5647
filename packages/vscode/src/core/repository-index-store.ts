import { type ChangeEvent, changeEvent } from './change-event.ts';
import { requestLimit } from './request-limit.ts';

/** What a server says about a repository. */
export type IndexAnswer<Index> = { state: 'KNOWN'; index: Index } | { state: 'REPOSITORY_UNKNOWN' };

/** Where indexes come from. Rejects when the server cannot be asked or refuses. */
export interface IndexSource<Index> {
  /** `known` is the answer that is here; a source may give it back when it is still the newest. */
  load(
    repositoryKey: string,
    signal: AbortSignal,
    known: IndexAnswer<Index> | undefined,
  ): Promise<IndexAnswer<Index>>;
}

/** Texts that outlive the window. Both fail quietly: a cache that is lost costs one request. */
export interface IndexCache {
  read(repositoryKey: string): Promise<string | undefined>;
  write(repositoryKey: string, text: string): Promise<void>;
}

/** The last good answer about a repository, and how the newest attempt went. */
export interface IndexEntry<Index> {
  answer: IndexAnswer<Index> | undefined;
  /** When the answer was given, in milliseconds since 1970. */
  loadedAt: number | undefined;
  /** Why the newest attempt brought nothing; undefined when it did or none was made. */
  failure: string | undefined;
  loading: boolean;
}

export interface RepositoryIndexStore<Index> {
  /** What is known now; answers at once and asks nobody. */
  entry(repositoryKey: string): IndexEntry<Index>;
  /** Brings an index that is not here yet: the cached one first, then the server's when that is old. */
  ensure(repositoryKey: string): Promise<void>;
  /** Asks the server again. A request under way is joined, unless `afterWrite` makes its answer too old. */
  refresh(repositoryKey: string, options?: { afterWrite?: boolean }): Promise<void>;
  /** Refreshes each repository asked for so far. */
  refreshAll(options?: { afterWrite?: boolean }): Promise<void>;
  /** Refreshes each repository asked for so far whose answer is older than the refresh interval. */
  refreshOld(): Promise<void>;
  readonly changed: ChangeEvent;
  dispose(): void;
}

export interface RepositoryIndexStoreOptions<Index> {
  source: IndexSource<Index>;
  cache: IndexCache;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Milliseconds after which an answer is old. */
  refreshInterval?: number;
  /** Milliseconds after which a request is given up. */
  timeout?: number;
  /** Requests in flight at most. */
  limit?: number;
}

export const refreshIntervalMilliseconds = 5 * 60_000;

const cacheVersion = 1;

const empty = { answer: undefined, loadedAt: undefined, failure: undefined, loading: false };

interface State<Index> {
  entry: IndexEntry<Index>;
  fromCache: Promise<void> | undefined;
  request: Promise<void> | undefined;
  /** Number of the newest request. */
  turn: number;
}

/**
 * Holds one index a repository, so that whose a file is can be told without asking.
 * An attempt that fails leaves the last good answer where it is, with its age.
 */
export function repositoryIndexStore<Index>({
  source,
  cache,
  now,
  refreshInterval = refreshIntervalMilliseconds,
  timeout = 15_000,
  limit = 6,
}: RepositoryIndexStoreOptions<Index>): RepositoryIndexStore<Index> {
  const states = new Map<string, State<Index>>();
  const changed = changeEvent();
  const limited = requestLimit(limit);
  const end = new AbortController();

  const stateOf = (key: string): State<Index> => {
    let state = states.get(key);
    if (!state) {
      state = { entry: empty, fromCache: undefined, request: undefined, turn: 0 };
      states.set(key, state);
    }
    return state;
  };
  const update = (state: State<Index>, part: Partial<IndexEntry<Index>>) => {
    if (end.signal.aborted) return;
    state.entry = { ...state.entry, ...part };
    changed.fire();
  };

  const readCache = async (key: string, state: State<Index>) => {
    const cached = parseCached<Index>(await cache.read(key).catch(() => undefined));
    if (cached && state.entry.answer === undefined) update(state, cached);
  };

  const request = async (key: string, state: State<Index>) => {
    update(state, { loading: true });
    try {
      const answer = await limited(() =>
        source.load(key, AbortSignal.any([end.signal, AbortSignal.timeout(timeout)]), state.entry.answer),
      );
      const loadedAt = now();
      update(state, { answer, loadedAt, failure: undefined, loading: false });
      await cache.write(key, JSON.stringify({ version: cacheVersion, loadedAt, answer })).catch(() => {});
    } catch (error) {
      update(state, { failure: error instanceof Error ? error.message : String(error), loading: false });
    }
  };

  const refresh = async (key: string, { afterWrite = false } = {}): Promise<void> => {
    const state = stateOf(key);
    if (state.request && !afterWrite) return state.request;
    state.turn += 1;
    const { turn } = state;
    const before = state.request;
    state.request = (async () => {
      await before;
      if (!end.signal.aborted) await request(key, state);
      if (state.turn === turn) state.request = undefined;
    })();
    return state.request;
  };
  const isOld = ({ loadedAt }: IndexEntry<Index>) =>
    loadedAt === undefined || now() - loadedAt >= refreshInterval;

  return {
    // Reading is no asking: a key that nobody ensured is not refreshed with the others.
    entry: (key) => states.get(key)?.entry ?? empty,
    async ensure(key) {
      const state = stateOf(key);
      state.fromCache ??= readCache(key, state);
      await state.fromCache;
      if (isOld(state.entry) && state.entry.failure === undefined) await refresh(key);
    },
    refresh,
    async refreshAll(options) {
      await Promise.all([...states.keys()].map((key) => refresh(key, options)));
    },
    async refreshOld() {
      const old = [...states].filter(([, state]) => isOld(state.entry) || state.entry.failure !== undefined);
      await Promise.all(old.map(([key]) => refresh(key)));
    },
    changed,
    dispose: () => end.abort(),
  };
}

function parseCached<Index>(
  text: string | undefined,
): { answer: IndexAnswer<Index>; loadedAt: number } | undefined {
  if (text === undefined) return undefined;
  try {
    const { version, loadedAt, answer } = JSON.parse(text);
    return version === cacheVersion && typeof loadedAt === 'number' ? { answer, loadedAt } : undefined;
  } catch {
    return undefined;
  }
}
