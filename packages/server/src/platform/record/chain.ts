import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../context.ts';
import { delegate } from './delegate.ts';
import type { ReferenceIds } from './references.ts';
import type { Before } from './write.ts';

/** A document of a write, with the id its record has or gets. */
export interface ChainLink {
  readonly id: string;
  readonly kind: Kind;
  readonly document: RecordDocument;
  readonly before: Before | null;
}

/**
 * A reference of a kind to itself, such as the team above a team, forms a chain and never a circle: an issue for each
 * such field that would lead back to its own record, through `others` of the same write as they shall be. Whoever
 * changes the same chain at the same time waits, so that two changes that are right one by one do not close a circle
 * together.
 */
export async function chainIssues(
  tx: Transaction,
  { id, kind, document, before }: ChainLink,
  others: ReadonlyMap<string, ChainLink>,
  ids: ReferenceIds,
): Promise<FieldIssue[]> {
  const issues: FieldIssue[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const key = document[name];
    if (field.type !== 'reference' || field.options.to !== kind.name) continue;
    if (typeof key !== 'string' || key === before?.document[name]) continue;
    const next = ids.get(kind.name)?.get(lookupKey(key));
    // A new record that names itself names nobody yet, which is told elsewhere.
    if (next === undefined || (!before && next === id)) continue;
    const above = async (of: string): Promise<string | null> => {
      const other = others.get(of)?.document[name];
      if (typeof other === 'string') return ids.get(kind.name)?.get(lookupKey(other)) ?? null;
      // A new record stands above nothing but what the same write puts below it.
      return other === null || !before ? null : storedAbove(tx, kind, name, of);
    };
    if (before)
      await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`${kind.name}.${name}`})) IS NULL AS waited`;
    if (await leadsTo(next, id, above)) {
      const message = `"${key}" is this ${nounOf(kind.name)} or stands below it: name one that does not`;
      issues.push({ path: [name], message });
    }
  }
  return issues;
}

/** True when following the reference from one record comes to another. */
async function leadsTo(
  from: string,
  to: string,
  above: (id: string) => Promise<string | null>,
): Promise<boolean> {
  const seen = new Set<string>();
  let next: string | null = from;
  while (next !== null && next !== to && !seen.has(next)) {
    seen.add(next);
    next = await above(next);
  }
  return next === to;
}

async function storedAbove(tx: Transaction, kind: Kind, field: string, id: string): Promise<string | null> {
  const column = `${field}Id`;
  const row = await delegate(tx, kind.name).findUnique({ where: { id }, select: { [column]: true } });
  return (row?.[column] as string | null | undefined) ?? null;
}
