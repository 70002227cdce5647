import { lookupKey, slugPattern } from '../../record/key.ts';
import type { CatalogEntity } from '../catalog-info/entity.ts';
import { type CatalogRecordKind, recordKindOf } from '../catalog-info/record-kind.ts';
import { keyOfRef, splitRef } from '../catalog-info/reference.ts';
import { compareText } from '../finding.ts';
import type { ExistingIndex } from './index-existing.ts';
import { entityRow } from './select-entities.ts';
import type { EntityRow, ExistingRecord, PlanRow } from './types.ts';

/** An entity with the record it becomes. */
export interface Identified {
  readonly entity: CatalogEntity;
  readonly kind: CatalogRecordKind;
  readonly key: string;
  /** The record as it stands, when this source brought it before. */
  readonly record: ExistingRecord | null;
  readonly origin: EntityRow | null;
}

/**
 * Gives each entity its record. One that came from the same entity before keeps its key, whatever it is called now;
 * one that is gone from another repository has moved here.
 * A new one takes the key of its name; where a component, a resource and an API share a name, the later ones in that
 * order get their kind after a `~`. A key that something else holds is a conflict, and nothing is written.
 */
export function identify(
  accepted: readonly CatalogEntity[],
  index: ExistingIndex,
  repository: string,
): { identified: Identified[]; rows: PlanRow[] } {
  const taken = new Set<string>();
  const rows: PlanRow[] = [];
  const identified: Identified[] = [];
  const known: CatalogEntity[] = [];
  const fresh: CatalogEntity[] = [];
  for (const entity of accepted) (index.entity(entity.ref) ? known : fresh).push(entity);

  for (const entity of known) {
    const origin = index.entity(entity.ref)!;
    const kind = recordKindOf(entity)!;
    const record = index.record(origin.recordKind, origin.recordKey) ?? null;
    const problem = originProblem(entity, kind, origin, repository);
    if (problem) rows.push(entityRow(entity, 'CONFLICT', { kind, key: origin.recordKey, ...problem }));
    else {
      const key = record?.key ?? origin.recordKey;
      taken.add(`${kind} ${key}`);
      identified.push({ entity, kind, key, record, origin });
    }
  }
  for (const entity of fresh.sort(componentsFirst)) {
    const kind = recordKindOf(entity)!;
    const choice = chooseKey(entity, kind, taken, index);
    if (choice.ok) {
      taken.add(`${kind} ${choice.key}`);
      identified.push({ entity, kind, key: choice.key, record: null, origin: null });
    } else rows.push(entityRow(entity, 'CONFLICT', { kind, key: choice.key, ...choice.problem }));
  }
  return { identified: identified.sort((a, b) => compareText(a.entity.ref, b.entity.ref)), rows };
}

type Problem = { reason: string; message: string };

function originProblem(
  entity: CatalogEntity,
  kind: string,
  origin: EntityRow,
  repository: string,
): Problem | null {
  if (lookupKey(origin.repository) !== lookupKey(repository) && !origin.gone)
    return {
      reason: 'declared by another repository',
      message: `${entity.ref} is declared by ${origin.repository}, ${origin.file}, line ${origin.line}, and that one stands: give one of them another name or namespace`,
    };
  if (origin.recordKind !== kind)
    return {
      reason: 'kind changed',
      message: `${entity.ref} is a ${origin.recordKind} here and would now be a ${kind}: archive ${origin.recordKey} or undo the change of type`,
    };
  return null;
}

const componentKinds = ['Component', 'Resource', 'API'];

const componentsFirst = (a: CatalogEntity, b: CatalogEntity): number =>
  componentKinds.indexOf(a.kind) - componentKinds.indexOf(b.kind) || compareText(a.ref, b.ref);

function chooseKey(
  entity: CatalogEntity,
  kind: CatalogRecordKind,
  taken: ReadonlySet<string>,
  index: ExistingIndex,
): { ok: true; key: string } | { ok: false; key: string; problem: Problem } {
  const plain = keyOfRef(entity.ref);
  const holder = index.record(kind, plain);
  const holderOrigin = holder && index.originOf(holder);
  const sharesName =
    taken.has(`${kind} ${plain}`) ||
    (holderOrigin !== undefined && splitRef(holderOrigin.ref).kind !== splitRef(entity.ref).kind);
  const key = sharesName && kind === 'Component' ? `${plain}~${entity.kind.toLowerCase()}` : plain;
  const inTheWay = key === plain ? holder : index.record(kind, key);
  if (!inTheWay && !taken.has(`${kind} ${key}`) && slugPattern.test(key)) return { ok: true, key };
  const origin = inTheWay && index.originOf(inTheWay);
  if (!slugPattern.test(key))
    return {
      ok: false,
      key,
      problem: {
        reason: 'key not valid',
        message: `${entity.ref} gives no valid key: give it a shorter name`,
      },
    };
  const where = origin
    ? `came from ${origin.repository}, ${origin.file}`
    : 'did not come from a catalog file';
  return {
    ok: false,
    key,
    problem: {
      reason: 'key taken',
      message: `the key ${key} belongs to another ${kind}, which ${where}: rename that record or give ${entity.ref} another name`,
    },
  };
}
