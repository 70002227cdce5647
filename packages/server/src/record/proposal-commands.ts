import { type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { type ProposalActor, proposalLifecycle } from '@steward/domain/record/proposal/lifecycle.ts';
import {
  type ProposalState,
  type ProposedOperation,
  proposalKind,
  subjectField,
} from '@steward/domain/record/proposal/model.ts';
import { archivedField, fieldOfPath, movedSince } from '@steward/domain/record/proposal/moved.ts';
import { decide } from '@steward/domain/record/transition-table.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../platform/context.ts';
import { type MutationInput, optionIssues, targetOf } from '../platform/kind/mutations.ts';
import { valuesOf } from '../platform/kind/update-record.ts';
import { attemptOf } from '../platform/record/attempt-of.ts';
import { checkRevision, loadTargets } from '../platform/record/load-targets.ts';
import { lockRights } from '../platform/record/lock-rights.ts';
import { runOnce } from '../platform/record/run-write.ts';
import {
  type Before,
  type WriteCommand,
  type Written,
  writeInTransaction,
} from '../platform/record/write.ts';
import { forbidden, Refusal, stateError, type UserError, validationError } from '../platform/user-error.ts';
import { creatorsThrough, mayEverybody, whoMayWrite } from '../platform/writable-rows.ts';
import {
  decidableAmong,
  loadProposer,
  nameOfPoint,
  newestRevision,
  personKey,
  undone,
  writesSince,
} from './proposal-store.ts';
import { commandOf, type Hooks } from './proposal-write.ts';

type Values = Readonly<Record<string, unknown>>;

export type ProposeInput = MutationInput & {
  kind: string;
  operation?: ProposedOperation | null;
  fields?: string | null;
};

/**
 * Asks for a write that somebody else shall do. Every check of that write is run, except whether the actor may: what
 * could never be accepted is refused at once.
 */
export function propose(
  context: Context,
  hooks: Hooks,
  input: ProposeInput,
): Promise<Written | UserError> | UserError {
  const kind = kindNamed(input.kind);
  const operation = input.operation ?? 'UPDATE';
  const fields = input.fields == null ? {} : valuesOf(input.fields);
  const issues = [...proposeIssues(context, kind, operation, input), ...optionIssues(input)];
  if (!fields) issues.push({ path: ['fields'], message: 'must be JSON text of an object of fields' });
  if (issues.length > 0 || !fields) return validationError(issues);
  return once(context, 'propose', input, async (tx) => {
    const target = operation === 'CREATE' ? null : { key: input.key! };
    const whole = await tryWrite(tx, context, {
      ...commandOf(context, hooks, { kind, operation, target, fields }),
      expectedRevision: input.expectedRevision,
    });
    const [named, tried] = narrowed(operation, fields, whole);
    const proposer = await personKey(tx, context.actor.personId);
    return writeInTransaction(tx, context, {
      ...{ kind: proposalKind, operation: 'CREATE', target: null },
      ...{ reason: input.reason ?? null, validateOnly: input.validateOnly ?? false },
      decide: () => ({
        document: {
          ...{
            key: '',
            state: 'OPEN',
            operation,
            aboutKind: kind.name,
            reason: input.reason,
            proposer,
            fields: named,
          },
          title: titleOf(kind, operation, tried),
          ...subjectsOf(context, kind, tried),
          base: tried.before && valuesAt(tried.before.document, tried.before.archivedAt, tried.changed),
          proposed: valuesAt(tried.after, operation === 'ARCHIVE' ? context.now() : null, tried.changed),
          baseRevision: tried.before?.revision ?? null,
        },
      }),
    });
  });
}

function proposeIssues(
  context: Context,
  kind: Kind,
  operation: ProposedOperation,
  { key, reason }: ProposeInput,
) {
  const issues: { path: string[]; message: string }[] = [];
  const noun = nounOf(kind.name);
  if (kind.byOwnMutations)
    issues.push({ path: ['kind'], message: `nothing is proposed about a ${noun}: answer it` });
  if (operation !== 'CREATE' && key == null)
    issues.push({ path: ['key'], message: `is required: name the ${noun} that would be written` });
  if (operation === 'CREATE' && key != null)
    issues.push({
      path: ['key'],
      message: 'must be left out: there is no such record yet; its key stands in the fields',
    });
  if (operation === 'CREATE' && mayEverybody(context, kind.name, 'CREATE'))
    issues.push({
      path: ['operation'],
      message: `needs no proposal: everybody may make a ${noun}`,
    });
  if (reason == null || reason.trim() === '')
    issues.push({ path: ['reason'], message: 'is required: say why you propose it' });
  return issues;
}

interface Tried {
  readonly before: Before | null;
  readonly after: RecordDocument;
  /** Fields that differ afterwards. */
  readonly changed: readonly string[];
}

async function tryWrite(tx: Transaction, context: Context, command: WriteCommand): Promise<Tried> {
  let before: Before | null = null;
  const id = newId();
  const tried = await undone(tx, async () => {
    const written = await writeInTransaction(tx, context, {
      ...command,
      ...{ id, proposed: true, validateOnly: true },
      decide: (found, inside) => {
        before = found;
        return command.decide(found, inside);
      },
    });
    if (written.changed.length === 0) {
      const message = `changes nothing: the ${nounOf(command.kind.name)} says so already`;
      throw new Refusal(validationError([{ path: ['fields'], message }]));
    }
    return newestRevision(tx, command.kind.name, written.id ?? id);
  });
  return { before, after: tried.document, changed: [...new Set(tried.changed.map(fieldOfPath))] };
}

/** Of an edit, the fields that it names and changes: a whole document may be sent, and a lifecycle may change more. */
function narrowed(operation: ProposedOperation, fields: Values, tried: Tried): [Values, Tried] {
  if (operation !== 'UPDATE') return [fields, tried];
  const changed = tried.changed.filter((name) => Object.hasOwn(fields, name));
  return [Object.fromEntries(changed.map((name) => [name, fields[name]])), { ...tried, changed }];
}

const valuesAt = (document: RecordDocument, archivedAt: Date | null, fields: readonly string[]): Values =>
  Object.fromEntries(
    fields.map((name) => [name, name === archivedField ? archivedAt !== null : (document[name] ?? null)]),
  );

/** The record that the write is about; for a new one those that it shall hang on, whose writers may make it. */
function subjectsOf(context: Context, kind: Kind, { before, after }: Tried): Values {
  if (before) return { [subjectField(kind.name)]: before.document.key };
  const parents = creatorsThrough(context, kind.name).flatMap(([field, to]) => {
    const [key] = [after[field] ?? []].flat();
    return key === undefined ? [] : [[subjectField(to), key] as const];
  });
  return Object.fromEntries(parents.reverse());
}

function titleOf(kind: Kind, operation: ProposedOperation, { before, after, changed }: Tried): string {
  const what = `${nounOf(kind.name)} ${String((before?.document ?? after)[kind.label])}`;
  const acts: Record<ProposedOperation, string> = {
    UPDATE: `${changed.join(', ')} of ${what}`,
    CREATE: `new ${what}`,
    ARCHIVE: `archive ${what}`,
    RESTORE: `restore ${what}`,
    ASSIGN_ROLE: `assign a role on ${what}`,
    HAND_OVER_ROLE: `hand over a role on ${what}`,
    END_ROLE: `end a role on ${what}`,
  };
  return acts[operation].slice(0, 200);
}

export type AcceptInput = MutationInput & { fields?: string | null; recordRevision?: number | null };

/**
 * Does what a proposal asks for, by the rights of whoever accepts: the record and the proposal are written in one
 * transaction. A proposal whose record moved in what it touches is a conflict, unless the accepter names the revision of
 * the record that they have seen.
 */
export function acceptProposal(
  context: Context,
  hooks: Hooks,
  input: AcceptInput,
): Promise<Written | UserError> | UserError {
  const amended = input.fields == null ? {} : valuesOf(input.fields);
  if (!amended)
    return validationError([{ path: ['fields'], message: 'must be JSON text of an object of fields' }]);
  return step(context, 'acceptProposal', input, async (tx, command, before) => {
    await judge(tx, context, command, before, 'ACCEPTED', input);
    const proposal = before.document;
    const kind = kindNamed(String(proposal.aboutKind));
    const operation = proposal.operation as ProposedOperation;
    const creates = operation === 'CREATE';
    const subject = proposal[subjectField(kind.name)] as string | null;
    const fields = { ...(proposal.fields as Values | null), ...amended };
    const target = creates ? null : { key: subject! };
    const doing = commandOf(context, hooks, { kind, operation, target, fields });
    const written = await writeInTransaction(tx, context, {
      ...doing,
      expectedRevision: input.recordRevision ?? null,
      validateOnly: input.validateOnly ?? false,
      reason: `${proposal.key} of ${proposal.proposer ?? 'somebody'}: ${proposal.reason}`,
      decide: async (record, inside) => {
        if (record && input.recordRevision == null) await refuseStale(inside, kind, record, proposal);
        return doing.decide(record, inside);
      },
    });
    return {
      ...{ writtenRevision: written.revision || null, amended: Object.keys(amended) },
      // A new record that is only checked has no row that could be referred to.
      ...(written.id === null ? {} : { [subjectField(kind.name)]: written.key }),
    };
  });
}

async function refuseStale(
  tx: Transaction,
  kind: Kind,
  record: Before,
  proposal: RecordDocument,
): Promise<void> {
  const point = { kind: kind.name, recordId: record.id, revision: Number(proposal.baseRevision) };
  const later = (await writesSince(tx, [point])).get(nameOfPoint(point)) ?? [];
  const moved = movedSince(Object.keys((proposal.proposed as Values | null) ?? {}), later);
  const last = moved.toSorted((a, b) => a.revision - b.revision).at(-1);
  if (!last) return;
  const fields = moved.map(({ field }) => field);
  const message = `${last.by} wrote ${fields.join(', ')} of this ${nounOf(kind.name)} since it was proposed: look at it, and accept with recordRevision ${record.revision}, amended or as it is`;
  throw new Refusal({
    ...{ type: 'ConflictError', code: 'CONFLICT', message, path: ['recordRevision'] },
    ...{ currentRevision: record.revision, changedPaths: fields, changedBy: last.by, changedAt: last.at },
  });
}

/** Answers a proposal with no, and why. */
export const declineProposal = (context: Context, input: MutationInput) =>
  step(context, 'declineProposal', input, async (tx, command, before) => {
    await judge(tx, context, command, before, 'DECLINED', input);
    return {};
  });

/** Takes back a proposal of one's own. */
export const withdrawProposal = (context: Context, input: MutationInput) =>
  step(context, 'withdrawProposal', input, async (tx, command, before) => {
    await judge(tx, context, command, before, 'WITHDRAWN', input);
    return {};
  });

const stateOf = {
  acceptProposal: 'ACCEPTED',
  declineProposal: 'DECLINED',
  withdrawProposal: 'WITHDRAWN',
} as const;

/** One step of a proposal: `before` judges it and does what belongs to it, and gives what the proposal says besides. */
function step(
  context: Context,
  mutation: keyof typeof stateOf,
  input: MutationInput,
  before: (tx: Transaction, command: WriteCommand, proposal: Before) => Promise<Values>,
): Promise<Written | UserError> | UserError {
  const named = targetOf(proposalKind, input);
  if ('error' in named) return named.error;
  const issues = optionIssues(input);
  if (issues.length > 0) return validationError(issues);
  return once(context, mutation, input, async (tx) => {
    const command: WriteCommand = {
      ...{ kind: proposalKind, operation: 'TRANSITION', target: named.target },
      ...{ expectedRevision: input.expectedRevision, reason: input.reason ?? null },
      validateOnly: input.validateOnly ?? false,
      decide: async (found) => {
        refuseUnlessOpen(found!, stateOf[mutation]);
        const who = { decidedBy: await personKey(tx, context.actor.personId) };
        const when = { decidedAt: context.now().toISOString(), answer: input.reason ?? null };
        return { document: { ...found!.document, state: stateOf[mutation], ...who, ...when, ...said } };
      },
    };
    const [proposal] = await loadTargets(tx, context, [command]);
    await checkRevision(tx, command, proposal!);
    const said = await before(tx, command, proposal!);
    return writeInTransaction(tx, context, command);
  });
}

const once = (
  context: Context,
  mutation: string,
  input: MutationInput,
  work: (tx: Transaction) => Promise<Written>,
): Promise<Written | UserError> => {
  const { idempotencyKey, validateOnly } = input;
  const idempotency = idempotencyKey != null ? { key: idempotencyKey, input: { mutation, input } } : null;
  return runOnce(context, idempotency, validateOnly ?? false, work);
};

const factsOf = (input: MutationInput) => ({ answer: input.reason ?? null });

/** Refuses a step that the lifecycle does not have, or that is not for the actor. Accepting is judged by its write. */
async function judge(
  tx: Transaction,
  context: Context,
  command: WriteCommand,
  before: Before,
  to: ProposalState,
  input: MutationInput,
): Promise<void> {
  const { state, aboutKind, operation } = before.document;
  const decision = decide(proposalLifecycle, {
    from: state as ProposalState,
    to,
    roles: to === 'ACCEPTED' ? ['DECIDER'] : await rolesOf(tx, context, before.id),
    facts: factsOf(input),
  });
  if (decision.ok) return;
  if (decision.code === 'STATE') throw new Refusal(stateError(decision.reason, decision.legal));
  if (decision.code === 'BAD_USER_INPUT') throw new Refusal(validationError(decision.issues));
  const who = to === 'DECLINED' ? whoMayWrite(context, String(aboutKind), String(operation)) : null;
  throw new Refusal(forbidden(who ?? decision.reason), attemptOf(command, before));
}

async function rolesOf(tx: Transaction, context: Context, id: string): Promise<ProposalActor[]> {
  const { personId } = context.actor;
  await lockRights(tx, context);
  const decidable = await decidableAmong(tx, context, [id], context.now());
  const own = personId !== null && (await loadProposer(tx, id)) === personId;
  return [...(own ? (['PROPOSER'] as const) : []), ...(decidable.has(id) ? (['DECIDER'] as const) : [])];
}

/** Somebody may have answered between the first look and the write. */
function refuseUnlessOpen({ document }: Before, to: ProposalState): void {
  const decision = decide(proposalLifecycle, {
    from: document.state as ProposalState,
    to,
    roles: ['DECIDER', 'PROPOSER'],
    facts: { answer: 'given' },
  });
  if (!decision.ok && decision.code === 'STATE')
    throw new Refusal(stateError(decision.reason, decision.legal));
}
