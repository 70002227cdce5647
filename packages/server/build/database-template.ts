import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/platform/database/connection.ts';
import { packTemplate } from '../src/platform/database/template.ts';
import { applyMigrations } from '../src/platform/migrations/migrate.ts';
import { readMigrations } from '../src/platform/migrations/migration-files.ts';

/** Makes an embedded database with the committed migrations, and leaves it in `file` for every first start. */
export async function makeDatabaseTemplate(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-template-'));
  try {
    const directory = join(folder, 'database');
    const migrations = readMigrations();
    const connection = await connect({ kind: 'embedded', directory });
    const outcome = await applyMigrations(connection, migrations);
    await connection.close();
    if (!outcome.ok) throw new Error(`migration ${outcome.migration} fails: ${outcome.reason}`);
    packTemplate(directory, migrations, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
