import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../database/embedded.ts';
import { adapterOver } from '../database/embedded-adapter.ts';
import { engineDiff, type SchemaFile, withEngine } from './engine.ts';
import { engineFactory } from './migration-adapter.ts';
import { type Migration, readMigrations } from './migration-files.ts';

/**
 * The SQL that leads from the committed migrations to the Prisma schema, empty when they say the same.
 * Plays the migrations in a throw-away embedded database; touches no other. Takes a few seconds.
 * What Prisma's schema cannot say (checks, functions, triggers, free sequences) is not compared.
 */
export async function schemaDiff(
  schemaDirectory: string,
  migrations: Migration[] = readMigrations(),
): Promise<string> {
  const main = await openEmbedded();
  try {
    const factory = engineFactory(await adapterOver(main), async () => {
      const shadow = await openEmbedded();
      return { ...(await adapterOver(shadow)), dispose: () => shadow.close() };
    });
    return await withEngine(factory, (engine) => engineDiff(engine, migrations, readSchema(schemaDirectory)));
  } finally {
    await main.close();
  }
}

export function readSchema(directory: string): SchemaFile[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => ({ path: name, content: readFileSync(join(directory, name), 'utf8') }));
}
