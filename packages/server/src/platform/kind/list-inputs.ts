import type { Field } from '@steward/domain/record/field.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Sort } from '../page.ts';
import { type AnyInputRef, enumOf, type SchemaKit } from './kit.ts';

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
    values[kind.label.toUpperCase()] = {
      value: kind.label,
      description: `By its ${kind.label}, alphabetically`,
    };
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

/** Sort columns of a list: what was asked for, each column once, or the key. */
export const sortsOf = (
  orderBy: readonly { field: string; direction?: Sort['direction'] | null }[] | null | undefined,
): Sort[] =>
  orderBy && orderBy.length > 0
    ? orderBy
        .filter(({ field }, at) => orderBy.findIndex((o) => o.field === field) === at)
        .map((o) => ({
          column: o.field,
          type: o.field === 'updatedAt' ? ('instant' as const) : ('text' as const),
          direction: o.direction ?? 'asc',
        }))
    : [{ column: 'lookup', direction: 'asc' }];
