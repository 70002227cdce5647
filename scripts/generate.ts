// pnpm generate: what is made from prisma/schema and never committed. Does nothing when its inputs are as they were.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const generated = join(root, 'packages/server/src/platform/database/generated');
const stamp = join(generated, 'inputs.sha256');

const inputs = inputsHash();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== inputs) {
  generatePrisma();
  writeFileSync(stamp, inputs);
}

function inputsHash(): string {
  const hash = createHash('sha256');
  for (const file of inputFiles())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function inputFiles(): string[] {
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
