import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One committed step of the database, in Prisma's own format: a directory `<number>_<name>` with `migration.sql`. */
export type Migration = { name: string; sql: string };

/** The committed migrations in the order they apply. */
export function readMigrations(directory = migrationsDirectory()): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(directory, name, 'migration.sql'), 'utf8') }));
}

/** In the workspace `prisma/migrations`; in a published server the directory `migrations` beside its one file. */
export function migrationsDirectory(): string {
  const beside = fileURLToPath(new URL('./migrations', import.meta.url));
  return existsSync(beside)
    ? beside
    : fileURLToPath(new URL('../../../../../prisma/migrations', import.meta.url));
}
