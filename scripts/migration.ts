// pnpm migration <name>: writes the next migration, the SQL that leads from the committed ones to prisma/schema.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  migrationsDirectory,
  readMigrations,
} from '../packages/server/src/platform/migrations/migration-files.ts';
import { schemaDiff } from '../packages/server/src/platform/migrations/schema-diff.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Name the migration in lower-case letters, digits and underscores: pnpm migration add_teams');
  process.exit(2);
}

const sql = await schemaDiff(fileURLToPath(new URL('../prisma/schema', import.meta.url)));
if (sql === '') {
  console.log('Nothing to write: the migrations and prisma/schema say the same.');
} else {
  const number = String(readMigrations().length + 1).padStart(4, '0');
  const directory = join(migrationsDirectory(), `${number}_${name}`);
  mkdirSync(directory);
  writeFileSync(join(directory, 'migration.sql'), sql);
  console.log(`Written: prisma/migrations/${number}_${name}/migration.sql. Read it before you commit it.`);
}
