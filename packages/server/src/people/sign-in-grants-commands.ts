import { teamKind } from '@steward/domain/people/model.ts';
import type { RoleAssignment } from '@steward/domain/people/role-assignment.ts';
import { appoint, endHolding, type RoleHolding } from '@steward/domain/people/role-change.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { GroupGrant } from '@steward/domain/settings/parse-oidc.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { LostRace } from '../platform/record/save-rows.ts';
import { type Decision, type WriteCommand, writeInTransaction } from '../platform/record/write.ts';
import { Refusal, stateError, validationError } from '../platform/user-error.ts';
import { loadRoleRules } from './store.ts';

type Membership = { person: string; title: string | null };
type TeamGrant = Extract<GroupGrant, { type: 'team' }>;
type RoleGrant = Extract<GroupGrant, { type: 'role' }>;
type Step = 'give' | 'take';

/**
 * Gives a person what a group gives, or takes it away, through the one write path. Nobody is kept out by a configuration
 * that names a team, a role or a record that is not there: the log says so, and that grant is left out. SAME: nothing
 * was to be done, since somebody's own hand was there before.
 */
export async function writeGrant(
  tx: Transaction,
  context: Context,
  person: string,
  grant: TeamGrant | RoleGrant,
  step: Step,
): Promise<'CHANGED' | 'SAME' | 'FAILED'> {
  const command =
    grant.type === 'team'
      ? membershipCommand(person, grant, step)
      : await holdingCommand(tx, context, person, grant, step);
  try {
    const written = await writeInTransaction(tx, context, command);
    return written.changed.length > 0 ? 'CHANGED' : 'SAME';
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof LostRace) throw error;
    context.log.warn({ grant, step, why: error.message }, 'what a group gives could not be written');
    return 'FAILED';
  }
}

const common = {
  origin: 'SYSTEM',
  expectedRevision: null,
  reason: 'by the groups of the sign-in',
  // Where the other members came from stays as it is.
  source: { location: 'sign-in', fields: [] },
} as const;

/** A membership that somebody has given a title is theirs, not the group's. */
const membershipCommand = (person: string, { team }: TeamGrant, step: Step): WriteCommand => ({
  ...common,
  kind: teamKind,
  operation: 'UPDATE',
  target: { key: team },
  decide: (before): Decision => {
    if (before!.archivedAt && step === 'give') return archived(`the team ${team}`);
    const members = before!.document.memberships as Membership[];
    const mine = members.find((member) => member.person === person);
    const memberships =
      step === 'give'
        ? mine
          ? members
          : [...members, { person, title: null }]
        : members.filter((member) => member !== mine || member.title !== null);
    return { document: { ...before!.document, memberships } };
  },
});

async function holdingCommand(
  tx: Transaction,
  context: Context,
  person: string,
  { role, kind: kindName, key }: RoleGrant,
  step: Step,
): Promise<WriteCommand> {
  const rules = await loadRoleRules(tx);
  const at = context.now().toISOString();
  const wanted = { role, person, team: null, at };
  return {
    ...common,
    kind: kindNamed(kindName),
    operation: step === 'give' ? 'ASSIGN_ROLE' : 'END_ROLE',
    target: { key },
    decide: (before): Decision => {
      if (before!.archivedAt && step === 'give') return archived(`${kindName} ${key}`);
      const assignments = before!.document.roles as RoleAssignment[];
      const ruleOf = (name: string) => rules.get(lookupKey(name));
      const holding: RoleHolding = { kind: kindName, assignments, ruleOf };
      const mine = assignments.find(
        (a) => a.role === role && a.person === person && a.to === null && !a.deputy,
      );
      if ((mine !== undefined) === (step === 'give')) return { document: before!.document };
      // What was given in this very instant was never held.
      if (mine && Date.parse(mine.from) >= Date.parse(at))
        return { document: { ...before!.document, roles: assignments.filter((a) => a !== mine) } };
      const changed = step === 'give' ? appoint(holding, wanted) : endHolding(holding, wanted);
      return changed.ok
        ? { document: { ...before!.document, roles: changed.assignments } }
        : { error: validationError(changed.issues) };
    },
    partColumns: (field, row) =>
      field === 'roles' ? { exclusive: rules.get(String(row.role))?.exclusive ?? false } : {},
  };
}

const archived = (what: string): Decision => ({ error: stateError(`${what} is archived`, []) });
