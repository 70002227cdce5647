import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = new URL('../../packages/server/src/', import.meta.url);

const files = readdirSync(fileURLToPath(source), { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.ts') && !path.includes('generated') && !path.endsWith('.test.ts'),
);
const filesWith = (pattern: RegExp) =>
  files.filter((path) => pattern.test(readFileSync(new URL(path, source), 'utf8')));

it('attack 55: no statement is put together from text', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(filesWith(/\$(query|execute)RawUnsafe|Prisma\.raw\(/)).toEqual([]);
});

it('attack 55: text of an area reaches the database through Prisma or the reader alone', () => {
  const senders = filesWith(/\.(query|prepared)(<[^>]*(<[^>]*>)?[^>]*>)?\(/);
  expect(senders).toContain('platform/read/reader.ts');
  expect(senders.filter((path) => !path.startsWith('platform/'))).toEqual([]);
  // Its names come from the Prisma schema, see the reader's own test; nobody else's text is made while it runs.
  expect(filesWith(/newDraft\(/)).toEqual(['platform/read/statement.ts']);
});
