import { isDeepStrictEqual } from 'node:util';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { partIdentity } from '@steward/domain/record/kind.ts';

/**
 * The paths in which two documents of a kind differ: a field by its name; a row of a part by field and position in
 * the newer document, so that edits of different rows are told apart; removed rows by the field alone.
 */
export function changedPaths(kind: Kind, before: RecordDocument | null, after: RecordDocument): string[] {
  const paths: string[] = [];
  if (before && before.key !== after.key) paths.push('key');
  for (const [name, field] of Object.entries(kind.fields)) {
    const was = before?.[name];
    const is = after[name];
    if (before === null ? isEmpty(is) : isDeepStrictEqual(was, is)) continue;
    const part = field.options.part;
    paths.push(
      ...(part && before ? partPaths(name, part.identity, was as PartRow[], is as PartRow[]) : [name]),
    );
  }
  return paths;
}

type PartRow = Record<string, unknown>;

function partPaths(name: string, identity: readonly string[], before: PartRow[], after: PartRow[]): string[] {
  const old = new Map(before.map((row) => [partIdentity(identity, row), row]));
  const paths = after.flatMap((row, index) => {
    const was = old.get(partIdentity(identity, row));
    old.delete(partIdentity(identity, row));
    return was !== undefined && isDeepStrictEqual(was, row) ? [] : [`${name}.${index}`];
  });
  if (old.size > 0 || paths.length === 0) paths.push(name);
  return paths;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === false || (Array.isArray(value) && value.length === 0);
