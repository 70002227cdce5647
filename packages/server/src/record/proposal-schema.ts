import { kinds } from '@steward/domain/record/kinds.ts';
import {
  proposableKinds,
  proposalKind,
  proposedOperation,
  subjectField,
} from '@steward/domain/record/proposal/model.ts';
import type { Moved } from '@steward/domain/record/proposal/moved.ts';
import type { Context } from '../platform/context.ts';
import { targetFields } from '../platform/kind/inputs.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { addMutation } from '../platform/kind/mutations.ts';
import { recordDocumentType } from '../platform/kind/record-document.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { addRelatedLists } from '../platform/kind/related.ts';
import {
  type AcceptInput,
  acceptProposal,
  declineProposal,
  type ProposeInput,
  propose,
  withdrawProposal,
} from './proposal-commands.ts';
import {
  changesOf,
  fieldsOf,
  movedOf,
  type ProposalRow,
  type ProposedChange,
  subjectOf,
  viewerCanDecide,
} from './proposal-queries.ts';
import type { Hooks } from './proposal-write.ts';

/** Proposals: how they are made and answered, and what they say of the record that they are about. */
export function addProposals(kit: SchemaKit, hooks: Hooks): void {
  addProposalFields(kit);
  for (const kind of kinds.filter(({ byOwnMutations }) => !byOwnMutations))
    addRelatedLists(kit, kind, {
      proposals: {
        of: 'Proposal',
        description: 'The proposals about it, and about what shall hang on it as a new record',
      },
    });
  addPropose(kit, hooks);
  addAnswers(kit, hooks);
}

interface InputBuilder {
  string(options: object): never;
  int(options: object): never;
  field(options: object): never;
}

function addPropose(kit: SchemaKit, hooks: Hooks): void {
  addMutation(kit, {
    ...{ name: 'propose', kind: proposalKind },
    description:
      'Asks for a write that the viewer may not do. Every check of that write is run at once, except who may; whoever may write the record accepts or declines it.',
    inputFields: (t) => {
      const f = t as InputBuilder;
      return {
        kind: f.field({
          type: enumOf(kit, recordKindChoice),
          required: true,
          description: 'What the record is, such as a system or a team',
        }),
        key: f.string({
          description: 'Key of the record, or one it had before; left out for a new record',
        }),
        operation: f.field({
          type: enumOf(kit, proposedOperation),
          description: 'The write that is asked for; UPDATE when left out',
        }),
        fields: f.string({
          description:
            'JSON text of an object. UPDATE: the fields to change, as `updateRecord` takes them. CREATE: those of the new record, `key` among them. Steps of roles: `role`, `person` or `team`, `at`, `deputy`. ARCHIVE and RESTORE take none',
        }),
        expectedRevision: f.int({
          description:
            'The revision of the record that was read, counted from 1; refused when there is a newer one. Null proposes without this check; left out for a new record',
        }),
      };
    },
    write: (context, input) => propose(context, hooks, input as ProposeInput),
  });
}

function addAnswers(kit: SchemaKit, hooks: Hooks): void {
  const target = (t: unknown) => targetFields(t, proposalKind);
  addMutation(kit, {
    ...{ name: 'acceptProposal', kind: proposalKind },
    description:
      'Does what a proposal asks for, as it is or amended, by the rights of the viewer. Record and proposal are written in one transaction.',
    inputFields: (t) => ({
      ...target(t),
      fields: (t as InputBuilder).string({
        description:
          'JSON text of an object: what to write otherwise than proposed, by field; the other fields as proposed',
      }),
      recordRevision: (t as InputBuilder).int({
        description:
          'The revision of the record that the viewer has seen, counted from 1: accepts a stale proposal too, if the record is still at it. Left out: a stale proposal is a conflict',
      }),
    }),
    write: (context, input) => acceptProposal(context, hooks, input as AcceptInput),
  });
  addMutation(kit, {
    ...{ name: 'declineProposal', kind: proposalKind },
    description:
      'Answers a proposal with no; `reason` says why and must be given. For whoever may do what it asks for.',
    inputFields: target,
    write: declineProposal,
  });
  addMutation(kit, {
    ...{ name: 'withdrawProposal', kind: proposalKind },
    description: 'Takes back a proposal of the viewer that is still open.',
    inputFields: target,
    write: withdrawProposal,
  });
}

