import { type ChangeEvent, changeEvent } from './change-event.ts';
import type { RecordChange, StewardRecord } from './record-writer.ts';

/** A write of this session, and what would take it back. */
export interface LastWrite {
  /** What was done, as it was said. */
  said: string;
  /** The opposite, over the revisions that the write made. */
  undo: readonly RecordChange[];
  /** The records as the write left them. */
  after: readonly StewardRecord[];
}

/** The last writes of the session, the newest first; each can be taken back once. */
export interface LastWrites {
  add(write: LastWrite): void;
  /** Takes a write out, so that nobody takes it back twice; false when it is gone already. */
  take(write: LastWrite): boolean;
  newest(): LastWrite | undefined;
  all(): readonly LastWrite[];
  readonly changed: ChangeEvent;
}

export function lastWrites(most = 20): LastWrites {
  let writes: readonly LastWrite[] = [];
  const changed = changeEvent();
  const become = (next: readonly LastWrite[]) => {
    writes = next;
    changed.fire();
  };
  return {
    add: (write) => become([write, ...writes].slice(0, most)),
    take(write) {
      const isThere = writes.includes(write);
      if (isThere) become(writes.filter((one) => one !== write));
      return isThere;
    },
    newest: () => writes[0],
    all: () => writes,
    changed,
  };
}

/**
 * The changes that take a write back, over the records as they are now; undefined where somebody has changed meanwhile
 * what would be taken back. `now` gives the records in the order of the changes.
 */
export function undoOver(
  { undo, after }: LastWrite,
  now: readonly (StewardRecord | null)[],
): RecordChange[] | undefined {
  const changes: RecordChange[] = [];
  for (const [at, change] of undo.entries()) {
    const [left, current] = [after[at], now[at]];
    if (!left || !current || !isUntouched(change, left, current)) return undefined;
    changes.push({ ...change, key: current.key, expectedRevision: current.revision });
  }
  return changes;
}

/** What would be taken back is still as the write left it. */
function isUntouched(change: RecordChange, left: StewardRecord, now: StewardRecord): boolean {
  if ((left.archivedAt === null) !== (now.archivedAt === null)) return false;
  const names =
    change.action === 'RESTORE'
      ? []
      : change.action === 'ROLES_OF_REVISION'
        ? ['roles']
        : Object.keys(change.fields ?? { ...left.document, ...now.document });
  return names.every((name) => same(left.document[name], now.document[name]));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
