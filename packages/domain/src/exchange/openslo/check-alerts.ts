import type { Json, JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { isMissing } from '../catalog-info/read-values.ts';
import { checkMetadata } from './check-metadata.ts';
import type { Path, Reader } from './read.ts';

const operators = ['lte', 'gte', 'lt', 'gt'] as const;

/** At most one condition and at least one target, inline or by name (OpenSLO v1, AlertPolicy). */
export function checkPolicy(read: Reader, spec: JsonObject, at: Path): void {
  read.text(spec.description, [...at, 'description'], false);
  for (const field of ['alertWhenNoData', 'alertWhenResolved', 'alertWhenBreaching'])
    read.flag(spec[field], [...at, field], false);
  const conditions = read.list(spec.conditions, [...at, 'conditions'], true);
  if (conditions && conditions.length !== 1)
    read.refuse([...at, 'conditions'], `must have exactly one entry, not ${conditions.length}`);
  for (const [index, condition] of (conditions ?? []).entries())
    checkEntry(read, condition, [...at, 'conditions', index], 'conditionRef', checkInlineCondition);
  const targets = read.list(spec.notificationTargets, [...at, 'notificationTargets'], true);
  if (targets?.length === 0) read.refuse([...at, 'notificationTargets'], 'must have an entry');
  for (const [index, target] of (targets ?? []).entries())
    checkEntry(read, target, [...at, 'notificationTargets', index], 'targetRef', checkTarget);
}

function checkEntry(
  read: Reader,
  value: Json,
  at: Path,
  reference: string,
  check: (read: Reader, spec: JsonObject, at: Path) => void,
): void {
  const entry = read.object(value, at, true);
  if (!entry) return;
  if (!isMissing(entry[reference])) {
    read.name(entry[reference], [...at, reference], true);
    return;
  }
  if (isMissing(entry.spec)) {
    read.refuse(at, `must name an object by ${reference}, or hold kind, metadata and spec`);
    return;
  }
  checkMetadata(read, entry, at);
  const spec = read.object(entry.spec, [...at, 'spec'], true);
  if (spec) check(read, spec, [...at, 'spec']);
}

export const checkCondition = (read: Reader, spec: JsonObject, at: Path): void =>
  condition(read, spec, at, true);

/** The specification's own examples leave `op` out of a condition inside a policy. */
const checkInlineCondition = (read: Reader, spec: JsonObject, at: Path): void =>
  condition(read, spec, at, false);

function condition(read: Reader, spec: JsonObject, at: Path, operatorNeeded: boolean): void {
  read.text(spec.description, [...at, 'description'], false);
  read.text(spec.severity, [...at, 'severity'], true, 255);
  const path = [...at, 'condition'];
  const found = read.object(spec.condition, path, true);
  if (!found) return;
  read.word(found.kind, [...path, 'kind'], true, ['burnrate']);
  const operator = read.word(found.op, [...path, 'op'], operatorNeeded, operators);
  if (operator === null && !operatorNeeded && isMissing(found.op))
    read.warn([...path, 'op'], 'is missing: write gte for an alert on a high burn rate');
  if (operator === 'lte' || operator === 'lt')
    read.warn(
      [...path, 'op'],
      `is ${operator}, which alerts on a low burn rate: gte is what is mostly meant`,
    );
  read.number(found.threshold, [...path, 'threshold'], true);
  read.duration(found.lookbackWindow, [...path, 'lookbackWindow'], true);
  if (found.alertAfter !== '0m') read.duration(found.alertAfter, [...path, 'alertAfter'], false);
}

export function checkTarget(read: Reader, spec: JsonObject, at: Path): void {
  read.text(spec.description, [...at, 'description'], false);
  read.text(spec.target, [...at, 'target'], true);
}
