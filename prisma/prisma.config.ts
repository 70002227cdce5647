import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Every Prisma command first wants to download a schema engine, also those that never use one. An existing file stops that.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  schema: here('./schema'),
  migrations: { path: here('./migrations') },
  // Only `prisma migrate` needs it; the server gives its own connection to its own runner.
  ...(process.env.DATABASE_URL ? { datasource: { url: process.env.DATABASE_URL } } : {}),
});
