import { proposableKinds, subjectField } from '@steward/domain/record/proposal/model.ts';
import { type Context, hasScope } from '../platform/context.ts';
import type { AnyCondition } from '../platform/policy.ts';
import { writableRows } from '../platform/writable-rows.ts';

type Asked = Pick<Context, 'actor' | 'policies'>;

/**
 * The open proposals that the actor may answer at that instant: those about records that they may write. A new record is
 * answered by whoever may write all that it shall hang on. Null when there can be none.
 */
export function rowsThatMayBeDecided(context: Asked, at: Date): AnyCondition | null {
  const open = { state: 'OPEN' };
  if (!hasScope(context.actor, 'WRITE')) return null;
  if (context.actor.administrator) return open as unknown as AnyCondition;
  const closed = proposableKinds.flatMap((kind) => {
    const operations = context.policies[kind]?.writers?.administrators ?? [];
    return operations.length > 0 ? [{ aboutKind: kind, operation: { in: [...operations] } }] : [];
  });
  const subjects = proposableKinds.map((kind) => {
    const [field, rows] = [subjectField(kind), writableRows(context, kind, at)];
    const none = { [`${field}Id`]: null };
    const writable: object[] = rows ? [{ [field]: rows }] : [];
    return { all: rows ? { OR: [none, ...writable] } : none, writable };
  });
  const some = subjects.flatMap((one) => one.writable);
  if (some.length === 0) return null;
  const all = subjects.map((one) => one.all);
  return { AND: [open, { OR: some }, ...all, ...closed.map((NOT) => ({ NOT }))] } as unknown as AnyCondition;
}
