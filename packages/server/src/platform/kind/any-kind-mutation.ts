import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import type { Written } from '../record/write.ts';
import { type UserError, validationError } from '../user-error.ts';
import { writeOptions } from './inputs.ts';
import { enumOf, type SchemaKit, upperFirst } from './kit.ts';
import type { MutationInput } from './mutations.ts';
import { findRecordDocument, recordDocumentType } from './record-document.ts';
import { recordKindChoice } from './record-kind-choice.ts';
import { addResultMutation } from './result-mutation.ts';

export interface AnyKindInput extends MutationInput {
  kind: string;
  key: string;
}

interface AnyKindMutation<Input extends AnyKindInput> {
  readonly name: string;
  readonly description: string;
  /** What it takes beside kind, key, expectedRevision and what every mutation takes. */
  readonly fields: (t: InputFields) => Record<string, never>;
  readonly write: (context: Context, kind: Kind, input: Input) => Promise<Written | UserError> | UserError;
}

/** What the builder of an input offers; Pothos knows more of it than can be said here. */
interface InputFields {
  string(options: object): never;
  int(options: object): never;
}

/** A mutation on a record of any kind, for whoever works on records without knowing their kinds. */
export function addAnyKindMutation<Input extends AnyKindInput>(
  kit: SchemaKit,
  kinds: readonly Kind[],
  { name, description, fields, write }: AnyKindMutation<Input>,
): void {
  const { builder } = kit;
  const typeName = upperFirst(name);
  const input = builder.inputType(`${typeName}Input`, {
    description: `What the mutation ${name} takes`,
    fields: (t) => ({
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        required: true,
        description: 'What the record is, such as a system or a team',
      }),
      key: t.string({ required: true, description: 'Key of the record, or one it had before' }),
      ...fields(t as unknown as InputFields),
      expectedRevision: t.int({
        description:
          'The revision that was read, counted from 1; the write is refused when there is a newer one. Null writes without this check',
      }),
      ...writeOptions(t, {}),
    }),
  });
  const payload = builder.objectRef<Written & { kind: Kind }>(`${typeName}Payload`).implement({
    description: `What the mutation ${name} did`,
    fields: (t) => ({
      revision: t.exposeInt('revision', { description: 'The revision the record has now, counted from 1' }),
      changed: t.stringList({
        description: 'Paths of the record that were changed; none when it was so already',
        resolve: ({ changed }) => [...changed],
      }),
      record: t.field({
        type: recordDocumentType(kit) as never,
        nullable: true,
        description: 'The record after the write; empty when the writer may not see it any more',
        resolve: ({ id, kind }, _, context) => findRecordDocument(context, kind, { id }) as never,
      }),
    }),
  });
  addResultMutation(kit, {
    ...{ name, description, input, payload },
    run: async (context, given) => {
      const asked = given as Input;
      const kind = kinds.find((one) => one.name === asked.kind)!;
      if (kind.byOwnMutations) {
        const message = `${nounOf(kind.name)}s are written by mutations of their own: use those`;
        return validationError([{ path: ['kind'], message }]);
      }
      // A field `reason` of a record is not an input here, so the reason of the write needs no other name.
      return { ...(await write(context, kind, { ...asked, editReason: asked.reason })), kind };
    },
  });
}
