import type { RunningServer } from '@steward/server';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, serverPlace } from '../support/server.ts';
import { type CompiledClients, compileClients } from './support/compiled-clients.ts';

const names = ['System 1', 'System 2', 'System 3', 'System 4', 'System 5'];
const place = await serverPlace();
let server: RunningServer;
let clients: CompiledClients;
let revision: number;

beforeAll(async () => {
  [server, clients] = await Promise.all([place.run(), compileClients()]);
  for (const [index, name] of names.entries())
    await ask(
      server,
      'mutation ($input: CreateSystemInput!) { createSystem(input: $input) { __typename } }',
      {
        input: { key: `system-${index + 1}`, name },
      },
    );
}, 60_000);
afterAll(async () => {
  await Promise.all([place.clear(), clients?.remove()]);
});

beforeEach(async () => {
  const { updateSystem } = await ask<{ updateSystem: { revision: number } }>(
    server,
    `mutation { updateSystem(input: { key: "system-1", name: "System 1", expectedRevision: null }) {
      ... on UpdateSystemPayload { revision } } }`,
  );
  revision = updateSystem.revision;
});

describe('a client of others pages a list to its end and reads typed errors', () => {
  it.each([
    ['made by graphql-codegen', 'codegen', null],
    ['Apollo Client, whose open list shows the write', 'apollo', ['Renamed', ...names.slice(1)]],
    ['urql', 'urql', null],
  ])('%s', async (_, name, shown) => {
    expect(await clients.tell(name, server)).toEqual({
      pages: 3,
      total: 5,
      names,
      renamed: `Renamed at ${revision + 1}`,
      stale: `CONFLICT at ${revision + 1}`,
      unknown: 'NOT_FOUND in key',
      invalid: 'BAD_USER_INPUT in name',
      shown,
    });
  });
});
