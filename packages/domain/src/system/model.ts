import * as z from 'zod';
import { contact, rolesField } from '../people/model.ts';
import {
  boolean,
  type Choice,
  choice,
  type FieldIssue,
  instant,
  integer,
  longText,
  optionalChoice,
  optionalText,
  type PartKind,
  parts,
  reference,
  requiredReference,
  text,
  texts,
  value,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const journeyStage = {
  name: 'JourneyStage',
  description: 'Where a system stands on its way from an idea to its end',
  values: {
    IDEA: 'An idea, described and sponsored',
    PROOF_OF_CONCEPT: 'Shown to be feasible',
    PILOT: 'In use by named pilot clients',
    PRODUCTION: 'Live for low-risk clients',
    ENTERPRISE: 'Live for high-risk clients',
    HOLD: 'Paused with a reason and a review date',
    RETIRING: 'Clients are leaving',
    RETIRED: 'No longer in use',
  },
} as const satisfies Choice;

export const hardness = {
  name: 'DependencyHardness',
  description: 'What happens to the source of a dependency when its target is down',
  values: {
    HARD: 'The source is down whenever the target is down',
    SOFT: 'The source goes on, perhaps with less to offer',
  },
} as const satisfies Choice;

export const criticality = {
  name: 'Criticality',
  description: 'How much depends on a system',
  values: {
    LOW: 'Its loss is an inconvenience',
    MODERATE: 'Its loss hinders work',
    HIGH: 'Its loss stops important work',
    CRITICAL: 'Its loss endangers people, law or the organisation',
  },
} as const satisfies Choice;

/** Says that exactly one of the named references is set. */
const exactlyOneOf =
  (...names: string[]) =>
  (row: Readonly<Record<string, unknown>>): FieldIssue[] =>
    names.filter((name) => row[name] !== null).length === 1
      ? []
      : [{ path: [names[0]!], message: `name exactly one of ${names.join(', ')}` }];

const dependencyDetails = {
  hardness: choice(hardness, {
    description: 'Whether the source is down when the target is',
    default: 'HARD',
  }),
  reason: longText({
    description: 'Why the dependency exists, for whoever meets it in an outage',
    max: 2000,
  }),
};

export const systemDependency = {
  name: 'SystemDependency',
  description: 'One thing that a system needs: another system or an outside party',
  fields: {
    system: reference('System', { description: 'The system that is needed' }),
    externalParty: reference('ExternalParty', { description: 'The outside party that is needed' }),
    ...dependencyDetails,
  },
  identity: ['system', 'externalParty'],
  check: exactlyOneOf('system', 'externalParty'),
} as const satisfies PartKind;

export const componentDependency = {
  name: 'ComponentDependency',
  description: 'One thing that a component needs: another component, a system or an outside party',
  fields: {
    component: reference('Component', { description: 'The component that is needed' }),
    system: reference('System', { description: 'The system that is needed' }),
    externalParty: reference('ExternalParty', { description: 'The outside party that is needed' }),
    ...dependencyDetails,
  },
  identity: ['component', 'system', 'externalParty'],
  check: exactlyOneOf('component', 'system', 'externalParty'),
} as const satisfies PartKind;

export const interfaceDirection = {
  name: 'InterfaceDirection',
  description: 'Which side of an interface a component is on',
  values: { PROVIDES: 'The component offers the interface', CONSUMES: 'The component calls the interface' },
} as const satisfies Choice;

export const componentInterface = {
  name: 'ComponentInterface',
  description:
    'One interface that a component provides or consumes; the interface is a component of type api',
  fields: {
    direction: choice(interfaceDirection, {
      description: 'Which side the component is on',
      default: 'PROVIDES',
    }),
    api: requiredReference('Component', {
      description: 'The component of type api that describes the interface',
    }),
  },
  identity: ['direction', 'api'],
} as const satisfies PartKind;

export const codeLocation = {
  name: 'CodeLocation',
  description: 'One place where the code of a component lies',
  fields: {
    repository: requiredReference('Repository', { description: 'The repository that holds the code' }),
    path: text({
      description: 'Folder or file from the root of the repository, without a leading slash; "." is the root',
      max: 1000,
    }),
  },
  identity: ['repository', 'path'],
  check: (row) => codePathIssues(String(row.path)),
} as const satisfies PartKind;

/** A path inside a repository: relative, with no step upwards. */
export function codePathIssues(path: string): FieldIssue[] {
  const bad = path.startsWith('/') || path.includes('\\') || path.split('/').includes('..');
  return bad
    ? [{ path: ['path'], message: 'must be relative to the root of the repository, without ".."' }]
    : [];
}

export const link = {
  name: 'Link',
  description: 'A page about a record',
  fields: {
    url: text({ description: 'Address of the page', max: 2000 }),
    title: optionalText({ description: 'What the page is, in a few words', max: 500 }),
    type: optionalText({ description: 'The kind of page, such as dashboard or runbook' }),
  },
  identity: ['url', 'title'],
} as const satisfies PartKind;

const declaredOwnerFields = {
  declaredOwner: value(
    z.strictObject({
      reference: z.string(),
      repository: z.string(),
      file: z.string(),
      line: z.int(),
      commit: z.string().nullable(),
    }),
    { description: 'The owner as a catalog file declares it, and where it does', written: 'importer' },
  ),
  declaredOwnerTeam: reference('Team', {
    description: 'The team the declared owner resolves to',
    written: 'importer',
  }),
  declaredOwnerPerson: reference('Person', {
    description: 'The person the declared owner resolves to',
    written: 'importer',
  }),
};

const tags = texts({ description: 'Free words to find the record by', max: 63 });
const links = parts(link, { description: 'Pages about it, such as a runbook or a dashboard' });

export const systemKind = defineKind({
  name: 'System',
  plural: 'systems',
  area: 'system',
  description: 'What is run and answered for as one: an application, a service or a product',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What the system is, in a few sentences' }),
    type: optionalText({
      description: 'The kind of system, such as product, service or platform',
      filter: true,
    }),
    purpose: longText({ description: 'What the system is for' }),
    inScope: texts({ description: 'What belongs to the system' }),
    outOfScope: texts({ description: 'What people might expect of it and does not belong to it' }),
    boundaryNote: longText({ description: 'Where the system ends and its neighbours begin' }),
    describedAt: instant({ description: 'When purpose, scope and boundary were last confirmed, UTC' }),
    stage: choice(journeyStage, {
      description: 'Where the system stands on its way',
      default: 'PRODUCTION',
      filter: true,
    }),
    criticality: optionalChoice(criticality, { description: 'How much depends on it', filter: true }),
    offered: boolean({ description: 'True when it is offered to clients, that is: a product', filter: true }),
    program: reference('Program', {
      description: 'The program it stands under; empty when a portfolio holds it directly',
      filter: true,
    }),
    portfolio: reference('Portfolio', { description: 'The portfolio that holds it directly', filter: true }),
    team: reference('Team', { description: 'The one team that runs it', filter: true }),
    dependencies: parts(systemDependency, { description: 'What the system needs in order to work' }),
    dependenciesConfirmedAt: instant({
      description: 'When the list of dependencies was last confirmed, UTC',
    }),
    noAgreementReason: longText({
      description: 'Why it was decided that the system has no service level agreement',
    }),
    tags,
    links,
    ...declaredOwnerFields,
    roles: rolesField,
  },
  check: (document) =>
    document.program !== null && document.portfolio !== null
      ? [
          {
            path: ['portfolio'],
            message: 'a system has one parent: name the program or the portfolio, not both',
          },
        ]
      : [],
});

