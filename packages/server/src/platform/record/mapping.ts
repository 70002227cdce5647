import type { Field } from '@steward/domain/record/field.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';

/** A row as Prisma gives it; which columns it has follows from the kind. */
export type Row = Record<string, unknown>;

/** The property of the Prisma client, and of a Prisma relation, that stands for a model. */
export const delegateName = (model: string): string => model.charAt(0).toLowerCase() + model.slice(1);

/**
 * The relation by which a part knows its record: the kind's own name, or `source` where the part also points at
 * another record of that kind.
 */
export const ownerRelation = (kind: Kind, partFields: Readonly<Record<string, Field>>): string => {
  const name = delegateName(kind.name);
  return name in partFields ? 'source' : name;
};

const columnsEveryRecordHas = {
  id: true,
  key: true,
  revision: true,
  origin: true,
  provenance: true,
  archivedAt: true,
} as const;

/** The selection that loads everything a document says, in one statement. */
export function documentSelect(kind: Kind): Record<string, unknown> {
  return { ...columnsEveryRecordHas, ...fieldsSelect(kind.fields) };
}

function fieldsSelect(fields: Readonly<Record<string, Field>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      if (field.type === 'reference') return [name, { select: { key: true } }];
      if (field.type === 'references') return [name, { select: { key: true }, orderBy: { lookup: 'asc' } }];
      if (field.type === 'parts')
        return [
          name,
          {
            select: { id: true, position: true, ...fieldsSelect(field.options.part!.fields) },
            orderBy: [{ position: 'asc' }, { id: 'asc' }],
          },
        ];
      return [name, true];
    }),
  );
}

/** The document that a row loaded with `documentSelect` stands for. */
export function documentOf(kind: Kind, row: Row): RecordDocument {
  return { key: String(row.key), ...valuesOf(kind.fields, row) };
}

/** The values of a row as a document holds them: references as keys, instants as text, decimals as text. */
export function valuesOf(fields: Readonly<Record<string, Field>>, row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, documentValue(field, row[name])]),
  );
}

function documentValue(field: Field, stored: unknown): unknown {
  switch (field.type) {
    case 'reference':
      return stored ? (stored as { key: string }).key : null;
    case 'references':
      return (stored as { key: string }[]).map((r) => r.key).sort();
    case 'parts':
      return (stored as Row[]).map((row) => valuesOf(field.options.part!.fields, row));
    case 'instant':
      return stored ? (stored as Date).toISOString() : null;
    case 'date':
      return stored ? (stored as Date).toISOString().slice(0, 10) : null;
    case 'decimal':
      return stored === null ? null : String(stored);
    default:
      return stored;
  }
}

/** A scalar as Prisma takes it. */
export function columnValue(field: Field, value: unknown): unknown {
  if (value === null) return null;
  if (field.type === 'date') return new Date(`${String(value)}T00:00:00.000Z`);
  if (field.type === 'instant') return new Date(String(value));
  return value;
}
