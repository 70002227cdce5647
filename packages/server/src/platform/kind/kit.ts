import type { EnumRef, InputObjectRef, ObjectRef } from '@pothos/core';
import type { Choice } from '@steward/domain/record/field.ts';
import type { Builder, SchemaTypes } from '../builder.ts';
import { addCommonInputs, type CommonInputs } from './common-inputs.ts';
import { addErrorTypes, type ErrorTypes } from './error-types.ts';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaTypes>;
export type AnyObjectRef = ObjectRef<Types, never>;
export type AnyInputRef = InputObjectRef<Types, never>;

/**
 * What the declarations of kinds share while the schema is made: the builder and the types made so far, each once.
 * GraphQL types are made from declarations at run time, so their static types are not known; `Ref` says so.
 */
export interface SchemaKit {
  builder: Builder;
  errors: ErrorTypes;
  inputs: CommonInputs;
  enums: Map<string, EnumRef<Types, string>>;
  parts: Map<string, AnyObjectRef>;
  partInputs: Map<string, AnyInputRef>;
  nodes: Map<string, AnyObjectRef>;
  connections: Map<string, { connection: AnyObjectRef; edge: AnyObjectRef }>;
  listInputs: Map<string, { filter: AnyInputRef; order: AnyInputRef }>;
}

export function createSchemaKit(builder: Builder): SchemaKit {
  return {
    builder,
    errors: addErrorTypes(builder),
    inputs: addCommonInputs(builder),
    enums: new Map(),
    parts: new Map(),
    partInputs: new Map(),
    nodes: new Map(),
    connections: new Map(),
    listInputs: new Map(),
  };
}

/** The GraphQL enum of a choice, made at its first use. */
export function enumOf(kit: SchemaKit, choice: Choice): EnumRef<Types, string> {
  const made = kit.enums.get(choice.name);
  if (made) return made;
  const values = Object.fromEntries(
    Object.entries(choice.values).map(([value, description]) => [value, { value, description }]),
  );
  const ref = kit.builder.enumType(choice.name, { description: choice.description, values }) as EnumRef<
    Types,
    string
  >;
  kit.enums.set(choice.name, ref);
  return ref;
}

export const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
export const upperFirst = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
