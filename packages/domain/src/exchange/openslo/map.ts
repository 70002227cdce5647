import { Exact } from '../../service-level/exact.ts';
import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing, isObject, objectOf, textOf } from '../catalog-info/read-values.ts';

/** The kinds that OpenSLO objects become. */
export const openSloRecordKinds = ['Sli', 'OpenSloObject', 'Slo'] as const;
export type OpenSloRecordKind = (typeof openSloRecordKinds)[number];

/** `type` of an `OpenSloObject`, by the `kind` of the file. */
export const openSloTypes: Readonly<Record<string, string>> = {
  Service: 'SERVICE',
  DataSource: 'DATA_SOURCE',
  AlertPolicy: 'ALERT_POLICY',
  AlertCondition: 'ALERT_CONDITION',
  AlertNotificationTarget: 'ALERT_NOTIFICATION_TARGET',
};

export const recordKindOfObject = (kind: string): OpenSloRecordKind =>
  kind === 'SLO' ? 'Slo' : kind === 'SLI' ? 'Sli' : 'OpenSloObject';

/**
 * The key of an object: its name in lower case, what a key does not hold replaced by `-`. Objects that are neither SLO
 * nor SLI share one kind, so that theirs begin with their own, as in `service~web-shop`.
 */
export function keyOfObject(kind: string, name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9._~-]/g, '-');
  const recordKind = recordKindOfObject(kind);
  const prefix = recordKind === 'OpenSloObject' ? `${kind.toLowerCase()}~` : '';
  return `${prefix}${plain.replace(/^[^a-z0-9]+/, '')}`;
}

/** The key of the system that a service stands for when nobody says otherwise. */
export const systemKeyOf = (service: string): string => keyOfObject('SLO', service);

const metadataOf = (document: JsonObject) => objectOf(document.metadata);
const specOf = (document: JsonObject) => objectOf(document.spec);

/** Fields of the record that the document says by itself; references to other records are for the plan. */
export function draftOfObject(kind: string, document: JsonObject): Record<string, unknown> {
  const { name, displayName } = metadataOf(document);
  const common = {
    name: (textOf(displayName) ?? textOf(name) ?? '').trim(),
    description: textOf(specOf(document).description),
  };
  if (kind === 'SLI') return { ...common, form: formOf(specOf(document)) };
  if (kind !== 'SLO') return { ...common, type: openSloTypes[kind] };
  return { ...common, ...sloDraft(specOf(document)) };
}

function formOf(spec: JsonObject): string {
  if (!isMissing(spec.thresholdMetric)) return 'THRESHOLD';
  return isMissing(objectOf(spec.ratioMetric).raw) ? 'RATIO' : 'RAW_RATIO';
}

const methods: Readonly<Record<string, string>> = {
  Occurrences: 'OCCURRENCES',
  Timeslices: 'TIMESLICES',
  RatioTimeslices: 'RATIO_TIMESLICES',
};

function sloDraft(spec: JsonObject): Record<string, unknown> {
  const window = objectOf(Array.isArray(spec.timeWindow) ? spec.timeWindow[0] : undefined);
  const calendar = objectOf(window.calendar);
  const rolling = window.isRolling === true;
  return {
    budgetingMethod: methods[String(spec.budgetingMethod)],
    windowDuration: textOf(window.duration),
    rolling,
    windowStart: rolling ? null : textOf(calendar.startTime),
    timeZone: rolling ? null : textOf(calendar.timeZone),
    objectives: listOf(spec.objectives).map((row) => objectiveDraft(objectOf(row))),
    alertPolicies: listOf(spec.alertPolicies).flatMap((policy) => policyName(policy) ?? []),
  };
}

export const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

/** An objective as a row of the record. Numbers become decimal text; a share becomes a percentage. */
export function objectiveDraft(row: JsonObject): Record<string, unknown> {
  const operator = textOf(row.op);
  return {
    name: textOf(row.displayName)?.trim() ?? null,
    percent: isMissing(row.targetPercent) ? percentOf(row.target) : decimalOf(row.targetPercent),
    comparison: operator === null ? null : operator.toUpperCase(),
    threshold: decimalOf(row.value),
    slicePercent: percentOf(row.timeSliceTarget),
    // A bare number of minutes is what the specification allows beside a duration.
    sliceWindow:
      typeof row.timeSliceWindow === 'number' ? `${row.timeSliceWindow}m` : textOf(row.timeSliceWindow),
    indicator: textOf(row.indicatorRef) ?? textOf(metadataOf(objectOf(row.indicator)).name),
    weight: decimalOf(row.compositeWeight),
  };
}

const percentOf = (share: Json | undefined): string | null =>
  typeof share === 'number' ? new Exact(share).times(100).toFixed() : null;

const decimalOf = (value: Json | undefined): string | null =>
  typeof value === 'number' ? new Exact(value).toFixed() : null;

/** The name of a policy that an SLO names or holds. */
export function policyName(policy: Json): string | null {
  if (typeof policy === 'string') return textOf(policy);
  if (!isObject(policy)) return null;
  return textOf(policy.alertPolicyRef) ?? textOf(metadataOf(policy).name);
}
