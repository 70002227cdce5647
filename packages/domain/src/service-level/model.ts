import {
  type Choice,
  choice,
  decimal,
  type FieldIssue,
  instant,
  longText,
  optionalDecimal,
  optionalText,
  type PartKind,
  parts,
  reference,
  references,
  requiredReference,
  text,
} from '../record/field.ts';
import { defineKind } from '../record/kind.ts';

export const allowanceBasis = {
  name: 'AllowanceBasis',
  description: 'The window over which a downtime allowance is counted',
  values: {
    AVERAGE_MONTH_730H: 'An average month of 730 hours, a twelfth of 365 days',
    CALENDAR_MONTH: 'The calendar month in the time zone of the agreement',
    ROLLING_28D: 'The last 28 days',
    ROLLING_30D: 'The last 30 days',
    QUARTER_90D: 'A quarter of 90 days',
    QUARTER_CALENDAR: 'The calendar quarter in the time zone of the agreement',
    YEAR_365D: 'A year of 365 days; five nines is judged on it',
  },
} as const satisfies Choice;

export const plannedDowntimePolicy = {
  name: 'PlannedDowntimePolicy',
  description: 'Whether agreed maintenance counts as downtime',
  values: {
    COUNT: 'Agreed maintenance is downtime like any other',
    EXCLUDE_FROM_AST: 'Planned downtime is taken out of the agreed service time',
  },
} as const satisfies Choice;

/** From 0 up to, not including, 100, with at most six decimals. */
export const percentPattern = /^(?:0|[1-9]\d?)(?:\.\d{1,6})?$/;

export const serviceLevelTarget = {
  name: 'ServiceLevelTarget',
  description: 'The availability promised for one system over one window',
  fields: {
    system: requiredReference('System', { description: 'The system the promise is about' }),
    percent: decimal({
      description: 'Promised availability in percent, as decimal text such as 99.95',
      pattern: percentPattern,
      hint: 'must be a percentage from 0 up to but not including 100, such as 99.95',
    }),
    basis: choice(allowanceBasis, {
      description: 'The window the promise is judged over',
      default: 'AVERAGE_MONTH_730H',
    }),
    plannedDowntime: choice(plannedDowntimePolicy, {
      description: 'Whether agreed maintenance counts',
      default: 'COUNT',
    }),
    warnPercent: optionalDecimal({
      description: 'Availability in percent below which people are warned, as decimal text',
      pattern: percentPattern,
      hint: 'must be a percentage from 0 up to but not including 100, such as 99.97',
    }),
  },
  identity: ['system', 'basis'],
  check: (row) => fiveNinesIssues(String(row.percent), String(row.basis)),
} as const satisfies PartKind;

/** Five nines leave some 26 seconds a month, which no measurement carries. */
const fiveNinesIssues = (percent: string, basis: string): FieldIssue[] =>
  Number(percent) >= 99.999 && basis !== 'YEAR_365D'
    ? [{ path: ['basis'], message: `must be YEAR_365D: ${percent} % is judged on a year` }]
    : [];

export const agreementKind = defineKind({
  name: 'Agreement',
  plural: 'agreements',
  area: 'service-level',
  description:
    'A service level agreement: what was promised about which systems, to whom and for which period',
  key: { form: 'slug' },
  label: 'name',
  scope: false,
  fields: {
    name: text({ description: 'The name as people read it', filter: true }),
    description: longText({ description: 'What was agreed beyond the targets' }),
    provider: reference('Team', { description: 'The team that makes the promise', filter: true }),
    client: optionalText({ description: 'The party the promise was made to', filter: true }),
    systems: references('System', { description: 'The systems the agreement covers' }),
    validFrom: instant({ description: 'First instant of validity, UTC; empty when it was always valid' }),
    validTo: instant({ description: 'First instant after validity, UTC; empty while it has no end' }),
    timeZone: text({ description: 'IANA time zone of its calendar windows, such as Europe/Berlin', max: 64 }),
    targets: parts(serviceLevelTarget, { description: 'The promises, one for each system and window' }),
  },
  check: (document) => [
    ...periodIssues(document),
    ...targetIssues(document),
    ...zoneIssues(document.timeZone),
  ],
});

type Agreement = {
  validFrom: string | null;
  validTo: string | null;
  systems: string[];
  targets: { system: string }[];
};

const periodIssues = ({ validFrom, validTo }: Pick<Agreement, 'validFrom' | 'validTo'>): FieldIssue[] =>
  validFrom !== null && validTo !== null && validTo <= validFrom
    ? [{ path: ['validTo'], message: `must be later than the beginning (${validFrom})` }]
    : [];

function targetIssues({ systems, targets }: Pick<Agreement, 'systems' | 'targets'>): FieldIssue[] {
  return targets.flatMap((target, index) => {
    const path = ['targets', index, 'system'];
    return systems.includes(target.system)
      ? []
      : [{ path, message: `add ${target.system} to the systems of the agreement, or take the target out` }];
  });
}

export function zoneIssues(timeZone: string): FieldIssue[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    return [{ path: ['timeZone'], message: 'must be an IANA time zone such as Europe/Berlin or UTC' }];
  }
}
