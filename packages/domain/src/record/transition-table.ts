import type { FieldIssue } from './field.ts';

/** What must hold before a transition. One that waits for records still to come is declared, not checked. */
export type Guard<Facts> =
  | {
      readonly enforced: true;
      readonly description: string;
      /** What is missing or wrong, all of it at once; empty when the guard holds. */
      readonly check: (facts: Facts) => readonly FieldIssue[];
    }
  | {
      readonly enforced: false;
      readonly description: string;
      /** What has to exist before it can be checked. */
      readonly waitsFor: string;
    };

/** One row of a lifecycle. A pair of states has one row at most. */
export interface Transition<State extends string, Name extends string, Actor extends string, Facts> {
  readonly from: State;
  readonly to: State;
  readonly guards: readonly Name[];
  readonly who: readonly Actor[];
  /** The way is open only for some records, such as changes of one type; without it for all. */
  readonly when?: { readonly description: string; readonly holds: (facts: Facts) => boolean };
  /** EDIT: nobody asks for it, an edit of the record brings it about. */
  readonly on: 'REQUEST' | 'EDIT';
}

/** The lifecycle of a record kind: its states, who acts, what must hold, and every legal step. */
export interface TransitionTable<State extends string, Name extends string, Actor extends string, Facts> {
  readonly name: string;
  readonly states: readonly State[];
  /** Actors by name, as a sentence names them. */
  readonly actors: Readonly<Record<Actor, string>>;
  readonly guards: Readonly<Record<Name, Guard<Facts>>>;
  readonly rows: readonly Transition<State, Name, Actor, Facts>[];
}

/** An administrator may act for every actor of every lifecycle; guards hold for them as for anybody. */
export const administrator = 'ADMINISTRATOR';

export type Decision<State extends string> =
  | { ok: true }
  /** No such step from here; `legal` names the steps there are, in the order of the table. */
  | { ok: false; code: 'STATE'; reason: string; legal: readonly State[] }
  | { ok: false; code: 'FORBIDDEN'; reason: string }
  | { ok: false; code: 'BAD_USER_INPUT'; reason: string; issues: readonly FieldIssue[] };

/** The states somebody can ask for from `state`; with `facts`, only those that are open for this record. */
export function legalTransitions<S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
  state: S,
  facts?: F,
): S[] {
  return table.rows
    .filter((row) => row.from === state && row.on === 'REQUEST')
    .filter((row) => facts === undefined || row.when === undefined || row.when.holds(facts))
    .map((row) => row.to);
}

/** True when nothing leads out of the state. */
export const isTerminal = <S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
  state: S,
): boolean => table.rows.every((row) => row.from !== state);

/**
 * Decides whether an actor who holds `roles` may take the record from one state to another: first whether the
 * step exists, then who may take it, then every enforced guard with all of its issues.
 */
export function decide<S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
  step: { from: S; to: S; roles: readonly (A | typeof administrator)[]; facts: F },
): Decision<S> {
  const row = table.rows.find((r) => r.from === step.from && r.to === step.to);
  const closed = closedReason(table, step, row);
  if (row === undefined || closed !== null) {
    const legal = legalTransitions(table, step.from, step.facts);
    return { ok: false, code: 'STATE', reason: `${closed}; ${legalText(legal)}`, legal };
  }
  if (!step.roles.includes(administrator) && !row.who.some((actor) => step.roles.includes(actor)))
    return {
      ok: false,
      code: 'FORBIDDEN',
      reason: `${step.from} to ${step.to} is for ${row.who.map((a) => table.actors[a]).join(' or ')}`,
    };
  const issues = row.guards.flatMap((name) => {
    const guard = table.guards[name];
    return guard.enforced ? guard.check(step.facts) : [];
  });
  if (issues.length === 0) return { ok: true };
  const reason = `${step.from} to ${step.to} is not possible yet: ${issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}`;
  return { ok: false, code: 'BAD_USER_INPUT', reason, issues };
}

function closedReason<S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
  step: { from: S; to: S; facts: F },
  row: Transition<S, N, A, F> | undefined,
): string | null {
  if (row === undefined) return `a ${table.name} does not go from ${step.from} to ${step.to}`;
  if (row.on === 'EDIT')
    return `a ${table.name} goes from ${step.from} to ${step.to} only when it is edited, not by request`;
  if (row.when && !row.when.holds(step.facts))
    return `only ${row.when.description} goes from ${step.from} to ${step.to}`;
  return null;
}

const legalText = (legal: readonly string[]): string =>
  legal.length === 0 ? 'nothing leads on from here' : `possible from here: ${legal.join(', ')}`;

export interface DeclaredGuard {
  readonly guard: string;
  readonly description: string;
  readonly waitsFor: string;
  /** The rows it stands on, as `FROM to TO`. */
  readonly rows: readonly string[];
}

/** The guards that are declared and not checked yet, with the rows they stand on: for documentation and tests. */
export function guardsNotEnforced<S extends string, N extends string, A extends string, F>(
  table: TransitionTable<S, N, A, F>,
): DeclaredGuard[] {
  return (Object.keys(table.guards) as N[]).flatMap((name) => {
    const guard = table.guards[name];
    if (guard.enforced) return [];
    const rows = table.rows.filter((r) => r.guards.includes(name)).map((r) => `${r.from} to ${r.to}`);
    return [{ guard: name, description: guard.description, waitsFor: guard.waitsFor, rows }];
  });
}
