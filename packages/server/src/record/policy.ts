import { proposableKinds, subjectField } from '@steward/domain/record/proposal/model.ts';
import { type KindPolicy, visibleRows } from '../platform/policy.ts';

/**
 * A proposal is seen by whoever sees the record that it is about, or that a new record shall hang on: with the record it
 * is hidden, from its proposer too. It is answered by whoever may write that record; its own steps stand in its lifecycle.
 */
export const proposalPolicy: KindPolicy = {
  visible: (context) => {
    const restricted = proposableKinds.flatMap((kind) => {
      const rows = visibleRows(context, kind);
      const field = subjectField(kind);
      return Object.keys(rows).length > 0 ? [{ OR: [{ [`${field}Id`]: null }, { [field]: rows }] }] : [];
    });
    return restricted.length > 0 ? { AND: restricted } : {};
  },
  mayWrite: ({ actor }, operation) =>
    operation === 'CREATE' && actor.serviceAccountId !== null
      ? 'a proposal is made by a person: use a token of one'
      : null,
  writers: { everyone: ['CREATE', 'TRANSITION'] },
};
