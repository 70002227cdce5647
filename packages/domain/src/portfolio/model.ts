import { rolesField } from '../people/model.ts';
import {
  type Choice,
  choice,
  date,
  type FieldIssue,
  longText,
  optionalText,
  reference,
  text,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const programStage = {
  name: 'ProgramStage',
  description: 'Where a program or a project stands on its way',
  values: {
    CONCEPT: 'Being thought out; it may have no project yet',
    ACTIVE: 'Work on its goal is under way',
    CLOSING: 'Handing over and finishing',
    CLOSED: 'Over: its end is reached or was given up',
  },
} as const satisfies Choice;

const endsAfterStart = (document: { start: string | null; end: string | null }): FieldIssue[] =>
  document.start !== null && document.end !== null && document.end < document.start
    ? [{ path: ['end'], message: `must not be before the start (${document.start})` }]
    : [];

export const portfolioKind = defineKind({
  name: 'Portfolio',
  plural: 'portfolios',
  area: 'portfolio',
  description: 'A set of programs and systems that one owner answers for',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    purpose: longText({ description: 'What the portfolio is for' }),
    fiscalYearStart: optionalText({
      description: 'Month and day on which the fiscal year begins, MM-DD',
      pattern: /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/,
      hint: 'must be month and day, such as 04-01',
    }),
    roles: rolesField,
  },
});

export const programKind = defineKind({
  name: 'Program',
  plural: 'programs',
  area: 'portfolio',
  description: 'Related projects and systems that serve one goal',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    goal: longText({ description: 'The one goal that its projects serve' }),
    stage: choice(programStage, {
      description: 'Where the program stands',
      default: 'CONCEPT',
      filter: true,
    }),
    start: date({ description: 'First day of the program' }),
    end: date({ description: 'Last day of the program' }),
    portfolio: reference('Portfolio', { description: 'The portfolio the program belongs to', filter: true }),
    roles: rolesField,
  },
  check: endsAfterStart,
});

export const projectKind = defineKind({
  name: 'Project',
  plural: 'projects',
  area: 'portfolio',
  description: 'Work with a beginning and an end that serves a program',
  key: { form: 'slug' },
  label: 'name',
  scope: true,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    goal: longText({ description: 'What will be true when the project is done' }),
    stage: choice(programStage, {
      description: 'Where the project stands',
      default: 'CONCEPT',
      filter: true,
    }),
    start: date({ description: 'First day of the project' }),
    end: date({ description: 'Last day of the project' }),
    program: reference('Program', { description: 'The program the project belongs to', filter: true }),
    roles: rolesField,
  },
  check: endsAfterStart,
});
