// The API over the worker's database: the server's own schema, policies and fetch, with a person to act as.
import { createApi } from '@steward/server/test/api.ts';
import { passingKey } from '@steward/server/test/platform/audit/signing-key.ts';
import type { Actor, Context, Services } from '@steward/server/test/platform/context.ts';
import { createFeed, type FeedOptions } from '@steward/server/test/platform/feed/feed.ts';
import type { Limits } from '@steward/server/test/platform/limits/limits.ts';
import type { Policies } from '@steward/server/test/platform/policy.ts';
import { policies } from '@steward/server/test/policies.ts';
import { createSchema } from '@steward/server/test/schema.ts';
import { pino } from 'pino';
import { type TestDatabase, testDatabase } from './database.ts';
import { readStream } from './read-stream.ts';

export const schema = createSchema();

export interface Answer<Data = Record<string, never>> {
  data: Data;
  errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string } & Record<string, unknown>;
  }[];
  extensions?: Record<string, unknown>;
}

const idle = { requestId: 'test', door: 'API', signal: new AbortController().signal } as const;

export interface TestStream<Data> {
  answers: AsyncGenerator<Answer<Data>, void>;
  stop: () => void;
}

export interface TestApi {
  database: TestDatabase;
  services: Services;
  actor: Actor;
  context: (actor?: Actor) => Context;
  /** Sends a document as the administrator, or as somebody else. */
  send: <Data = never>(document: string, variables?: object, as?: Actor) => Promise<Answer<Data>>;
  /** Opens a subscription; whoever stops goes without a word. */
  stream: <Data = never>(document: string, variables?: object, as?: Actor) => Promise<TestStream<Data>>;
  /** The same, with the statements that reached the database. */
  counted: <Data = never>(
    document: string,
    variables?: object,
  ) => Promise<{ answer: Answer<Data>; statements: string[] }>;
  /** Another person to act as, no administrator unless that is said. */
  person: (key: string, administrator?: boolean) => Promise<Actor>;
}

/** An empty database with one person, `ada`, an administrator who acts unless a test says otherwise. */
export async function testApi(
  options: { policies?: Policies; now?: () => Date; limits?: Partial<Limits>; feed?: FeedOptions } = {},
): Promise<TestApi> {
  const database = await testDatabase();
  const services: Services = {
    database,
    policies: options.policies ?? policies,
    log: pino({ level: 'silent' }),
    now: options.now ?? (() => new Date()),
    feed: createFeed(database.connection, options.feed),
    auditKey: passingKey(),
  };
  const actors = new Map<string, Actor>();
  const api = createApi({
    schema,
    services,
    limits: options.limits ?? {},
    authenticate: async (request) => actors.get(request.headers.get('x-test-actor') ?? '') ?? null,
  });
  const person = async (key: string, administrator = false): Promise<Actor> => {
    const row = await database.prisma.person.create({
      data: { id: crypto.randomUUID(), key, lookup: key, name: key.charAt(0).toUpperCase() + key.slice(1) },
    });
    const actor = { personId: row.id, serviceAccountId: null, name: row.name, administrator, token: null };
    actors.set(row.id, actor);
    return actor;
  };
  const actor = await person('ada', true);
  const post = (
    document: string,
    variables: object,
    as: Actor,
    accept: string,
    signal: AbortSignal | null = null,
  ) =>
    api.fetch('http://127.0.0.1/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-test-actor': as.personId ?? '', accept },
      body: JSON.stringify({ query: document, variables }),
      signal,
    });
  const send = async <Data>(
    document: string,
    variables: object = {},
    as: Actor = actor,
  ): Promise<Answer<Data>> => {
    const response = await post(document, variables, as, 'application/json');
    return (await response.json()) as Answer<Data>;
  };
  return {
    database,
    services,
    actor,
    context: (as = actor) => ({ ...services, ...idle, actor: as }),
    send,
    stream: async (document, variables = {}, as = actor) => {
      const gone = new AbortController();
      const response = await post(document, variables, as, 'text/event-stream', gone.signal);
      return { answers: readStream(response), stop: () => gone.abort() };
    },
    person,
    counted: async (document, variables) => {
      // No two are the same question: what one costs that is worked out is counted, not what a kept answer costs.
      const question = `${document}\n# ${crypto.randomUUID()}`;
      const { result, statements } = await database.recordStatements(() => send(question, variables));
      return { answer: result as never, statements };
    },
  };
}
