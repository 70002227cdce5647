import { lookupKey, slugPattern } from '../../record/key.ts';
import { parseDocument } from '../../record/kind.ts';
import { kindNamed } from '../../record/kinds.ts';
import type { JsonObject } from '../catalog-info/descriptor-kinds.ts';
import { objectOf, textOf } from '../catalog-info/read-values.ts';
import type { Finding } from '../finding.ts';
import { compareFields, openSloSource, storedForm } from '../plan/fields.ts';
import type { ExistingIndex } from '../plan/index-existing.ts';
import { isEmptyValue } from '../plan/same-value.ts';
import { plainRow } from '../plan/select-entities.ts';
import type { ExistingRecord, ImportSource, PlanRow, PlanWrite } from '../plan/types.ts';
import {
  draftOfObject,
  keyOfObject,
  type OpenSloRecordKind,
  recordKindOfObject,
  systemKeyOf,
} from './map.ts';
import type { OpenSloFileObject, OpenSloPiece } from './object.ts';
import { judgeGoneObjects } from './plan-gone.ts';

export interface OpenSloPlanInput {
  readonly source: ImportSource;
  readonly pieces: readonly OpenSloPiece[];
  readonly index: ExistingIndex;
  /** Records of the three kinds that this repository declared before. */
  readonly own: readonly ExistingRecord[];
  /** Keys of systems that other files of the same import declare. */
  readonly systems: ReadonlySet<string>;
}

export interface OpenSloPlan {
  rows: PlanRow[];
  writes: PlanWrite[];
  findings: Finding[];
}

/** An object with the record it becomes. */
interface Placed {
  readonly object: OpenSloFileObject;
  readonly kind: OpenSloRecordKind;
  readonly key: string;
  readonly record: ExistingRecord | null;
}

const refOf = ({ kind, name }: OpenSloFileObject): string => `openslo:${kind.toLowerCase()}/${name}`;

const objectRow = (
  object: OpenSloFileObject,
  action: PlanRow['action'],
  more: Partial<PlanRow> & { reason: string },
): PlanRow =>
  plainRow({ action, ref: refOf(object), file: object.file, line: object.line, doc: object.doc, ...more });

/**
 * Plans the OpenSLO objects of a repository, by the rules of every import: a second import writes nothing, a person's
 * value stays, and what one file holds wrongly leaves the others alone. A service without a system of its name makes one.
 */
export function planOpenSlo(input: OpenSloPlanInput): OpenSloPlan {
  const plan: OpenSloPlan = { rows: [], writes: [], findings: [] };
  const { placed, declared } = place(input, plan);
  const links = linker(input, placed, plan);
  for (const item of placed) planObject(item, links, input, plan);
  judgeGoneObjects(input, declared, plan);
  return plan;
}

function place(
  { pieces, index, source }: OpenSloPlanInput,
  plan: OpenSloPlan,
): { placed: Placed[]; declared: Set<string> } {
  const placed: Placed[] = [];
  const declared = new Set<string>();
  const first = new Map<string, OpenSloFileObject>();
  for (const piece of pieces) {
    for (const object of piece.objects) {
      const kind = recordKindOfObject(object.kind);
      const key = keyOfObject(object.kind, object.name);
      declared.add(`${kind} ${key}`);
      const { outcome } = object;
      if (outcome.state === 'REFUSED') {
        const known = slugPattern.test(key) && object.name !== '' ? { kind, key } : {};
        const { reason, message } = outcome;
        plan.rows.push(objectRow(object, 'REFUSE', { ...known, reason, message }));
        continue;
      }
      const record = index.record(kind, key) ?? null;
      const problem = keyProblem(object, key, first.get(`${kind} ${key}`), record, source.repository);
      if (problem)
        plan.rows.push(
          objectRow(object, 'CONFLICT', { kind, key: slugPattern.test(key) ? key : null, ...problem }),
        );
      else {
        first.set(`${kind} ${key}`, object);
        placed.push({ object, kind, key: record?.key ?? key, record });
      }
    }
    for (const { doc, line, reason, message } of piece.broken)
      plan.rows.push(plainRow({ action: 'REFUSE', file: piece.file, doc, line, reason, message }));
  }
  return { placed, declared };
}

