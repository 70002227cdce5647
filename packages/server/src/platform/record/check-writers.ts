import { lookupKey } from '@steward/domain/record/key.ts';
import { type Context, hasScope, type Transaction } from '../context.ts';
import { forbidden, Refusal } from '../user-error.ts';
import {
  creatorsThrough,
  isForAdministrators,
  mayEverybody,
  whoMayWrite,
  writableRows,
} from '../writable-rows.ts';
import { attemptOf } from './attempt-of.ts';
import { delegate } from './delegate.ts';
import type { Before, WriteCommand } from './write.ts';

type Asked = { readonly command: WriteCommand; readonly before: Before | null };
type New = { readonly command: WriteCommand; readonly document: Record<string, unknown> };

/** The server itself and administrators may write everything that their token lets them. */
const mayAll = ({ actor }: Context): boolean => actor.administrator && hasScope(actor, 'WRITE');

const refuse = (context: Context, command: WriteCommand, before: Before | null): Refusal =>
  new Refusal(
    forbidden(whoMayWrite(context, command.kind.name, command.operation)),
    attemptOf(command, before),
  );

/**
 * Refuses unless the actor may write every record that is there, as rights and records stand in this transaction: one
 * statement for each kind, none for administrators.
 */
export async function checkWriters(
  tx: Transaction,
  context: Context,
  asked: readonly Asked[],
): Promise<void> {
  if (mayAll(context)) return;
  const judged = asked.filter(
    ({ command, before }) => before && !mayEverybody(context, command.kind.name, command.operation),
  );
  for (const [kind, group] of Map.groupBy(judged, ({ command }) => command.kind.name)) {
    const closed = group.find(({ command }) => isForAdministrators(context, kind, command.operation));
    if (closed) throw refuse(context, closed.command, closed.before);
    const ids = group.map(({ before }) => before!.id);
    const allowed = await writableAmong(tx, context, kind, { id: { in: ids } });
    const refused = group.find(({ before }) => !allowed.some(({ id }) => id === before!.id));
    if (refused) throw refuse(context, refused.command, refused.before);
  }
}

/**
 * Refuses unless the actor may make every new record: a person may where they may write what it hangs on. One statement
 * for each kind that new records hang on.
 */
export async function checkMakers(tx: Transaction, context: Context, made: readonly New[]): Promise<void> {
  if (mayAll(context)) return;
  const judged = made.filter(({ command }) => !mayEverybody(context, command.kind.name, 'CREATE'));
  const wanted = judged.map((one) => ({ ...one, parents: parentsOf(context, one) }));
  const kinds = new Set(wanted.flatMap(({ parents }) => parents.map(({ kind }) => kind)));
  const allowed = new Set<string>();
  for (const kind of kinds) {
    const lookups = wanted.flatMap(({ parents }) =>
      parents.flatMap((p) => (p.kind === kind ? [p.lookup] : [])),
    );
    for (const { lookup } of await writableAmong(tx, context, kind, { lookup: { in: lookups } }))
      allowed.add(`${kind} ${lookup}`);
  }
  const refused = wanted.find(
    ({ parents }) => !parents.some(({ kind, lookup }) => allowed.has(`${kind} ${lookup}`)),
  );
  if (refused) throw refuse(context, refused.command, null);
}

const parentsOf = (context: Context, { command, document }: New) =>
  creatorsThrough(context, command.kind.name).flatMap(([field, kind]) =>
    [document[field] ?? []].flat().map((key) => ({ kind, lookup: lookupKey(String(key)) })),
  );

async function writableAmong(
  tx: Transaction,
  context: Context,
  kind: string,
  where: object,
): Promise<{ id: string; lookup: string }[]> {
  const rows = hasScope(context.actor, 'WRITE') ? writableRows(context, kind, context.now()) : null;
  if (!rows) return [];
  const found = await delegate(tx, kind).findMany({
    where: { AND: [where, rows] },
    select: { id: true, lookup: true },
  });
  return found.map(({ id, lookup }) => ({ id: String(id), lookup: String(lookup) }));
}
