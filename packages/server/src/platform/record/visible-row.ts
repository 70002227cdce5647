import type { Field } from '@steward/domain/record/field.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context } from '../context.ts';
import { type Asker, visibleRows } from '../policy.ts';
import { hiddenFields, without } from '../restricted-fields.ts';
import { documentOf, documentSelect, type Row } from './mapping.ts';
import { visibleDocument } from './revisions.ts';

/**
 * What a document is made of, with the policy's rows in every relation. The ids beside them tell a reference that is
 * hidden from one that is not there.
 */
export function visibleSelect(context: Asker & Pick<Context, 'policies'>, kind: Kind): Row {
  const within = (select: Row, fields: Readonly<Record<string, Field>>): Row => {
    const inner = { ...select };
    for (const [name, field] of Object.entries(fields)) {
      const { to, part } = field.options;
      if (field.type === 'reference') inner[`${name}Id`] = true;
      if (to) inner[name] = { ...(select[name] as Row), where: visibleRows(context, to) };
      if (part) {
        const rows = select[name] as { select: Row };
        inner[name] = { ...rows, select: within(rows.select, part.fields) };
      }
    }
    return inner;
  };
  return within(documentSelect(kind), kind.fields);
}

/**
 * The document of a row loaded with `visibleSelect`, without what the actor may not see. A statement for each kind that
 * is not open to everybody, where values of the document name records of it.
 */
export async function visibleDocumentOf(
  context: Asker & Pick<Context, 'policies' | 'database'>,
  kind: Kind,
  row: Row,
): Promise<RecordDocument> {
  const document = documentOf(kind, withoutHiddenParts(kind, row));
  const embeds = Object.values(kind.fields).some(({ options }) => options.embeds);
  const id = String(row.id);
  return embeds
    ? visibleDocument(context, kind, document, id)
    : without(document, hiddenFields(context, kind, id));
}

/** A row of a part that names what the actor may not see says nothing to the actor. */
function withoutHiddenParts(kind: Kind, row: Row): Row {
  const seen = { ...row };
  for (const [name, field] of Object.entries(kind.fields)) {
    const part = field.options.part;
    if (!part) continue;
    const references = Object.entries(part.fields).filter(([, { type }]) => type === 'reference');
    seen[name] = (row[name] as Row[]).filter((inner) =>
      references.every(([reference]) => inner[`${reference}Id`] === null || inner[reference] !== null),
    );
  }
  return seen;
}
