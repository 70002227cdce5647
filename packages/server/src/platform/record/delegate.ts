import type { Transaction } from '../context.ts';
import type { PrismaClient } from '../database/generated/prisma/client.ts';
import type { Reader } from '../read/reader.ts';
import { delegateName, type Row } from './mapping.ts';

/** What the record code needs of a Prisma model, whichever it is; the generated types know each model alone. */
export interface Delegate {
  findMany(args: object): Promise<Row[]>;
  findFirst(args: object): Promise<Row | null>;
  findUnique(args: object): Promise<Row | null>;
  count(args: object): Promise<number>;
  create(args: object): Promise<Row>;
  createMany(args: object): Promise<{ count: number }>;
  update(args: object): Promise<Row>;
  updateMany(args: object): Promise<{ count: number }>;
  deleteMany(args: object): Promise<{ count: number }>;
}

/** The model of a kind or a part, by its name. */
export const delegate = (client: PrismaClient | Transaction, model: string): Delegate =>
  (client as unknown as Record<string, Delegate>)[delegateName(model)]!;

/** The same of what only reads. */
export const readsOf = (reader: Reader, model: string): Pick<Delegate, 'findMany' | 'findFirst' | 'count'> =>
  (reader as unknown as Record<string, Delegate>)[delegateName(model)]!;
