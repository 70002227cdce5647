// The one file that knows Prisma's schema engine: its package is undocumented, its types are the reference.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import * as engineModule from '@prisma/schema-engine-wasm/schema_engine_bg';
import type { Migration } from './migration-files.ts';

// The module's types leave out what its own loader calls, and Node's types leave out how a WebAssembly file is loaded.
type Exports = Record<string, unknown>;
const bindings = engineModule as typeof engineModule & { __wbg_set_wasm(exports: Exports): void };
const { Module, Instance } = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
type WebAssemblyApi = {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, object>) => { exports: Exports };
};

export type SchemaFile = { path: string; content: string };

const nothingForeign = { externalTables: [], externalEnums: [] };
const lockfile = '# Written by the migration command.\nprovider = "postgresql"\n';

/** Runs `work` with an engine over the adapter. */
export async function withEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  loadOnce();
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await bindings.SchemaEngine.new({ datamodels: undefined }, () => {}, bound);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** Applies what is not yet applied and writes Prisma's own record of it; answers with the names applied. */
export async function engineApply(engine: SchemaEngine, migrations: Migration[]): Promise<string[]> {
  const answer = await engine.applyMigrations({
    migrationsList: listOf(migrations),
    filters: nothingForeign,
  });
  return answer.appliedMigrationNames;
}

/** The SQL that leads from the migrations to the schema; empty when they say the same. */
export async function engineDiff(
  engine: SchemaEngine,
  migrations: Migration[],
  schema: SchemaFile[],
): Promise<string> {
  const answer = await engine.diff({
    from: { tag: 'migrations', ...listOf(migrations) },
    to: { tag: 'schemaDatamodel', files: schema },
    script: true,
    exitCode: true,
    filters: nothingForeign,
  });
  return answer.exitCode === 0 ? '' : (answer.stdout ?? '');
}

function listOf(migrations: Migration[]): MigrationList {
  return {
    baseDir: '/migrations',
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  };
}

/** The bindings hold one engine for the process, and a second one put in its place would break the first. */
function loadOnce(): void {
  if (isLoaded()) return;
  // The engine reports a panic here and nowhere else; without it the panic reads as a TypeError.
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: reportPanic } });
  const instance = new Instance(new Module(readFileSync(wasmPath())), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
}

function isLoaded(): boolean {
  try {
    return bindings.version() !== '';
  } catch {
    return false;
  }
}

function reportPanic(message: string): never {
  throw new Error(`the schema engine stopped: ${message}`);
}

/** In a published server the file stands beside the bundle. */
function wasmPath(): string {
  const beside = fileURLToPath(new URL('./schema_engine_bg.wasm', import.meta.url));
  if (existsSync(beside)) return beside;
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('@prisma/schema-engine-wasm')), 'schema_engine_bg.wasm');
}
