import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = new URL('../../packages/server/src/', import.meta.url);

it('attack 55: no statement is put together from text', () => {
  const files = readdirSync(fileURLToPath(source), { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.includes('generated'),
  );
  expect(files.length).toBeGreaterThan(100);
  const unsafe = files.filter((path) =>
    /\$(query|execute)RawUnsafe|Prisma\.raw\(/.test(readFileSync(new URL(path, source), 'utf8')),
  );
  expect(unsafe).toEqual([]);
});
