import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { isUnavailable } from './database-error.ts';
import { type ErrorCode, errorCodes } from './request-error.ts';

const retryAfterMs = 1_000;

const statusOf: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  STATE: 409,
  RATE_LIMITED: 429,
  UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/** HTTP status of an answer that holds nothing but this error. */
export const statusOfCode = (code: ErrorCode): number => statusOf[code] ?? 400;

export interface PublicErrorOptions {
  requestId: string;
  log: Logger;
  /** True when resolvers ran: then an error without a code is ours, not the caller's. */
  executed: boolean;
}

/**
 * The one translator of everything that goes wrong into what a caller may read: a code of the closed list, and for the
 * unexpected a fixed message with the id under which the log has the rest. The same in every environment.
 */
export function publicError(error: GraphQLError, options: PublicErrorOptions): GraphQLError {
  const { requestId, log } = options;
  const cause = rootOf(error);
  const code = codeOf(error, cause, options.executed);
  const at = { nodes: error.nodes, source: error.source, positions: error.positions, path: error.path };
  if (code === 'INTERNAL_SERVER_ERROR') {
    log.error({ requestId, err: cause, path: error.path }, 'unexpected error');
    const message = `something unexpected went wrong; the log of the server has it under ${requestId}`;
    return new GraphQLError(message, { ...at, extensions: { code, requestId } });
  }
  if (code === 'UNAVAILABLE' && !(cause instanceof GraphQLError)) {
    log.warn({ requestId, err: cause, path: error.path }, 'database unavailable');
    const message = 'the database does not answer now; the same request may succeed later';
    return new GraphQLError(message, { ...at, extensions: { code, requestId, retryAfterMs } });
  }
  const { http: _, ...extensions } = error.extensions;
  return new GraphQLError(withoutSuggestions(error.message), {
    ...at,
    extensions: { ...extensions, code },
  });
}

function codeOf(error: GraphQLError, cause: unknown, executed: boolean): ErrorCode {
  if (isUnavailable(cause)) return 'UNAVAILABLE';
  if (!(cause instanceof GraphQLError)) return 'INTERNAL_SERVER_ERROR';
  const given = error.extensions.code;
  const known = errorCodes.find((code) => code === given);
  if (known) return known;
  if (/^Syntax Error: Document contains more|^Maximum introspection depth/.test(error.message))
    return 'QUERY_TOO_COMPLEX';
  // Arguments are coerced while resolvers run, and are the only thing of the caller's that can fail there.
  return executed && !error.message.startsWith('Argument "') ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT';
}

function rootOf(error: GraphQLError): unknown {
  let cause: unknown = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** What a caller misspelled they must find out by themselves: suggestions tell names to whoever guesses. */
const withoutSuggestions = (message: string): string => message.replace(/ Did you mean .*$/s, '');
