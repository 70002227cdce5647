/** Why a question to the server has no answer. Every message says what is wrong and what to do. */
export type ServerProblem =
  /** No server answers at the address, not in time, or what answers is no Steward server. */
  | {
      readonly kind: 'UNREACHABLE';
      readonly message: string;
      /** True when a server is there and its answer did not come in time. */
      readonly late?: boolean;
    }
  | { readonly kind: 'UNAUTHENTICATED'; readonly message: string }
  /** The server answers and refuses, or failed. `code` is one of the API's closed list. */
  | {
      readonly kind: 'REFUSED';
      readonly code: string;
      readonly message: string;
      readonly path: readonly (string | number)[];
      readonly requestId: string | null;
      /** True when the server is at work on this, or on what has to be done before: the same may be asked again. */
      readonly busy?: boolean;
    };

export type Answer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly problem: ServerProblem };

/** An expected failure of a mutation: nothing was written. */
export interface UserErrorFields {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

/** The error among the results of a mutation; null for its payload. */
export function userErrorOf<Result extends { readonly __typename: string }>(
  result: Result,
): Extract<Result, UserErrorFields> | null {
  return 'code' in result && 'message' in result ? (result as Extract<Result, UserErrorFields>) : null;
}
