import type {
  HandOverAllRolesMutation,
  RecordTextFragment,
  RestoreRevisionMutation,
  WriteRecordsMutation,
} from '@steward/client/operations.generated.ts';
import type { Answer } from '@steward/client/problem.ts';

export type StewardRecord = Omit<RecordTextFragment, 'document'> & { document: Record<string, unknown> };

export interface RecordIssue {
  path: readonly string[];
  message: string;
}

export type HandOverStep = Extract<
  HandOverAllRolesMutation['handOverAllRoles'],
  { __typename: 'HandOverAllRolesPayload' }
>['steps'][number];

/** What became of a write. */
export type WriteOutcome =
  /** Records are given in the order of the changes, those that may still be read. */
  | { type: 'WRITTEN'; records: readonly StewardRecord[]; steps: readonly HandOverStep[] }
  /** Values are wrong. */
  | { type: 'INVALID'; message: string; issues: readonly RecordIssue[] }
  /** Somebody wrote since. */
  | { type: 'CONFLICT'; message: string; changedBy: string | undefined }
  /** Nothing was written, and the same write will not be either. */
  | { type: 'REFUSED'; code: string; message: string }
  /** Nobody knows whether it was written; sending the same again is safe. */
  | { type: 'UNANSWERED'; message: string };

type WritingAnswer = WriteRecordsMutation | HandOverAllRolesMutation | RestoreRevisionMutation;

/** Codes that say "not now". */
const later: readonly string[] = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'];

export function outcomeOf(answer: Answer<WritingAnswer>): WriteOutcome {
  if (!answer.ok) {
    const { problem } = answer;
    const refused = problem.kind === 'REFUSED' && !later.includes(problem.code);
    if (!refused) return { type: 'UNANSWERED', message: problem.message };
    return { type: 'REFUSED', code: problem.code, message: problem.message };
  }
  const result = resultOf(answer.data);
  switch (result.__typename) {
    case 'WriteRecordsPayload': {
      const records = result.records.flatMap(({ record }) => recordOf(record) ?? []);
      if (records.length > 0) return { type: 'WRITTEN', records, steps: [] };
      return unreadable;
    }
    case 'RestoreRevisionPayload': {
      const record = recordOf(result.record);
      return record ? { type: 'WRITTEN', records: [record], steps: [] } : unreadable;
    }
    case 'HandOverAllRolesPayload':
      return { type: 'WRITTEN', records: [], steps: result.steps };
    case 'ValidationError':
      return { type: 'INVALID', message: result.message, issues: issuesOf(result) };
    case 'ConflictError':
      return { type: 'CONFLICT', message: result.message, changedBy: whoOf(result) };
    default:
      return { type: 'REFUSED', code: result.code, message: result.message };
  }
}

const unreadable: WriteOutcome = {
  type: 'REFUSED',
  code: 'NOT_FOUND',
  message: 'it was written, and may not be read by you any more',
};

function resultOf(data: WritingAnswer) {
  if ('writeRecords' in data) return data.writeRecords;
  return 'restoreRevision' in data ? data.restoreRevision : data.handOverAllRoles;
}

export const recordOf = (record: RecordTextFragment | null | undefined): StewardRecord | null =>
  record ? { ...record, document: record.document as Record<string, unknown> } : null;

// Of the mutations only one asks for more than what every error says.
type More = { issues?: RecordIssue[]; changedBy?: string | null };
const issuesOf = (result: object): readonly RecordIssue[] => (result as More).issues ?? [];
const whoOf = (result: object): string | undefined => (result as More).changedBy ?? undefined;
