import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPeers } from '../support/peers.ts';

export const npmPackages = {
  codeowners: '5.1.1',
  'codeowners-utils': '1.0.2',
  '@snyk/github-codeowners': '1.1.0',
};

/** Answers with the owners of a path. */
export type PackageMatcher = (path: string) => readonly string[];

/** What npm offers, made ready for a file; an entry that refuses the file says so in place of a matcher. */
export async function packageMatchers(
  text: string,
): Promise<[name: string, matcher: PackageMatcher | string][]> {
  const load = createRequire(join(await installPeers(npmPackages), 'package.json'));
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  try {
    writeFileSync(join(folder, 'CODEOWNERS'), text);
    return [
      ['codeowners', ready(() => ofCodeowners(load, folder))],
      ['codeowners-utils', ready(() => ofUtils(load, text))],
      ['@snyk/github-codeowners', ready(() => ofSnyk(load, join(folder, 'CODEOWNERS')))],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function ready(make: () => PackageMatcher): PackageMatcher | string {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

type Load = NodeJS.Require;

function ofCodeowners(load: Load, folder: string): PackageMatcher {
  const Codeowners: new (folder: string) => { getOwner(path: string): string[] } = load('codeowners');
  const owners = new Codeowners(folder);
  return (path) => owners.getOwner(path);
}

function ofUtils(load: Load, text: string): PackageMatcher {
  const utils: {
    parse(text: string): { pattern: string; owners: string[] }[];
    matchFile(path: string, entries: object[]): { owners: string[] } | null;
  } = load('codeowners-utils');
  const entries = utils.parse(text);
  return (path) => utils.matchFile(path, entries)?.owners ?? [];
}

function ofSnyk(load: Load, file: string): PackageMatcher {
  const snyk: {
    OwnershipEngine: { FromCodeownersFile(file: string): { calcFileOwnership(path: string): string[] } };
  } = load('@snyk/github-codeowners/dist/lib/ownership/OwnershipEngine.js');
  const engine = snyk.OwnershipEngine.FromCodeownersFile(file);
  return (path) => engine.calcFileOwnership(path);
}
