// The API's endpoint as a stranger meets it: raw requests, a token, and the statements that reached the database.
import { createApi } from '@steward/server/test/api.ts';
import type { Services } from '@steward/server/test/platform/context.ts';
import type { Allowed } from '@steward/server/test/platform/http/doors.ts';
import type { SignIn } from '@steward/server/test/platform/http/resource-metadata.ts';
import { carriesToken } from '@steward/server/test/platform/identity/token.ts';
import type { Limits } from '@steward/server/test/platform/limits/limits.ts';
import { createLog } from '@steward/server/test/platform/log.ts';
import { type Answer, schema, type TestApi, testApi } from './api.ts';

export const token = 'token-of-the-test';

export interface Reply {
  status: number;
  headers: Headers;
  text: string;
  /** The body as a GraphQL answer; empty when it is no JSON. */
  answer: Partial<Answer>;
  /** Statements that reached the database meanwhile. */
  statements: string[];
  /** Milliseconds from the request to the end of the answer. */
  ms: number;
  /** Milliseconds of work of this process meanwhile: what other processes do does not count. */
  workMs: number;
}

export interface Door {
  api: TestApi;
  /** What the server logged, as text. */
  logged: () => string;
  /** A request to /graphql with a valid token and JSON, whatever of it `init` does not replace. */
  knock: (
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string | null>; path?: string },
  ) => Promise<Reply>;
  /** A document with its variables, as a client of ours sends it. */
  post: (query: string, variables?: object) => Promise<Reply>;
}

export async function testDoor(
  options: {
    limits?: Partial<Limits>;
    allowed?: Allowed;
    signIn?: SignIn;
    /** Puts something else in the place of what the server stands on. */
    replace?: (services: Services) => Partial<Services>;
  } = {},
): Promise<Door> {
  const api = await testApi();
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => lines.push(line) });
  const endpoint = createApi({
    ...options,
    schema,
    services: { ...api.services, log, ...options.replace?.(api.services) },
    authenticate: async (request) => (carriesToken(request, token) ? api.actor : null),
  });
  const knock: Door['knock'] = async ({ path = '/graphql', headers = {}, ...init }) => {
    const all = { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers };
    const kept = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
    const started = performance.now();
    const worked = process.cpuUsage();
    const { result, statements } = await api.database.recordStatements(async () => {
      const response = await endpoint.fetch(`http://127.0.0.1:4000${path}`, {
        method: 'POST',
        ...init,
        headers: kept,
      });
      return { response, text: await response.text() };
    });
    const { response, text } = result;
    const { user, system } = process.cpuUsage(worked);
    const json = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      headers: response.headers,
      text,
      answer: json ? JSON.parse(text) : {},
      statements,
      ms: performance.now() - started,
      workMs: (user + system) / 1_000,
    };
  };
  return {
    api,
    logged: () => lines.join(''),
    knock,
    post: (query, variables) => knock({ body: JSON.stringify({ query, variables }) }),
  };
}

/** The codes of an answer's errors. */
export const codesOf = (reply: Reply): string[] =>
  (reply.answer.errors ?? []).map(({ extensions }) => extensions.code);
