import type { Context } from './context.ts';

/** Who asks, and when. */
export type Asker = Pick<Context, 'actor' | 'now' | 'periodNow'>;

/** The rows of a kind that the actor may see, as a Prisma `where`. */
export type Visible = (context: Asker & Pick<Context, 'policies'>) => object;

/**
 * Who may write records of a kind, besides administrators. Everything is a condition on the rows, so that one record, a
 * hundred and what an interface offers are decided by the same words, in one statement.
 */
export interface Writers {
  /** Keys of the roles whose holders, alone or as members of a team, may write the record that they are held on. */
  readonly roles?: readonly string[];
  /** References by field, each with its kind: whoever may write the record referred to may write this one too. */
  readonly through?: Readonly<Record<string, string>>;
  /** Rows that a person may write for a reason of their own. */
  readonly own?: { readonly rows: (personId: string) => object; readonly who: string };
  /** Operations that every person may try: what decides them stands elsewhere, such as in a lifecycle. */
  readonly everyone?: readonly string[];
  /** Operations that are for administrators alone. */
  readonly administrators?: readonly string[];
}

/**
 * What every area says about its kinds. `visible` goes into every read of the kind: lists, totals, cursors, relations,
 * `node` and search. `mayWrite` gives the reason of a refusal that needs no look at the record, or null; `writers` says
 * whose record it is to write, administrators' alone when left out.
 */
export interface KindPolicy {
  visible: Visible;
  mayWrite: (context: Pick<Context, 'actor'>, operation: string) => string | null;
  writers?: Writers;
  /** Rows whose fields nobody edits any more, as a Prisma `where`. */
  over?: object;
  /** Whether the actor sees the restricted fields of the record of that id; administrators do anyway, others not. */
  seesRestricted?: (context: Pick<Context, 'actor'>, id: string) => boolean;
}

export type Policies = Readonly<Record<string, KindPolicy>>;

/** The policy of kinds that everybody signed in may see. */
export const openPolicy: KindPolicy = { visible: () => ({}), mayWrite: () => null };

/** The same, with those who may write besides administrators. */
export const writtenBy = (writers: Writers): KindPolicy => ({ ...openPolicy, writers });

/** A Prisma condition of any model; the types of Prisma do not know which model a policy speaks of. */
export type AnyCondition = Record<string, never>;

export const visibleRows = (context: Asker & Pick<Context, 'policies'>, kind: string): AnyCondition =>
  context.policies[kind]!.visible(context) as AnyCondition;
