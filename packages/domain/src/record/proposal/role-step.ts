import { boolean, instant, reference, requiredReference, valuesSchema } from '../field.ts';

/** What a step of a role takes: who, which role, and since when. */
export const roleStepFields = {
  role: requiredReference('Role', { description: 'Key of the role in the catalogue' }),
  person: reference('Person', { description: 'Key of the person who holds it' }),
  team: reference('Team', { description: 'Key of the team that holds it' }),
  at: instant({
    description: 'The instant at which the holding begins or ends, UTC; that of the acceptance when empty',
  }),
  deputy: boolean({ description: 'True when it is the holding of somebody who stands in' }),
};

export const roleStepSchema = valuesSchema(roleStepFields);
