/** The closed list of exit codes. */
export const exit = {
  done: 0,
  /** Something was found wrong, or the server refused. */
  findings: 1,
  /** The command line, a setting or a path is wrong; nothing was done. */
  wrongUse: 2,
  /** No server answers. */
  unreachable: 3,
} as const;

export type ExitCode = (typeof exit)[keyof typeof exit];

/** Why a command does not go on: a line for the person, and the exit code. */
export interface Refusal {
  readonly ok: false;
  readonly exit: ExitCode;
  readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | Refusal;

export const accept = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const refuse = (code: ExitCode, message: string): Refusal => ({ ok: false, exit: code, message });

export const wrongUse = (message: string): Refusal => refuse(exit.wrongUse, message);
