import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { readTree } from './read-tree.ts';

const folder = mkdtempSync(join(tmpdir(), 'steward-tree-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('a catalog file that is a link out of the repository is not read', () => {
  writeFileSync(join(folder, 'outside.yaml'), 'apiVersion: secret');
  const root = join(folder, 'repository');
  mkdirSync(root);
  symlinkSync('../outside.yaml', join(root, 'catalog-info.yaml'));
  const tree = { root, named: [{ path: 'catalog-info.yaml', isFolder: false }] };
  const read = readTree(tree as never, { repository: 'github.com/acme/pay', dialect: null });
  expect(JSON.stringify(read)).not.toContain('secret');
  expect(JSON.stringify(read)).toContain('catalog-info.yaml');
});
