// pnpm generate: what is made from prisma/ and never committed. Does nothing when its inputs are as they were.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'packages/server/src/platform/database/generated');

await unlessSame('inputs.sha256', clientInputs(), () => generatePrisma());
// After the client: it is loaded with the code that makes a database.
await unlessSame('database.sha256', templateInputs(), async () => {
  const { makeDatabaseTemplate } = await import('../packages/server/build/database-template.ts');
  await makeDatabaseTemplate(join(generated, 'database.template'));
});

/** Makes it unless the stamp says that it was made of these files as they are. */
async function unlessSame(stampName: string, files: string[], make: () => void | Promise<void>) {
  const stamp = join(generated, stampName);
  const inputs = hashOf(files);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === inputs) return;
  await make();
  writeFileSync(stamp, inputs);
}

function hashOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function templateInputs(): string[] {
  const migrations = readdirSync(join(root, 'prisma/migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `prisma/migrations/${name}/migration.sql`);
  const code = ['build/database-template.ts', 'src/platform/database/template.ts', 'package.json'];
  return migrations.sort().concat(code.map((path) => `packages/server/${path}`));
}

function clientInputs(): string[] {
  const schema = readdirSync(join(root, 'prisma/schema')).filter((name) => name.endsWith('.prisma'));
  // The package files name the versions of the generators.
  return ['package.json', 'packages/server/package.json', 'prisma/prisma.config.ts'].concat(
    schema.sort().map((name) => `prisma/schema/${name}`),
  );
}

function generatePrisma(): void {
  const prisma = join(root, 'node_modules/prisma/build/index.js');
  const config = join(root, 'prisma/prisma.config.ts');
  const outcome = spawnSync(process.execPath, [prisma, 'generate', '--no-hints', '--config', config], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PATH: generatorsPath(), CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
  });
  if (outcome.status === 0) return;
  console.error(outcome.stdout + outcome.stderr);
  console.error(
    'prisma/schema could not be generated from: mend what is named above and run `pnpm generate` again.',
  );
  process.exit(1);
}

/** The Pothos generator is a command of the server package. */
function generatorsPath(): string {
  return [
    join(root, 'packages/server/node_modules/.bin'),
    join(root, 'node_modules/.bin'),
    process.env.PATH,
  ].join(delimiter);
}
