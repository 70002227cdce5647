import type { Row } from './record/mapping.ts';
import { badUserInput } from './request-error.ts';

export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

export interface Sort {
  /** The column sorted by; never null in the database. */
  column: string;
  direction: 'asc' | 'desc';
}

/** One page of a list as Prisma arguments, and what is needed to make a connection of the rows. */
export interface Page {
  size: number;
  backward: boolean;
  sorts: readonly Sort[];
  where: object;
  orderBy: object[];
  take: number;
  select: Record<string, true>;
  continues: boolean;
}

const defaultSize = 20;
/** Entries that one page, or one list of ids, may have. */
export const largestPage = 100;

/** Reads paging arguments; more than 100 is refused, not cut, and a cursor of another order is refused. */
export function readPage(args: PageArguments, sorts: readonly Sort[]): Page {
  if (args.first != null && args.last != null) throw badUserInput('give `first` or `last`, not both');
  const backward = args.last != null;
  const size = args.first ?? args.last ?? defaultSize;
  if (size < 1 || size > largestPage)
    throw badUserInput(
      `\`${backward ? 'last' : 'first'}\` must be from 1 to ${largestPage}, not ${size}: page with \`after\``,
    );
  const order = [...sorts, { column: 'id', direction: 'asc' } as const];
  const bounds = [
    ...(args.after ? [beyond(order, readCursor(args.after, order), false)] : []),
    ...(args.before ? [beyond(order, readCursor(args.before, order), true)] : []),
  ];
  return {
    size,
    backward,
    sorts: order,
    where: bounds.length > 0 ? { AND: bounds } : {},
    orderBy: order.map((s) => ({ [s.column]: backward ? opposite(s.direction) : s.direction })),
    take: size + 1,
    select: Object.fromEntries(order.map((s) => [s.column, true])),
    continues: backward ? args.before != null : args.after != null,
  };
}

const opposite = (direction: Sort['direction']) => (direction === 'asc' ? 'desc' : 'asc');

/** Rows after the given values in the given order, or before them. */
function beyond(order: readonly Sort[], values: readonly unknown[], before: boolean): object {
  return {
    OR: order.map((sort, at) => ({
      ...Object.fromEntries(order.slice(0, at).map((s, i) => [s.column, values[i]])),
      [sort.column]: { [(sort.direction === 'asc') !== before ? 'gt' : 'lt']: values[at] },
    })),
  };
}

const signature = (order: readonly Sort[]) => order.map((s) => `${s.column} ${s.direction}`).join(',');

/** A cursor holds the order and the sort values of its row, so a row that is gone never ends a list. */
export function cursorOf(row: Row, order: readonly Sort[]): string {
  const values = order.map((s) => (row[s.column] instanceof Date ? { date: row[s.column] } : row[s.column]));
  return Buffer.from(JSON.stringify([signature(order), ...values])).toString('base64url');
}

function readCursor(cursor: string, order: readonly Sort[]): unknown[] {
  const refuse = () =>
    badUserInput('this cursor does not belong to this list in this order: begin again without it');
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw refuse();
  }
  if (!Array.isArray(parsed) || parsed.length !== order.length + 1 || parsed[0] !== signature(order))
    throw refuse();
  return parsed.slice(1).map((value: unknown) => {
    if (typeof value === 'string' || typeof value === 'number') return value;
    const date = new Date(String((value as { date?: unknown } | null)?.date));
    if (Number.isNaN(date.getTime())) throw refuse();
    return date;
  });
}

export interface Connection {
  edges: { cursor: string; node: Row }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number | (() => Promise<number>);
}

/** A page of rows, one more than asked for, as a connection. */
export function connectionOf(
  rows: readonly Row[],
  page: Page,
  totalCount: Connection['totalCount'],
): Connection {
  const more = rows.length > page.size;
  const kept = rows.slice(0, page.size);
  if (page.backward) kept.reverse();
  const edges = kept.map((node) => ({ cursor: cursorOf(node, page.sorts), node }));
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: page.backward ? page.continues : more,
      hasPreviousPage: page.backward ? more : page.continues,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
