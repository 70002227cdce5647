import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { bundleExtension, extensionFolder } from './bundle.ts';

const workspaceFolder = join(extensionFolder, '..', '..');

/** Where the packed extension lies after every build. */
export const vsixFile = join(workspaceFolder, 'dist', 'steward.vsix');

export interface VsixResult {
  file: string;
  /** False when the file of an earlier build holds the same content. */
  packed: boolean;
}

/**
 * Packs the extension, both bundles inside, into `dist/steward.vsix`.
 * Packing is skipped when nothing that goes in has changed. Fails on any warning of the packer.
 */
export async function buildVsix(): Promise<VsixResult> {
  const content = await vsixContent();
  const seal = join(dirname(vsixFile), 'steward.vsix.sha256');
  const hash = contentHash(content);
  if ((await readText(seal)) === hash && (await readText(vsixFile)) !== undefined) {
    return { file: vsixFile, packed: false };
  }
  await mkdir(dirname(vsixFile), { recursive: true });
  // Beside the target first: a rename within one file system is never seen half done.
  const beside = `${vsixFile}.${process.pid}`;
  const warnings = warningsOf(await packExtension(content, beside));
  if (warnings.length > 0) {
    await rm(beside, { force: true });
    throw new Error(`Packing the extension warned:\n${warnings.join('\n')}`);
  }
  await rename(beside, vsixFile);
  await writeFile(seal, hash);
  return { file: vsixFile, packed: true };
}

/** Packs files, given by their path inside, into a new VSIX. Answers with what the packer said. */
export async function packExtension(content: ReadonlyMap<string, Buffer>, file: string): Promise<string> {
  const staging = await mkdtemp(join(tmpdir(), 'steward-vsix-'));
  try {
    for (const [path, bytes] of content) {
      await mkdir(dirname(join(staging, path)), { recursive: true });
      await writeFile(join(staging, path), bytes);
    }
    const packed = join(staging, 'steward.vsix');
    const said = await runPacker(staging, packed);
    await cp(packed, file);
    return said;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** The lines of the packer's words that it calls a warning. */
export const warningsOf = (said: string): string[] => said.split('\n').filter((line) => /\bWARN/.test(line));

/** Everything that goes into the extension, by its path inside. */
export async function vsixContent(): Promise<Map<string, Buffer>> {
  const content = new Map<string, Buffer>();
  for (const bundle of await bundleExtension()) content.set(`dist/${bundle.file}`, Buffer.from(bundle.text));
  const media = (await readdir(join(extensionFolder, 'media'))).filter((name) => name !== 'icon.svg');
  for (const path of ['package.nls.json', 'README.md', ...media.map((name) => `media/${name}`)]) {
    content.set(path, await readFile(join(extensionFolder, path)));
  }
  content.set('LICENSE', await readFile(join(workspaceFolder, 'LICENSE')));
  content.set('package.json', Buffer.from(JSON.stringify(await publishedManifest(), null, 2)));
  return content;
}

/** The manifest without what concerns only this workspace. The bundles are CommonJS, so `type` goes too. */
async function publishedManifest(): Promise<Record<string, unknown>> {
  const manifest = JSON.parse(await readFile(join(extensionFolder, 'package.json'), 'utf8'));
  const { private: _, type: __, dependencies: ___, devDependencies: ____, ...published } = manifest;
  return { ...published, files: ['dist', 'media', 'package.nls.json', 'README.md', 'LICENSE'] };
}

function contentHash(content: Map<string, Buffer>): string {
  const hash = createHash('sha256');
  for (const [path, bytes] of [...content].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

async function runPacker(folder: string, out: string): Promise<string> {
  const vsce = join(dirname(createRequire(import.meta.url).resolve('@vscode/vsce/package.json')), 'vsce');
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', out];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { cwd: folder });
  return `${stdout}\n${stderr}`;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'latin1');
  } catch {
    return undefined;
  }
}
