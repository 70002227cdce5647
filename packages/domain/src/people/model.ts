import {
  boolean,
  type Choice,
  choice,
  type FieldIssue,
  instant,
  longText,
  optionalText,
  type PartKind,
  parts,
  reference,
  requiredInstant,
  requiredReference,
  text,
  texts,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const contactType = {
  name: 'ContactType',
  description: 'The way a contact is reached',
  values: {
    EMAIL: 'An e-mail address',
    CHAT: 'A chat channel or a direct message link',
    PHONE: 'A telephone number',
    ON_CALL: 'A link to the on-call schedule or pager',
    WEB: 'A page to read or a form to fill in',
  },
} as const satisfies Choice;

export const contact = {
  name: 'Contact',
  description: 'One way to reach a person, a team or an outside party',
  fields: {
    type: choice(contactType, { description: 'The way this contact is reached', default: 'EMAIL' }),
    value: text({ description: 'The address, number or link itself', max: 500 }),
  },
  identity: ['type', 'value'],
} as const satisfies PartKind;

export const handle = {
  name: 'Handle',
  description: 'What a code host calls a person or a team, for resolving owners in CODEOWNERS files',
  fields: {
    host: text({ description: 'Host name of the code host, such as github.com', max: 253 }),
    handle: text({
      description: 'The name on that host as it stands in CODEOWNERS, such as @acme/payments',
      max: 255,
    }),
  },
  identity: ['host', 'handle'],
} as const satisfies PartKind;

const exactlyOneHolder = (row: Readonly<Record<string, unknown>>): FieldIssue[] =>
  (row.person === null) === (row.team === null)
    ? [
        {
          path: ['person'],
          message: 'name either a person or a team as the holder, not both and not neither',
        },
      ]
    : [];

export const roleAssignment = {
  name: 'RoleAssignment',
  description: 'One holding of one role on one record by a person or a team, for a half-open period',
  fields: {
    role: requiredReference('Role', { description: 'The role that is held' }),
    person: reference('Person', { description: 'The person who holds it; empty when a team does' }),
    team: reference('Team', { description: 'The team that holds it; empty when a person does' }),
    from: requiredInstant({ description: 'First instant of the period, UTC' }),
    to: instant({ description: 'First instant after the period, UTC; empty while it is open' }),
    deputy: boolean({ description: 'True when the holder stands in for the holder proper' }),
  },
  identity: ['role', 'person', 'team', 'from', 'deputy'],
  check: exactlyOneHolder,
} as const satisfies PartKind;

/** The part every scope kind carries; written by role commands, so that dates and exclusive roles are checked. */
export const rolesField = parts(roleAssignment, {
  description: 'Who holds which role on this record, closed periods included',
  written: 'role',
  most: 1000,
});

const contacts = parts(contact, { description: 'Ways to get in touch, the preferred one first', most: 50 });
const handles = parts(handle, {
  description: 'Names on code hosts, as they stand in CODEOWNERS files',
  most: 50,
});

export const personKind = defineKind({
  name: 'Person',
  plural: 'people',
  area: 'people',
  description: 'A human being who holds roles, belongs to teams and asks for changes',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The full name as people read it', filter: true }),
    email: optionalText({
      description:
        'The e-mail address, seen by the person and by administrators; what everybody may use stands in the contacts. Never an identity',
      restricted: true,
      max: 254,
      pattern: /^[^@\s]+@[^@\s]+$/,
      hint: 'must be an e-mail address such as ada@example.org',
    }),
    contacts,
    handles,
    activityOptOut: boolean({
      description: 'True when what the person does in repositories is neither kept nor shown',
    }),
  },
});

export const membership = {
  name: 'Membership',
  description: 'One person as a member of one team',
  fields: {
    person: requiredReference('Person', { description: 'The person who belongs to the team' }),
    title: optionalText({ description: 'What the person does in the team, such as lead' }),
  },
  identity: ['person'],
} as const satisfies PartKind;

export const teamKind = defineKind({
  name: 'Team',
  plural: 'teams',
  area: 'people',
  description: 'People who answer for something together',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What the team is for, in a few sentences' }),
    type: optionalText({
      description: 'The kind of group, such as team, business-unit or squad',
      filter: true,
    }),
    parent: reference('Team', { description: 'The team this one belongs to', filter: true }),
    memberships: parts(membership, { description: 'The people in this team' }),
    contacts,
    handles,
  },
});

export const roleKind = defineKind({
  name: 'Role',
  plural: 'roles',
  area: 'people',
  description: 'A role of the catalogue: what somebody answers for when they hold it',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name of the role, such as System Owner', filter: true }),
    description: longText({ description: 'What the holder answers for' }),
    standard: optionalText({ description: 'The standard or source the role comes from' }),
    practice: optionalText({ description: 'The practice it belongs to, for process roles' }),
    scopes: texts({ description: 'Names of the record kinds on which it may be held' }),
    exclusive: boolean({
      description: 'True when at most one open holder, deputies aside, is allowed on one record',
    }),
  },
});

export const serviceAccountKind = defineKind({
  name: 'ServiceAccount',
  plural: 'serviceAccounts',
  area: 'people',
  description: 'A program that acts by itself, such as a pipeline; it holds access tokens and no roles',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name that history shows for what it writes', filter: true }),
    description: longText({ description: 'What it is for, and whom to ask about it' }),
    administrator: boolean({
      description: 'True when it may write every record, as an administrator may',
    }),
  },
});
