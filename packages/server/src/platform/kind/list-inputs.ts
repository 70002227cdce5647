import type { Field } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Sort } from '../page.ts';
import { badUserInput } from '../request-error.ts';
import { type AnyInputRef, enumOf, type SchemaKit } from './kit.ts';

type Conditions = Record<string, unknown>;

/** The filter and order inputs of a kind's lists, made from the fields that are declared as filters. */
export function listInputs(kit: SchemaKit, kind: Kind): { filter: AnyInputRef; order: AnyInputRef } {
  const made = kit.listInputs.get(kind.name);
  if (made) return made;
  const { builder, inputs } = kit;
  const filter = builder.inputRef<never>(`${kind.name}Filter`);
  const refs = { filter: filter as AnyInputRef, order: orderInput(kit, kind) };
  kit.listInputs.set(kind.name, refs);
  const noun = nounOf(kind.name);
  builder.inputType(
    filter as never,
    {
      description: `Conditions on a ${noun}; all that are given must hold`,
      fields: (t: never) => {
        const field = (t as { field: (o: object) => unknown }).field.bind(t);
        const all: Record<string, unknown> = {
          and: field({ type: [filter], description: 'Every one of these must hold' }),
          or: field({ type: [filter], description: 'At least one of these must hold' }),
          not: field({ type: filter, description: 'This must not hold' }),
          key: field({ type: inputs.text, description: 'Conditions on its key' }),
          updatedAt: field({
            type: inputs.instant,
            description: 'Conditions on the instant of its newest revision',
          }),
        };
        for (const [name, declared] of filterFields(kind)) all[name] = field(filterField(kit, declared));
        return all as never;
      },
    } as never,
  );
  return refs;
}

export const filterFields = (kind: Kind): [string, Field][] =>
  Object.entries(kind.fields).filter(([, f]) => f.options.filter);

function filterField(kit: SchemaKit, field: Field): object {
  const description = `Conditions on: ${field.description.charAt(0).toLowerCase()}${field.description.slice(1)}`;
  const { inputs } = kit;
  if (field.type === 'boolean')
    return { type: 'Boolean', description: `Only where this holds: ${field.description}` };
  if (field.type === 'choice') return { type: choiceFilter(kit, field), description };
  if (field.type === 'reference') return { type: inputs.reference, description };
  if (field.type === 'references') return { type: inputs.references, description };
  if (field.type === 'instant') return { type: inputs.instant, description };
  return { type: inputs.text, description };
}

function choiceFilter(kit: SchemaKit, field: Field): AnyInputRef {
  const choice = field.options.choice!;
  const name = `${choice.name}Filter`;
  const made = kit.partInputs.get(name);
  if (made) return made;
  const type = enumOf(kit, choice);
  const ref = kit.builder.inputType(name, {
    description: `Conditions on a value of ${choice.name}; all that are given must hold`,
    fields: (t) => ({
      eq: t.field({ type, description: 'It is this value' }),
      in: t.field({ type: [type], description: 'It is one of these values' }),
      notIn: t.field({ type: [type], description: 'It is none of these values' }),
    }),
  }) as unknown as AnyInputRef;
  kit.partInputs.set(name, ref);
  return ref;
}

function orderInput(kit: SchemaKit, kind: Kind): AnyInputRef {
  const { builder, inputs } = kit;
  const values: Record<string, { value: string; description: string }> = {
    KEY: { value: 'lookup', description: 'By key, without case' },
    UPDATED_AT: { value: 'updatedAt', description: 'By the instant of the newest revision' },
  };
  const label = kind.fields[kind.label];
  if (label?.required)
    values[kind.label.toUpperCase()] = { value: kind.label, description: `By ${kind.label}` };
  const field = builder.enumType(`${kind.name}OrderField`, {
    description: `What a list of this kind can be sorted by: ${nounOf(kind.name)}`,
    values,
  });
  return builder.inputType(`${kind.name}Order`, {
    description: `One step of the order of a list; earlier steps decide first (${nounOf(kind.name)})`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'What is compared at this step' }),
      direction: t.field({
        type: inputs.direction,
        defaultValue: 'asc' as never,
        description: 'Which end comes first',
      }),
    }),
  }) as unknown as AnyInputRef;
}

