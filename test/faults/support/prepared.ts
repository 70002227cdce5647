import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDatabase } from '@steward/server/test/platform/database/start-database.ts';
import { afterAll, beforeAll } from 'vitest';
import { release } from './notes.ts';
import { freshDirectory } from './temporary.ts';

/**
 * Answers with a function that gives a test its own data directory of release one, holding the note (1, 'kept').
 * It is made once a file and copied, because making one takes seconds.
 */
export function preparedDirectories(): () => string {
  const parent = mkdtempSync(join(tmpdir(), 'steward-prepared-'));
  const original = join(parent, 'data');
  beforeAll(async () => {
    const options = { command: 'test', now: new Date(0), migrations: release.one };
    const started = await startDatabase({ kind: 'embedded', directory: original }, options);
    if (!started.ok) throw new Error(started.problem.message);
    await started.database.connection.query(`INSERT INTO note VALUES (1, 'kept')`);
    await started.database.close();
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));
  return () => {
    const directory = freshDirectory();
    cpSync(original, directory, { recursive: true });
    return directory;
  };
}
