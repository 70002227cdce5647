import { stringify } from 'yaml';
import { Exact } from '../../service-level/exact.ts';
import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing, objectOf, textOf } from '../catalog-info/read-values.ts';
import { compareText } from '../finding.ts';
import { sameValue } from '../plan/same-value.ts';
import {
  draftOfObject,
  keyOfObject,
  listOf,
  type OpenSloRecordKind,
  objectiveDraft,
  openSloTypes,
  policyName,
  systemKeyOf,
} from './map.ts';
import { openSloVersion } from './parse.ts';

/** A record as its document says: references as keys. */
export interface OpenSloRecord {
  readonly kind: OpenSloRecordKind;
  readonly document: Readonly<Record<string, unknown>> & { readonly key: string };
}

/**
 * The records as OpenSLO v1 text, one YAML document each: indicators, then services and alerting, then objectives, by
 * key. A record that came from a file comes out as that file declares it, with unknown fields, and with what people
 * changed since. Reading the text again gives the same records. Connection details were never kept and are not there.
 */
export function printOpenSlo(records: readonly OpenSloRecord[]): string {
  const order: readonly OpenSloRecordKind[] = ['Sli', 'OpenSloObject', 'Slo'];
  const services = servicesOf(records);
  return [...records]
    .sort(
      (a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || compareText(a.document.key, b.document.key),
    )
    .map((record) => `---\n${stringify(objectOfRecord(record, services), { lineWidth: 0 })}`)
    .join('');
}

/** Which system the name of a service leads to, where a service says. */
function servicesOf(records: readonly OpenSloRecord[]): ReadonlyMap<string, unknown> {
  return new Map(
    records.flatMap(({ kind, document }) =>
      kind === 'OpenSloObject' && document.system !== null ? [[document.key, document.system] as const] : [],
    ),
  );
}

const kindOfType = (type: unknown): string =>
  Object.entries(openSloTypes).find(([, known]) => known === type)?.[0] ?? 'Service';

function objectOfRecord(
  { kind, document }: OpenSloRecord,
  services: ReadonlyMap<string, unknown>,
): JsonObject {
  const name = kind === 'Slo' ? 'SLO' : kind === 'Sli' ? 'SLI' : kindOfType(document.type);
  const declared = document.declaration as JsonObject | null;
  const object = declared ?? skeleton(name, document);
  const said = draftOfObject(name, object);
  const differs = (field: string) => !sameValue(said[field], document[field]);
  const metadata = { ...objectOf(object.metadata) };
  const spec = { ...objectOf(object.spec) };
  if (differs('name')) metadata.displayName = document.name as string;
  if (differs('description')) put(spec, 'description', document.description as Json);
  if (name === 'SLO') applySlo(spec, document, differs, services);
  return { ...object, metadata, spec };
}

/** A key of ours is a name of theirs; services and alerting have their kind before it. */
function skeleton(kind: string, { key }: OpenSloRecord['document']): JsonObject {
  const prefix = `${kind.toLowerCase()}~`;
  const name = key.startsWith(prefix) ? key.slice(prefix.length) : key;
  return { apiVersion: openSloVersion, kind, metadata: { name }, spec: {} };
}

function put(spec: JsonObject, field: string, value: Json | undefined): void {
  if (isMissing(value)) delete spec[field];
  else spec[field] = value as Json;
}

type Differs = (field: string) => boolean;

function applySlo(
  spec: JsonObject,
  document: OpenSloRecord['document'],
  differs: Differs,
  services: ReadonlyMap<string, unknown>,
): void {
  const service = textOf(spec.service);
  const meant =
    service === null ? null : (services.get(keyOfObject('Service', service)) ?? systemKeyOf(service));
  if (document.system !== null && meant !== document.system) spec.service = document.system as string;
  const indicator = textOf(spec.indicatorRef);
  if (
    document.indicator !== null &&
    (indicator === null || keyOfObject('SLI', indicator) !== document.indicator)
  ) {
    spec.indicatorRef = document.indicator as string;
    delete spec.indicator;
  }
  if (differs('budgetingMethod'))
    spec.budgetingMethod =
      { TIMESLICES: 'Timeslices', RATIO_TIMESLICES: 'RatioTimeslices' }[String(document.budgetingMethod)] ??
      'Occurrences';
  if (['windowDuration', 'rolling', 'windowStart', 'timeZone'].some(differs))
    spec.timeWindow = [windowOf(spec, document)];
  if (differs('objectives')) spec.objectives = objectivesOf(spec, document.objectives as ObjectiveRow[]);
  if (differs('alertPolicies')) {
    const known = new Map(listOf(spec.alertPolicies).map((policy) => [policyName(policy), policy]));
    spec.alertPolicies = (document.alertPolicies as string[]).map(
      (name) => known.get(name) ?? { alertPolicyRef: name },
    );
  }
}

function windowOf(spec: JsonObject, document: OpenSloRecord['document']): JsonObject {
  const window = { ...objectOf(listOf(spec.timeWindow)[0]) };
  put(window, 'duration', document.windowDuration as Json);
  window.isRolling = document.rolling as boolean;
  delete window.calendar;
  if (!document.rolling)
    window.calendar = {
      startTime: (document.windowStart as string | null) ?? '2000-01-01 00:00:00',
      timeZone: (document.timeZone as string | null) ?? 'UTC',
    };
  return window;
}

type ObjectiveRow = Readonly<Record<keyof ReturnType<typeof objectiveDraft>, string | null>>;

/** Rows that stand as they did keep what else the file says of them; the others are written anew. */
function objectivesOf(spec: JsonObject, rows: readonly ObjectiveRow[]): Json[] {
  const declared = listOf(spec.objectives).map(objectOf);
  return rows.map((row) => declared.find((old) => sameValue(objectiveDraft(old), row)) ?? objectiveOf(row));
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
const shareOf = (percent: string | null): number | null =>
  percent === null ? null : new Exact(percent).div(100).toNumber();

function objectiveOf(row: ObjectiveRow): JsonObject {
  const all: Record<string, Json> = {
    displayName: row.name ?? null,
    indicatorRef: row.indicator ?? null,
    compositeWeight: numberOf(row.weight ?? null),
    op: row.comparison?.toLowerCase() ?? null,
    value: numberOf(row.threshold ?? null),
    target: shareOf(row.percent ?? null),
    timeSliceTarget: shareOf(row.slicePercent ?? null),
    timeSliceWindow: row.sliceWindow ?? null,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
}