/** Sort columns of a list: what was asked for, or the key. */
export const sortsOf = (
  orderBy: readonly { field: string; direction?: Sort['direction'] | null }[] | null | undefined,
): Sort[] =>
  orderBy && orderBy.length > 0
    ? orderBy.map((o) => ({ column: o.field, direction: o.direction ?? 'asc' }))
    : [{ column: 'lookup', direction: 'asc' }];

const deepest = 5;

/** The filter as a Prisma condition. */
export function whereOf(kind: Kind, filter: Conditions | null | undefined, depth = 0): object {
  if (!filter) return {};
  if (depth > deepest) throw badUserInput(`a filter may be nested ${deepest} deep: make it flatter`);
  const nested = (items: unknown) => (items as Conditions[]).map((item) => whereOf(kind, item, depth + 1));
  const all: object[] = [];
  if (filter.and) all.push({ AND: nested(filter.and) });
  if (filter.or) all.push({ OR: nested(filter.or) });
  if (filter.not) all.push({ NOT: whereOf(kind, filter.not as Conditions, depth + 1) });
  if (filter.key) all.push(textCondition('key', filter.key as Conditions));
  if (filter.updatedAt) all.push(instantCondition('updatedAt', filter.updatedAt as Conditions));
  for (const [name, field] of filterFields(kind)) {
    const condition = filter[name];
    if (condition === undefined || condition === null) continue;
    all.push(conditionOf(name, field, condition));
  }
  return all.length > 0 ? { AND: all } : {};
}

function conditionOf(name: string, field: Field, condition: unknown): object {
  if (field.type === 'boolean') return { [name]: condition };
  const conditions = condition as Conditions;
  if (field.type === 'choice') return choiceCondition(name, conditions);
  if (field.type === 'reference') return referenceCondition(name, conditions);
  if (field.type === 'references') return referencesCondition(name, conditions);
  if (field.type === 'instant') return instantCondition(name, conditions);
  return textCondition(name, conditions);
}

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

function limited(values: readonly string[]): string[] {
  if (values.length > 100) throw badUserInput('`in` takes at most 100 values: ask in several requests');
  return [...values];
}

function textCondition(column: string, c: Conditions): object {
  const mode = 'insensitive';
  return {
    AND: [
      ...(given(c.eq) ? [{ [column]: { equals: c.eq, mode } }] : []),
      ...(given(c.in) ? [{ [column]: { in: limited(c.in as string[]), mode } }] : []),
      ...(given(c.contains) ? [{ [column]: { contains: c.contains, mode } }] : []),
      ...(given(c.startsWith) ? [{ [column]: { startsWith: c.startsWith, mode } }] : []),
    ],
  };
}

function choiceCondition(column: string, c: Conditions): object {
  return {
    AND: [
      ...(given(c.eq) ? [{ [column]: c.eq }] : []),
      ...(given(c.in) ? [{ [column]: { in: c.in } }] : []),
      ...(given(c.notIn) ? [{ NOT: { [column]: { in: c.notIn } } }] : []),
    ],
  };
}

function referenceCondition(name: string, c: Conditions): object {
  return {
    AND: [
      ...(given(c.eq) ? [{ [name]: { lookup: lookupKey(String(c.eq)) } }] : []),
      ...(given(c.in) ? [{ [name]: { lookup: { in: limited(c.in as string[]).map(lookupKey) } } }] : []),
      ...(given(c.isSet) ? [c.isSet ? { NOT: { [`${name}Id`]: null } } : { [`${name}Id`]: null }] : []),
    ],
  };
}

function referencesCondition(name: string, c: Conditions): object {
  return {
    AND: [
      ...(given(c.includes) ? [{ [name]: { some: { lookup: lookupKey(String(c.includes)) } } }] : []),
      ...(given(c.isEmpty) ? [{ [name]: c.isEmpty ? { none: {} } : { some: {} } }] : []),
    ],
  };
}

function instantCondition(column: string, c: Conditions): object {
  return {
    AND: [
      ...(given(c.gte) ? [{ [column]: { gte: c.gte } }] : []),
      ...(given(c.lt) ? [{ [column]: { lt: c.lt } }] : []),
      ...(given(c.isSet) ? [c.isSet ? { NOT: { [column]: null } } : { [column]: null }] : []),
    ],
  };
}