interface FieldBuilder {
  field(options: object): never;
}

/** What every question about a proposal needs of its row. */
const row = {
  ...{ id: true, state: true, operation: true, aboutKind: true, fields: true },
  ...{ base: true, proposed: true, baseRevision: true, proposerId: true },
  ...Object.fromEntries(proposableKinds.map((kind) => [`${subjectField(kind)}Id`, true])),
};

function addProposalFields(kit: SchemaKit): void {
  const change = changeType(kit, movedType(kit));
  const ask =
    <Answer>(answer: (context: Context, row: ProposalRow) => Answer) =>
    (proposal: ProposalRow, _args: unknown, context: Context) =>
      answer(context, proposal);
  kit.builder.prismaObjectFields(
    kit.nodes.get('Proposal')! as never,
    ((t: FieldBuilder) => ({
      about: t.field({
        type: recordDocumentType(kit),
        nullable: true,
        select: row,
        description: 'The record that it is about, as it is now; empty for a new record that is not made yet',
        resolve: ask(subjectOf),
      }),
      fields: t.field({
        type: 'JSON',
        select: row,
        description: 'What the write takes, by field, as it was proposed',
        resolve: ask(fieldsOf),
      }),
      changes: t.field({
        type: [change],
        select: row,
        description: 'What would change, field by field; of a role, all roles held',
        resolve: ask(changesOf),
      }),
      stale: t.field({
        type: 'Boolean',
        select: row,
        description:
          'True when it is open and somebody wrote since what it would change, or put the record away: `changes` and `moved` say which, who and when',
        resolve: ask(async (context, proposal) => (await movedOf(context, proposal)).length > 0),
      }),
      moved: t.field({
        type: [kit.parts.get('ProposalMoved')!],
        select: row,
        description: 'Where it is stale: each field with its last write; none when it is not',
        resolve: ask(movedOf),
      }),
      viewerCanDecide: t.field({
        type: 'Boolean',
        select: row,
        description: 'True when it is open and the viewer may do what it asks for, so accept or decline it',
        resolve: ask(viewerCanDecide),
      }),
      viewerCanWithdraw: t.field({
        type: 'Boolean',
        select: row,
        description: 'True when it is open and the viewer proposed it',
        resolve: ask(
          ({ actor }, { state, proposerId }) =>
            state === 'OPEN' && actor.personId !== null && proposerId === actor.personId,
        ),
      }),
    })) as never,
  );
}

function movedType(kit: SchemaKit) {
  const moved = kit.builder.objectRef<Moved>('ProposalMoved').implement({
    description: 'The last write of a field that a proposal would change, after it was proposed',
    fields: (t) => ({
      field: t.exposeString('field', {
        description: 'Name of the field; `archived` for the mark of the archive',
      }),
      revision: t.exposeInt('revision', { description: 'Revision of the record that the write made' }),
      by: t.exposeString('by', { description: 'The name of whoever wrote it' }),
      at: t.field({ type: 'DateTime', description: 'When it was written', resolve: ({ at }) => at }),
    }),
  });
  kit.parts.set('ProposalMoved', moved as never);
  return moved;
}

function changeType(kit: SchemaKit, moved: ReturnType<typeof movedType>) {
  return kit.builder.objectRef<ProposedChange>('ProposedChange').implement({
    description: 'One field that a proposal would change, as a document of the record holds it',
    fields: (t) => ({
      field: t.exposeString('field', {
        description: 'Name of the field; `roles` for a role, `archived` for the mark of the archive',
      }),
      base: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value when it was proposed; empty for a new record',
        resolve: ({ base }) => base as never,
      }),
      now: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value that the record has now',
        resolve: ({ now }) => now as never,
      }),
      proposed: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value that it would have',
        resolve: ({ proposed }) => proposed as never,
      }),
      moved: t.field({
        type: moved,
        nullable: true,
        description: 'The last write of the field since it was proposed; empty when there was none',
        resolve: (one) => one.moved,
      }),
    }),
  });
}
