import { documentJsonSchema } from '@steward/domain/record/document-json-schema.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { addDocumentHistory } from '../platform/kind/history.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordDocumentType } from '../platform/kind/record-document.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { badUserInput } from '../platform/request-error.ts';
import { recordDocument } from './document-queries.ts';
import { recordAt } from './history-queries.ts';

/** `record` and `recordSchema`: a record of any kind as a document, and what such a document may say. */
export function addDocuments(kit: SchemaKit): void {
  const kind = () => ({
    type: enumOf(kit, recordKindChoice),
    required: true as const,
    description: 'What the record is, such as a system or a team',
  });
  kit.builder.queryField('record', (t) =>
    t.field({
      type: recordDocumentType(kit) as never,
      nullable: true,
      description:
        'A record of any kind as one document; empty when there is none or the viewer may not see it',
      args: {
        kind: t.arg(kind()),
        key: t.arg.string({
          required: true,
          description: 'The key of the record, or one it had before, in any case',
        }),
        asOf: t.arg({
          type: 'DateTime',
          description:
            'The record as it stood at that instant, answered from its history; empty when it was not there yet. As it stands now when left out',
        }),
        revision: t.arg.int({
          description:
            'The record as this revision left it, counted from 1; empty when there is none of that number. Not together with `asOf`',
        }),
      },
      resolve: (_root, { kind: name, key, asOf, revision }, context) => {
        if (asOf != null && revision != null)
          throw badUserInput('give `asOf` or `revision`, not both: each says which version is wanted');
        const point = asOf != null ? { at: new Date(String(asOf)) } : revision != null ? { revision } : null;
        return (
          point ? recordAt(context, name as string, key, point) : recordDocument(context, name as string, key)
        ) as never;
      },
    }),
  );
  addDocumentHistory(kit);
  kit.builder.queryField('recordSchema', (t) =>
    t.field({
      type: 'JSON',
      description:
        'JSON Schema (2020-12) of the documents of a kind, for completion and checks in an editor; what people do not write is marked `readOnly`',
      args: { kind: t.arg(kind()) },
      resolve: (_root, args) => documentJsonSchema(kindNamed(args.kind as string)),
    }),
  );
}
