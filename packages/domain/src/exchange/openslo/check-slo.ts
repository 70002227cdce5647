import { sloObjective } from '../../service-level/slo-model.ts';
import { isLocalTime, mostDuration } from '../../service-level/slo-window.ts';
import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing, isObject } from '../catalog-info/read-values.ts';
import { checkPolicy } from './check-alerts.ts';
import { checkMetadata } from './check-metadata.ts';
import { checkInlineIndicator, type SliForm } from './check-sli.ts';
import { objectiveDraft } from './map.ts';
import { nameOfPath, type Path, type Reader } from './read.ts';

const operators = ['lte', 'gte', 'lt', 'gt'] as const;

/** Checks `spec` of an SLO; what the specification and its examples say differently is taken as the example has it. */
export function checkSloSpec(read: Reader, spec: JsonObject, at: Path): void {
  const path = (...more: Path) => [...at, ...more];
  read.text(spec.description, path('description'), false);
  read.name(spec.service, path('service'), true);
  const objectives = read.list(spec.objectives, path('objectives'), true) ?? [];
  const rows = objectives.flatMap((row, index): [JsonObject, Path][] => {
    const found = read.object(row, path('objectives', index), true);
    return found ? [[found, path('objectives', index)]] : [];
  });
  if (Array.isArray(spec.objectives) && objectives.length === 0)
    read.refuse(path('objectives'), 'must have an objective');
  const composite = rows.some(([row]) => !isMissing(row.indicator) || !isMissing(row.indicatorRef));
  const form = checkIndicator(read, spec, at, !composite);
  const method = read.word(spec.budgetingMethod, path('budgetingMethod'), true, [
    'Occurrences',
    'Timeslices',
    'RatioTimeslices',
  ]);
  for (const [row, rowPath] of rows) checkObjective(read, row, rowPath, { method, form, composite });
  if (form === 'THRESHOLD' && rows.length > 1)
    read.refuse(
      path('objectives', 1),
      'is one too many: a threshold metric takes one objective, so make an SLO of each',
    );
  checkWindow(read, spec, at);
  const policies = read.list(spec.alertPolicies, path('alertPolicies'), false) ?? [];
  for (const [index, policy] of policies.entries())
    checkPolicyEntry(read, policy, path('alertPolicies', index));
}

/** The indicator at the top, or none where each objective has its own. */
function checkIndicator(read: Reader, spec: JsonObject, at: Path, needed: boolean): SliForm | null {
  const [inline, named] = [!isMissing(spec.indicator), !isMissing(spec.indicatorRef)];
  if (inline && named) read.refuse([...at, 'indicatorRef'], 'stands beside indicator: keep one of them');
  else if (!needed && (inline || named))
    read.refuse(
      [...at, inline ? 'indicator' : 'indicatorRef'],
      'stands beside indicators of the objectives: keep either',
    );
  else if (inline) return checkInlineIndicator(read, spec.indicator, [...at, 'indicator']);
  else if (named) read.name(spec.indicatorRef, [...at, 'indicatorRef'], true);
  else if (needed) read.refuse([...at, 'indicator'], 'is required, or indicatorRef in its place');
  return null;
}

interface Around {
  readonly method: string | null;
  readonly form: SliForm | null;
  readonly composite: boolean;
}

function checkObjective(read: Reader, row: JsonObject, at: Path, { method, form, composite }: Around): void {
  const path = (field: string) => [...at, field];
  read.text(row.displayName, path('displayName'), false, 200);
  const own = isMissing(row.indicator) ? null : checkInlineIndicator(read, row.indicator, path('indicator'));
  if (composite && isMissing(row.indicator) === isMissing(row.indicatorRef))
    read.refuse(
      path('indicatorRef'),
      'is required in each objective of a composite SLO, or indicator in its place',
    );
  read.name(row.indicatorRef, path('indicatorRef'), false);
  const threshold = (own ?? form) === 'THRESHOLD';
  read.word(row.op, path('op'), threshold, operators);
  read.number(row.value, path('value'), threshold);
  checkTarget(read, row, at);
  const slice = read.number(row.timeSliceTarget, path('timeSliceTarget'), method === 'Timeslices');
  if (slice !== null && (slice < 0 || slice > 1)) read.refuse(path('timeSliceTarget'), 'must be from 0 to 1');
  const needsSlice = method === 'Timeslices' || method === 'RatioTimeslices';
  if (typeof row.timeSliceWindow === 'number') {
    if (
      !Number.isInteger(row.timeSliceWindow) ||
      row.timeSliceWindow < 1 ||
      row.timeSliceWindow > mostDuration
    )
      read.refuse(
        path('timeSliceWindow'),
        `must be whole minutes from 1 to ${mostDuration}, or a duration such as 5m`,
      );
  } else read.duration(row.timeSliceWindow, path('timeSliceWindow'), needsSlice);
  const weight = read.number(row.compositeWeight, path('compositeWeight'), false);
  if (weight !== null && weight <= 0) read.refuse(path('compositeWeight'), 'must be above 0');
  checkDigits(read, row, at);
}

