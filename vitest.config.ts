import { defineConfig } from 'vitest/config';

const embedded = 'test/support/embedded-setup.ts';
const postgres = 'test/support/postgres-setup.ts';

/** Each API test runs on both databases; a worker keeps its database for all its files. */
const api = { include: ['test/api/**/*.test.ts'], isolate: false, testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      { test: { name: 'domain', include: ['packages/domain/src/**/*.test.ts'], isolate: false } },
      { test: { name: 'unit', include: ['packages/{server,client,cli,vscode}/src/**/*.test.ts'] } },
      { test: { name: 'contract', include: ['test/contract/**/*.test.ts'], testTimeout: 60_000 } },
      {
        test: {
          ...api,
          name: 'api-embedded',
          globalSetup: [embedded],
          env: { STEWARD_TEST_DATABASE: 'embedded' },
        },
      },
      {
        test: {
          ...api,
          name: 'api-postgres',
          globalSetup: [postgres],
          env: { STEWARD_TEST_DATABASE: 'postgres' },
        },
      },
      {
        test: {
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
