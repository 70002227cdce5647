import { isPlainText, isStorableYear } from '@steward/domain/record/field.ts';
import { validate as isUuid } from 'uuid';
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
  /** What the column holds, for reading a cursor; text when left out. */
  type?: 'text' | 'instant' | 'integer' | 'uuid';
  direction: 'asc' | 'desc';
}

/** In the direction of the order it ends: an index reads both columns one way, and else every row would be sorted. */
const byId = (sorts: readonly Sort[]): Sort => ({
  column: 'id',
  type: 'uuid',
  direction: sorts.at(-1)?.direction ?? 'asc',
});

/** One page of a list as Prisma arguments, and what is needed to make a connection of the rows. */
export interface Page {
  size: number;
  backward: boolean;
  sorts: readonly Sort[];
  where: object;
  /** Sort values of the rows that bound the page, as the cursors hold them. */
  after: readonly unknown[] | null;
  before: readonly unknown[] | null;
  orderBy: object[];
  take: number;
  select: Record<string, true>;
  continues: boolean;
}

const defaultSize = 20;
/** Entries that one page, or one list of ids, may have. */
export const largestPage = 100;

/**
 * Reads paging arguments; more than 100 is refused, not cut, and a cursor of another order is refused. `ties` decides
 * between rows that the sort columns leave equal.
 */
export function readPage(
  args: PageArguments,
  sorts: readonly Sort[],
  ties: readonly Sort[] = [byId(sorts)],
): Page {
  if (args.first != null && args.last != null) throw badUserInput('give `first` or `last`, not both');
  const backward = args.last != null;
  const size = args.first ?? args.last ?? defaultSize;
  if (size < 1 || size > largestPage)
    throw badUserInput(
      `\`${backward ? 'last' : 'first'}\` must be from 1 to ${largestPage}, not ${size}: page with \`after\``,
    );
  const order = [...sorts, ...ties];
  const after = args.after != null ? readCursor(args.after, order) : null;
  const before = args.before != null ? readCursor(args.before, order) : null;
  const bounds = [
    ...(after ? [beyond(order, after, false)] : []),
    ...(before ? [beyond(order, before, true)] : []),
  ];
  return {
    size,
    backward,
    sorts: order,
    where: bounds.length > 0 ? { AND: bounds } : {},
    after,
    before,
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
  return order.map((sort, at) => {
    const value = cursorValue(sort, parsed[at + 1]);
    if (value === null) throw refuse();
    return value;
  });
}

/** Null for what the column can not hold: a cursor comes from outside. */
function cursorValue({ type = 'text' }: Sort, value: unknown): string | number | Date | null {
  if (type === 'instant') {
    const date = new Date(String((value as { date?: unknown } | null)?.date));
    return Number.isNaN(date.getTime()) || !isStorableYear(date.toISOString()) ? null : date;
  }
  if (type === 'integer')
    return Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31 ? Number(value) : null;
  if (typeof value !== 'string' || !isPlainText(value)) return null;
  return type === 'uuid' && !isUuid(value) ? null : value;
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
  // Made when they are asked for: most lists are read without them.
  const edges = kept.map((node) => ({
    get cursor() {
      return cursorOf(node, page.sorts);
    },
    node,
  }));
  return {
    edges,
    totalCount,
    pageInfo: {
      hasNextPage: page.backward ? page.continues : more,
      hasPreviousPage: page.backward ? more : page.continues,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}
