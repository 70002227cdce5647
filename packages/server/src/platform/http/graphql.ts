import { GraphQLError, type GraphQLSchema, getOperationAST, OperationTypeNode } from 'graphql';
import { createYoga, type Plugin, useExecutionCancellation } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import type { Limits } from '../limits/limits.ts';
import { useLimits } from '../limits/use-limits.ts';
import { type PublicErrorOptions, publicError, statusOfCode } from '../public-error.ts';
import type { ErrorCode } from '../request-error.ts';
import type { Params } from './read-params.ts';
import { mayStream, streamType, useStreams } from './use-streams.ts';

export interface GraphqlRequest {
  context: Context;
  params: Params;
  /** The request's header `Accept`. */
  accept: string | null;
  /** Ends the execution between two resolvers. */
  signal: AbortSignal;
}

export interface GraphqlAnswer {
  response: Response;
  /** True for the whole answer to a query: nothing was written, and nothing went wrong. */
  wholeQuery: boolean;
}

interface Call {
  call: GraphqlRequest;
  seen: { query: boolean; errors: boolean };
}

/** Runs documents against the schema. Yoga is given what it shall run: none of its own doors is open. */
export function createGraphql(
  schema: GraphQLSchema,
  limits: Limits,
  log: Logger,
): (request: GraphqlRequest) => Promise<GraphqlAnswer> {
  const yoga = createYoga<Call, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    multipart: false,
    cors: false,
    logging: false,
    maskedErrors: false,
    // The platform's own: a stream of another make is wrapped by Response, and fails when its reader goes.
    fetchAPI: { Request, Response, Headers, ReadableStream },
    context: ({ call }) => call.context,
    plugins: [
      useGivenParams,
      useExecutionCancellation(),
      useLimits(limits),
      useSeenOperation,
      usePublicErrors(log),
      useStreams({
        most: limits.streams,
        requestOf: (contextValue) => (contextValue as Call).call,
        publicResult: (result, { context: { requestId } }) => ({
          ...result,
          ...(result.errors
            ? { errors: publicErrors(result.errors, { requestId, log, executed: true }) }
            : {}),
        }),
      }),
    ],
  });
  return async (call) => {
    const accept = answerType(call.params.query, call.accept);
    const request = new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { accept },
      signal: call.signal,
    });
    const seen = { query: false, errors: false };
    const response = await yoga.fetch(request, { call, seen });
    return { response, wholeQuery: seen.query && !seen.errors && response.status === 200 };
  };
}

/** Clients name all that they can read in every request: what holds no subscription is answered at once. */
function answerType(query: string, accept: string | null): string {
  const types = ['application/graphql-response+json', 'application/json'];
  if (mayStream(query)) types.unshift(streamType);
  return types.find((type) => accept?.includes(type)) ?? 'application/json';
}

const useGivenParams: Plugin<object, Call> = {
  onRequestParse: ({ serverContext, setRequestParser }) => {
    setRequestParser(() => serverContext.call.params);
  },
};

const useSeenOperation: Plugin<object, Call> = {
  onExecute: ({ args }) => {
    const operation = getOperationAST(args.document, args.operationName);
    (args.contextValue as unknown as Call).seen.query = operation?.operation === OperationTypeNode.QUERY;
  },
};

function usePublicErrors(log: Logger): Plugin<object, Call> {
  return {
    onResultProcess: ({ result, setResult, serverContext }) => {
      if (Symbol.asyncIterator in result || Array.isArray(result) || !result.errors) return;
      const executed = 'data' in result && result.data !== undefined;
      const { requestId } = serverContext.call.context;
      serverContext.seen.errors = true;
      const errors = publicErrors(result.errors, { requestId, log, executed });
      const [first] = errors;
      const headers = first?.extensions.code === 'UNAVAILABLE' ? { 'retry-after': '1' } : {};
      const status = executed || !first ? 200 : statusOfCode(first.extensions.code as ErrorCode);
      setResult({ ...result, errors, extensions: { ...result.extensions, http: { status, headers } } });
    },
  };
}

const publicErrors = (errors: readonly unknown[], options: PublicErrorOptions) =>
  errors.map((error) => publicError(asGraphqlError(error), options));

const asGraphqlError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError('', { originalError: error instanceof Error ? error : new Error(String(error)) });
