import { changeKind, changeState } from '@steward/domain/change/model.ts';
import type { Context } from '../platform/context.ts';
import { targetFields } from '../platform/kind/inputs.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { addMutation } from '../platform/kind/mutations.ts';
import { viewerRightsType } from '../platform/kind/viewer-rights-type.ts';
import type { ViewerRights } from '../platform/viewer-rights.ts';
import { type TransitionInput, transitionChange } from './commands.ts';
import { possibleTransitions } from './queries.ts';

/** What the viewer may do with a change beside what they may with any record. */
export function addChangeRights(kit: SchemaKit): void {
  kit.builder.objectField(viewerRightsType(kit), 'transitions', (t) =>
    t.field({
      type: [enumOf(kit, changeState)],
      description:
        'Of a change: the states that the viewer could move it to now, given a reason; none of any other record',
      resolve: async (rights: ViewerRights, _args: unknown, context: Context) =>
        rights.kind === changeKind.name ? [...(await possibleTransitions(context, rights.id))] : [],
    } as never),
  );
}

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
