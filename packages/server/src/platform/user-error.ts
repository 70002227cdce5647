import type { FieldIssue } from '@steward/domain/record/field.ts';
import type { Attempt } from './audit/audit-refusal.ts';

/** Expected failures of a mutation, as values. The code is one of the closed list; `path` leads into the input. */
export type UserError =
  | {
      type: 'ValidationError';
      code: 'BAD_USER_INPUT';
      message: string;
      path: string[];
      issues: readonly FieldIssue[];
    }
  | { type: 'NotFoundError'; code: 'NOT_FOUND'; message: string; path: string[] }
  | { type: 'ForbiddenError'; code: 'FORBIDDEN'; message: string; path: string[] }
  | ConflictError
  | { type: 'StateError'; code: 'STATE'; message: string; path: string[]; legal: readonly string[] };

export interface ConflictError {
  type: 'ConflictError';
  code: 'CONFLICT';
  message: string;
  path: string[];
  currentRevision: number | null;
  changedPaths: readonly string[];
  changedBy: string | null;
  changedAt: Date | null;
}

export function validationError(issues: readonly FieldIssue[]): UserError {
  const [first] = issues;
  const at = first && first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return {
    type: 'ValidationError',
    code: 'BAD_USER_INPUT',
    message: `${at}${first?.message ?? 'the input is not valid'}${more}`,
    path: first ? first.path.map(String) : [],
    issues,
  };
}

export const notFound = (noun: string, key: string): UserError => ({
  type: 'NotFoundError',
  code: 'NOT_FOUND',
  message: `no ${noun} has the key "${key}", or you may not see it`,
  path: ['key'],
});

export const forbidden = (message: string, path: string[] = []): UserError => ({
  type: 'ForbiddenError',
  code: 'FORBIDDEN',
  message,
  path,
});

export const stateError = (message: string, legal: readonly string[], path: string[] = []): UserError => ({
  type: 'StateError',
  code: 'STATE',
  message,
  path,
  legal,
});

/**
 * Carries an expected failure out of a transaction, which is rolled back on the way. `attempt`: what is refused, for the
 * audit log.
 */
export class Refusal extends Error {
  readonly error: UserError;
  readonly attempt: Attempt | null;
  constructor(error: UserError, attempt: Attempt | null = null) {
    super(error.message);
    this.name = 'Refusal';
    this.error = error;
    this.attempt = attempt;
  }
}
