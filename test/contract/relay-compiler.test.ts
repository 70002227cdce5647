import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';
import { afterEach, expect, it } from 'vitest';

const client = fileURLToPath(new URL('fixtures/relay-client/systems.ts', import.meta.url));
const schemaFile = fileURLToPath(new URL('../../packages/server/src/schema.graphql', import.meta.url));
const compiler = fileURLToPath(import.meta.resolve('relay-compiler/cli.js'));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Compiles one file against the schema: what the compiler said, and the documents it would send, by operation. */
function compile(source: string): { ok: boolean; said: string; documents: Record<string, string> } {
  const folder = mkdtempSync(join(tmpdir(), 'steward-relay-'));
  folders.push(folder);
  const artifacts = join(folder, 'src', '__generated__');
  mkdirSync(artifacts, { recursive: true });
  writeFileSync(join(folder, 'src', 'systems.ts'), source);
  copyFileSync(schemaFile, join(folder, 'schema.graphql'));
  const config = {
    src: './src',
    schema: './schema.graphql',
    artifactDirectory: './src/__generated__',
    language: 'typescript',
  };
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  const run = spawnSync(process.execPath, [compiler, 'relay.config.json'], { cwd: folder, encoding: 'utf8' });
  const texts = readdirSync(artifacts).flatMap((name) => {
    const [, text] = /^ {4}"text": (".*")$/m.exec(readFileSync(join(artifacts, name), 'utf8')) ?? [];
    return text === undefined ? [] : [[name.replace('.graphql.ts', ''), JSON.parse(text)]];
  });
  return { ok: run.status === 0, said: run.stdout + run.stderr, documents: Object.fromEntries(texts) };
}

it('relay-compiler compiles a client that pages lists, a list of a record among them, and reads typed errors', () => {
  const { ok, said, documents } = compile(readFileSync(client, 'utf8'));
  expect(said).not.toMatch(/ERROR|WARN/);
  expect(ok).toBe(true);
  expect(Object.keys(documents).sort()).toEqual([
    'systemsChangesPageQuery',
    'systemsPageQuery',
    'systemsQuery',
    'systemsRenameMutation',
  ]);
  // What it adds by itself: the cursors of the page, and the record by its id.
  expect(documents.systemsPageQuery).toContain('endCursor');
  expect(documents.systemsChangesPageQuery).toContain('node(id: $id)');
  expect(documents.systemsRenameMutation).toContain('__isUserError: __typename');
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'));
  for (const text of Object.values(documents)) expect(validate(schema, parse(text))).toEqual([]);
});

it('relay-compiler refuses a list that it could not page, and a field that is not there', () => {
  const source = readFileSync(client, 'utf8');
  const plain = compile(source.replace('openChanges(first: $count, after: $cursor)', 'roles'));
  expect([plain.ok, plain.said]).toEqual([false, expect.stringContaining('@connection')]);
  const unknown = compile(source.replace('revision', 'revison'));
  expect([unknown.ok, unknown.said]).toEqual([false, expect.stringContaining('revison')]);
});
