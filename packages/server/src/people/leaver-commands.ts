import { type LeftHolding, leaveRoles } from '@steward/domain/people/leaver.ts';
import { personKind, teamKind } from '@steward/domain/people/model.ts';
import type { Holder, RoleAssignment, RoleRule } from '@steward/domain/people/role-assignment.ts';
import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { optionIssues } from '../platform/kind/mutations.ts';
import { visibleRows } from '../platform/policy.ts';
import { findByLookup } from '../platform/record/references.ts';
import { runOnce } from '../platform/record/run-write.ts';
import { type WriteCommand, writeAllInTransaction } from '../platform/record/write.ts';
import { notFound, Refusal, type UserError, validationError } from '../platform/user-error.ts';
import { type HeldRole, loadHeldRoles, loadTeamsOf } from './leaver-store.ts';
import { loadRoleRules } from './store.ts';

export interface LeaverInput {
  person: string;
  toPerson?: string | null;
  toTeam?: string | null;
  leaveVacant?: boolean | null;
  at?: string | null;
  leaveTeams?: boolean | null;
  archive?: boolean | null;
  reason?: string | null;
  validateOnly?: boolean | null;
  idempotencyKey?: string | null;
}

export type LeaverOutcome = LeftHolding['outcome'] | 'LEFT_TEAM' | 'ARCHIVED';

/** What was done with one thing that the leaver held. */
export interface LeaverStep {
  outcome: LeaverOutcome;
  kind: string;
  key: string;
  name: string;
  role: string | null;
  deputy: boolean;
  /** The one that the step made. */
  revision: number;
}

export interface HandedOver {
  type: 'HandedOver';
  steps: LeaverStep[];
}

/** Milliseconds. All of it goes in one transaction. */
const TIMEOUT_MS = 60_000;

/**
 * Gives every role that a person holds, or shall hold, to somebody else from one instant on, or leaves it vacant; on
 * demand takes them out of their teams and archives them. All of it or nothing, one revision for each record.
 */
export function handOverAllRoles(
  context: Context,
  input: LeaverInput,
): Promise<HandedOver | UserError> | UserError {
  const issues = [...optionIssues(input), ...inputIssues(context, input)];
  if (issues.length > 0) return validationError(issues);
  const { idempotencyKey, validateOnly, ...asked } = input;
  const once =
    idempotencyKey == null
      ? null
      : { key: idempotencyKey, input: { mutation: 'handOverAllRoles', ...asked } };
  return runOnce<HandedOver>(
    context,
    once,
    validateOnly ?? false,
    async (tx) => {
      const steps: LeaverStep[] = [];
      await writeAllInTransaction(tx, context, await commandsOf(tx, context, input, steps));
      return { type: 'HandedOver', steps };
    },
    { timeout: TIMEOUT_MS },
  );
}

function inputIssues(
  context: Context,
  { toPerson, toTeam, leaveVacant, at, ...input }: LeaverInput,
): FieldIssue[] {
  const issues: FieldIssue[] = [];
  if ([toPerson != null, toTeam != null, leaveVacant === true].filter(Boolean).length !== 1)
    issues.push({
      path: ['toPerson'],
      message: 'say who takes it over: a person, a team, or `leaveVacant`, one of the three',
    });
  if (at != null && Date.parse(at) > context.now().getTime() && (input.leaveTeams || input.archive))
    issues.push({
      path: ['at'],
      message: 'is later than now, when teams are left and the person is archived: do those on the day',
    });
  return issues;
}

async function commandsOf(
  tx: Transaction,
  context: Context,
  input: LeaverInput,
  steps: LeaverStep[],
): Promise<WriteCommand[]> {
  const leaver = await recordNamed(tx, context, 'Person', input.person, 'person');
  const successor = await successorOf(tx, context, input);
  if (successor?.person === leaver.key)
    throw new Refusal(
      validationError([{ path: ['toPerson'], message: 'is the leaver: name somebody else' }]),
    );
  const at = input.at ?? context.now().toISOString();
  const rules = await loadRoleRules(tx);
  const held = Map.groupBy(await loadHeldRoles(tx, context, leaver.id, new Date(at)), ({ id }) => id);
  const common = { expectedRevision: null, reason: input.reason ?? null };
  const commands = [...held.values()].map(
    (roles): WriteCommand => ({
      ...common,
      ...roleCommand(roles[0]!, { leaver: { person: leaver.key, team: null }, successor, at, rules, steps }),
    }),
  );
  if (input.leaveTeams)
    for (const team of await loadTeamsOf(tx, context, leaver.id))
      commands.push({ ...common, ...teamCommand(team, leaver.key, steps) });
  if (input.archive) commands.push({ ...common, ...archiveCommand(leaver.id, steps) });
  return commands;
}

