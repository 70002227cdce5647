export type StartProblemCode =
  | 'DIRECTORY_NOT_WRITABLE'
  | 'DIRECTORY_IN_USE'
  | 'DATABASE_UNREACHABLE'
  | 'DATABASE_ACCESS_DENIED'
  | 'DATABASE_NOT_FOUND'
  | 'DATABASE_OTHER_KIND'
  | 'DATABASE_TOO_OLD'
  | 'DATABASE_NEWER'
  | 'DATABASE_DAMAGED'
  | 'MIGRATION_FAILED';

/** Why a server can not start on its database. `message` is what and where, `fix` what to do; each is one line. */
export type StartProblem = { code: StartProblemCode; message: string; fix: string };

export type Attempt<T> = { ok: true; value: T } | { ok: false; problem: StartProblem };

export const succeeded = <T>(value: T): Attempt<T> => ({ ok: true, value });

export function failed(
  code: StartProblemCode,
  message: string,
  fix: string,
): { ok: false; problem: StartProblem } {
  return { ok: false, problem: { code, message: oneLine(message), fix: oneLine(fix) } };
}

/** The line a command prints before it exits with 1. */
export function startProblemLine({ message, fix }: Pick<StartProblem, 'message' | 'fix'>): string {
  return `${message} ${fix}`;
}

/** What another program's error says, on one line and without its full stop. */
export function reasonOf(error: unknown): string {
  // A refused connection to a name with two addresses comes as several errors with an empty message.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const said = (first as { message?: unknown } | null)?.message;
  return oneLine(typeof said === 'string' ? said : String(first)).replace(/\.+$/, '');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
