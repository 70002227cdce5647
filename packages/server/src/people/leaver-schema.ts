import type { Choice } from '@steward/domain/record/field.ts';
import { writeOptions } from '../platform/kind/inputs.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
import { badUserInput } from '../platform/request-error.ts';
import { type HandedOver, handOverAllRoles, type LeaverStep } from './leaver-commands.ts';
import { type Holding, holdingsOf } from './leaver-queries.ts';

const holdingType = {
  name: 'HoldingType',
  description: 'The way in which a person holds something',
  values: {
    ROLE: 'A role that is held now or shall begin later; `handOverAllRoles` passes it on',
    MEMBERSHIP: 'A place in a team; `handOverAllRoles` ends it when it is told to',
    DECLARED_OWNER: 'A catalog file names the person as the owner: change the file',
    CODEOWNERS: 'Rules of a CODEOWNERS file name the person: change the file',
    REQUESTED_CHANGE: 'A change that the person asked for, and that is not over',
  },
} as const satisfies Choice;

const outcome = {
  name: 'HandOverOutcome',
  description: 'What was done with one thing that a leaver held',
  values: {
    HANDED_OVER: 'The successor holds the role from that instant on',
    ENDED: 'The holding ended: the successor holds the role already, or it is left vacant',
    LEFT_TEAM: 'The person was taken out of the team',
    ARCHIVED: 'The person was archived',
  },
} as const satisfies Choice;

const most = 1_000;

/** `holdings`, and `handOverAllRoles` that clears them in one step. */
export function addLeaver(kit: SchemaKit): void {
  addHoldings(kit);
  addHandOver(kit);
}

function addHoldings(kit: SchemaKit): void {
  const { builder } = kit;
  const place = builder.objectRef<NonNullable<Holding['place']>>('HoldingPlace').implement({
    description: 'Where a file says that a person holds something',
    fields: (t) => ({
      repository: t.exposeString('repository', { description: 'Key of the repository that has the file' }),
      file: t.exposeString('file', { description: 'Path of the file from the root of the repository' }),
      line: t.exposeInt('line', { description: 'The first line that says so, counted from 1' }),
    }),
  });
  const holding = builder.objectRef<Holding>('Holding').implement({
    description: 'One thing that a person holds, on one record',
    fields: (t) => ({
      type: t.field({
        type: enumOf(kit, holdingType),
        description: 'The way it is held',
        resolve: (h) => h.type,
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a system or a team',
        resolve: (h) => h.kind,
      }),
      key: t.exposeString('key', { description: 'Key of the record, unique among those of its kind' }),
      name: t.exposeString('name', { description: 'What people call the record' }),
      role: t.string({
        nullable: true,
        description: 'Name of the role that is held; empty for everything but a role',
        resolve: (h) => h.role?.name,
      }),
      roleKey: t.string({
        nullable: true,
        description: 'Key of the role in the catalogue; empty for everything but a role',
        resolve: (h) => h.role?.key,
      }),
      deputy: t.boolean({
        description: 'True when the person stands in for the holder proper',
        resolve: (h) => h.deputy ?? false,
      }),
      from: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'First instant of the holding of a role, which may be still to come',
        resolve: (h) => h.from,
      }),
      to: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'First instant after the holding of a role; empty while it has no end',
        resolve: (h) => h.to,
      }),
      place: t.field({
        type: place,
        nullable: true,
        description: 'The line of a file that says so; empty for what a record says',
        resolve: (h) => h.place,
      }),
      rules: t.int({
        nullable: true,
        description: 'How many rules of the CODEOWNERS file name the person; empty for everything else',
        resolve: (h) => h.rules,
      }),
    }),
  });
  const list = builder.objectRef<{ all: Holding[]; first: number }>('PersonHoldings').implement({
    description: 'Everything that a person holds: roles first, then teams, files and changes',
    fields: (t) => ({
      holdings: t.field({
        type: [holding],
        description: 'The holdings, as many as were asked for',
        resolve: ({ all, first }) => all.slice(0, first),
      }),
      total: t.int({
        description: 'How many holdings there are, given or not',
        resolve: ({ all }) => all.length,
      }),
      truncated: t.boolean({
        description: 'True when there are more than are given',
        resolve: ({ all, first }) => all.length > first,
      }),
    }),
  });
  builder.queryField('holdings', (t) =>
    t.field({
      type: list,
      nullable: true,
      description:
        'Everything that a person holds and somebody else must take over when they leave; empty when there is no such person',
      args: {
        person: t.arg.string({ required: true, description: 'Key of the person, or one they had before' }),
        first: t.arg.int({
          defaultValue: 100,
          description: `How many holdings to give at most, 1 to ${most}`,
        }),
      },
      resolve: async (_root, args, context) => {
        const first = args.first ?? 100;
        if (first < 1 || first > most)
          throw badUserInput(`\`first\` must be from 1 to ${most}, not ${first}`);
        const all = await holdingsOf(context, args.person);
        return all && { all, first };
      },
    }),
  );
}

function addHandOver(kit: SchemaKit): void {
  const { builder } = kit;
  const input = builder.inputType('HandOverAllRolesInput', {
    description: 'What the mutation handOverAllRoles takes',
    fields: (t) => {
      const own = {
        person: t.string({ required: true, description: 'Key of the person who leaves' }),
        toPerson: t.string({
          description: 'Key of the person who takes over; give this, a team, or leaveVacant',
        }),
        toTeam: t.string({
          description: 'Key of the team that takes over; give this, a person, or leaveVacant',
        }),
        leaveVacant: t.boolean({ description: 'True when nobody takes over: the roles end and are vacant' }),
        at: t.field({
          type: 'DateTime',
          description: 'The instant of the handover, UTC; now when left out. Roles may pass at a later one',
        }),
        leaveTeams: t.boolean({ description: 'True to take the person out of all teams at once' }),
        archive: t.boolean({ description: 'True to archive the person as well' }),
      };
      return { ...own, ...writeOptions(t, own) } as typeof own;
    },
  });
  const step = builder.objectRef<LeaverStep>('HandOverStep').implement({
    description: 'What was done with one thing that the leaver held',
    fields: (t) => ({
      outcome: t.field({
        type: enumOf(kit, outcome),
        description: 'What was done with it',
        resolve: (s) => s.outcome,
      }),
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a system or a team',
        resolve: (s) => s.kind,
      }),
      key: t.exposeString('key', { description: 'Key of the record, unique among those of its kind' }),
      name: t.exposeString('name', { description: 'What people call the record' }),
      role: t.exposeString('role', {
        nullable: true,
        description: 'Key of the role; empty for a team that was left and for the person',
      }),
      revision: t.exposeInt('revision', {
        description:
          'The revision of the record that this made, counted from 1; the one before is how it was',
      }),
      deputy: t.exposeBoolean('deputy', {
        description: 'True when it was the holding of somebody who stood in',
      }),
    }),
  });
  const payload = builder.objectRef<HandedOver>('HandOverAllRolesPayload').implement({
    description: 'What the mutation handOverAllRoles did',
    fields: (t) => ({
      steps: t.field({
        type: [step],
        description: 'Everything that was done, in the order of the holdings; none when nothing was held',
        resolve: ({ steps }) => steps,
      }),
    }),
  });
  addResultMutation(kit, {
    name: 'handOverAllRoles',
    description:
      'Gives every role that a person holds or shall hold to somebody else, in one transaction: all of it or nothing. One revision for each record',
    input,
    payload,
    run: handOverAllRoles as never,
  });
}
