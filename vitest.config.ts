import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// Vite prefers another file of the package than Node does, and two copies of graphql do not know each other's errors.
const graphql = createRequire(new URL('./packages/server/package.json', import.meta.url)).resolve('graphql');

const embedded = 'test/support/embedded-setup.ts';
const postgres = 'test/support/postgres-setup.ts';

/**
 * Real processes, sockets and clocks: where the machine was too busy for a test, it is tried once more, and the run
 * names it at its end.
 */
const real = { retry: 1 };

/** Each API test runs on both databases; a worker keeps its database for all its files. */
const api = { ...real, include: ['test/api/**/*.test.ts'], isolate: false, hookTimeout: 120_000 };

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    pool: 'forks',
    // A loaded machine is slow, not wrong.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: { name: 'domain', include: ['packages/domain/src/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: { ...real, name: 'unit', include: ['packages/{server,client,cli,vscode}/src/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { ...real, name: 'contract', include: ['test/contract/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { ...real, name: 'cli', include: ['test/cli/**/*.test.ts'], hookTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          ...api,
          name: 'api-embedded',
          globalSetup: [embedded],
          env: { STEWARD_TEST_DATABASE: 'embedded' },
        },
      },
      {
        extends: true,
        test: {
          ...api,
          name: 'api-postgres',
          globalSetup: [postgres],
          env: { STEWARD_TEST_DATABASE: 'postgres' },
        },
      },
      {
        extends: true,
        test: {
          ...real,
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          globalSetup: [embedded, postgres],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
