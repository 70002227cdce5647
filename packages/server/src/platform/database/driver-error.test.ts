import { describe, expect, it } from 'vitest';
import { databaseError, isRetryable } from './driver-error.ts';

describe('what a driver threw', () => {
  it.each([
    ['a statement that was ended by the administrator', { code: '57P01' }, true],
    ['a pipe that broke, whose name is as long as an SQLSTATE', { code: 'EPIPE' }, true],
    ['a connection that Prisma lost', { code: 'P1017' }, true],
    ['a connection that ended without a code', { message: 'Connection terminated unexpectedly' }, true],
    ['a rule that was broken', { code: '23505' }, false],
    ['a defect of ours', { message: 'x is not a function' }, false],
  ])('%s', (_what, cause, retryable) => {
    expect(isRetryable({ code: 'P2010', meta: { driverAdapterError: { cause } } })).toBe(retryable);
  });

  it('is the database speaking only with an SQLSTATE', () => {
    expect(databaseError({ code: 'EPIPE', message: 'write EPIPE' })).toBeNull();
    expect(databaseError({ code: 'P2002', cause: { code: 'XX000', message: 'broken' } })).toEqual({
      sqlState: 'XX000',
      message: 'broken',
    });
  });
});
