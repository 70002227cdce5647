import type { DocumentChange } from '@steward/domain/record/compare-documents.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { historyPoint, type RecordComparison, recordComparison } from './history-queries.ts';

/** `recordComparison`: what is different between two points of the history of a record. */
export function addComparison(kit: SchemaKit): void {
  const { builder } = kit;
  const version = builder.objectRef<RecordComparison['from']>('RecordVersion').implement({
    description: 'One of the revisions that are compared',
    fields: (t) => ({
      revision: t.exposeInt('revision', { description: 'Its number, counted from 1' }),
      at: t.field({ type: 'DateTime', description: 'When it was written', resolve: (v) => v.at }),
      actor: t.exposeString('actorName', { description: 'Name of whoever wrote it' }),
    }),
  });
  const change = builder.objectRef<DocumentChange>('RecordDifference').implement({
    description: 'One difference between two versions of a record',
    fields: (t) => ({
      field: t.exposeString('field', { description: 'Name of the field, or `key`' }),
      row: t.exposeString('row', {
        nullable: true,
        description:
          'Of a list of parts, what tells the row from the others, such as a role and who holds it; empty for a whole field',
      }),
      before: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value in the first version, of a row the whole row; empty where it was not there',
        resolve: (c) => c.before,
      }),
      after: t.field({
        type: 'JSON',
        nullable: true,
        description: 'The value in the second version, of a row the whole row; empty where it is not there',
        resolve: (c) => c.after,
      }),
    }),
  });
  const comparison = builder.objectRef<RecordComparison>('RecordComparison').implement({
    description: 'What is different between two versions of a record, as far as the viewer may see it',
    fields: (t) => ({
      from: t.field({ type: version, description: 'The first version', resolve: (c) => c.from }),
      to: t.field({ type: version, description: 'The second version', resolve: (c) => c.to }),
      changes: t.field({
        type: [change],
        description:
          'The differences, fields in their order; rows of parts one by one, and their order by itself is none',
        resolve: (c) => [...c.changes],
      }),
    }),
  });
  const point = builder.inputType('HistoryPoint', {
    description: 'A point in the history of a record; give one of the two',
    fields: (t) => ({
      revision: t.int({ description: 'Number of a revision, counted from 1' }),
      at: t.field({ type: 'DateTime', description: 'An instant: the revision that stood then' }),
    }),
  });
  builder.queryField('recordComparison', (t) =>
    t.field({
      type: comparison,
      nullable: true,
      description:
        'Two points in the history of a record side by side; empty when there is no such record, it was not there at one of them, or the viewer may not see it',
      args: {
        kind: t.arg({
          type: enumOf(kit, recordKindChoice),
          required: true,
          description: 'What the record is, such as a system or a team',
        }),
        key: t.arg.string({
          required: true,
          description: 'The key of the record, or one it had before, in any case',
        }),
        from: t.arg({ type: point, required: true, description: 'The first of the two' }),
        to: t.arg({ type: point, required: true, description: 'The second of the two' }),
      },
      resolve: (_root, { kind, key, from, to }, context) =>
        recordComparison(context, {
          ...{ kind: kind as string, key },
          ...{ from: historyPoint('from', from), to: historyPoint('to', to) },
        }),
    }),
  );
}
