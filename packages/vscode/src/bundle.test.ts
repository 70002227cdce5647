import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { kindPlurals } from '@steward/domain/record/kind-plurals.ts';
import { describe, expect, it, vi } from 'vitest';
import { bundleExtension, extensionFolder } from '../build/bundle.ts';
import { buildVsix, vsixContent } from '../build/vsix.ts';
import { activateInStub } from './support/editor-stub.ts';

const bundles = await bundleExtension();
const manifest = JSON.parse(await readFile(join(extensionFolder, 'package.json'), 'utf8'));
const texts = JSON.parse(await readFile(join(extensionFolder, 'package.nls.json'), 'utf8'));

describe.each(bundles)('the bundle for the $host host', ({ host, text }) => {
  it('has at most 350 KB', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(350 * 1024);
  });

  it('asks for nothing but the editor, and in a browser for nothing of Node', () => {
    const required = [...text.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
    const allowed = host === 'node' ? /^(vscode|node:.+)$/ : /^vscode$/;
    expect(required.filter((name) => !allowed.test(name ?? ''))).toEqual([]);
    expect(required).toContain('vscode');
  });

  it('attack 77: starts no program but git, runs no text as code, and takes every certificate as the editor does', () => {
    const forbidden = [
      ...[/node:(vm|worker_threads|cluster|module|inspector)\b/, /\bimportScripts\b/, /\bshell:/],
      ...[/\beval\s*\(/, /\bnew Function\b/, /[^.\w]Function\(/, /\bset(Timeout|Interval)\(["'`]/],
      ...[/rejectUnauthorized/i, /NODE_TLS_REJECT/, /checkServerIdentity/, /\bnode:(https?|tls|net|dgram)\b/],
    ];
    expect(forbidden.filter((pattern) => pattern.test(text)).map(String)).toEqual([]);
    const requires = text.match(/require\("(node:)?child_process"\)/g) ?? [];
    expect(requires).toHaveLength(host === 'node' ? 1 : 0);
    // Its files are listed by the git of the machine, which then takes no program from the folder's own settings.
    const calls = text.match(
      /\b(spawn|exec|execFile|fork|spawnSync|execSync|execFileSync)\)?\(["'`]\w+["'`],/g,
    );
    expect(calls ?? []).toEqual(host === 'node' ? [expect.stringMatching(/^execFile\)?\("git",$/)] : []);
    expect(text.includes('core.fsmonitor=false')).toBe(host === 'node');
  });

  it('offers every declared kind of account and no other', async () => {
    const { authentication } = await activateInStub(text);
    const declared = manifest.contributes.authentication.map(({ id }: { id: string }) => id);
    expect([...authentication]).toEqual(declared);
  });

  it('attack 76: takes addresses in one place, where an answer to no sign-in asks nobody', async () => {
    const { uriHandlers } = await activateInStub(text);
    expect(uriHandlers).toHaveLength(1);
    const ask = vi.spyOn(globalThis, 'fetch');
    await uriHandlers[0]?.handleUri({ path: '/signed-in', query: 'code=stolen&state=of-another' });
    expect(ask).not.toHaveBeenCalled();
    ask.mockRestore();
  });

  it('registers every declared command and no other', async () => {
    const { commands } = await activateInStub(text);
    const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    expect([...commands].sort()).toEqual([...declared].sort());
  });

  it('creates every declared view and no other', async () => {
    const { views } = await activateInStub(text);
    const declared = Object.values<{ id: string }[]>(manifest.contributes.views)
      .flat()
      .map(({ id }) => id);
    expect([...views].sort()).toEqual([...declared].sort());
  });

  it('shows nothing of a surface that is switched off', async () => {
    const switches = Object.keys(manifest.contributes.configuration[0].properties).filter((key) =>
      key.endsWith('.enabled'),
    );
    const off = await activateInStub(text, Object.fromEntries(switches.map((key) => [key, false])));
    expect([...off.views, ...off.providers, ...off.statusBarItems]).toEqual([]);
    const on = await activateInStub(text);
    expect(on.views.size + on.providers.size + on.statusBarItems.size).toBe(switches.length);
  });
});

describe('the manifest', () => {
  it('takes each text from package.nls.json, where none is left over', () => {
    const used = [...JSON.stringify(manifest).matchAll(/%([\w.]+)%/g)].map(([, key]) => key ?? '');
    expect(used.filter((key) => !(key in texts))).toEqual([]);
    expect(Object.keys(texts).filter((key) => !used.includes(key))).toEqual([]);
  });

  it('names only declared commands, and views, in its menus, welcome texts and walkthrough', () => {
    const views = Object.values<{ id: string }[]>(manifest.contributes.views).flat();
    const declared = new Set([
      ...manifest.contributes.commands.map(({ command }: { command: string }) => command),
      ...views.map(({ id }) => `${id}.focus`),
    ]);
    const named = [
      ...Object.values<{ command: string }[]>(manifest.contributes.menus).flatMap((menu) =>
        menu.map(({ command }) => command),
      ),
      ...Object.values<string>(texts).flatMap((text) =>
        [...text.matchAll(/command:(steward\.[\w.]+)/g)].map(([, command]) => command ?? ''),
      ),
    ];
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((command) => !declared.has(command))).toEqual([]);
  });

  it('has a schema for the documents of each kind of record', () => {
    expect(manifest.contributes.jsonValidation).toEqual(
      Object.entries(kindPlurals).map(([kind, folder]) => ({
        fileMatch: `steward:/${folder}/*.json`,
        url: `steward-schema://kinds/${kind}.json`,
      })),
    );
  });

  it('takes neither address nor repository from a folder that is not trusted', () => {
    expect(manifest.capabilities).toMatchObject({
      untrustedWorkspaces: {
        supported: 'limited',
        restrictedConfigurations: ['steward.server', 'steward.repository'],
      },
      virtualWorkspaces: true,
    });
    // Nor from one that is: no folder decides to whom a token goes.
    expect(manifest.contributes.configuration[0].properties['steward.server'].scope).toBe('machine');
  });
});

describe('the packed extension', () => {
  it('has the picture of each step of the walkthrough', async () => {
    const pictures: string[] = manifest.contributes.walkthroughs.flatMap(
      ({ steps }: { steps: { media: { svg: string } }[] }) => steps.map(({ media }) => media.svg),
    );
    const content = await vsixContent();
    expect(pictures.length).toBeGreaterThan(0);
    expect(pictures.filter((path) => !content.has(path))).toEqual([]);
  });

  it('has at most 2 MB, and is packed once for the same content', async () => {
    const { file } = await buildVsix();
    expect((await stat(file)).size).toBeLessThanOrEqual(2 * 1024 * 1024);
    expect(await buildVsix()).toEqual({ file, packed: false });
  });
});
