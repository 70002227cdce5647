import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { largestPage } from '../platform/page.ts';
import { type ExportPage, exportPage } from './export-queries.ts';

/** `exportRecords`: everything as lines of JSON, a page at a time. */
export function addExport(kit: SchemaKit): void {
  const { builder } = kit;
  const page = builder.objectRef<ExportPage>('ExportPage').implement({
    description: 'Some lines of an export of everything that the viewer may see',
    fields: (t) => ({
      lines: t.stringList({
        description:
          'Lines of JSON text, each without its line break; written one after another they are the file',
        resolve: ({ lines }) => [...lines],
      }),
      endCursor: t.string({
        nullable: true,
        description: 'Where the next page begins, for `after`; empty when nothing follows',
        resolve: ({ next }) => next,
      }),
    }),
  });
  builder.queryField('exportRecords', (t) =>
    t.field({
      type: page,
      description:
        'Everything that the viewer may see as lines of JSON, one a record with references by key, in a fixed order; docs/export.md says what is in it and what is not',
      args: {
        after: t.arg.string({ description: 'The endCursor of the page before; the beginning when left out' }),
        first: t.arg.int({
          defaultValue: largestPage,
          description: `How many records a page holds at most, 1 to ${largestPage}`,
        }),
        kinds: t.arg({
          type: [enumOf(kit, recordKindChoice)],
          description: 'Only records of these kinds; everything when left out',
        }),
      },
      resolve: (_root, { after, first, kinds }, context) =>
        exportPage(context, {
          after: after ?? null,
          first: first ?? largestPage,
          kinds: (kinds as string[] | null | undefined) ?? null,
        }),
    }),
  );
}
