import type { Field, PartKind } from '@steward/domain/record/field.ts';
import { inputFields, type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { type AnyInputRef, enumOf, type SchemaKit } from './kit.ts';

interface InputFields {
  field(options: object): never;
}

/** Fields of the input that say what a record shall hold; a field that is left out stays as it is, or empty. */
export function documentInputFields(
  kit: SchemaKit,
  t: unknown,
  kind: Kind,
  creating: boolean,
): Record<string, never> {
  return Object.fromEntries(
    inputFields(kind).map(([name, field]) => [
      name,
      inputField(kit, t as InputFields, field, creating && isNeeded(field)),
    ]),
  );
}

/** A value without which no record can be made, and for which there is no default. */
const isNeeded = (field: Field): boolean => field.required && !field.schema.safeParse(undefined).success;

function inputField(kit: SchemaKit, t: InputFields, field: Field, required: boolean): never {
  const { description } = field;
  switch (field.type) {
    case 'choice':
      return t.field({ type: enumOf(kit, field.options.choice!), required, description });
    case 'reference':
      return t.field({ type: 'String', required, description: `${description}; its key` });
    case 'references':
      return t.field({ type: ['String'], required, description: `${description}; their keys, all of them` });
    case 'parts':
      return t.field({
        type: [partInput(kit, field.options.part!)],
        required,
        description: `${description}; all of them, in order`,
      });
    case 'texts':
      return t.field({ type: ['String'], required, description });
    default:
      return t.field({ type: scalarOf[field.type] ?? 'String', required, description });
  }
}

const scalarOf: Readonly<Record<string, string>> = {
  integer: 'Int',
  boolean: 'Boolean',
  date: 'Date',
  instant: 'DateTime',
  decimal: 'Decimal',
};

function partInput(kit: SchemaKit, part: PartKind): AnyInputRef {
  const name = `${part.name}Input`;
  const made = kit.partInputs.get(name);
  if (made) return made;
  const ref = kit.builder.inputType(name, {
    description: `${part.description}.`,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(part.fields).map(([field, declared]) => [
          field,
          inputField(kit, t as unknown as InputFields, declared, isNeeded(declared)),
        ]),
      ) as never,
  }) as unknown as AnyInputRef;
  kit.partInputs.set(name, ref);
  return ref;
}

interface CommonFields {
  string(options: object): never;
  boolean(options: object): never;
  int(options: object): never;
  id(options: object): never;
}

/**
 * What every mutation takes beside its own input. Where the record has a field `reason` of its own, the reason of the
 * write has another name, so that the one is never written for the other.
 */
export function writeOptions(t: unknown, taken: object): Record<string, never> {
  const f = t as CommonFields;
  return {
    ['reason' in taken ? 'editReason' : 'reason']: f.string({
      required: false,
      description: 'Why, for the history, at most 2000 characters',
    }),
    validateOnly: f.boolean({ required: false, description: 'True to run every check and write nothing' }),
    idempotencyKey: f.string({
      required: false,
      description:
        'A new random text for each write, at most 200 characters; the same text again gives the first answer again',
    }),
  };
}

/** How a mutation names the record it is about. */
export function targetFields(t: unknown, kind: Kind): Record<string, never> {
  const f = t as CommonFields;
  const noun = nounOf(kind.name);
  return {
    id: f.id({ required: false, description: `Opaque id of the ${noun}; give it or the key` }),
    key: f.string({
      required: false,
      description: `Key of the ${noun}, or one it had before; give it or the id`,
    }),
    expectedRevision: f.int({
      required: false,
      description:
        'The revision that was read, counted from 1; the write is refused when there is a newer one. Null writes without this check',
    }),
  };
}