function keyProblem(
  object: OpenSloFileObject,
  key: string,
  first: OpenSloFileObject | undefined,
  record: ExistingRecord | null,
  repository: string,
): { reason: string; message: string } | null {
  const what = `${object.kind} ${object.name}`;
  if (!slugPattern.test(key))
    return {
      reason: 'key not valid',
      message: `${what} gives no valid key: ${key.length > 100 ? 'give it a shorter name' : 'its name needs a letter of a to z or a digit'}`,
    };
  if (first && first.name !== object.name)
    return {
      reason: 'same key as another',
      message: `${what} and ${first.kind} ${first.name}, in ${first.file}, line ${first.line}, both become the key ${key}, and the latter stands: give one of them a name that differs in more than capitals and signs`,
    };
  if (first)
    return {
      reason: 'duplicate in the repository',
      message: `${what} is declared before, in ${first.file}, line ${first.line}, and that one stands: give one of them another name`,
    };
  if (!record) return null;
  if (record.archivedBy === 'MANUAL')
    return {
      reason: 'archived by a person',
      message: `${key} was archived by a person and stays archived: bring it back there, or take ${what} out of the file`,
    };
  const holder = textOf(record.document.repository as never);
  if (holder === null)
    return {
      reason: 'key taken',
      message: `the key ${key} belongs to a record that did not come from an OpenSLO file: rename that record or give ${what} another name`,
    };
  if (record.archivedBy === null && lookupKey(holder) !== lookupKey(repository))
    return {
      reason: 'declared by another repository',
      message: `${what} is declared by ${holder}, ${String(record.document.file)}, and that one stands: give one of them another name`,
    };
  return null;
}

interface Links {
  system(service: string): string | null;
  indicator(name: string): string | null;
}

/** What names lead to, whatever the order of files: what this import declares before what is there. */
function linker({ index, systems }: OpenSloPlanInput, placed: readonly Placed[], plan: OpenSloPlan): Links {
  const here = new Set(placed.map(({ kind, key }) => `${kind} ${key}`));
  const inUse = (record: ExistingRecord | undefined) => (record?.archivedBy === null ? record : undefined);
  const made = new Set<string>();
  for (const item of placed) {
    if (item.object.kind !== 'Service') continue;
    const system = systemKeyOf(item.object.name);
    const stands = index.record('System', system);
    // A person may have said that the service is another system.
    const mapped = textOf(item.record?.document.system as never);
    if (systems.has(system) || made.has(system) || (mapped !== null && mapped !== stands?.key)) continue;
    if (stands ? planSystemUpdate(item.object, stands, plan) : planSystemCreate(item.object, system, plan))
      made.add(system);
  }
  return {
    system: (service) => {
      const key = systemKeyOf(service);
      const mapping = inUse(index.record('OpenSloObject', keyOfObject('Service', service)));
      const mapped = textOf(mapping?.document.system as never);
      if (mapped !== null && inUse(index.record('System', mapped))) return mapped;
      if (systems.has(key) || made.has(key)) return key;
      return inUse(index.record('System', key))?.key ?? null;
    },
    indicator: (name) => {
      const key = keyOfObject('SLI', name);
      if (here.has(`Sli ${key}`)) return key;
      return inUse(index.record('Sli', key))?.key ?? null;
    },
  };
}

const systemDraft = (object: OpenSloFileObject): Record<string, unknown> => {
  const { name, description } = draftOfObject('Service', object.document as JsonObject);
  return { name, description };
};

function planSystemCreate(object: OpenSloFileObject, key: string, plan: OpenSloPlan): boolean {
  const draft = systemDraft(object);
  const parsed = parseDocument(kindNamed('System'), { ...draft, key });
  if (!parsed.ok || !slugPattern.test(key)) return false;
  const fields = Object.keys(draft).filter((field) => !isEmptyValue(draft[field]));
  plan.rows.push(objectRow(object, 'CREATE', { kind: 'System', key, fields, reason: 'not known yet' }));
  plan.writes.push({
    ...{ op: 'CREATE', kind: 'System', key, document: parsed.document, fields, origin: openSloSource },
    reason: reasonFor(object),
  });
  return true;
}

/** A system that a service made follows it; one that people or a catalog made is only named. */
function planSystemUpdate(object: OpenSloFileObject, record: ExistingRecord, plan: OpenSloPlan): boolean {
  if (record.provenance.name !== openSloSource || record.archivedBy !== null) return false;
  const kind = kindNamed('System');
  const { set } = compareFields(kind, record, storedForm(kind, systemDraft(object)).values, openSloSource);
  const fields = Object.keys(set);
  if (fields.length === 0) return false;
  plan.rows.push(
    objectRow(object, 'UPDATE', {
      kind: 'System',
      key: record.key,
      fields,
      reason: `changed: ${fields.join(', ')}`,
    }),
  );
  plan.writes.push({
    ...{ op: 'UPDATE', kind: 'System', key: record.key, set, restore: false, origin: openSloSource },
    reason: reasonFor(object),
  });
  return false;
}

