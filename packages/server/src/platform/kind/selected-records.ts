import { queryFromInfo } from '@pothos/plugin-prisma';
import { type GraphQLResolveInfo, type SelectionSetNode, Kind as SyntaxKind } from 'graphql';
import type { Context } from '../context.ts';
import { visibleRows } from '../policy.ts';
import type { Row } from '../record/mapping.ts';

/** A place below the field: names of fields; for a union also the member that is meant. */
export type FieldPath = readonly string[];

export interface WantedRecords {
  readonly model: string;
  readonly ids: readonly string[];
  /** Where the document may select something of them. */
  readonly paths: readonly FieldPath[];
  /** False for parts, which no policy speaks of. */
  readonly isKind?: boolean;
}

/**
 * Loads the records that a computed answer mentions with what the document selects of them, all in one statement, and
 * in none when the document selects nothing of any. Rows come by id, for each that is wanted in turn; what the viewer
 * may not see is missing.
 */
export async function selectedRecords<const Wanted extends readonly WantedRecords[]>(
  context: Context,
  info: GraphQLResolveInfo,
  wanted: Wanted,
): Promise<{ [Index in keyof Wanted]: ReadonlyMap<string, Row> }> {
  const asks = wanted.map((each) => askOf(context, info, each));
  const answers = await context.database.read.together(asks.filter((ask) => ask !== null));
  const tables = asks.map((ask) => {
    const rows = ask === null ? [] : (answers.shift() as Row[]);
    return new Map(rows.map((row) => [String(row.id), row]));
  });
  return tables as { [Index in keyof Wanted]: ReadonlyMap<string, Row> };
}

function askOf(context: Context, info: GraphQLResolveInfo, { model, ids, paths, isKind }: WantedRecords) {
  const asked = paths.filter((path) => isSelected(info, path));
  if (asked.length === 0 || ids.length === 0) return null;
  const query: object = queryFromInfo({
    context,
    info,
    typeName: model,
    select: { id: true } as never,
    paths: asked.map((path) => path.map((name) => ({ name }))),
  });
  const visible = isKind === false ? {} : visibleRows(context, model);
  return { model, question: { ...query, where: { AND: [{ id: { in: [...new Set(ids)] } }, visible] } } };
}

/** Whether the document selects that field. */
export function isSelected(info: GraphQLResolveInfo, path: FieldPath): boolean {
  const within = (set: SelectionSetNode | undefined, at: number): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === SyntaxKind.FRAGMENT_SPREAD)
        return within(info.fragments[selection.name.value]?.selectionSet, at);
      if (selection.kind === SyntaxKind.INLINE_FRAGMENT) return within(selection.selectionSet, at);
      if (selection.name.value !== path[at]) return false;
      return at === path.length - 1 || within(selection.selectionSet, at + 1);
    }) ?? false;
  return info.fieldNodes.some((node) => within(node.selectionSet, 0));
}
