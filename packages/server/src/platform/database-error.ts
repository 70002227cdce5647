import { databaseError, isRetryable, uniqueViolation } from './database/driver-error.ts';
import { Prisma } from './database/generated/prisma/client.ts';
import { stateError, type UserError, validationError } from './user-error.ts';

/**
 * The one place that reads the database's errors. A unique index that a person can run into becomes a typed error;
 * `repeated` means that a write under way at the same time was faster; null means that the error is not expected.
 */
export function refusalOf(error: unknown): UserError | 'repeated' | null {
  if (/^40(001|P01)$/.test(databaseError(error)?.sqlState ?? '')) return 'repeated';
  if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2034') return 'repeated';
  const index = uniqueViolation(error);
  if (index === null) return null;
  if (/^(Account|IdempotencyKey|Revision|SearchEntry)_/.test(index)) return 'repeated';
  if (index.endsWith('_one_open'))
    return stateError('the role has an open holder on this record: end that holding first, or hand it over', [
      'endRole',
    ]);
  if (index.startsWith('Handle_'))
    return validationError([
      { path: ['handles'], message: 'a handle belongs to one person or team only: another record has it' },
    ]);
  if (index.endsWith('_lookup_key'))
    return validationError([{ path: ['key'], message: 'the key belongs to another record: choose another' }]);
  return null;
}

/** True when the database can not be reached or is shedding work, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (isRetryable(error)) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'].includes(error.code);
}
