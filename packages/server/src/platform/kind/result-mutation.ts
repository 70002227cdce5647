import type { InputObjectRef, ObjectRef } from '@pothos/core';
import type { Context } from '../context.ts';
import { type SchemaKit, upperFirst } from './kit.ts';

export interface ResultMutation {
  name: string;
  description: string;
  input: Pick<InputObjectRef<never, never>, 'name'>;
  /** The type of every answer that is none of the typed errors. */
  payload: Pick<ObjectRef<never, never>, 'name'>;
  run: (context: Context, input: unknown) => unknown;
}

/** A mutation with one `input`, which answers with a union: its payload, or one of the typed errors. */
export function addResultMutation(
  kit: SchemaKit,
  { name, description, input, payload, run }: ResultMutation,
): void {
  const errors = new Set(kit.errors.map((error) => error.name));
  const result = kit.builder.unionType(`${upperFirst(name)}Result`, {
    description: `What the mutation ${name} answers: its payload, or why nothing was written`,
    types: [payload, ...kit.errors] as never,
    resolveType: (value) => {
      const { type } = value as unknown as { type: string };
      return errors.has(type) ? type : payload.name;
    },
  });
  kit.builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description,
      args: {
        input: t.arg({ type: input as never, required: true, description: `See ${input.name}` }),
      },
      resolve: (_root, args, context) => run(context, args.input) as never,
    }),
  );
}
