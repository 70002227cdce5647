import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);

it('one copy of graphql is installed, and every package that uses it gets that one', () => {
  const lock = readFileSync(at('pnpm-lock.yaml'), 'utf8');
  const locked = new Set([...lock.matchAll(/^ {2}graphql@([^:(]+)/gm)].map((m) => m[1]));
  expect([...locked]).toEqual(['16.15.0']);
  const places = ['', 'test/', ...readdirSync(at('packages')).map((name) => `packages/${name}/`)];
  const copies = places.flatMap((place) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(at(`${place}package.json`), 'utf8'),
    );
    if (!('graphql' in { ...dependencies, ...devDependencies })) return [];
    const require = createRequire(at(`${place}package.json`));
    return [realpathSync(require.resolve('graphql'))];
  });
  // What Yoga runs, and what the tests read the schema with.
  const yoga = createRequire(at('packages/server/package.json')).resolve('graphql-yoga');
  copies.push(realpathSync(createRequire(yoga).resolve('graphql')));
  copies.push(realpathSync(fileURLToPath(import.meta.resolve('graphql'))).replace(/\.mjs$/, '.js'));
  expect(new Set(copies).size).toBe(1);
  expect(copies.length).toBeGreaterThan(3);
});
