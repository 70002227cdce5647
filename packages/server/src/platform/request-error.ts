import { GraphQLError } from 'graphql';

/** The closed list of codes that an error of the API carries. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'STATE',
  'RATE_LIMITED',
  'QUERY_TOO_COMPLEX',
  'PERSISTED_DOCUMENT_UNKNOWN',
  'UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error whose message is meant for the caller. Everything else is masked. */
export const requestError = (
  code: ErrorCode,
  message: string,
  extensions: Record<string, unknown> = {},
): GraphQLError => new GraphQLError(message, { extensions: { code, ...extensions } });

export const badUserInput = (message: string): GraphQLError => requestError('BAD_USER_INPUT', message);
