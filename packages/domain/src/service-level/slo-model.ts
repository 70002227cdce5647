import * as z from 'zod';
import {
  boolean,
  type Choice,
  choice,
  decimal,
  type FieldIssue,
  longText,
  optionalChoice,
  optionalDecimal,
  optionalText,
  type PartKind,
  parts,
  reference,
  text,
  texts,
  value,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';
import { percentPattern, zoneIssues } from './model.ts';
import { durationPattern, isLocalTime } from './slo-window.ts';

export const budgetingMethod = {
  name: 'BudgetingMethod',
  description: 'How good and bad are counted against an objective',
  values: {
    OCCURRENCES: 'Good events of all events',
    TIMESLICES: 'Good time slices of all time slices; a slice is good when it reaches the target of a slice',
    RATIO_TIMESLICES: 'The average of the ratios of all time slices',
  },
} as const satisfies Choice;

export const comparison = {
  name: 'Comparison',
  description: 'How a measured value is compared with a threshold to be good',
  values: {
    LT: 'Below the threshold',
    LTE: 'At most the threshold',
    GT: 'Above the threshold',
    GTE: 'At least the threshold',
  },
} as const satisfies Choice;

export const sliForm = {
  name: 'SliForm',
  description: 'What an indicator measures',
  values: {
    RATIO: 'Good or bad events, and all events',
    RAW_RATIO: 'A ratio that the source has computed',
    THRESHOLD: 'A value that each objective compares with its threshold',
  },
} as const satisfies Choice;

export const openSloType = {
  name: 'OpenSloType',
  description: 'The kind of an OpenSLO object that is neither objective nor indicator',
  values: {
    SERVICE: 'A service, which stands for a system',
    DATA_SOURCE: 'Where measurements come from; how to connect to it is never kept',
    ALERT_POLICY: 'When somebody is told, and who',
    ALERT_CONDITION: 'The burn rate that makes an alert',
    ALERT_NOTIFICATION_TARGET: 'Where an alert goes',
  },
} as const satisfies Choice;

const duration = (description: string) =>
  optionalText({
    description: `${description}: a whole number and m, h, d, w, M, Q or Y, where m is minutes and M months`,
    pattern: durationPattern,
    hint: 'must be a whole number up to 999999 and one of m, h, d, w, M, Q and Y, such as 28d',
  });

const percentage = (description: string) => ({
  description,
  pattern: percentPattern,
  hint: 'must be a percentage from 0 up to but not including 100, with at most six decimals',
});

export const sloObjective = {
  name: 'SloObjective',
  description: 'One target of a service level objective',
  fields: {
    name: optionalText({ description: 'What reaching it means, such as "Good experience"' }),
    percent: decimal(percentage('Share of what must be good, in percent, as decimal text such as 99.95')),
    comparison: optionalChoice(comparison, {
      description: 'How a value is compared with the threshold; empty for ratios',
    }),
    threshold: optionalDecimal({
      description: 'The value that is compared with, in the unit of the indicator',
      pattern: /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/,
      hint: 'must be a number with at most 15 digits before and 6 after the point',
    }),
    slicePercent: optionalDecimal({
      description: 'Share of a time slice that must be good for the slice to be good, in percent',
      pattern: /^(?:100|(?:0|[1-9]\d?)(?:\.\d{1,6})?)$/,
      hint: 'must be a percentage from 0 to 100, with at most six decimals',
    }),
    sliceWindow: duration('Length of a time slice'),
    indicator: optionalText({
      description: 'Name of the indicator of this target, in an objective made of several',
      max: 255,
    }),
    weight: optionalDecimal({
      description: 'Weight among the targets of an objective made of several; 1 when empty',
      pattern: /^(?:0|[1-9]\d{0,5})(?:\.\d{1,6})?$/,
      hint: 'must be a number above 0 with at most 6 decimals',
    }),
  },
  identity: ['name', 'percent', 'comparison', 'threshold', 'sliceWindow', 'indicator'],
} as const satisfies PartKind;

/** Where an object is declared; only the importer of OpenSLO files writes it. */
const declared = {
  repository: reference('Repository', {
    description: 'The repository with the file that declares it',
    filter: true,
    written: 'importer',
  }),
  file: optionalText({
    description: 'Path of the file that declares it, from the root of the repository',
    max: 4000,
    written: 'importer',
  }),
  declaration: value(z.record(z.string(), z.json()), {
    description: 'The OpenSLO object as its file declares it, without what gives access to anything',
    written: 'importer',
  }),
};

export const sliKind = defineKind({
  name: 'Sli',
  plural: 'slis',
  area: 'service-level',
  description: 'A service level indicator: what is measured to know how well a service does',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What is measured, and why that' }),
    form: choice(sliForm, { description: 'What it measures', default: 'RATIO', filter: true }),
    ...declared,
  },
});

export const sloKind = defineKind({
  name: 'Slo',
  plural: 'slos',
  area: 'service-level',
  description: 'A service level objective: how good a service shall be over which window',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What the objective is for' }),
    system: reference('System', { description: 'The system that shall be so good', filter: true }),
    indicator: reference('Sli', {
      description: 'What is measured; empty where the file declares the indicator in the objective itself',
      filter: true,
    }),
    budgetingMethod: choice(budgetingMethod, {
      description: 'How good and bad are counted',
      default: 'OCCURRENCES',
      filter: true,
    }),
    windowDuration: duration('Length of the window it is judged over'),
    rolling: boolean({ description: 'True when the window ends now; false for windows of the calendar' }),
    windowStart: optionalText({
      description: 'Local time at which the first window of the calendar begins, without a zone',
      pattern: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/,
      hint: 'must be a local time such as 2026-01-01 00:00:00',
    }),
    timeZone: optionalText({
      description: 'IANA time zone of the windows of the calendar, such as Europe/Berlin',
      max: 64,
    }),
    objectives: parts(sloObjective, { description: 'The targets it consists of', most: 100 }),
    alertPolicies: texts({ description: 'Names of the alert policies that watch it', max: 255 }),
    ...declared,
  },
  check: ({ windowStart, timeZone, budgetingMethod: method, objectives }) => [
    ...(windowStart === null || isLocalTime(windowStart)
      ? []
      : [{ path: ['windowStart'], message: 'must be on a day that the calendar has' }]),
    ...(timeZone === null ? [] : zoneIssues(timeZone)),
    ...objectives.flatMap((row, index) => sliceIssues(String(method), row, index)),
  ],
});

function sliceIssues(
  method: string,
  row: { slicePercent: string | null; sliceWindow: string | null },
  index: number,
): FieldIssue[] {
  const needed: (keyof typeof row)[] =
    method === 'OCCURRENCES'
      ? []
      : method === 'TIMESLICES'
        ? ['slicePercent', 'sliceWindow']
        : ['sliceWindow'];
  return needed
    .filter((name) => row[name] === null)
    .map((name) => ({ path: ['objectives', index, name], message: `is required with ${method}` }));
}

export const openSloObjectKind = defineKind({
  name: 'OpenSloObject',
  plural: 'openSloObjects',
  area: 'service-level',
  description: 'What OpenSLO files say beside objectives and indicators: services and alerting, kept as data',
  key: { form: 'slug' },
  label: 'name',
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    type: choice(openSloType, { description: 'What the object is', default: 'SERVICE', filter: true }),
    description: longText({ description: 'What the object is for' }),
    system: reference('System', {
      description: 'The system that a service stands for; empty for everything else',
      filter: true,
    }),
    ...declared,
  },
});
