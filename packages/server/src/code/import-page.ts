import type { PageArguments } from '../platform/page.ts';
import { badUserInput } from '../platform/request-error.ts';

const defaultSize = 20;
const largestSize = 100;

/** Which entries of a list that stands still a page holds, counted from 0, `to` not among them. */
export interface Slice {
  readonly from: number;
  readonly to: number;
  readonly total: number;
}

/** Reads paging arguments over a list of known length, by the rules of every other list. */
export function readSlice(args: PageArguments, total: number): Slice {
  if (args.first != null && args.last != null) throw badUserInput('give `first` or `last`, not both');
  const size = args.first ?? args.last ?? defaultSize;
  if (size < 1 || size > largestSize)
    throw badUserInput(
      `\`${args.last != null ? 'last' : 'first'}\` must be from 1 to ${largestSize}, not ${size}: page with \`after\``,
    );
  const lower = args.after == null ? 0 : Math.min(positionOf(args.after) + 1, total);
  const upper = args.before == null ? total : Math.min(positionOf(args.before), total);
  return args.last == null
    ? { from: lower, to: Math.max(lower, Math.min(upper, lower + size)), total }
    : { from: Math.min(upper, Math.max(lower, upper - size)), to: upper, total };
}

const prefix = 'import:';

const cursorAt = (position: number): string => Buffer.from(`${prefix}${position}`).toString('base64url');

function positionOf(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const position = text.startsWith(prefix) ? Number(text.slice(prefix.length)) : Number.NaN;
  if (Number.isSafeInteger(position) && position >= 0) return position;
  throw badUserInput('this cursor does not belong to this list: begin again without it');
}

/** The entries of a slice as a connection. */
export function sliceConnection(nodes: readonly object[], { from, to, total }: Slice) {
  const edges = nodes.map((node, index) => ({ cursor: cursorAt(from + index), node }));
  return {
    edges,
    totalCount: total,
    pageInfo: {
      hasNextPage: to < total,
      hasPreviousPage: from > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
