import { getDatamodel } from '../database/generated/pothos.ts';

export interface Column {
  readonly name: string;
  /** As the Prisma schema names it: String, Int, DateTime, ... */
  readonly type: string;
  readonly isList: boolean;
  /** Of a record: its own or that of one it refers to. */
  readonly isId: boolean;
}

/** How rows of one table find those of another; every reference is to the column `id`. */
export type Link =
  | { readonly by: 'own column'; readonly column: string }
  | { readonly by: 'their column'; readonly column: string }
  | { readonly by: 'join table'; readonly table: string; readonly own: 'A' | 'B'; readonly their: 'A' | 'B' };

export interface Relation {
  readonly name: string;
  readonly to: string;
  readonly isList: boolean;
  readonly link: Link;
}

export interface Table {
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
  readonly relations: ReadonlyMap<string, Relation>;
}

interface DeclaredField {
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  readonly isList: boolean;
  readonly relationName?: string;
  readonly relationFromFields?: readonly string[];
}

type Models = Readonly<Record<string, { readonly fields: readonly DeclaredField[] }>>;

/** The tables of the Prisma schema by model, which carries the name of its table. */
export const tables: ReadonlyMap<string, Table> = tablesOf(
  (getDatamodel() as unknown as { datamodel: { models: Models } }).datamodel.models,
);

function tablesOf(models: Models): ReadonlyMap<string, Table> {
  return new Map(
    Object.entries(models).map(([name, { fields }]) => {
      const columns = fields.filter(({ kind }) => kind !== 'object');
      const relations = fields.filter(({ kind }) => kind === 'object');
      const references = relations.flatMap(({ relationFromFields }) => relationFromFields ?? []);
      const isId = (field: DeclaredField) =>
        field.type === 'String' && (field.name === 'id' || references.includes(field.name));
      const table: Table = {
        name,
        columns: new Map(columns.map((field) => [field.name, { ...field, isId: isId(field) }])),
        relations: new Map(
          relations.map((field) => [
            field.name,
            { name: field.name, to: field.type, isList: field.isList, link: linkOf(models, name, field) },
          ]),
        ),
      };
      return [name, table];
    }),
  );
}

function linkOf(models: Models, model: string, field: DeclaredField): Link {
  const [own] = field.relationFromFields ?? [];
  if (own) return { by: 'own column', column: own };
  const other = models[field.type]!.fields.find(
    ({ relationName, name }) =>
      relationName === field.relationName && !(model === field.type && name === field.name),
  );
  const [theirs] = other?.relationFromFields ?? [];
  if (theirs) return { by: 'their column', column: theirs };
  // Prisma calls the columns of its join tables A and B, after the names of the models in their order.
  const [mine, their] = model < field.type ? (['A', 'B'] as const) : (['B', 'A'] as const);
  return { by: 'join table', table: `_${field.relationName}`, own: mine, their };
}
