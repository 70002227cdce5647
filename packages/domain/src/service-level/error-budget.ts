import { percentOf } from './allowance.ts';
import { Exact, ratioText } from './exact.ts';

/** Figures are decimal text in the unit that was counted (requests or seconds); ratios to 20 decimals. */
export interface ErrorBudget {
  /** What may go wrong: `(1 − target) × total`. */
  readonly budget: string | null;
  /** What is left of it; negative once it is overdrawn. */
  readonly left: string | null;
  /** Share of the budget that is used: `bad / budget`. */
  readonly consumed: string | null;
  /** `1 − consumed`; negative once it is overdrawn, and shown so. */
  readonly remaining: string | null;
  /** The indicator itself: `(total − bad) / total`. */
  readonly indicator: string | null;
}

const nothingMeasured: ErrorBudget = {
  budget: null,
  left: null,
  consumed: null,
  remaining: null,
  indicator: null,
};

/**
 * The error budget of a target in percent over what was counted. Nothing counted gives nothing but nulls, and so
 * does text that is no percentage. A target of 100 has no budget, so shares of it are null.
 */
export function errorBudget(percent: string, counted: { total: string; bad: string }): ErrorBudget {
  const target = percentOf(percent);
  const total = new Exact(counted.total);
  if (target === null || total.isZero()) return nothingMeasured;
  const budget = new Exact(100).minus(target).div(100).times(total);
  const consumed = budget.isZero() ? null : new Exact(counted.bad).div(budget);
  return {
    budget: budget.toFixed(),
    left: budget.minus(counted.bad).toFixed(),
    consumed: consumed === null ? null : ratioText(consumed),
    remaining: consumed === null ? null : ratioText(new Exact(1).minus(consumed)),
    indicator: ratioText(total.minus(counted.bad).div(total)),
  };
}
