import { badUserInput } from '../request-error.ts';

/**
 * Where an event stands in the feed: by the transaction that wrote it, then by its number. Numbers alone are given out
 * before transactions end, so a lower one may be seen later.
 */
export interface Place {
  readonly transaction: bigint;
  readonly id: bigint;
}

export const beginning: Place = { transaction: 0n, id: 0n };

export const isAfter = (a: Place, b: Place): boolean =>
  a.transaction > b.transaction || (a.transaction === b.transaction && a.id > b.id);

/** A cursor is good for one epoch: a restored or promoted database counts its transactions anew. */
export const cursorOf = (epoch: string, { transaction, id }: Place): string =>
  Buffer.from(`${epoch} ${transaction} ${id}`).toString('base64url');

/** Throws BAD_USER_INPUT for text that is none. */
export function readCursor(cursor: string): { epoch: string; place: Place } {
  const [epoch, transaction, id, ...rest] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  // Both are counted in 64 bits by the database.
  const isCount = (text: string | undefined): text is string => /^\d{1,19}$/.test(text ?? '');
  if (!epoch || !isCount(transaction) || !isCount(id) || rest.length > 0)
    throw badUserInput(
      'this is not a cursor that the feed gave: use the `cursor` of an event or of a page, or its `head`',
    );
  return { epoch, place: { transaction: BigInt(transaction), id: BigInt(id) } };
}
