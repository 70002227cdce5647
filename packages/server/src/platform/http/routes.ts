import type { Logger } from 'pino';
import type { Database } from '../database/open-database.ts';
import type { Authenticate } from '../identity/identity.ts';
import type { Metrics } from '../metrics.ts';
import { errorAnswer, textAnswer } from './answer.ts';
import { type Allowed, corsHeaders, refuseAtDoor } from './doors.ts';
import { explorerAnswer } from './explorer.ts';
import { notReady, type Phase } from './health.ts';
import { metadataPath, resourceMetadata, type SignIn } from './resource-metadata.ts';
import { whoSends } from './who-sends.ts';

export interface RouteOptions {
  /** Answers what is sent to /graphql. */
  api: { fetch(request: Request): Promise<Response> };
  database: Database;
  metrics: Metrics;
  log: Logger;
  authenticate: Authenticate;
  allowed: Allowed;
  /** Null: nobody signs in here. */
  signIn: SignIn | null;
  phase: () => Phase;
}

const routes = ['/', '/live', '/ready', '/metrics', '/graphql', '/explorer', metadataPath];

/** Everything the server answers, as one `fetch` that never rejects. */
export function createRoutes(options: RouteOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const route = pathname.startsWith('/explorer/') ? '/explorer' : pathname;
    const name = routes.includes(route) ? route : 'other';
    const end = options.metrics.begin(name);
    const started = performance.now();
    const response = await answer(request, route, options).catch((error: unknown) => {
      options.log.error({ err: error, route: name }, 'request failed');
      return errorAnswer(500, 'INTERNAL_SERVER_ERROR', 'something unexpected went wrong');
    });
    // On every answer: a page that looks whether the server is back has to be able to read that it is.
    for (const [header, value] of Object.entries(corsHeaders(request, options.allowed)))
      response.headers.set(header, value);
    response.headers.set('x-content-type-options', 'nosniff');
    response.headers.set('referrer-policy', 'no-referrer');
    if (options.phase() !== 'ready') response.headers.set('connection', 'close');
    end(response.status);
    const ms = Math.round(performance.now() - started);
    const requestId = response.headers.get('x-request-id') ?? undefined;
    // The address is logged without its query: whatever stands there is none of the log's business.
    options.log.debug(
      { requestId, method: request.method, route: name, status: response.status, ms },
      'request',
    );
    return response;
  };
}

async function answer(request: Request, route: string, options: RouteOptions): Promise<Response> {
  if (route === '/live') return readOnly(request) ?? textAnswer(200, 'live');
  if (route === '/ready') return readOnly(request) ?? ready(options);
  if (route === '/graphql') {
    if (options.phase() === 'ready') return options.api.fetch(request);
    return errorAnswer(503, 'UNAVAILABLE', 'the server is starting or shutting down', {
      headers: { 'retry-after': '1' },
      extensions: { retryAfterMs: 1_000 },
    });
  }
  const refused = refuseAtDoor(request, options.allowed) ?? readOnly(request);
  if (refused) return refused;
  if (route === '/') return textAnswer(200, 'Steward. The API is at /graphql, its explorer at /explorer.');
  if (route === '/explorer') return explorerAnswer(new URL(request.url).pathname);
  if (route === '/metrics') return metrics(request, options);
  if (route === metadataPath && options.signIn) return resourceMetadata(request, options.signIn);
  return errorAnswer(404, 'NOT_FOUND', 'there is nothing at this address: the API is at /graphql');
}

async function ready({ phase, database }: RouteOptions): Promise<Response> {
  const reason = await notReady(phase(), database);
  return reason === null ? textAnswer(200, 'ready') : textAnswer(503, reason, { 'retry-after': '1' });
}

async function metrics(request: Request, options: RouteOptions): Promise<Response> {
  const actor = await whoSends(options.authenticate, request, options.signIn);
  if (actor instanceof Response) return actor;
  return textAnswer(200, await options.metrics.text(), { 'content-type': options.metrics.contentType });
}

const readOnly = ({ method }: Request): Response | null =>
  method === 'GET' || method === 'HEAD'
    ? null
    : errorAnswer(405, 'BAD_USER_INPUT', 'this address is read by GET', { headers: { allow: 'GET, HEAD' } });
