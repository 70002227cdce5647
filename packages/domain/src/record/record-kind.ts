import type { Choice } from './field.ts';
import { kindPlurals } from './kind-plurals.ts';

/** The name of a kind as the value of a field, for kinds that are about records of any kind. */
export const recordKindName: Choice = {
  name: 'RecordKind',
  description: 'What a record can be, such as a system, a team or a change',
  values: Object.fromEntries(Object.keys(kindPlurals).map((name) => [name, `A record of the kind ${name}`])),
};