type Partial = Pick<WriteCommand, 'kind' | 'operation' | 'target' | 'decide' | 'partColumns'>;

function roleCommand(
  { kind: kindName, id, key, name }: HeldRole,
  {
    leaver,
    successor,
    at,
    rules,
    steps,
  }: {
    leaver: Holder;
    successor: Holder | null;
    at: string;
    rules: ReadonlyMap<string, RoleRule>;
    steps: LeaverStep[];
  },
): Partial {
  const kind = kindNamed(kindName);
  return {
    kind,
    operation: successor ? 'HAND_OVER_ROLE' : 'END_ROLE',
    target: { id },
    decide: (before) => {
      const assignments = before!.document.roles as RoleAssignment[];
      const ruleOf = (role: string) => rules.get(lookupKey(role));
      const left = leaveRoles({ kind: kindName, assignments, ruleOf }, leaver, successor, at);
      if (!left.ok) return { error: validationError(left.issues.map((issue) => on(kind, key, issue))) };
      steps.push(
        ...left.left.map((step) => ({ ...step, kind: kindName, key, name, revision: before!.revision + 1 })),
      );
      return { document: { ...before!.document, roles: left.assignments } };
    },
    partColumns: (field, row) =>
      field === 'roles' ? { exclusive: rules.get(String(row.role))?.exclusive ?? false } : {},
  };
}

function teamCommand(
  team: { id: string; key: string; name: string },
  person: string,
  steps: LeaverStep[],
): Partial {
  return {
    kind: teamKind,
    operation: 'UPDATE',
    target: { id: team.id },
    decide: (before) => {
      const memberships = before!.document.memberships as { person: string }[];
      steps.push({
        ...{ outcome: 'LEFT_TEAM', kind: 'Team', key: team.key, name: team.name, role: null },
        ...{ deputy: false, revision: before!.revision + 1 },
      });
      return {
        document: { ...before!.document, memberships: memberships.filter((m) => m.person !== person) },
      };
    },
  };
}

function archiveCommand(id: string, steps: LeaverStep[]): Partial {
  return {
    kind: personKind,
    operation: 'ARCHIVE',
    target: { id },
    decide: (before) => {
      const { document, archivedAt } = before!;
      if (archivedAt === null)
        steps.push({
          ...{
            outcome: 'ARCHIVED',
            kind: 'Person',
            key: document.key,
            name: String(document.name),
            role: null,
          },
          ...{ deputy: false, revision: before!.revision + 1 },
        });
      return { document, archived: true };
    },
  };
}

/** The path leads into the record, not into the input, so the message names the record. */
const on = (kind: Kind, key: string, { path, message }: FieldIssue): FieldIssue => ({
  path: ['toPerson', ...path.slice(1)],
  message: `on the ${nounOf(kind.name)} ${key}: ${message}`,
});

async function successorOf(tx: Transaction, context: Context, input: LeaverInput): Promise<Holder | null> {
  if (input.toPerson != null)
    return { person: (await recordNamed(tx, context, 'Person', input.toPerson, 'toPerson')).key, team: null };
  if (input.toTeam != null)
    return { person: null, team: (await recordNamed(tx, context, 'Team', input.toTeam, 'toTeam')).key };
  return null;
}

/** The record that one field of the input names. An archived leaver may still be cleared; a successor may not be one. */
async function recordNamed(
  tx: Transaction,
  context: Context,
  kind: 'Person' | 'Team',
  key: string,
  field: 'person' | 'toPerson' | 'toTeam',
): Promise<{ id: string; key: string }> {
  const lookup = lookupKey(key);
  const found = (await findByLookup(tx, kind, [lookup], visibleRows(context, kind))).get(lookup);
  if (!found) throw new Refusal({ ...notFound(nounOf(kind), key), path: [field] });
  if (found.archived && field !== 'person')
    throw new Refusal(
      validationError([
        { path: [field], message: `"${key}" is archived: restore it first, or name another` },
      ]),
    );
  return found;
}
