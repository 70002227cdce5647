import type { Context } from './context.ts';

/** The rows of a kind that the actor may see, as a Prisma `where`. */
export type Visible = (context: Pick<Context, 'actor'>) => object;

/**
 * What every area says about its kinds. `visible` goes into every read of the kind: lists, totals, cursors, relations,
 * `node` and search; `mayWrite` gives the reason of a refusal, or null.
 */
export interface KindPolicy {
  visible: Visible;
  mayWrite: (context: Pick<Context, 'actor'>, operation: string) => string | null;
}

export type Policies = Readonly<Record<string, KindPolicy>>;

/** The policy of kinds that everybody signed in may see and every local person may write. */
export const openPolicy: KindPolicy = { visible: () => ({}), mayWrite: () => null };

/** A Prisma condition of any model; the types of Prisma do not know which model a policy speaks of. */
export type AnyCondition = Record<string, never>;

export const visibleRows = (context: Pick<Context, 'actor' | 'policies'>, kind: string): AnyCondition =>
  context.policies[kind]!.visible(context) as AnyCondition;
