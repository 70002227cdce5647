import * as z from 'zod';
import {
  type Choice,
  choice,
  type Embedded,
  type Fields,
  instant,
  integer,
  longText,
  reference,
  text,
  texts,
  value,
} from '../field.ts';
import { defineKind, nounOf } from '../kind.ts';
import { kindPlurals } from '../kind-plurals.ts';
import { recordKindName } from '../record-kind.ts';
import { roleStepFields } from './role-step.ts';

export const proposalState = {
  name: 'ProposalState',
  description: 'Where a proposal stands; nothing leads on from all but OPEN',
  values: {
    OPEN: 'Waiting for somebody who may write the record',
    ACCEPTED: 'Written, as it was proposed or amended',
    DECLINED: 'Answered with no, and why',
    WITHDRAWN: 'Taken back by its proposer',
  },
} as const satisfies Choice;

export const proposedOperation = {
  name: 'ProposedOperation',
  description: 'The write that a proposal asks for',
  values: {
    UPDATE: 'Change fields of a record',
    CREATE: 'Make a new record',
    ARCHIVE: 'Put a record away',
    RESTORE: 'Bring an archived record back',
    ASSIGN_ROLE: 'Give somebody a role on a record',
    HAND_OVER_ROLE: 'End the open holding of a role and begin the next at that instant',
    END_ROLE: 'End the holding of a role',
  },
} as const satisfies Choice;

export type ProposalState = keyof typeof proposalState.values;
export type ProposedOperation = keyof typeof proposedOperation.values;

const lifecycle = { written: 'lifecycle' } as const;

/** Kinds that a proposal can be about: all but its own. */
export const proposableKinds = Object.keys(kindPlurals).filter((name) => name !== 'Proposal');

/** The field of a proposal, and its relation in the database, that refers to a record of the kind. */
export const subjectField = (kind: string): string => kind.charAt(0).toLowerCase() + kind.slice(1);

/** One reference for each kind, so that the rights of a record decide about its proposals in the database itself. */
const subjects: Fields = Object.fromEntries(
  proposableKinds.map((kind) => [
    subjectField(kind),
    reference(kind, {
      ...lifecycle,
      description: `The ${nounOf(kind)} that the proposal is about, or that a new record shall hang on`,
      filter: true,
      archived: true,
    }),
  ]),
);

export const isRoleStep = (operation: string): boolean => operation.endsWith('_ROLE');

type Held = Readonly<Record<string, unknown>>;

const ofWrite = ({ aboutKind, operation }: Held): Embedded =>
  isRoleStep(String(operation)) ? { fields: roleStepFields } : { kind: String(aboutKind) };

const ofRecord = ({ aboutKind }: Held): Embedded => ({ kind: String(aboutKind) });

const json = z.record(z.string(), z.unknown());

export const proposalKind = defineKind({
  name: 'Proposal',
  plural: 'proposals',
  area: 'record',
  description: 'A write that somebody asks for who may not do it, and what was answered',
  key: { form: 'register', prefix: 'PRP' },
  label: 'title',
  byOwnMutations: true,
  fields: {
    title: text({ ...lifecycle, description: 'What is proposed, in one line' }),
    state: choice(proposalState, {
      ...lifecycle,
      description: 'Where the proposal stands',
      default: 'OPEN',
      filter: true,
    }),
    operation: choice(proposedOperation, {
      ...lifecycle,
      description: 'The write that is asked for',
      default: 'UPDATE',
      filter: true,
    }),
    aboutKind: choice(recordKindName, {
      ...lifecycle,
      description: 'What the record is that would be written',
      default: 'System',
      filter: true,
    }),
    ...subjects,
    reason: text({ ...lifecycle, description: 'Why it is proposed', max: 2000 }),
    fields: value(json, { ...lifecycle, description: 'What the write takes, by field', embeds: ofWrite }),
    base: value(json, {
      ...lifecycle,
      description: 'What the record said in the fields that would change, when it was proposed',
      embeds: ofRecord,
    }),
    proposed: value(json, {
      ...lifecycle,
      description: 'What it would say in them afterwards',
      embeds: ofRecord,
    }),
    baseRevision: integer({
      ...lifecycle,
      description: 'Revision of the record that the proposal began with; empty for a new record',
      min: 1,
      max: 2_147_483_647,
    }),
    proposer: reference('Person', { ...lifecycle, description: 'The person who proposes it', filter: true }),
    decidedBy: reference('Person', {
      ...lifecycle,
      description:
        'The person who accepted, declined or withdrew it; empty while it is open, and for a service account',
      filter: true,
    }),
    decidedAt: instant({ ...lifecycle, description: 'When that was, UTC', filter: true }),
    answer: longText({ ...lifecycle, description: 'What was answered', max: 2000 }),
    amended: texts({
      ...lifecycle,
      description: 'Fields that were written otherwise than proposed, by name',
      max: 100,
      most: 200,
    }),
    writtenRevision: integer({
      ...lifecycle,
      description: 'Revision of the record that the acceptance wrote; empty unless it was accepted',
      min: 1,
      max: 2_147_483_647,
    }),
  },
});
