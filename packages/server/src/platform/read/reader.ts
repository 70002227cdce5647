import type { Connection } from '../database/connection.ts';
import type { Prisma, PrismaClient } from '../database/generated/prisma/client.ts';
import type { OnQuery } from '../database/query-recorder.ts';
import { type Delegate, delegate } from '../record/delegate.ts';
import { delegateName, type Row } from '../record/mapping.ts';
import { type Asked, type ReadStatement, readStatement } from './statement.ts';
import { tables } from './tables.ts';

type Reads = 'findMany' | 'findFirst' | 'count';
type Model = Uncapitalize<Prisma.ModelName>;

/** A question whose rows are known to its type. */
export type AskedFor<Rows> = Asked & { readonly rows?: Rows };

type RowsOf<Asks> = { [Index in keyof Asks]: Asks[Index] extends AskedFor<infer Rows> ? Rows : never };

/**
 * Prisma's reading methods, by model, with Prisma's arguments and answers, at a fraction of what Prisma costs: a question
 * is one statement that answers with one JSON value. What it does not know how to write it hands to Prisma. Not for use
 * within a transaction.
 */
export type Reader = {
  readonly [Name in Model]: Pick<PrismaClient[Name], Reads>;
} & {
  /** The rows of several questions in one statement, for questions that come again and again: its plan is made once. */
  together<const Asks extends readonly AskedFor<unknown>[]>(asks: Asks): Promise<RowsOf<Asks>>;
  /** The rows of a statement written by hand, as the driver gives them. */
  rows<Row>(statement: Pick<Prisma.Sql, 'text' | 'values'>): Promise<Row[]>;
};

/** `findMany` as a question for `together`. */
export const askFor = <
  Name extends Model,
  Arguments extends Prisma.Args<PrismaClient[Name], 'findMany'> & Asked['question'],
>(
  model: Name,
  question: Arguments,
): AskedFor<Prisma.Result<PrismaClient[Name], Arguments, 'findMany'>> => ({
  model: `${model.charAt(0).toUpperCase()}${model.slice(1)}`,
  question,
});

export function readerOver(
  connection: Pick<Connection, 'prepared'>,
  prisma: PrismaClient,
  onQuery?: OnQuery,
): Reader {
  const send = async <Row>(text: string, values: readonly unknown[]): Promise<Row[]> => {
    const started = performance.now();
    const rows = await connection.prepared<Row>(text, [...values]);
    onQuery?.(text, JSON.stringify(values), performance.now() - started);
    return rows;
  };
  const run = async ({ text, values, read }: ReadStatement): Promise<Row[][]> => {
    const [row] = await send<{ answer: string }>(text, values);
    return read(row!.answer);
  };
  const findMany = async (asked: Asked): Promise<Row[]> => {
    const statement = readStatement([asked]);
    return statement ? (await run(statement))[0]! : delegate(prisma, asked.model).findMany(asked.question);
  };
  const together = async (asks: readonly Asked[]): Promise<Row[][]> => {
    if (asks.length === 0) return [];
    const statement = readStatement(asks, 'ONCE');
    return statement ? run(statement) : Promise.all(asks.map(findMany));
  };
  const readsOf = (model: string): Pick<Delegate, Reads> => ({
    findMany: (question) => findMany({ model, question }),
    findFirst: async (question) => (await findMany({ model, question: { ...question, take: 1 } }))[0] ?? null,
    count: (question) => delegate(prisma, model).count(question),
  });
  const models = [...tables.keys()].map((model) => [delegateName(model), readsOf(model)]);
  const rows = <Row>({ text, values }: Pick<Prisma.Sql, 'text' | 'values'>) => send<Row>(text, values);
  return { ...Object.fromEntries(models), together, rows } as Reader;
}
