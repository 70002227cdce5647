import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import { encodeGlobalId } from '../global-id.ts';
import { type Asker, visibleRows } from '../policy.ts';
import { delegate } from '../record/delegate.ts';
import type { Row } from '../record/mapping.ts';
import { visibleDocumentOf, visibleSelect } from '../record/visible-row.ts';
import { viewerCanUpdate } from '../viewer-can.ts';
import { type AnyObjectRef, enumOf, type SchemaKit } from './kit.ts';
import { recordKindChoice } from './record-kind-choice.ts';

/** A record of any kind as the actor may read it. */
export interface RecordAsDocument {
  readonly kind: string;
  readonly id: string;
  readonly key: string;
  readonly label: string;
  readonly revision: number;
  readonly updatedAt: Date;
  readonly archivedAt: Date | null;
  readonly document: RecordDocument;
}

type Asking = Asker & Pick<Context, 'policies' | 'database'>;

/** One record of the kind that the condition names; null when there is none or the actor may not see it. One statement. */
export async function findRecordDocument(
  context: Asking,
  kind: Kind,
  where: object,
): Promise<RecordAsDocument | null> {
  const row = await delegate(context.database.prisma, kind.name).findFirst(questionOf(context, kind, where));
  return row && asDocument(context, kind, row);
}

/** All records of the kind that the condition names and the actor may see. One statement. */
export async function findRecordDocuments(
  context: Asking,
  kind: Kind,
  where: object,
): Promise<RecordAsDocument[]> {
  const rows = await delegate(context.database.prisma, kind.name).findMany(questionOf(context, kind, where));
  return Promise.all(rows.map((row) => asDocument(context, kind, row)));
}

const questionOf = (context: Asking, kind: Kind, where: object) => ({
  where: { AND: [where, visibleRows(context, kind.name)] },
  select: { ...visibleSelect(context, kind), updatedAt: true },
});

const asDocument = async (context: Asking, kind: Kind, row: Row): Promise<RecordAsDocument> => ({
  ...{ kind: kind.name, id: String(row.id), key: String(row.key), label: String(row[kind.label]) },
  ...{ revision: Number(row.revision), updatedAt: row.updatedAt as Date },
  archivedAt: row.archivedAt as Date | null,
  document: await visibleDocumentOf(context, kind, row),
});

/** The type `RecordDocument`, made at its first use. */
export function recordDocumentType(kit: SchemaKit): AnyObjectRef {
  const made = kit.parts.get('RecordDocument');
  if (made) return made;
  const ref = kit.builder.objectRef<RecordAsDocument>('RecordDocument').implement({
    description: 'A record of any kind as one document, whole, with what tells its version',
    fields: (t) => ({
      kind: t.field({
        type: enumOf(kit, recordKindChoice),
        description: 'What the record is, such as a system or a team',
        resolve: ({ kind }) => kind,
      }),
      id: t.id({
        description: 'Opaque id of the record, for `node`',
        resolve: ({ kind, id }) => encodeGlobalId(kind, id),
      }),
      key: t.exposeString('key', {
        description: 'What people call the record by, unique among those of its kind',
      }),
      label: t.exposeString('label', { description: 'The field of the record that people read first' }),
      revision: t.exposeInt('revision', {
        description: 'How many times the record was written; goes into `expectedRevision`',
      }),
      updatedAt: t.field({
        type: 'DateTime',
        description: 'When the record was written last',
        resolve: ({ updatedAt }) => updatedAt,
      }),
      archivedAt: t.field({
        type: 'DateTime',
        nullable: true,
        description: 'When the record was put away; empty while it is in use',
        resolve: ({ archivedAt }) => archivedAt,
      }),
      viewerCanUpdate: t.boolean({
        description:
          'True when an update by the viewer would not be refused for want of a right, as the record stands now',
        resolve: ({ kind, id }, _, context) => viewerCanUpdate(context, kind, id),
      }),
      document: t.field({
        type: 'JSON',
        description:
          'The whole record: key and fields by name, references as keys, parts as lists; fields that the viewer may not see are not in it',
        resolve: ({ document }) => document,
      }),
    }),
  }) as unknown as AnyObjectRef;
  kit.parts.set('RecordDocument', ref);
  return ref;
}
