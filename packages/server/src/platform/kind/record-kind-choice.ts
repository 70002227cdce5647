import { nounOf } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';

export const recordKindChoice = {
  name: 'RecordKind',
  description: 'What a record can be, such as a system, a team or a change',
  values: Object.fromEntries(kinds.map((kind) => [kind.name, `${kind.description} (${nounOf(kind.name)})`])),
};
