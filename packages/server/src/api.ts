import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { createYoga, type YogaServerInstance } from 'graphql-yoga';
import type { Actor, Context, Door, Services } from './platform/context.ts';

export interface ApiOptions {
  schema: GraphQLSchema;
  services: Services;
  /** Who sends a request; null when nobody the server knows. */
  authenticate: (request: Request) => Promise<Actor | null>;
}

/** The GraphQL endpoint as one `fetch`. */
export function createApi(options: ApiOptions): YogaServerInstance<object, Context> {
  const { schema, services } = options;
  return createYoga<object, Context>({
    schema,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    logging: false,
    context: async ({ request }) => {
      const actor = await options.authenticate(request);
      if (!actor) throw new Error('unauthenticated');
      return { ...services, requestId: randomUUID(), actor, door: doorOf(request) };
    },
  });
}

/** Our own clients say which they are; it decides nothing but what the history shows. */
function doorOf(request: Request): Door {
  const client = request.headers.get('x-steward-client');
  if (client === 'editor') return 'EDITOR';
  return client === 'cli' ? 'CLI' : 'API';
}
