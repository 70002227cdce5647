import {
  ReadRecordDocument,
  type RecordWriteAction,
  type RoleHoldingInput,
} from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import type { KindName } from '@steward/domain/record/kind-plurals.ts';
import type { Connection } from './connection.ts';
import { type Draft, type Drafts, isSameServer } from './drafts.ts';
import type { RecordName } from './record-address.ts';
import { outcomeOf, recordOf, type StewardRecord, type WriteOutcome } from './write-outcome.ts';
import { type WritingInputs, type WritingMutation, writingMutations } from './writing-mutations.ts';

export type { RecordIssue, StewardRecord, WriteOutcome } from './write-outcome.ts';

/** What is to be done with one record. */
export interface RecordChange {
  action: RecordWriteAction;
  kind: KindName;
  /** Left out for a new record whose key is made of its name. */
  key?: string;
  /** The revision that was read; null where what stands there does not matter. */
  expectedRevision?: number | null;
  fields?: Record<string, unknown>;
  role?: RoleHoldingInput;
  revision?: number;
}

export interface RecordWriter {
  /** The record as it is now; null when there is none or this person may not see it. */
  read(name: RecordName, signal?: AbortSignal): Promise<Answer<StewardRecord | null>>;
  /** Changes up to a hundred records, all or none. What is sent is kept before, and forgotten once its answer is known. */
  write(changes: readonly RecordChange[], reason?: string): Promise<WriteOutcome>;
  /** The same for any mutation that writes. */
  send<Name extends WritingMutation>(mutation: Name, input: WritingInputs[Name]): Promise<WriteOutcome>;
  /** Sends again, once each, what an earlier run left unanswered. */
  resend(): Promise<{ draft: Draft; outcome: WriteOutcome }[]>;
  /** Tells all who hear of it that a record was written here. */
  tell(record: StewardRecord): void;
  /** Hears of every record that was written here. */
  onWritten(listener: (record: StewardRecord) => void): { dispose(): void };
}

export interface RecordWriterOptions {
  connection: Pick<Connection, 'request' | 'address' | 'look'>;
  drafts: Drafts;
  newKey: () => string;
}

export function recordWriter({ connection, drafts, newKey }: RecordWriterOptions): RecordWriter {
  const listeners = new Set<(record: StewardRecord) => void>();
  const tell = (record: StewardRecord) => {
    for (const listener of [...listeners]) listener(record);
  };
  const deliver = async (draft: Draft): Promise<WriteOutcome> => {
    const { mutation, input, idempotencyKey } = draft;
    const variables = { input: { ...input, idempotencyKey } } as never;
    const outcome = outcomeOf(await connection.request(writingMutations[mutation] as never, variables));
    if (outcome.type !== 'UNANSWERED') await drafts.forget(draft);
    if (outcome.type === 'WRITTEN') for (const record of outcome.records) tell(record);
    return outcome;
  };
  const send: RecordWriter['send'] = async (mutation, input) => {
    if (connection.address() === undefined) await connection.look();
    const wanted = { mutation, input, address: connection.address() ?? '' };
    const draft = (await drafts.same(wanted)) ?? { ...wanted, idempotencyKey: newKey() };
    await drafts.keep(draft);
    return deliver(draft);
  };
  return {
    async read(name, signal) {
      const answer = await connection.request(ReadRecordDocument, { ...name }, signal);
      return answer.ok ? { ok: true, data: recordOf(answer.data.record) } : answer;
    },
    write: (changes, reason) =>
      send('WriteRecords', {
        writes: changes.map(({ fields, ...change }) => ({
          ...change,
          ...(fields && { fields: JSON.stringify(fields) }),
        })),
        ...(reason !== undefined && { reason }),
      }),
    send,
    async resend() {
      const left = await drafts.all();
      if (left.length === 0) return [];
      if (connection.address() === undefined) await connection.look();
      const sent: { draft: Draft; outcome: WriteOutcome }[] = [];
      for (const draft of left)
        if (isSameServer(draft.address, connection.address()))
          sent.push({ draft, outcome: await deliver(draft) });
      return sent;
    },
    tell,
    onWritten(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}
