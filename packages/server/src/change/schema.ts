import { changeKind, changeState } from '@steward/domain/change/model.ts';
import { targetFields } from '../platform/kind/inputs.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { addMutation } from '../platform/kind/mutations.ts';
import { type TransitionInput, transitionChange } from './commands.ts';

export function addChangeMutations(kit: SchemaKit): void {
  const kind = changeKind;
  addMutation(kit, {
    name: 'transitionChange',
    kind,
    description:
      'Moves a change to another state of its lifecycle; the errors name the steps that are possible.',
    inputFields: (t) => {
      const f = t as { field(options: object): never; string(options: object): never };
      return {
        ...targetFields(t, kind),
        to: f.field({
          type: enumOf(kit, changeState),
          required: true,
          description: 'The state it shall move to',
        }),
        outcome: f.string({ description: 'What came of it, for the last steps of its life' }),
      };
    },
    write: (context, input) => transitionChange(context, input as TransitionInput),
  });
}
