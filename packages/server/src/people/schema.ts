import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import { targetFields } from '../platform/kind/inputs.ts';
import type { SchemaKit } from '../platform/kind/kit.ts';
import { addMutation } from '../platform/kind/mutations.ts';
import { changeRole, type RoleInput, roleSteps } from './commands.ts';

interface InputBuilder {
  string(options: object): never;
  boolean(options: object): never;
  field(options: object): never;
}

/** Mutations on the roles held on every kind that roles can be held on. */
export function addRoleMutations(kit: SchemaKit): void {
  for (const kind of kinds.filter((k) => k.scope)) {
    const noun = nounOf(kind.name);
    add(
      kit,
      kind,
      'assign',
      `assign${kind.name}Role`,
      `Gives a person or a team a role on a ${noun}, from an instant on.`,
    );
    add(
      kit,
      kind,
      'handOver',
      `handOver${kind.name}Role`,
      `Ends the open holding of a role on a ${noun} and begins the next at that instant.`,
    );
    add(
      kit,
      kind,
      'end',
      `end${kind.name}Role`,
      `Ends the holding of a role on a ${noun}; the role is vacant from then on.`,
    );
  }
}

function add(
  kit: SchemaKit,
  kind: Kind,
  step: keyof typeof roleSteps,
  mutation: string,
  description: string,
): void {
  addMutation(kit, {
    name: mutation,
    kind,
    description,
    inputFields: (t) => {
      const f = t as InputBuilder;
      return {
        ...targetFields(t, kind),
        role: f.string({
          required: true,
          description: 'Key of the role in the catalogue, such as system-owner',
        }),
        person: f.string({ description: 'Key of the person who holds it; give a person or a team' }),
        team: f.string({ description: 'Key of the team that holds it; give a person or a team' }),
        at: f.field({
          type: 'DateTime',
          description: 'The instant at which the holding begins or ends, UTC; now when left out',
        }),
        deputy: f.boolean({ description: 'True when it is the holding of somebody who stands in' }),
      };
    },
    write: (context, input) =>
      changeRole(context, kind, { ...roleSteps[step], mutation }, input as RoleInput),
  });
}
