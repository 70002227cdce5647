import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Context, Door, Services } from './platform/context.ts';
import { errorAnswer } from './platform/http/answer.ts';
import { withDeadline } from './platform/http/deadline.ts';
import {
  type Allowed,
  corsHeaders,
  preflightAnswer,
  refuseAtDoor,
  thisMachineAlone,
} from './platform/http/doors.ts';
import { createGraphql } from './platform/http/graphql.ts';
import { readJsonBody } from './platform/http/read-body.ts';
import { readParams } from './platform/http/read-params.ts';
import type { SignIn } from './platform/http/resource-metadata.ts';
import { mayStream } from './platform/http/use-streams.ts';
import { whoSends } from './platform/http/who-sends.ts';
import type { Authenticate, Identity } from './platform/identity/identity.ts';
import { watchClock } from './platform/kept/clock-use.ts';
import { stampReader } from './platform/kept/database-stamp.ts';
import { keepAnswers, type Worked } from './platform/kept/keep-answers.ts';
import { nextPeriod } from './platform/kept/next-period.ts';
import { defaultLimits, type Limits } from './platform/limits/limits.ts';

export interface ApiOptions {
  schema: GraphQLSchema;
  services: Services;
  authenticate: Authenticate;
  /** See `Identity`; without it the rights of a stream stay what they were at its beginning. */
  watch?: Identity['watch'];
  /** Who may call the API besides this machine and the server's own pages. */
  allowed?: Allowed;
  /** How to sign in, for whoever comes without a token. */
  signIn?: SignIn | null;
  limits?: Partial<Limits>;
}

export interface Api {
  fetch(input: Request | string | URL, init?: RequestInit): Promise<Response>;
}

/** The GraphQL endpoint as one `fetch`: who may come in, how much they may send, then the schema. */
export function createApi(options: ApiOptions): Api {
  const { services, allowed = thisMachineAlone } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const execute = createGraphql(options.schema, limits, services.log);
  const { connection } = services.database;
  const kept = keepAnswers({
    stamp: stampReader(connection),
    nextPeriod: (at) => nextPeriod(connection, at),
    now: services.now,
  });

  const answer = async (request: Request, requestId: string): Promise<Response> => {
    const refused = refuseAtDoor(request, allowed);
    if (refused) return refused;
    if (request.method === 'OPTIONS') return preflightAnswer(request);
    if (request.method !== 'POST')
      return errorAnswer(405, 'BAD_USER_INPUT', 'send the document by POST', { headers: { allow: 'POST' } });
    const actor = await whoSends(options.authenticate, request, options.signIn);
    if (actor instanceof Response) return actor;
    const body = await readJsonBody(request, limits);
    if (!body.ok) return body.answer;
    const accept = request.headers.get('accept');
    const work = (stream: Partial<Context> = {}) =>
      workOut(request, body.text, {
        ...services,
        ...{ requestId, actor, door: doorOf(request), signal: request.signal },
        ...stream,
      });
    // A mutation is never kept, so it need not be looked for.
    if (/\bmutation\b/.test(body.text)) {
      const { response } = await work();
      services.feed.wake();
      return response;
    }
    if (mayStream(body.text)) {
      const rights = options.watch?.(request, actor);
      const stream = rights ? { rights, signal: AbortSignal.any([request.signal, rights]) } : {};
      return (await work(stream)).response;
    }
    // Everything that policies can know of somebody stands in the key.
    const answer = await kept(`${JSON.stringify(actor)} ${accept} ${body.text}`, work);
    return answer instanceof Response ? answer : new Response(answer.body, { headers: answer.headers });
  };

  const workOut = async (request: Request, text: string, asked: Context): Promise<Worked> => {
    const read = readParams(text, limits);
    if (!read.ok) return { response: read.answer, keep: null };
    const { context, use } = watchClock(asked);
    let wholeQuery = false;
    const response = await withDeadline(request, read.params, limits, async (signal) => {
      const accept = request.headers.get('accept');
      const answered = await execute({ context, params: read.params, accept, signal });
      wholeQuery = answered.wholeQuery;
      return answered.response;
    });
    return { response, keep: wholeQuery ? use : null };
  };

  return {
    fetch: async (input, init) => {
      const request = input instanceof Request && !init ? input : new Request(input, init);
      const requestId = randomUUID();
      const response = await answer(request, requestId);
      response.headers.set('x-request-id', requestId);
      response.headers.set('cache-control', 'no-store');
      response.headers.set('x-content-type-options', 'nosniff');
      for (const [name, value] of Object.entries(corsHeaders(request, allowed)))
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
