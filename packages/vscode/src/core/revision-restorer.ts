import {
  RestoreRevisionDocument,
  type RestoreRevisionMutationVariables,
} from '@steward/client/operations.generated.ts';
import { topFields } from '@steward/domain/record/top-fields.ts';
import type { Connection } from './connection.ts';
import type { RecordName } from './record-address.ts';
import { readVersion } from './version-texts.ts';
import { outcomeOf, type StewardRecord, type WriteOutcome } from './write-outcome.ts';

/** What going back to a revision would change. */
export interface RestorePlan {
  /** The record as it is now. */
  now: StewardRecord;
  changes: readonly { field: string; before: unknown; after: unknown }[];
}

export type RestoreInput = RestoreRevisionMutationVariables['input'];

type Asking = Pick<Connection, 'request'>;

/** Asks the server to check the going back without writing; what it would change, or why it would be refused. */
export async function planRestore(
  connection: Asking,
  name: RecordName,
  revision: number,
): Promise<{ type: 'PLANNED'; plan: RestorePlan } | Exclude<WriteOutcome, { type: 'WRITTEN' }>> {
  const { kind, key } = name;
  const input: RestoreInput = { kind, key, revision, expectedRevision: null, validateOnly: true };
  const [checked, then] = await Promise.all([
    connection.request(RestoreRevisionDocument, { input }),
    readVersion(connection, name, { revision }),
  ]);
  const outcome = outcomeOf(checked);
  if (outcome.type !== 'WRITTEN') return outcome;
  if (!then.ok) return { type: 'UNANSWERED', message: then.problem.message };
  const [now] = outcome.records;
  if (!now) return { type: 'UNANSWERED', message: 'the server gave no record' };
  const result = checked.ok ? checked.data.restoreRevision : undefined;
  const fields = result && 'changed' in result ? topFields(result.changed) : [];
  const changes = fields.map((field) => ({
    field,
    before: now.document[field],
    after: then.data?.document[field],
  }));
  return { type: 'PLANNED', plan: { now, changes } };
}

/** Writes an earlier revision anew. Sent again with the same input it counts once. */
export const sendRestore = async (connection: Asking, input: RestoreInput): Promise<WriteOutcome> =>
  outcomeOf(await connection.request(RestoreRevisionDocument, { input }));
