import { queryFromInfo } from '@pothos/plugin-prisma';
import { type GraphQLResolveInfo, type SelectionSetNode, Kind as SyntaxKind } from 'graphql';
import type { Context } from '../context.ts';
import { visibleRows } from '../policy.ts';
import { delegate } from '../record/delegate.ts';
import type { Row } from '../record/mapping.ts';

/** A place below the field: names of fields; for a union also the member that is meant. */
export type FieldPath = readonly string[];

/**
 * Loads the records that a computed answer mentions with what the document selects of them, in one statement for a
 * kind, and in none when the document selects nothing of it. Rows come by id; what the viewer may not see is missing.
 */
export async function selectedRecords(options: {
  context: Context;
  info: GraphQLResolveInfo;
  model: string;
  ids: readonly string[];
  paths: readonly FieldPath[];
  /** False for parts, which no policy speaks of. */
  isKind?: boolean;
}): Promise<ReadonlyMap<string, Row>> {
  const { context, info, model, ids } = options;
  const asked = options.paths.filter((path) => isSelected(info, path));
  if (asked.length === 0 || ids.length === 0) return new Map();
  const query = queryFromInfo({
    context,
    info,
    typeName: model,
    select: { id: true } as never,
    paths: asked.map((path) => path.map((name) => ({ name }))),
  });
  const rows = await delegate(context.database.prisma, model).findMany({
    ...query,
    where: {
      AND: [{ id: { in: [...new Set(ids)] } }, options.isKind === false ? {} : visibleRows(context, model)],
    },
  });
  return new Map(rows.map((row) => [String(row.id), row]));
}

function isSelected(info: GraphQLResolveInfo, path: FieldPath): boolean {
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