const reasonFor = (object: OpenSloFileObject): string => `${object.kind} ${object.name} in ${object.file}`;

function planObject(
  { object, kind: kindName, key, record }: Placed,
  links: Links,
  input: OpenSloPlanInput,
  plan: OpenSloPlan,
): void {
  const kind = kindNamed(kindName);
  const drafted = {
    ...draftOfObject(object.kind, object.document as JsonObject),
    ...linked(object, links, plan),
    repository: input.source.repository,
    file: object.file,
    declaration: object.document,
  };
  const { values: draft, issues } = storedForm(kind, drafted);
  const parsed = parseDocument(kind, { ...draft, key });
  const wrong = [
    ...issues.map(({ field, message }) => `${field} ${message}`),
    ...(parsed.ok ? [] : parsed.issues.map((i) => `${i.path.join('.')} ${i.message}`)),
  ];
  if (wrong.length > 0 || !parsed.ok) {
    const message = [...new Set(wrong)].join('; ');
    plan.rows.push(objectRow(object, 'REFUSE', { kind: kindName, key, reason: 'not valid', message }));
    plan.findings.push({
      ...{ file: object.file, line: object.line, code: 'OPENSLO_REFUSED', severity: 'error' },
      message: `${object.kind} ${object.name} is left out: ${message}`,
    });
    return;
  }
  if (!record) {
    const fields = Object.keys(draft).filter((field) => !isEmptyValue(draft[field]));
    plan.rows.push(objectRow(object, 'CREATE', { kind: kindName, key, fields, reason: 'not known yet' }));
    plan.writes.push({
      ...{ op: 'CREATE', kind: kindName, key, document: parsed.document, fields, origin: openSloSource },
      reason: reasonFor(object),
    });
    return;
  }
  planUpdate(object, record, draft, plan);
}

function planUpdate(
  object: OpenSloFileObject,
  record: ExistingRecord,
  draft: Record<string, unknown>,
  plan: OpenSloPlan,
): void {
  const kind = kindNamed(record.kind);
  const { set, drift } = compareFields(kind, record, draft, openSloSource);
  const row = (action: PlanRow['action'], more: Partial<PlanRow> & { reason: string }) =>
    plan.rows.push(objectRow(object, action, { kind: record.kind, key: record.key, ...more }));
  const whole = parseDocument(kind, { ...record.document, ...set, key: record.key });
  if (!whole.ok) for (const { path } of whole.issues) delete set[String(path[0])];
  const fields = Object.keys(set);
  const restore = record.archivedBy !== null;
  if (fields.length > 0 || restore)
    plan.writes.push({
      ...{ op: 'UPDATE', kind: record.kind, key: record.key, set, restore, origin: openSloSource },
      reason: reasonFor(object),
    });
  if (drift.length > 0)
    row('CONFLICT', {
      ...{ fields, drift, reason: `edited since: ${drift.map((d) => d.field).join(', ')}` },
      message: `${record.key} was edited since it was imported, and ${drift.length === 1 ? `its ${drift[0]!.field} stays as it is: change the file, or take its value` : `these fields stay as they are: ${drift.map((d) => d.field).join(', ')}; change the file, or take its values`} over in the record`,
    });
  else if (restore) row('UPDATE', { fields, reason: 'back in its source' });
  else if (fields.length > 0) row('UPDATE', { fields, reason: `changed: ${fields.join(', ')}` });
  else row('KEEP', { reason: 'nothing changed' });
}

function linked(object: OpenSloFileObject, links: Links, plan: OpenSloPlan): Record<string, unknown> {
  const spec = objectOf((object.document as JsonObject).spec);
  const unknown = (field: 'service' | 'indicatorRef', code: string, name: string, fix: string) => {
    plan.findings.push({
      ...{ file: object.file, line: object.lines[field] ?? object.line, code, severity: 'warning' },
      message: `${object.kind} ${object.name} names ${name} in spec.${field}, which ${fix}`,
    });
    return null;
  };
  if (object.kind === 'Service') return { system: links.system(object.name) };
  if (object.kind !== 'SLO') return {};
  const [service, indicator] = [textOf(spec.service), textOf(spec.indicatorRef)];
  return {
    system:
      service === null
        ? null
        : (links.system(service) ??
          unknown(
            'service',
            'UNKNOWN_SERVICE',
            service,
            'is no system here: import the file that declares the service, or name the system in the record',
          )),
    indicator:
      indicator === null
        ? null
        : (links.indicator(indicator) ??
          unknown(
            'indicatorRef',
            'UNKNOWN_INDICATOR',
            indicator,
            'nobody declares: correct the name, or import the file that declares it',
          )),
  };
}
