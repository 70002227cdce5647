import { Prisma } from './database/generated/prisma/client.ts';
import { stateError, type UserError, validationError } from './user-error.ts';

/**
 * The one place that reads Prisma's errors. A unique constraint that a person can run into becomes a typed error;
 * `repeated` means that the same write was under way twice; null means that the error is not expected.
 */
export function refusalOf(error: unknown): UserError | 'repeated' | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return null;
  if (error.code === 'P2034') return 'repeated';
  if (error.code !== 'P2002') return null;
  const constraint = JSON.stringify(error.meta ?? {});
  if (constraint.includes('IdempotencyKey')) return 'repeated';
  if (constraint.includes('one_open') || constraint.includes('roleId'))
    return stateError('the role has an open holder on this record: end that holding first, or hand it over', [
      'endRole',
    ]);
  if (constraint.includes('Handle') || constraint.includes('handle'))
    return validationError([
      { path: ['handles'], message: 'a handle belongs to one person or team only: another record has it' },
    ]);
  if (constraint.includes('lookup'))
    return validationError([{ path: ['key'], message: 'the key belongs to another record: choose another' }]);
  return null;
}

/** True when the database can not be reached or is shedding work, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'].includes(error.code);
}
