import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packExtension, vsixContent, warningsOf } from '../../packages/vscode/build/vsix.ts';

let folder: string;
let content: Map<string, Buffer>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steward-packing-'));
  content = await vsixContent();
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('vsce packs the extension', () => {
  it('without a warning, with every file it was given and the two of its own', async () => {
    const file = join(folder, 'extension.vsix');
    const said = await packExtension(content, file);
    expect(warningsOf(said)).toEqual([]);
    expect(said).toContain('DONE  Packaged:');
    expect(said).toContain(`(${content.size + 2} files, `);
    expect((await stat(file)).size).toBeGreaterThan(50_000);
  });

  it('and its warnings are seen: of a start with the editor, of a list of files that is missing', async () => {
    const manifest = JSON.parse(content.get('package.json')?.toString() ?? '');
    const worse = { ...manifest, activationEvents: ['*'], files: undefined };
    const changed = new Map(content).set('package.json', Buffer.from(JSON.stringify(worse)));
    const said = await packExtension(changed, join(folder, 'worse.vsix'));
    expect(warningsOf(said)).toEqual([
      expect.stringContaining('activation'),
      expect.stringContaining('"files" property'),
    ]);
  });
});
