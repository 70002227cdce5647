import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTree } from './read-tree.ts';

let root = '';
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'steward-tree-')));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

/** Format, file and what is said about it, of everything that a directory import reads. */
function read(...named: { path: string; isFolder: boolean }[]): string[] {
  const tree = { root, named: named.length > 0 ? named : [{ path: '', isFolder: true }] };
  const outcome = readTree(tree, { repository: 'github.com/acme/pay', dialect: null });
  if (!outcome.ok) throw new Error(outcome.message);
  return outcome.value.pieces.flatMap(({ format, piece }) =>
    'findings' in piece
      ? [`${format} ${piece.file}`, ...piece.findings.map(({ code, message }) => `  ${code} ${message}`)]
      : [],
  );
}

const component =
  'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: cart }\nspec: { type: service, lifecycle: production, owner: pay }\n';
const service = 'apiVersion: openslo/v1\nkind: Service\nmetadata: { name: shop }\nspec: {}\n';

describe('a directory import', () => {
  it('reads no catalog file that is a link out of the repository', () => {
    execFileSync('git', ['init', '-q', root]);
    const outside = mkdtempSync(join(tmpdir(), 'steward-outside-'));
    writeFileSync(join(outside, 'outside.yaml'), 'apiVersion: secret');
    symlinkSync(join(outside, 'outside.yaml'), join(root, 'catalog-info.yaml'));
    expect(read()).toEqual([
      'CATALOG_INFO catalog-info.yaml',
      expect.stringContaining('it cannot be opened: check that it is a file you may read'),
    ]);
    rmSync(outside, { recursive: true });
  });

  it('names the files in UTF-16 and Latin-1 that hold records, passes over other YAML, and reads the rest', () => {
    write('a.yaml', Buffer.from(`\ufeff${component}`, 'utf16le'));
    write('b.yaml', Buffer.from(`\ufeff${service}`, 'utf16le').swap16());
    write('c.yaml', Buffer.from(service, 'utf16le'));
    write('d.yaml', Buffer.from(`${component}# Größe\n`, 'latin1'));
    write('e.yaml', component);
    write('other.yaml', Buffer.from('größe: 1\n', 'latin1'));
    const why = (file: string) =>
      `  UNREADABLE_FILE ${file} is left out, and nothing it brought before is replaced: it is not UTF-8: save it as UTF-8`;
    expect(read()).toEqual([
      ...['CATALOG_INFO a.yaml', why('a.yaml'), 'CATALOG_INFO d.yaml', why('d.yaml'), 'CATALOG_INFO e.yaml'],
      ...['OPENSLO b.yaml', why('b.yaml'), 'OPENSLO c.yaml', why('c.yaml')],
    ]);
  });

  it('says of a file beyond all measure that it is too large, not that it is no UTF-8', () => {
    write('catalog-info.yaml', `${component}# ${'x'.repeat(5_000_000)}`);
    expect(read()[1]).toContain('it has more than 5000000 bytes: cut it into several files');
  });

  it('reads a file with documents of both formats as both', () => {
    write('all.yaml', `${component}---\n${service}`);
    const said =
      /^ {2}OTHER_FORMAT document [12], \S+\/v1\S* (Service|Component), is of another format and is passed over$/;
    expect(read()).toEqual([
      ...['CATALOG_INFO all.yaml', expect.stringMatching(said)],
      ...['OPENSLO all.yaml', expect.stringMatching(said)],
    ]);
  });

  it('reads nothing in dependency folders that git tracks, unless a person names one', () => {
    execFileSync('git', ['init', '-q', root]);
    write('node_modules/a/slo.yaml', service);
    write('lib/node_modules/a/catalog-info.yaml', component);
    write('slo.yaml', service);
    expect(read()).toEqual(['OPENSLO slo.yaml']);
    expect(read({ path: 'node_modules/a', isFolder: true })).toEqual(['OPENSLO node_modules/a/slo.yaml']);
  });

  it('reads a file that links lead to once', () => {
    execFileSync('git', ['init', '-q', root]);
    write('slo/service.yaml', service);
    symlinkSync('slo/service.yaml', join(root, 'again.yaml'));
    write('deploy/base.yaml', component);
    symlinkSync('deploy/base.yaml', join(root, 'catalog-info.yaml'));
    expect(read()).toEqual(['CATALOG_INFO catalog-info.yaml', 'OPENSLO slo/service.yaml']);
  });
});
