import type { Embedded, Field, Fields } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { together } from '../batch.ts';
import type { Context, Transaction } from '../context.ts';
import { Prisma } from '../database/generated/prisma/client.ts';
import type { Page } from '../page.ts';
import { type Asker, visibleRows } from '../policy.ts';
import { hiddenFields, without } from '../restricted-fields.ts';
import type { Row } from './mapping.ts';
import { findByLookup } from './references.ts';

/** A page of revisions; without `documents` the records after the writes are left out, which are most of what is read. */
export type RevisionPage = Page & { readonly documents: boolean };

/** A page of the history of a record; one statement for all records of a kind that are asked in the same turn. */
export async function loadRevisions(
  context: Context,
  kind: Kind,
  recordId: string,
  page: RevisionPage,
): Promise<Row[]> {
  const { size, backward, after, before, documents } = page;
  const name = `revisions ${JSON.stringify([kind.name, size, backward, after, before, documents])}`;
  const document = documents ? Prisma.sql`, "document"` : Prisma.empty;
  const order = backward ? Prisma.sql`ASC` : Prisma.sql`DESC`;
  const rows = await together(context, name, recordId, async (ids) => {
    const found = await context.database.prisma.$queryRaw<Row[]>`
      SELECT page.* FROM unnest(${[...ids]}::uuid[]) AS record("id") CROSS JOIN LATERAL (
        SELECT "recordId", "revision", "at", "actorName", "door", "operation", "reason", "changed"${document}
        FROM "Revision"
        WHERE "kind" = ${kind.name} AND "recordId" = record."id"
          AND "revision" < ${bound(after, 2_147_483_647)} AND "revision" > ${bound(before, 0)}
        ORDER BY "revision" ${order} LIMIT ${page.take}
      ) AS page`;
    return Map.groupBy(found, (row) => String(row.recordId));
  });
  return rows ?? [];
}

const bound = (values: readonly unknown[] | null, otherwise: number): number =>
  values ? Number(values[0]) : otherwise;

/** How many revisions a record has; one statement for all that are asked in the same turn. */
export async function countRevisions(context: Context, kind: Kind, recordId: string): Promise<number> {
  const count = await together(context, `revision counts ${kind.name}`, recordId, async (ids) => {
    const rows = await context.database.prisma.revision.groupBy({
      by: ['recordId'],
      where: { kind: kind.name, recordId: { in: [...ids] } },
      _count: true,
    });
    return new Map(rows.map((row) => [row.recordId, row._count]));
  });
  return count ?? 0;
}

/** Who asks, and where: a request, or one of its transactions. */
type Asking = Asker & Pick<Context, 'policies'> & { readonly database: { readonly prisma: Transaction } };

/**
 * The document of a revision as the viewer may read it: references to records that they may not see are taken out, and
 * fields of the record, which the id names, that they may not see. No statement where everybody sees every record of the
 * kinds referred to.
 */
export async function visibleDocument(
  context: Asking,
  kind: Kind,
  whole: RecordDocument,
  id: string | null,
): Promise<RecordDocument> {
  const document = withoutEmbedded(context, kind, without(whole, hiddenFields(context, kind, id)));
  const hidden = new Set<string>();
  const mentioned: { to: string; lookup: string }[] = [];
  mapReferences(kind.fields, document, (to, key) => {
    if (Object.keys(visibleRows(context, to)).length > 0) mentioned.push({ to, lookup: lookupKey(key) });
    return true;
  });
  if (mentioned.length === 0) return document;
  await Promise.all(
    mentioned.map(async ({ to, lookup }) => {
      const seen = await together(context, `visible ${to}`, lookup, (lookups) =>
        findByLookup(context.database.prisma, to, lookups, visibleRows(context, to)),
      );
      if (!seen) hidden.add(`${to} ${lookup}`);
    }),
  );
  const fields = mapReferences(kind.fields, document, (to, key) => !hidden.has(`${to} ${lookupKey(key)}`));
  return { ...document, ...fields };
}

/**
 * The same without the rows of parts that name what the viewer may not see: they say nothing to the viewer, as in the
 * record itself.
 */
export async function visibleSnapshot(
  context: Asking,
  kind: Kind,
  document: RecordDocument,
  id: string,
): Promise<RecordDocument> {
  const visible = await visibleDocument(context, kind, document, id);
  if (visible === document) return document;
  const parts = Object.entries(kind.fields).flatMap(([name, { options }]) => {
    const rows = document[name] as Row[] | null | undefined;
    if (!options.part || !rows) return [];
    const references = Object.keys(options.part.fields).filter((f) => options.part!.fields[f]!.options.to);
    const seen = (visible[name] as Row[]).filter((row, at) =>
      references.every((reference) => (row[reference] == null) === (rows[at]![reference] == null)),
    );
    return [[name, seen]];
  });
  return { ...visible, ...Object.fromEntries(parts) };
}

/** Values that hold fields of another kind hold none of it that are not for everybody. */
function withoutEmbedded(context: Asking, kind: Kind, document: RecordDocument): RecordDocument {
  const cut = Object.entries(kind.fields).flatMap(([name, { options }]) => {
    const value = document[name];
    const embedded = options.embeds?.(document);
    if (value == null || !embedded || !('kind' in embedded)) return [];
    const hidden = hiddenFields(context, kindNamed(embedded.kind), null);
    return hidden.length > 0 ? [[name, without(value as Row, hidden)] as const] : [];
  });
  return cut.length > 0 ? { ...document, ...Object.fromEntries(cut) } : document;
}

type Keep = (kind: string, key: string) => boolean;

function mapReferences(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
  keep: Keep,
): Record<string, unknown> {
  const given = Object.entries(fields).filter(([name]) => values[name] != null);
  return Object.fromEntries(
    given.map(([name, field]) => [name, keptValue(field, values, values[name], keep)]),
  );
}

function keptValue(field: Field, document: Row, value: unknown, keep: Keep): unknown {
  const { to, part, embeds } = field.options;
  if (field.type === 'reference') return keep(to!, String(value)) ? value : null;
  if (field.type === 'references') return (value as string[]).filter((key) => keep(to!, key));
  if (embeds)
    return { ...(value as Row), ...mapReferences(embeddedFields(embeds(document)), value as Row, keep) };
  if (field.type === 'parts')
    return (value as Row[]).map((row) => ({ ...row, ...mapReferences(part!.fields, row, keep) }));
  return value;
}

const embeddedFields = (embedded: Embedded): Fields =>
  'kind' in embedded ? kindNamed(embedded.kind).fields : embedded.fields;
