import type { SchemaKit } from '../platform/kind/kit.ts';
import { addResultMutation } from '../platform/kind/result-mutation.ts';
import { moveSignIns, type SignInsMoved } from './move-sign-ins-commands.ts';

/** `moveSignIns`. */
export function addSignIns(kit: SchemaKit): void {
  const { builder } = kit;
  const input = builder.inputType('MoveSignInsInput', {
    description: 'What the mutation moveSignIns takes',
    fields: (t) => ({
      from: t.string({
        required: true,
        description: 'Key of the person that the first sign-in made, such as ada-2',
      }),
      to: t.string({ required: true, description: 'Key of the person who they are, such as ada' }),
      reason: t.string({ description: 'Why, for the audit' }),
      validateOnly: t.boolean({ description: 'True to run every check and move nothing' }),
      idempotencyKey: t.string({
        description:
          'A new random text for each call, at most 200 characters; the same text again gives the first answer again',
      }),
    }),
  });
  const payload = builder.objectRef<SignInsMoved>('MoveSignInsPayload').implement({
    description: 'What the mutation moveSignIns did',
    fields: (t) => ({
      moved: t.exposeInt('moved', { description: 'How many sign-ins are those of the other person now' }),
    }),
  });
  addResultMutation(kit, {
    name: 'moveSignIns',
    description:
      'Makes the sign-ins of one person those of another, by an administrator, where somebody who was known before was made anew by their first sign-in. What groups gave comes with the next token.',
    input,
    payload,
    run: moveSignIns as never,
  });
}
