import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../context.ts';
import { delegate } from './delegate.ts';
import type { ReferenceIds } from './references.ts';
import type { Before } from './write.ts';

/**
 * A reference of a kind to itself, such as the team above a team, forms a chain and never a circle: an issue for each
 * such field that would lead back to its own record. Whoever changes the same chain at the same time waits, so that
 * two changes that are right one by one do not close a circle together.
 */
export async function chainIssues(
  tx: Transaction,
  kind: Kind,
  document: RecordDocument,
  before: Before | null,
  ids: ReferenceIds,
): Promise<FieldIssue[]> {
  if (!before) return [];
  const issues: FieldIssue[] = [];
  for (const [name, field] of Object.entries(kind.fields)) {
    const key = document[name];
    if (field.type !== 'reference' || field.options.to !== kind.name) continue;
    if (typeof key !== 'string' || key === before.document[name]) continue;
    const next = ids.get(kind.name)?.get(lookupKey(key));
    if (next === undefined) continue;
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`${kind.name}.${name}`})) IS NULL AS waited`;
    if (await leadsTo(tx, kind, name, next, before.id)) {
      const message = `"${key}" is this ${nounOf(kind.name)} or stands below it: name one that does not`;
      issues.push({ path: [name], message });
    }
  }
  return issues;
}

/** True when following the reference from one record comes to another; one statement a step. */
async function leadsTo(
  tx: Transaction,
  kind: Kind,
  field: string,
  from: string,
  to: string,
): Promise<boolean> {
  const column = `${field}Id`;
  const seen = new Set<string>();
  let next: string | null = from;
  while (next !== null && next !== to && !seen.has(next)) {
    seen.add(next);
    const row = await delegate(tx, kind.name).findUnique({ where: { id: next }, select: { [column]: true } });
    next = (row?.[column] as string | null | undefined) ?? null;
  }
  return next === to;
}
