import type { Kind } from '@steward/domain/record/kind.ts';
import { kindNamed, kinds } from '@steward/domain/record/kinds.ts';
import { type Context, hasScope } from './context.ts';
import { periodNow } from './kept/clock-use.ts';
import { visibleRows } from './policy.ts';
import type { Row } from './record/mapping.ts';
import type { Operation } from './record/write.ts';
import { creatorsThrough, isForAdministrators, mayEverybody, writableRows } from './writable-rows.ts';

/** A record of any kind. */
export interface NamedRecord {
  readonly kind: string;
  readonly id: string;
}

/** What the viewer may do with a record as it stands. */
export interface ViewerRights extends NamedRecord {
  /** Everything but steps of a lifecycle. */
  readonly operations: readonly Operation[];
  /** Kinds of which the viewer may make a record that hangs on this one. */
  readonly creates: readonly string[];
}

interface Ask {
  readonly of: 'SEEN' | 'WRITABLE' | 'OVER';
  readonly model: string;
  readonly question: { where: Row; select: Row };
}

/**
 * What the viewer may do with records, by the words that decide about the writes themselves, in the order asked; null for
 * one that is missing or hidden. One statement for all of them.
 */
export async function viewerRights(
  context: Context,
  records: readonly NamedRecord[],
): Promise<(ViewerRights | null)[]> {
  const asks = [...Map.groupBy(records, ({ kind }) => kind)].flatMap(([kind, group]) =>
    asksAbout(
      context,
      kindNamed(kind),
      group.map(({ id }) => id),
    ),
  );
  const answers = (await context.database.read.together(asks)) as Row[][];
  const rows = (of: Ask['of']) =>
    new Map<string, Row>(
      asks.flatMap((ask, at) =>
        ask.of === of ? answers[at]!.map((row) => [`${ask.model} ${row.id}`, row] as const) : [],
      ),
    );
  const [seen, writable, over] = [rows('SEEN'), rows('WRITABLE'), rows('OVER')];
  return records.map(({ kind, id }) => {
    const name = `${kind} ${id}`;
    const row = seen.get(name);
    if (!row) return null;
    const may = (operation: string) => mayWrite(context, kind, operation, () => writable.has(name));
    const operations = operationsOn(kindNamed(kind), row, over.has(name)).filter(may);
    return { kind, id, operations, creates: createsUnder(context, kind, row, () => writable.has(name)) };
  });
}

/** Kinds of which the viewer may make a record, somewhere at least. One statement, and none for administrators. */
export async function viewerCreates(context: Context): Promise<string[]> {
  const parents = (kind: string) => creatorsThrough(context, kind).map(([, to]) => to);
  const asked = [...new Set(kinds.flatMap(({ name }) => parents(name)))].flatMap((model) => {
    const rows =
      isTried(context) && !context.actor.administrator && writableRows(context, model, periodNow(context));
    return rows
      ? [{ model, question: { where: { AND: [{ archivedAt: null }, rows] }, select: { id: true }, take: 1 } }]
      : [];
  });
  const answers = asked.length > 0 ? ((await context.database.read.together(asked)) as Row[][]) : [];
  const open = new Set(asked.flatMap(({ model }, at) => (answers[at]!.length > 0 ? [model] : [])));
  return kinds
    .map(({ name }) => name)
    .filter((kind) => mayWrite(context, kind, 'CREATE', () => parents(kind).some((to) => open.has(to))));
}

const isTried = ({ actor }: Context): boolean => hasScope(actor, 'WRITE');

/** The decision of the write path, with the answer about the rows at hand. */
function mayWrite(context: Context, kind: string, operation: string, writable: () => boolean): boolean {
  if (kindNamed(kind).byOwnMutations) return false;
  if (!isTried(context) || context.policies[kind]!.mayWrite(context, operation) !== null) return false;
  if (context.actor.administrator || mayEverybody(context, kind, operation)) return true;
  return !isForAdministrators(context, kind, operation) && writable();
}

function asksAbout(context: Context, kind: Kind, ids: readonly string[]): Ask[] {
  const model = kind.name;
  const named = { id: { in: [...new Set(ids)] } };
  const open = { roles: { where: { to: null }, select: { id: true }, take: 1 } };
  const seen: Ask = {
    ...{ of: 'SEEN', model },
    question: {
      where: { AND: [named, visibleRows(context, model)] },
      select: { id: true, archivedAt: true, ...(kind.scope ? open : {}) },
    },
  };
  const among = (of: Ask['of'], rows: object | null | undefined): Ask[] =>
    rows ? [{ of, model, question: { where: { AND: [named, rows] }, select: { id: true } } }] : [];
  const asksRows = isTried(context) && !context.actor.administrator;
  return [
    seen,
    ...among('WRITABLE', asksRows ? writableRows(context, model, periodNow(context)) : null),
    ...among('OVER', context.policies[model]!.over),
  ];
}

/** What can be done with the record at all, whoever does it. */
function operationsOn(kind: Kind, row: Row, over: boolean): Operation[] {
  if (kind.byOwnMutations) return [];
  const held = kind.scope && (row.roles as unknown[]).length > 0;
  return [
    ...(over ? [] : (['UPDATE'] as const)),
    row.archivedAt === null ? 'ARCHIVE' : 'RESTORE',
    ...(kind.scope ? (['ASSIGN_ROLE'] as const) : []),
    ...(held ? (['HAND_OVER_ROLE', 'END_ROLE'] as const) : []),
  ];
}

function createsUnder(context: Context, kind: string, row: Row, writable: () => boolean): string[] {
  if (row.archivedAt !== null) return [];
  return kinds
    .map(({ name }) => name)
    .filter((made) => creatorsThrough(context, made).some(([, to]) => to === kind))
    .filter((made) => mayWrite(context, made, 'CREATE', writable));
}
