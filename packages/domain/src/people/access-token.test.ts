import { describe, expect, it } from 'vitest';
import { planToken } from './access-token.ts';

const now = new Date('2026-01-31T09:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('planToken', () => {
  it('gives 90 days unless another number of days is wanted, and reading in any case', () => {
    expect(planToken({ name: ' ci ', scopes: [] }, now, null)).toEqual({
      ...{ ok: true, name: 'ci', scopes: ['READ'] },
      expiresAt: inDays(90),
    });
    expect(planToken({ name: 'ci', scopes: ['WRITE', 'WRITE'], expiresInDays: 365 }, now, null)).toEqual({
      ...{ ok: true, name: 'ci', scopes: ['READ', 'WRITE'] },
      expiresAt: inDays(365),
    });
  });

  it('says all that is wrong at once', () => {
    const plan = planToken({ name: ' ', scopes: ['ADMIN'], expiresInDays: 366 }, now, {
      scopes: ['READ', 'WRITE'],
      expiresAt: inDays(1),
    });
    expect(plan.ok ? [] : plan.issues.map(({ path }) => path)).toEqual([
      ['name'],
      ['expiresInDays'],
      ['scopes'],
      ['expiresInDays'],
    ]);
    for (const expiresInDays of [0, -1, 1.5])
      expect(planToken({ name: 'ci', scopes: [], expiresInDays }, now, null).ok).toBe(false);
  });

  it('ends with the token that makes it', () => {
    const making = { scopes: ['READ', 'ADMIN'] as const, expiresAt: inDays(10) };
    expect(planToken({ name: 'ci', scopes: [] }, now, making)).toMatchObject({ expiresAt: inDays(10) });
    expect(planToken({ name: 'ci', scopes: [], expiresInDays: 11 }, now, making).ok).toBe(false);
    expect(planToken({ name: 'ci', scopes: [], expiresInDays: 10 }, now, making).ok).toBe(true);
  });
});
