import type { RepositoryIndex } from '@steward/domain/code/repository-index.ts';
import { changeEvent, type Disposable } from './change-event.ts';
import type { Connection } from './connection.ts';
import {
  type IndexCache,
  type RepositoryIndexStore,
  repositoryIndexStore,
} from './repository-index-store.ts';
import { serverIndexSource } from './server-index-source.ts';
import type { ServerKnowledge } from './workspace-model.ts';

export interface LiveKnowledge extends ServerKnowledge, Disposable {
  store: RepositoryIndexStore<RepositoryIndex>;
  /** Lets ages be told anew, and asks again for what has become old. */
  tick(): void;
}

/** Keeps the indexes fresh: a server that was found, or is back, is asked for all that is shown. */
export function serverKnowledge(
  connection: Connection,
  cache: IndexCache,
  { now = Date.now, wanted = () => true }: { now?: () => number; wanted?: () => boolean } = {},
): LiveKnowledge {
  const changed = changeEvent();
  const store = repositoryIndexStore({ source: serverIndexSource(connection), cache, now });
  const listening = [
    store.changed.listen(() => changed.fire()),
    connection.changed.listen(() => {
      changed.fire();
      if (connection.state() === 'LOADING' && wanted()) void store.refreshAll();
    }),
  ];
  return {
    store,
    entry: store.entry,
    connection: connection.state,
    now,
    changed,
    tick() {
      changed.fire();
      if (wanted()) void store.refreshOld();
    },
    dispose() {
      for (const each of listening) each.dispose();
      store.dispose();
    },
  };
}
