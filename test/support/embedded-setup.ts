// Once a run: a migrated embedded database as one file. A worker that loads it starts in a quarter of the time.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { applyMigrations } from '@steward/server/test/platform/migrations/migrate.ts';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the file. */
    embeddedTemplate: string;
  }
}

export async function setup(project: TestProject): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'steward-embedded-'));
  const file = join(directory, 'template.tar');
  const connection = await connect({ kind: 'embedded-memory' });
  if (connection.engine !== 'embedded') throw new Error('an embedded database was asked for');
  const outcome = await applyMigrations(connection);
  if (!outcome.ok)
    throw new Error(`Migration ${outcome.migration} fails on the embedded database: ${outcome.reason}`);
  const dump = await connection.pglite.dumpDataDir('none');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await connection.close();
  project.provide('embeddedTemplate', file);
  return () => rmSync(directory, { recursive: true, force: true });
}
