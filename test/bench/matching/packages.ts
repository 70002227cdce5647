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

export interface NpmPackage {
  readonly name: string;
  /** A matcher that has seen no path yet. Throws where the package refuses the file. */
  make(): PackageMatcher;
}

/** What npm offers for a file, for as long as `use` runs. */
export async function withPackages<Result>(
  text: string,
  use: (packages: readonly NpmPackage[]) => Result,
): Promise<Result> {
  const load = createRequire(join(await installPeers(npmPackages), 'package.json'));
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const file = join(folder, 'CODEOWNERS');
  try {
    writeFileSync(file, text);
    return use([
      { name: 'codeowners', make: () => ofCodeowners(load, folder) },
      { name: 'codeowners-utils', make: () => ofUtils(load, text) },
      { name: '@snyk/github-codeowners', make: () => ofSnyk(load, file) },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
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
