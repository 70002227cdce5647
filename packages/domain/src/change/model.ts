import {
  boolean,
  type Choice,
  choice,
  type FieldIssue,
  instant,
  integer,
  longText,
  optionalText,
  type PartKind,
  parts,
  reference,
  references,
  requiredReference,
  text,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';
import { codePathIssues } from '../system/model.ts';

export const changeType = {
  name: 'ChangeType',
  description: 'How a change is handled',
  values: {
    STANDARD: 'Made from an approved model, within its limits',
    NORMAL: 'Assessed and authorised before it is scheduled',
    EMERGENCY: 'Made at once because of an outage or a threat; its papers follow',
  },
} as const satisfies Choice;

export const changeState = {
  name: 'ChangeState',
  description: 'Where a change stands; from SUBMITTED to REVIEW it is open',
  values: {
    DRAFT: 'Being written; only its requester sees it',
    SUBMITTED: 'Asked for, and waiting to be assessed',
    ASSESSING: 'Being assessed for benefit, risk and impact',
    AUTHORIZED: 'Allowed, without a date yet',
    SCHEDULED: 'Allowed, with its window',
    IMPLEMENTING: 'Being carried out',
    IMPLEMENTED: 'Carried out, being watched',
    REVIEW: 'Being reviewed afterwards',
    CLOSED: 'Over, with its outcome recorded',
    REJECTED: 'Not allowed by whoever had to authorise it',
    CANCELLED: 'Called off before it was carried out',
  },
} as const satisfies Choice;

export const codeReference = {
  name: 'CodeReference',
  description: 'Code that a change touches: a file, a folder (path ending in a slash) or lines of a file',
  fields: {
    repository: requiredReference('Repository', { description: 'The repository that holds the code' }),
    path: text({
      description: 'File from the root of the repository, or a folder when it ends in a slash',
      max: 1000,
    }),
    startLine: integer({
      description: 'First line touched, counted from 1; empty for the whole file',
      min: 1,
      max: 10_000_000,
    }),
    endLine: integer({ description: 'Last line touched, counted from 1', min: 1, max: 10_000_000 }),
    baseCommit: optionalText({
      description: 'The commit the line numbers were counted at',
      max: 64,
      pattern: /^[0-9a-f]{7,64}$/,
      hint: 'must be a commit id of 7 to 64 hexadecimal digits',
    }),
  },
  identity: ['repository', 'path', 'startLine', 'endLine'],
  check: (row) => [...codePathIssues(String(row.path)), ...rangeIssues(row)],
} as const satisfies PartKind;

function rangeIssues(row: Readonly<Record<string, unknown>>): FieldIssue[] {
  const { startLine, endLine, path } = row as {
    startLine: number | null;
    endLine: number | null;
    path: string;
  };
  if ((startLine === null) !== (endLine === null))
    return [{ path: ['endLine'], message: 'give both the first and the last line, or neither' }];
  if (startLine === null || endLine === null) return [];
  if (path.endsWith('/')) return [{ path: ['startLine'], message: 'a folder has no lines: leave them out' }];
  return endLine < startLine
    ? [{ path: ['endLine'], message: `must not be before the first line (${startLine})` }]
    : [];
}

export const changeKind = defineKind({
  name: 'Change',
  plural: 'changes',
  area: 'change',
  description: 'A request for change and what became of it',
  key: { form: 'register', prefix: 'CHG' },
  label: 'title',
  confidential: {
    mark: 'confidential',
    of: 'requester',
    touching: ['systems', 'systems.processes', 'components'],
  },
  fields: {
    title: text({ description: 'What will be changed, in one line', filter: true }),
    type: choice(changeType, { description: 'How the change is handled', default: 'NORMAL', filter: true }),
    state: choice(changeState, {
      description: 'Where the change stands',
      default: 'DRAFT',
      filter: true,
      written: 'lifecycle',
    }),
    confidential: boolean({
      description:
        'True when only its requester, holders of roles on what it touches and administrators may know of it, as with a gap in security',
    }),
    description: longText({ description: 'What will be different afterwards' }),
    reason: longText({ description: 'Why the change is asked for' }),
    plan: longText({ description: 'How it will be carried out' }),
    backoutPlan: longText({ description: 'How it will be undone when it fails' }),
    plannedStart: instant({ description: 'Beginning of the window, UTC', filter: true }),
    plannedEnd: instant({ description: 'First instant after the window, UTC', filter: true }),
    requester: reference('Person', {
      description: 'The person who asks for the change',
      filter: true,
      written: 'lifecycle',
    }),
    systems: references('System', { description: 'The systems it touches', filter: true }),
    components: references('Component', { description: 'The components it touches', filter: true }),
    codeReferences: parts(codeReference, { description: 'The code it touches' }),
    outcome: longText({
      description: 'What came of it, given with the last transitions',
      written: 'lifecycle',
    }),
  },
  check: ({ plannedStart, plannedEnd }) =>
    plannedStart !== null && plannedEnd !== null && plannedEnd <= plannedStart
      ? [
          {
            path: ['plannedEnd'],
            message: `must be later than the beginning of the window (${plannedStart})`,
          },
        ]
      : [],
});
