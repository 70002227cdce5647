import type { SchemaKit } from '../platform/kind/kit.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
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
  addResultMutation(kit, {
    name: 'removeDemonstration',
    description:
      'Deletes every record of the demonstration portfolio for good; refused while other records refer to it.',
    input,
    payload,
    run: removeDemonstration as never,
  });
}
