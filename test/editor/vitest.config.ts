import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    name: 'editor',
    include: ['test/editor/**/*.test.ts'],
    globalSetup: ['test/editor/support/global-setup.ts'],
    // One editor and one browser: two at a time would only wait for each other.
    fileParallelism: false,
    testTimeout: 120_000,
    // What a busy machine was too slow for is tried once more; the run names it at its end.
    retry: 1,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000, interval: 100 } },
  },
});
