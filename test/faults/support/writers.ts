// Eight users who write as fast as they are answered, to records of their own and to one that all of them want.
import type { Ledger, TeamInput, Write } from './ledger.ts';
import { ledgerClient } from './ledger-client.ts';
import type { Random } from './random.ts';
import type { Ready } from './server-process.ts';

const WRITERS = 8;

export interface Load {
  /** Settles when the first request has left. */
  readonly begun: Promise<void>;
  /** Settles when every writer has stopped: its connection is lost. */
  readonly done: Promise<void>;
  /** Settles when the next write is acknowledged, or with `done`. */
  nextAcknowledged(): Promise<void>;
}

/** `round` makes the keys of this load unlike those of the loads before. */
export function startLoad(ready: Ready, ledger: Ledger, random: Random, round: number): Load {
  const begun = Promise.withResolvers<void>();
  let acknowledged = Promise.withResolvers<void>();
  const shared = { key: `round-${round}-shared`, revision: 0 };
  const writers = Array.from({ length: WRITERS }, async (_, at) => {
    const client = ledgerClient(ready);
    const writer = createWriter(`round-${round}-writer-${at}`, random.fork(`writer ${at}`), shared);
    for (;;) {
      const write = ledger.invoke(writer.next());
      const { currentRevision } = await client.send(write, begun.resolve);
      if (write.state === 'unknown') break;
      if (write.state === 'acknowledged') {
        acknowledged.resolve();
        acknowledged = Promise.withResolvers();
      }
      writer.learn(write, currentRevision);
    }
    client.close();
  });
  const done = Promise.all(writers).then(() => {});
  return {
    begun: begun.promise,
    done,
    nextAcknowledged: () => Promise.race([acknowledged.promise, done]),
  };
}

type Wanted = Pick<Write, 'mutation' | 'input' | 'expected'>;

interface Writer {
  next(): Wanted;
  learn(write: Write, currentRevision: number | null): void;
}

/** What one writer does; it knows the revisions of its own records, because nobody else writes them. */
function createWriter(name: string, random: Random, shared: { key: string; revision: number }): Writer {
  const own: { key: string; revision: number }[] = [];
  let count = 0;
  const input = (key: string, more: object = {}): TeamInput => {
    const mark = `${name} write ${count++}`;
    return { key, idempotencyKey: mark, description: mark, contacts: [{ value: mark }], ...more };
  };
  const create = (): Wanted => {
    const key = `${name}-record-${count}`;
    return { mutation: 'createTeam', input: input(key, { name: key }), expected: 'done' };
  };
  const mine = () => own[random.upTo(own.length - 1)];
  const toShared = (): Wanted =>
    shared.revision === 0
      ? { mutation: 'createTeam', input: input(shared.key, { name: shared.key }), expected: 'either' }
      : {
          ...{ mutation: 'updateTeam', expected: 'either' },
          input: input(shared.key, { expectedRevision: shared.revision }),
        };
  const wrong = (): Wanted => {
    const record = mine();
    const what = random.upTo(2);
    if (!record || what === 0) {
      const key = `${name}-nameless-${count}`;
      return { mutation: 'createTeam', input: input(key, { name: '' }), expected: 'refused' };
    }
    if (what === 1)
      return {
        ...{ mutation: 'createTeam', expected: 'refused' },
        input: input(record.key, { name: record.key }),
      };
    // A client that missed a change, or dreamt of one.
    const expectedRevision = record.revision + (record.revision > 1 ? -1 : 1);
    return {
      mutation: 'updateTeam',
      input: input(record.key, { expectedRevision }),
      expected: 'refused',
    };
  };
  return {
    next: () => {
      const turn = random.upTo(99);
      const record = mine();
      if (turn < 15) return toShared();
      if (turn < 35) return wrong();
      if (turn < 65 || !record) return create();
      return {
        ...{ mutation: 'updateTeam', expected: 'done' },
        input: input(record.key, { expectedRevision: record.revision }),
      };
    },
    learn: (write, currentRevision) => {
      if (write.input.key === shared.key) {
        const known = write.state === 'acknowledged' ? write.revision : currentRevision;
        // The key was taken by a faster writer: its first revision is there to be changed.
        shared.revision = Math.max(shared.revision, known ?? 1);
        return;
      }
      if (write.state !== 'acknowledged' || write.revision === null) return;
      const record = own.find(({ key }) => key === write.input.key);
      if (record) record.revision = write.revision;
      else own.push({ key: write.input.key, revision: write.revision });
    },
  };
}
