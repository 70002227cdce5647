import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Actor, Context, Door, Services } from './platform/context.ts';
import { errorAnswer } from './platform/http/answer.ts';
import { withDeadline } from './platform/http/deadline.ts';
import { corsHeaders, preflightAnswer, refuseAtDoor } from './platform/http/doors.ts';
import { createGraphql } from './platform/http/graphql.ts';
import { readParams } from './platform/http/read-params.ts';
import { defaultLimits, type Limits } from './platform/limits/limits.ts';

export interface ApiOptions {
  schema: GraphQLSchema;
  services: Services;
  /** Who sends a request; null when nobody the server knows. */
  authenticate: (request: Request) => Promise<Actor | null>;
  /** Exact origins of pages that may call the API, besides the server's own. */
  allowedOrigins?: readonly string[];
  limits?: Partial<Limits>;
}

export interface Api {
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
}

/** The GraphQL endpoint as one `fetch`: who may come in, how much they may send, then the schema. */
export function createApi(options: ApiOptions): Api {
  const { services, allowedOrigins = [] } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const execute = createGraphql(options.schema, limits, services.log);

  const answer = async (request: Request, requestId: string): Promise<Response> => {
    const refused = refuseAtDoor(request, allowedOrigins);
    if (refused) return refused;
    if (request.method === 'OPTIONS') return preflightAnswer();
    if (request.method !== 'POST')
      return errorAnswer(405, 'BAD_USER_INPUT', 'send the document by POST', { headers: { allow: 'POST' } });
    const actor = await options.authenticate(request);
    if (!actor)
      return errorAnswer(401, 'UNAUTHENTICATED', 'no valid token came with the request', {
        headers: { 'www-authenticate': 'Bearer' },
      });
    const read = await readParams(request, limits);
    if (!read.ok) return read.answer;
    const context: Context = { ...services, requestId, actor, door: doorOf(request) };
    return withDeadline(request, read.params, limits, (signal) =>
      execute({ context, params: read.params, accept: request.headers.get('accept'), signal }),
    );
  };

  return {
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : new Request(input, init);
      const requestId = randomUUID();
      const response = await answer(request, requestId);
      response.headers.set('x-request-id', requestId);
      response.headers.set('cache-control', 'no-store');
      response.headers.set('x-content-type-options', 'nosniff');
      for (const [name, value] of Object.entries(corsHeaders(request, allowedOrigins)))
        response.headers.set(name, value);
      return response;
    },
  };
}

/** Our own clients say which they are; it decides nothing but what the history shows. */
function doorOf(request: Request): Door {
  const client = request.headers.get('x-steward-client');
  if (client === 'editor') return 'EDITOR';
  return client === 'cli' ? 'CLI' : 'API';
}
