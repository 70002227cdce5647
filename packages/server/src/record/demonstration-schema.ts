import type { SchemaKit } from '../platform/kind/kit.ts';
import type { UserError } from '../platform/user-error.ts';
import { type DemonstrationRemoved, removeDemonstration } from './commands.ts';

/** `removeDemonstration`. */
export function addDemonstrationMutation(kit: SchemaKit): void {
  const { builder } = kit;
  const input = builder.inputType('RemoveDemonstrationInput', {
    description: 'What the mutation removeDemonstration takes',
    fields: (t) => ({
      reason: t.string({ description: 'Why it is removed, for the audit' }),
      validateOnly: t.boolean({ description: 'True to run every check and remove nothing' }),
      idempotencyKey: t.string({
        description:
          'A new random text for each call, at most 200 characters; the same text again gives the first answer again',
      }),
    }),
  });
  const payload = builder.objectRef<DemonstrationRemoved>('RemoveDemonstrationPayload').implement({
    description: 'What the mutation removeDemonstration did',
    fields: (t) => ({
      removed: t.exposeInt('removed', { description: 'How many records were removed with their history' }),
    }),
  });
  const result = builder.unionType('RemoveDemonstrationResult', {
    description: 'What the mutation removeDemonstration answers: its payload, or why nothing was removed',
    types: [payload, ...kit.errors] as never,
    resolveType: (value) => {
      const { type } = value as unknown as DemonstrationRemoved | UserError;
      return type === 'DemonstrationRemoved' ? 'RemoveDemonstrationPayload' : type;
    },
  });
  builder.mutationField('removeDemonstration', (t) =>
    t.field({
      type: result,
      description:
        'Deletes every record of the demonstration portfolio for good; refused while other records refer to it.',
      args: { input: t.arg({ type: input, required: true, description: 'See RemoveDemonstrationInput' }) },
      resolve: (_root, args, context) => removeDemonstration(context, args.input) as never,
    }),
  );
}
