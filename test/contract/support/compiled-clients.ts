// Clients as strangers build them: types from the schema and the documents, TypeScript over both, then plain Node.
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import type { RunningServer } from '@steward/server';
import { buildSchema, parse } from 'graphql';

const sources = fileURLToPath(new URL('../fixtures/clients', import.meta.url));
const testFolder = fileURLToPath(new URL('../..', import.meta.url));
const schemaFile = new URL('../../../packages/server/src/schema.graphql', import.meta.url);
const run = promisify(execFile);

export interface CompiledClients {
  /** Runs one of them against a server and gives what it printed. */
  tell: (name: string, server: RunningServer) => Promise<unknown>;
  remove: () => Promise<void>;
}

/** Throws with the compiler's words where a client does not compile. */
export async function compileClients(): Promise<CompiledClients> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-clients-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  await cp(sources, folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(join(testFolder, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await mkdir(join(folder, 'generated'));
  await writeFile(join(folder, 'generated', 'graphql.ts'), await generatedTypes());
  await compile(folder).catch(async (problem) => {
    await remove();
    throw problem;
  });
  return {
    tell: async (name, { url, token }) => {
      const env = { ...process.env, STEWARD_URL: url, STEWARD_TOKEN: token };
      const { stdout } = await run(process.execPath, [join(folder, 'out', `${name}.js`)], { env });
      return JSON.parse(stdout);
    },
    remove,
  };
}

/** What graphql-codegen's client preset makes, with no option but the types of our scalars. */
async function generatedTypes(): Promise<string> {
  const sdl = await readFile(schemaFile, 'utf8');
  const location = join(sources, 'operations.graphql');
  const rawSDL = await readFile(location, 'utf8');
  const outputs = await preset.buildGeneratesSection({
    baseOutputDir: 'generated/',
    presetConfig: {},
    config: {
      strictScalars: true,
      scalars: { DateTime: 'string', Date: 'string', Decimal: 'string', JSON: 'unknown' },
      useTypeImports: true,
    },
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents: [{ location, rawSDL, document: parse(rawSDL) }],
    plugins: [],
    pluginMap: {},
  });
  const typed = outputs.find(({ filename }) => filename.endsWith('graphql.ts'));
  if (!typed) throw new Error('the client preset makes no graphql.ts any more');
  return codegen(typed);
}

async function compile(folder: string): Promise<void> {
  const root = createRequire(join(testFolder, '..', 'package.json'));
  const tsc = join(dirname(root.resolve('typescript/package.json')), 'bin', 'tsc');
  const types = dirname(dirname(root.resolve('@types/node/package.json')));
  try {
    await run(process.execPath, [tsc, '-p', folder, '--typeRoots', types]);
  } catch (error) {
    throw new Error(`the clients do not compile:\n${(error as { stdout: string }).stdout}`);
  }
}