/** What the record does not take of a number that the specification allows, such as its eighth decimal. */
function checkDigits(read: Reader, row: JsonObject, at: Path): void {
  const draft = objectiveDraft(row);
  const fields = [
    ['percent', isMissing(row.targetPercent) ? 'target' : 'targetPercent'],
    ['threshold', 'value'],
    ['slicePercent', 'timeSliceTarget'],
    ['weight', 'compositeWeight'],
  ] as const;
  for (const [field, from] of fields) {
    const path = [...at, from];
    const told = read.issues.some((issue) => nameOfPath(issue.path) === nameOfPath(path));
    const parsed = sloObjective.fields[field].schema.safeParse(draft[field]);
    if (told || draft[field] === null || parsed.success) continue;
    const share = from === 'target' || from === 'timeSliceTarget' ? `, as percentage ${draft[field]},` : '';
    read.refuse(path, `is ${row[from]}${share} and ${parsed.error.issues[0]?.message}`);
  }
}

/** Exactly one of `target` in [0, 1) and `targetPercent` in [0, 100). */
function checkTarget(read: Reader, row: JsonObject, at: Path): void {
  const [target, percent] = [!isMissing(row.target), !isMissing(row.targetPercent)];
  if (target && percent) {
    read.refuse([...at, 'targetPercent'], 'stands beside target: keep one of them');
    return;
  }
  const field = percent ? 'targetPercent' : 'target';
  const most = percent ? 100 : 1;
  const found = read.number(row[field], [...at, field], true);
  if (found !== null && (found < 0 || found >= most))
    read.refuse([...at, field], `must be from 0 up to but not including ${most}`);
}

function checkWindow(read: Reader, spec: JsonObject, at: Path): void {
  const path = [...at, 'timeWindow'];
  const windows = read.list(spec.timeWindow, path, true);
  if (!windows) return;
  if (windows.length !== 1) read.refuse(path, `must have exactly one entry, not ${windows.length}`);
  const window = windows.length === 1 ? read.object(windows[0], [...path, 0], true) : null;
  if (!window) return;
  const inside = (...more: Path) => [...path, 0, ...more];
  const duration = read.duration(window.duration, inside('duration'), true);
  const rolling = read.flag(window.isRolling, inside('isRolling'), false) ?? false;
  if (rolling) {
    if (!isMissing(window.calendar))
      read.refuse(inside('calendar'), 'stands in a rolling window: take it out, or set isRolling to false');
    return;
  }
  const calendar = read.object(window.calendar, inside('calendar'), true);
  if (!calendar) return;
  const start = read.text(calendar.startTime, inside('calendar', 'startTime'), true);
  if (start !== null && !isLocalTime(start))
    read.refuse(
      inside('calendar', 'startTime'),
      'must be a local time on a day that the calendar has, such as 2026-01-01 00:00:00',
    );
  const zone = read.text(calendar.timeZone, inside('calendar', 'timeZone'), true, 64);
  if (zone !== null && !isTimeZone(zone))
    read.refuse(inside('calendar', 'timeZone'), 'must be an IANA time zone such as Europe/Berlin');
  if (duration !== null && /[mh]$/.test(duration))
    read.warn(inside('duration'), `is ${duration}, in minutes or hours: a month is M, as in 1M`);
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }) !== null;
  } catch {
    return false;
  }
}

/** A name, `{alertPolicyRef}`, or a whole policy. Files in the wild use all three. */
function checkPolicyEntry(read: Reader, policy: Json, at: Path): void {
  if (typeof policy === 'string') return;
  const entry = read.object(policy, at, true);
  if (!entry) return;
  if (!isMissing(entry.alertPolicyRef)) read.name(entry.alertPolicyRef, [...at, 'alertPolicyRef'], true);
  else if (isObject(entry.spec)) {
    checkMetadata(read, entry, at);
    checkPolicy(read, entry.spec, [...at, 'spec']);
  } else read.refuse(at, 'must name a policy by alertPolicyRef, or hold kind, metadata and spec');
}
