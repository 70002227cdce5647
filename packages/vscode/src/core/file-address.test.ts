import { describe, expect, it } from 'vitest';
import { addressInside, addressKey, parentFolder, pathInside } from './file-address.ts';

const at = (path: string, scheme = 'file', authority = '') => ({ scheme, authority, path });

describe('where a file lies', () => {
  it.each([
    ['/work/pay', '/work/pay/src/a.ts', 'src/a.ts'],
    ['/work/pay/', '/work/pay/a.ts', 'a.ts'],
    ['/', '/a.ts', 'a.ts'],
    ['/work/pay', '/work/payments/a.ts', undefined],
    ['/work/pay', '/work/pay', undefined],
    ['/work/Pay', '/work/pay/a.ts', undefined],
  ])('from %s, %s is %s', (folder, file, inside) => {
    expect(pathInside(at(folder), at(file))).toBe(inside);
  });

  it('is nowhere on another machine or in another scheme', () => {
    expect(pathInside(at('/a', 'vscode-remote', 'one'), at('/a/b', 'vscode-remote', 'two'))).toBeUndefined();
    expect(pathInside(at('/a'), at('/a/b', 'git'))).toBeUndefined();
  });

  it('is the same place with a slash behind the name of a folder', () => {
    expect(addressKey(at('/work/pay/'))).toBe(addressKey(at('/work/pay')));
    expect(addressKey(at('/'))).toBe('file:///');
    expect(addressKey(at('/work/pay/'))).not.toBe(addressKey(at('/work/pay/', 'git')));
  });

  it('goes up to the top and stops', () => {
    expect(parentFolder(at('/work/pay'))?.path).toBe('/work');
    expect(parentFolder(at('/work/'))?.path).toBe('/');
    expect(parentFolder(at('/'))).toBeUndefined();
  });

  it('goes down from any folder', () => {
    expect(addressInside(at('/'), 'a/b').path).toBe('/a/b');
    expect(addressInside(at('/work'), 'a').path).toBe('/work/a');
  });
});
