import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { generatedTemplate } from '../src/platform/database/template.ts';
import { demonstrationOwnFiles } from '../src/record/demonstration-files.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const packages = createRequire(import.meta.url);

/** Where the published server lies after every build: a folder that can be copied anywhere. */
export const serverFolder = join(root, 'dist', 'server');

/** The command line and the server, in the folder. */
export const serverEntry = 'steward.mjs';

export interface ServerBundle {
  folder: string;
  files: number;
  /** Of all files together. */
  bytes: number;
}

/**
 * Builds the whole command line, the server inside, into a folder that plain Node runs with nothing installed:
 * `node steward.mjs serve`. What the code reads at run time stands beside it. `vsix` is the packed extension that
 * `steward start` offers.
 */
export async function buildServer(vsix: string): Promise<ServerBundle> {
  const staging = `${serverFolder}.${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  try {
    await mkdir(staging, { recursive: true });
    await bundleCode(staging);
    for (const [from, to] of besideCode(vsix)) await cp(from, join(staging, to), { recursive: true });
    await chmod(join(staging, serverEntry), 0o755);
    await rm(serverFolder, { recursive: true, force: true });
    await rename(staging, serverFolder);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return { folder: serverFolder, ...(await sizeOf(serverFolder)) };
}

async function bundleCode(folder: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { steward: 'packages/server/build/published-entry.ts' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    // Split and flat: what is loaded late stays late, and every file finds what lies beside it under the same address.
    splitting: true,
    chunkNames: '[name]-[hash]',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22.18',
    // Names are kept: they stand in the log of what went wrong.
    minifyWhitespace: true,
    minifySyntax: true,
    // Packages written as CommonJS call it, and an ES module has none.
    banner: {
      js: "import{createRequire as requireFrom}from'node:module';const require=requireFrom(import.meta.url);",
    },
    plugins: [extensionFilesBeside],
    legalComments: 'eof',
    charset: 'utf8',
    logLevel: 'silent',
  });
}

/** The embedded database looks for its extensions one folder above its code; here everything lies in one. */
const extensionFilesBeside: Plugin = {
  name: 'extension-files-beside',
  setup({ onLoad }) {
    onLoad({ filter: /pglite[\\/]dist[\\/]contrib[\\/]\w+\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/new URL\("\.\.\/(\w+\.tar\.gz)"/, 'new URL("./$1"');
      if (contents === text) throw new Error(`${path} names its extension file in another way than before`);
      return { contents, loader: 'js' };
    });
  },
};

/** What is read at run time: from where, and its name in the folder. */
function besideCode(vsix: string): [from: string, to: string][] {
  const database = dirname(packages.resolve('@electric-sql/pglite'));
  const engine = dirname(packages.resolve('@prisma/schema-engine-wasm'));
  const ofDatabase = ['pglite.data', 'pglite.wasm', 'initdb.wasm', 'pg_trgm.tar.gz'];
  return [
    ...ofDatabase.map((name): [string, string] => [join(database, name), name]),
    [join(engine, 'schema_engine_bg.wasm'), 'schema_engine_bg.wasm'],
    [join(root, 'prisma', 'migrations'), 'migrations'],
    [generatedTemplate, 'database.template'],
    [join(root, 'prisma', 'demo'), 'demo'],
    ...demonstrationOwnFiles.map((path): [string, string] => [join(root, path), join('demo-files', path)]),
    [vsix, 'steward.vsix'],
    [join(root, 'LICENSE'), 'LICENSE'],
  ];
}

async function sizeOf(folder: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
