import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GitRepository, gitRepository } from './git-repository.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What this repository says about itself, as the demonstration has imported it. */
const own = ['.steward.yaml', '.github/CODEOWNERS', 'catalog-info.yaml', 'packages/client/catalog-info.yaml'];

/** A working copy of the demonstration's repository with these files of code. */
export async function demonstrationRepository(code: readonly string[]): Promise<GitRepository> {
  const files: Record<string, string> = {};
  for (const path of [...own, ...code]) files[path] = await readFile(join(root, path), 'utf8');
  return gitRepository({ files, remote: null });
}

/** Text of a file of this repository. */
export const ownText = (path: string): Promise<string> => readFile(join(root, path), 'utf8');
