import {
  EditRecordDocument,
  type EditRecordMutation,
  ReadRecordDocument,
  type RecordTextFragment,
} from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';
import type { Connection } from './connection.ts';
import { type Draft, type Drafts, isSameServer } from './drafts.ts';
import type { RecordName } from './record-address.ts';

export type StewardRecord = Omit<RecordTextFragment, 'document'> & { document: Record<string, unknown> };

export interface RecordIssue {
  path: readonly string[];
  message: string;
}

/** What became of a write. */
export type WriteOutcome =
  | { type: 'WRITTEN'; record: StewardRecord }
  /** Values are wrong. */
  | { type: 'INVALID'; message: string; issues: readonly RecordIssue[] }
  /** Somebody wrote since. */
  | { type: 'CONFLICT'; message: string; changedBy: string | undefined }
  /** Nothing was written, and the same write will not be either. */
  | { type: 'REFUSED'; code: string; message: string }
  /** Nobody knows whether it was written; sending the same again is safe. */
  | { type: 'UNANSWERED'; message: string };

export interface RecordWrite extends RecordName {
  fields: Record<string, unknown>;
  expectedRevision: number;
}

export interface RecordWriter {
  /** The record as it is now; null when there is none or this person may not see it. */
  read(name: RecordName, signal?: AbortSignal): Promise<Answer<StewardRecord | null>>;
  /** Sends one write. What is sent is kept before, and forgotten once its answer is known. */
  write(write: RecordWrite): Promise<WriteOutcome>;
  /** Sends again, once each, what an earlier run left unanswered. */
  resend(): Promise<{ draft: Draft; outcome: WriteOutcome }[]>;
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
  const send = async (draft: Draft): Promise<WriteOutcome> => {
    const { address: _, fields, ...name } = draft;
    const input = { ...name, fields: JSON.stringify(fields) };
    const outcome = outcomeOf(await connection.request(EditRecordDocument, { input }));
    if (outcome.type !== 'UNANSWERED') await drafts.forget(draft);
    if (outcome.type === 'WRITTEN') for (const listener of [...listeners]) listener(outcome.record);
    return outcome;
  };
  return {
    async read(name, signal) {
      const answer = await connection.request(ReadRecordDocument, { ...name }, signal);
      return answer.ok ? { ok: true, data: recordOf(answer.data.record) } : answer;
    },
    async write({ kind, key, fields, expectedRevision }) {
      if (connection.address() === undefined) await connection.look();
      const wanted = { kind, key, fields, expectedRevision, address: connection.address() ?? '' };
      const draft = (await drafts.same(wanted)) ?? { ...wanted, idempotencyKey: newKey() };
      await drafts.keep(draft);
      return send(draft);
    },
    async resend() {
      const left = await drafts.all();
      if (left.length === 0) return [];
      if (connection.address() === undefined) await connection.look();
      const sent: { draft: Draft; outcome: WriteOutcome }[] = [];
      for (const draft of left)
        if (isSameServer(draft.address, connection.address()))
          sent.push({ draft, outcome: await send(draft) });
      return sent;
    },
    onWritten(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
}

function outcomeOf(answer: Answer<EditRecordMutation>): WriteOutcome {
  if (!answer.ok) {
    const { problem } = answer;
    const refused = problem.kind === 'REFUSED' && !later.includes(problem.code);
    if (!refused) return { type: 'UNANSWERED', message: problem.message };
    return { type: 'REFUSED', code: problem.code, message: problem.message };
  }
  const result = answer.data.updateRecord;
  switch (result.__typename) {
    case 'UpdateRecordPayload': {
      const record = recordOf(result.record);
      if (record) return { type: 'WRITTEN', record };
      return {
        type: 'REFUSED',
        code: 'NOT_FOUND',
        message: 'it was written, and may not be read by you any more',
      };
    }
    case 'ValidationError':
      return { type: 'INVALID', message: result.message, issues: result.issues };
    case 'ConflictError':
      return { type: 'CONFLICT', message: result.message, changedBy: result.changedBy ?? undefined };
    default:
      return { type: 'REFUSED', code: result.code, message: result.message };
  }
}

/** Codes that say "not now". */
const later: readonly string[] = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'];

const recordOf = (record: RecordTextFragment | null | undefined): StewardRecord | null =>
  record ? { ...record, document: record.document as Record<string, unknown> } : null;
