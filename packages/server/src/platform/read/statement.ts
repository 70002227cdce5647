import type { Row } from '../record/mapping.ts';
import { newDraft } from './draft.ts';
import { placeOf } from './place.ts';
import { type Question, rowsOf } from './selection.ts';

/** What Prisma's `findMany` would be asked. */
export interface Asked {
  readonly model: string;
  readonly question: Question;
}

export interface ReadStatement {
  /** One row with one column, `answer`: JSON as text. */
  readonly text: string;
  readonly values: readonly unknown[];
  /** The rows of each question out of that text. */
  readonly read: (answer: string) => Row[][];
}

/**
 * One statement that answers several questions, all of them as the database was at one instant; null when one of them
 * is Prisma's.
 */
export function readStatement(
  asked: readonly Asked[],
  plan: 'FOR_ITS_VALUES' | 'ONCE' = 'FOR_ITS_VALUES',
): ReadStatement | null {
  const draft = newDraft(plan);
  const parts = asked.map(({ model, question }) => rowsOf(draft, placeOf(draft, model), question));
  if (draft.beyond !== null) return null;
  const lists = parts.map(({ text }) => `(SELECT coalesce(json_agg(r), '[]') FROM (${text}) r)`);
  return {
    text: `SELECT json_build_array(${lists.join(', ')})::text AS answer`,
    values: draft.values,
    read: (answer) => {
      const lists = JSON.parse(answer) as Row[][];
      for (const [at, rows] of lists.entries()) for (const row of rows) parts[at]!.read(row);
      return lists;
    },
  };
}
