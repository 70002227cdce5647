import { describe, expect, it } from 'vitest';
import { whereTheUserStands } from './terminal.ts';

describe('where the user stands', () => {
  const runner = { INIT_CWD: '/home/ada/shop/src', npm_package_json: '/opt/steward/package.json' };

  it('is where a script runner was called, when it moved to its package', () => {
    expect(whereTheUserStands('/opt/steward', runner)).toBe('/home/ada/shop/src');
  });

  it('is the folder of the process when another program left INIT_CWD behind', () => {
    expect(whereTheUserStands('/tmp/elsewhere', runner)).toBe('/tmp/elsewhere');
    expect(whereTheUserStands('/opt/steward', { INIT_CWD: '/x' })).toBe('/opt/steward');
    expect(whereTheUserStands('/opt/steward', {})).toBe('/opt/steward');
  });
});
