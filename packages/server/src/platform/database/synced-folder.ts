import { fsyncSync } from 'node:fs';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type Init = Parameters<NodeFS['init']>;

/** What its file system keeps of an open file, and the operations it looks for there. */
interface FileOperations {
  NODEFS: { stream_ops: { fsync?: (stream: { nfd: number }) => void } };
}

/**
 * A folder where PostgreSQL's fsync is one: the package's own leaves it out, and a power cut would take what was
 * acknowledged. Only fsync: fdatasync goes another way and stays without effect.
 */
export class SyncedFolder extends NodeFS {
  override async init(...args: Init): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...args);
    const sync = (module: object) => {
      (module as FileOperations).NODEFS.stream_ops.fsync = ({ nfd }) => fsyncSync(nfd);
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...[emscriptenOpts.preRun ?? []].flat(), sync] } };
  }
}

/** Settings of PostgreSQL that go with it. The package's own end with `-F`, which switches fsync off. */
export const syncedSettings = (own: readonly string[]): string[] => [
  ...own.filter((argument) => argument !== '-F'),
  ...['-c', 'wal_sync_method=fsync'],
];