export const componentKind = defineKind({
  name: 'Component',
  plural: 'components',
  area: 'system',
  description:
    'A configuration item: a piece of software, a resource or an interface that a system is made of',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What the component is, in a few sentences' }),
    type: optionalText({
      description: 'The kind of component, such as service, library, database or api',
      filter: true,
    }),
    class: optionalText({ description: 'The configuration item class used for reporting', filter: true }),
    stage: choice(journeyStage, {
      description: 'Where the component stands on its way',
      default: 'PRODUCTION',
      filter: true,
    }),
    system: reference('System', { description: 'The system it is a part of', filter: true }),
    partOf: reference('Component', {
      description: 'The larger component that this one belongs to',
      filter: true,
    }),
    codeLocations: parts(codeLocation, { description: 'Where its code lies' }),
    dependencies: parts(componentDependency, { description: 'What the component needs in order to work' }),
    interfaces: parts(componentInterface, { description: 'The interfaces it provides and consumes' }),
    supplier: reference('ExternalParty', { description: 'The outside party that supplies it', filter: true }),
    maximumCapacity: optionalText({
      description: 'The most it can carry, with its unit, such as 400 requests per second',
    }),
    meanTimeBetweenFailuresRequired: integer({
      description: 'Required mean time between failures, in hours',
      min: 0,
      max: 10_000_000,
    }),
    meanTimeToRestoreServiceRequired: integer({
      description: 'Required mean time to restore service, in minutes',
      min: 0,
      max: 10_000_000,
    }),
    tags,
    links,
    ...declaredOwnerFields,
    roles: rolesField,
  },
});

export const externalPartyKind = defineKind({
  name: 'ExternalParty',
  plural: 'externalParties',
  area: 'system',
  description: 'A supplier or service outside the organisation that something depends on',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What it gives us' }),
    contacts: parts(contact, { description: 'Ways to get in touch, the preferred one first', most: 50 }),
  },
});
