import { describe, expect, it } from 'vitest';
import { errorBudget } from './error-budget.ts';

describe('errorBudget', () => {
  it('vector 4: 250 bad of a million at 99.9', () => {
    expect(errorBudget('99.9', { total: '1000000', bad: '250' })).toEqual({
      budget: '1000',
      left: '750',
      consumed: '0.25',
      remaining: '0.75',
      indicator: '0.99975',
    });
  });

  it('vector 5: an overdrawn budget is shown negative', () => {
    const budget = errorBudget('99.9', { total: '1000000', bad: '1500' });
    expect(budget).toMatchObject({ consumed: '1.5', remaining: '-0.5', left: '-500' });
  });

  it('vector 6: 1234 bad of three million at 99.95', () => {
    const budget = errorBudget('99.95', { total: '3000000', bad: '1234' });
    expect(budget.budget).toBe('1500');
    expect(budget.consumed).toBe('0.82266666666666666667');
  });

  it('vector 7: nothing counted is all null', () => {
    const nothing = { budget: null, left: null, consumed: null, remaining: null, indicator: null };
    expect(errorBudget('99.9', { total: '0', bad: '0' })).toEqual(nothing);
    expect(errorBudget('many', { total: '10', bad: '0' })).toEqual(nothing);
  });

  it('vector 8: 47 minutes down in 30 days at 99.9 misses 43.2 minutes by 3.8', () => {
    const budget = errorBudget('99.9', { total: String(30 * 1440), bad: '47' });
    expect(budget).toMatchObject({ budget: '43.2', left: '-3.8' });
  });

  it('a target of 100 has no budget to take shares of', () => {
    expect(errorBudget('100', { total: '10', bad: '1' })).toEqual({
      budget: '0',
      left: '-1',
      consumed: null,
      remaining: null,
      indicator: '0.9',
    });
  });
});
