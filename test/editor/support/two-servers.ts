import { afterAll, beforeAll } from 'vitest';
import { askServer } from '../../support/ask-server.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import {
  type RunningSteward,
  runServer,
  type ServerPlace,
  serverPlace,
} from '../../support/steward-server.ts';

/** Two servers over one PostgreSQL, for the tests of a file; all three end with it. */
export function useTwoServers(): { first: RunningSteward; second: RunningSteward } {
  const places = [serverPlace(), serverPlace()];
  let postgres: TestPostgres | undefined;
  const servers: RunningSteward[] = [];
  beforeAll(async () => {
    postgres = await startPostgres({ durable: false });
    // One after the other: the first migrates the database and makes its first person.
    for (const place of places) servers.push(await serveFrom(place, postgres.url));
  });
  afterAll(async () => {
    for (const server of servers) await server.end();
    await postgres?.stop();
    for (const place of places) place.remove();
  });
  const at = (n: number): RunningSteward => {
    const server = servers[n];
    if (!server) throw new Error('The servers run only within tests');
    return server;
  };
  return {
    get first() {
      return at(0);
    },
    get second() {
      return at(1);
    },
  };
}

const serveFrom = (place: ServerPlace, databaseUrl: string): Promise<RunningSteward> => {
  const environment = { ...place.environment, DATABASE_URL: databaseUrl };
  return runServer({ ...place, environment }, ['serve', '--port', '0', '--no-demo']);
};

/** The text of a new access token with which this person reads and writes. */
export async function tokenFor(server: RunningSteward, person: string): Promise<string> {
  const { result } = await askServer<{ result: { text?: string; message?: string } }>(
    server,
    `mutation ($input: CreateAccessTokenInput!) {
      result: createAccessToken(input: $input) {
        ... on CreateAccessTokenPayload { text } ... on UserError { message }
      }
    }`,
    { input: { name: 'The editor', person, scopes: ['READ', 'WRITE'] } },
  );
  if (!result.text) throw new Error(`no token for ${person}: ${result.message}`);
  return result.text;
}

/** Gives or takes a role on a system, as an administrator does. */
export async function changeSystemRole(
  server: RunningSteward,
  step: 'assign' | 'end',
  input: { key: string; role: string; person: string },
): Promise<void> {
  const name = step === 'assign' ? 'AssignSystemRole' : 'EndSystemRole';
  const { result } = await askServer<{ result: { message?: string } }>(
    server,
    `mutation ($input: ${name}Input!) { result: ${step}SystemRole(input: $input) { ... on UserError { message } } }`,
    { input: { ...input, expectedRevision: null } },
  );
  if (result.message) throw new Error(`${name}: ${result.message}`);
}
