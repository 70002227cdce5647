import { lookupKey } from '@steward/domain/record/key.ts';
import { type Context, hasScope, type Transaction } from '../context.ts';
import { forbidden, Refusal } from '../user-error.ts';
import {
  creatorsThrough,
  isForAdministrators,
  mayEverybody,
  whoMayWrite,
  whoMayWriteParent,
  writableRows,
} from '../writable-rows.ts';
import { attemptOf } from './attempt-of.ts';
import { delegate } from './delegate.ts';
import { lockRights } from './lock-rights.ts';
import { findByLookup } from './references.ts';
import type { Before, WriteCommand } from './write.ts';

type Asked = { readonly command: WriteCommand; readonly before: Before | null };
type Moved = New & Pick<Asked, 'before'>;
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
 * statement for each kind after one that holds them so until the end of the transaction, none for administrators.
 */
export async function checkWriters(
  tx: Transaction,
  context: Context,
  asked: readonly Asked[],
): Promise<void> {
  if (mayAll(context)) return;
  await lockRights(tx, context);
  const judged = asked.filter(
    ({ command, before }) =>
      before && !command.proposed && !mayEverybody(context, command.kind.name, command.operation),
  );
  for (const [kind, group] of Map.groupBy(judged, ({ command }) => command.kind.name)) {
    const closed = group.find(({ command }) => isForAdministrators(context, kind, command.operation));
    if (closed) throw refuse(context, closed.command, closed.before);
    const ids = group.map(({ before }) => before!.id);
    const allowed = await writableAmong(tx, context, kind, ids);
    const refused = group.find(({ before }) => !allowed.has(before!.id));
    if (refused) throw refuse(context, refused.command, refused.before);
  }
}

/**
 * Refuses unless the actor may make every new record: a person may where they may write all that it hangs on. One
 * statement for each kind that new records hang on.
 */
export async function checkMakers(tx: Transaction, context: Context, made: readonly New[]): Promise<void> {
  if (mayAll(context)) return;
  const judged = made.filter(
    ({ command }) => !command.proposed && !mayEverybody(context, command.kind.name, 'CREATE'),
  );
  const wanted = judged.map((one) => ({ ...one, parents: parentsOf(context, one) }));
  const may = await writableParents(tx, context, wanted);
  const refused = wanted.find(({ parents }) => parents.length === 0 || !parents.every(may));
  if (refused) throw refuse(context, refused.command, null);
}

/**
 * Refuses to hang a record on another one than before unless the actor may write that one too: nobody puts what is theirs
 * under what is not. Keys are as they are stored. One statement for each kind that records are moved under.
 */
export async function checkMoves(tx: Transaction, context: Context, edited: readonly Moved[]): Promise<void> {
  if (mayAll(context)) return;
  const moves = edited.flatMap((one) => {
    const { before, command } = one;
    if (!before || command.proposed || mayEverybody(context, command.kind.name, 'CREATE')) return [];
    const known = parentsOf(context, { ...one, document: before.document });
    const fresh = parentsOf(context, one).filter(
      ({ field, lookup }) => !known.some((parent) => parent.field === field && parent.lookup === lookup),
    );
    return fresh.length > 0 ? [{ ...one, parents: fresh }] : [];
  });
  const may = await writableParents(tx, context, moves);
  for (const { command, before, parents } of moves) {
    const closed = parents.find((parent) => !may(parent));
    if (closed)
      throw new Refusal(
        forbidden(whoMayWriteParent(command.kind.name, closed.field), [closed.field]),
        attemptOf(command, before),
      );
  }
}

interface Parent {
  readonly field: string;
  readonly kind: string;
  readonly lookup: string;
}

const parentsOf = (context: Context, { command, document }: New): Parent[] =>
  creatorsThrough(context, command.kind.name).flatMap(([field, kind]) =>
    [document[field] ?? []].flat().map((key) => ({ field, kind, lookup: lookupKey(String(key)) })),
  );

/** Which of the records that are named as parents the actor may write. */
async function writableParents(
  tx: Transaction,
  context: Context,
  wanted: readonly { readonly parents: readonly Parent[] }[],
): Promise<(parent: Parent) => boolean> {
  const allowed = new Map<string, ReadonlySet<string>>();
  const all = wanted.flatMap(({ parents }) => parents);
  for (const [kind, parents] of Map.groupBy(all, (parent) => parent.kind)) {
    const rows = rowsToWrite(context, kind);
    const lookups = [...new Set(parents.map(({ lookup }) => lookup))];
    allowed.set(kind, new Set(rows ? (await findByLookup(tx, kind, lookups, rows)).keys() : []));
  }
  return ({ kind, lookup }) => allowed.get(kind)!.has(lookup);
}

const rowsToWrite = (context: Context, kind: string) =>
  hasScope(context.actor, 'WRITE') ? writableRows(context, kind, context.now()) : null;

async function writableAmong(
  tx: Transaction,
  context: Context,
  kind: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = rowsToWrite(context, kind);
  if (!rows) return new Set();
  const found = await delegate(tx, kind).findMany({
    where: { AND: [{ id: { in: ids } }, rows] },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => String(id)));
}
