import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { type RoleWish, roleDecision, roleSteps, rolesOfRevision } from '../people/commands.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { made, optionIssues, putAway, type RecordHooks } from '../platform/kind/mutations.ts';
import { revisionDecision } from '../platform/kind/restore-revision.ts';
import { editedByDocument, unwritable, valuesOf } from '../platform/kind/update-record.ts';
import { runOnce } from '../platform/record/run-write.ts';
import {
  type Decision,
  type WriteCommand,
  type Written,
  writeAllInTransaction,
} from '../platform/record/write.ts';
import { Refusal, type UserError, validationError } from '../platform/user-error.ts';

export type WriteAction =
  | 'CREATE'
  | 'UPDATE'
  | 'ARCHIVE'
  | 'RESTORE'
  | 'ASSIGN_ROLE'
  | 'HAND_OVER_ROLE'
  | 'END_ROLE'
  | 'ROLES_OF_REVISION'
  | 'FIELDS_OF_REVISION';

export interface RecordWriteInput {
  action: WriteAction;
  kind: string;
  key?: string | null;
  expectedRevision?: number | null;
  fields?: string | null;
  role?: RoleWish | null;
  revision?: number | null;
}

export interface WriteRecordsInput {
  writes: readonly RecordWriteInput[];
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

export type WrittenRecord = Pick<Written, 'id' | 'revision' | 'changed'> & { kind: string };

export interface RecordsWritten {
  type: 'RecordsWritten';
  records: WrittenRecord[];
}

type Hooks = Readonly<Record<string, RecordHooks>>;

export const mostWrites = 100;
/** Milliseconds. All of it goes in one transaction. */
const TIMEOUT_MS = 20_000;

/** Writes up to a hundred records of any kinds, each in its own way: all of them or none, one revision for each. */
export function writeRecords(
  context: Context,
  input: WriteRecordsInput,
  hooks: Hooks,
): Promise<RecordsWritten | UserError> | UserError {
  const { writes, idempotencyKey, validateOnly, reason } = input;
  const issues = [...optionIssues(input), ...inputIssues(writes)];
  if (issues.length > 0) return validationError(issues);
  const once =
    idempotencyKey == null
      ? null
      : { key: idempotencyKey, input: { mutation: 'writeRecords', writes, reason } };
  return runOnce<RecordsWritten>(
    context,
    once,
    validateOnly ?? false,
    async (tx) => {
      const commands = writes.map((write) => ({
        ...commandOf(context, write, hooks),
        reason: reason ?? null,
        validateOnly: validateOnly ?? false,
      }));
      const written = await writeAllInTransaction(tx, context, commands).catch((error: unknown) => {
        throw writes.length > 1 ? named(error) : error;
      });
      const records = written.map(({ id, revision, changed }, at) => ({
        ...{ kind: writes[at]!.kind, id, revision, changed },
      }));
      return { type: 'RecordsWritten', records };
    },
    { timeout: TIMEOUT_MS },
  );
}

const needs: Partial<Record<WriteAction, 'fields' | 'role' | 'revision'>> = {
  CREATE: 'fields',
  UPDATE: 'fields',
  ASSIGN_ROLE: 'role',
  HAND_OVER_ROLE: 'role',
  END_ROLE: 'role',
  ROLES_OF_REVISION: 'revision',
  FIELDS_OF_REVISION: 'revision',
};

function inputIssues(writes: readonly RecordWriteInput[]): FieldIssue[] {
  if (writes.length < 1 || writes.length > mostWrites)
    return [{ path: ['writes'], message: `must be 1 to ${mostWrites} writes, not ${writes.length}` }];
  const seen = new Set<string>();
  return writes.flatMap((write, at): FieldIssue[] => {
    const { action, kind, key, fields, role } = write;
    const issue = (field: string, message: string) => ({ path: ['writes', at, field], message });
    const need = needs[action];
    const name = `${kind} ${lookupKey(key ?? '')}`;
    const twice = key != null && seen.has(name);
    seen.add(name);
    const issues: FieldIssue[] = [];
    if (key == null && action !== 'CREATE') issues.push(issue('key', 'is required: say which record'));
    if (twice) issues.push(issue('key', `"${key}" is written twice: say it all in one write`));
    if (need && write[need] == null) issues.push(issue(need, `is required to ${action}`));
    if (need === 'fields' && fields != null && !valuesOf(fields))
      issues.push(issue('fields', 'must be JSON text of an object of fields'));
    if (kindNamed(kind).byOwnMutations)
      issues.push(issue('kind', `${nounOf(kind)}s are written by mutations of their own: use those`));
    if ((role || action === 'ROLES_OF_REVISION') && !kindNamed(kind).scope)
      issues.push(issue('kind', `no role is held on a ${nounOf(kind)}`));
    return issues;
  });
}

function commandOf(context: Context, write: RecordWriteInput, hooks: Hooks): WriteCommand {
  const kind = kindNamed(write.kind);
  const { expectedRevision } = write;
  const target = { key: write.key ?? '' };
  const existing = { kind, target, ...(expectedRevision !== undefined && { expectedRevision }) };
  const own = hooks[kind.name] ?? {};
  const role = (step: keyof typeof roleSteps): WriteCommand => ({
    ...existing,
    operation: roleSteps[step].operation,
    ...roleDecision(context, kind, roleSteps[step], write.role!),
  });
  switch (write.action) {
    case 'CREATE':
      return {
        ...{ kind, operation: 'CREATE', target: null },
        decide: (_, tx) => createDecision(context, tx, kind, write, own),
      };
    case 'UPDATE': {
      const fields = valuesOf(write.fields!)!;
      return {
        ...existing,
        operation: 'UPDATE',
        decide: (before) => editedByDocument(kind, before!.document, fields, own),
      };
    }
    case 'ARCHIVE':
    case 'RESTORE': {
      const operation = write.action;
      return {
        ...existing,
        operation,
        decide: (before) => putAway(kind, before!, operation === 'ARCHIVE'),
      };
    }
    case 'ASSIGN_ROLE':
      return role('assign');
    case 'HAND_OVER_ROLE':
      return role('handOver');
    case 'END_ROLE':
      return role('end');
    case 'ROLES_OF_REVISION':
      return { ...existing, operation: 'UPDATE', ...rolesOfRevision(kind, write.revision!) };
    case 'FIELDS_OF_REVISION':
      return {
        ...existing,
        operation: 'UPDATE',
        decide: (before, tx) => revisionDecision(context, tx, kind, before!, write.revision!, own),
      };
  }
}

async function createDecision(
  context: Context,
  tx: Transaction,
  kind: Kind,
  { fields, key }: RecordWriteInput,
  hooks: RecordHooks,
): Promise<Decision> {
  const { key: named, ...given } = valuesOf(fields!)!;
  const issues = unwritable(kind, { key: '' }, given);
  if (issues.length > 0) return { error: validationError(issues) };
  const wanted = key ?? (typeof named === 'string' ? named : null);
  return made(context, tx, kind, { ...given, key: wanted }, hooks);
}

/** Of several writes it is said which one was refused, where the refusal does not say it by itself. */
function named(error: unknown): unknown {
  if (!(error instanceof Refusal) || !error.attempt) return error;
  const { kind, key } = error.attempt;
  const { message, path, ...rest } = error.error;
  const said = {
    ...rest,
    message: `${nounOf(kind)} ${key}: ${message}`,
    path: [`${kind} ${key}`, ...path],
  };
  return new Refusal(said as UserError, error.attempt);
}
