import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { isCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { isOpenSloText, parseOpenSloFile } from '@steward/domain/exchange/openslo/parse.ts';
import {
  mostFileBytes,
  notText,
  type RepositoryPieces,
  repositoryPieces,
} from '@steward/domain/exchange/repository-pieces.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { everyFile } from '../working-copy.ts';
import type { Tree } from './trees.ts';

export interface ReadTree {
  readonly pieces: readonly ImportPiece[];
  /** REPOSITORY when the whole tree was looked at. */
  readonly scope: 'REPOSITORY' | 'FILES';
  readonly files: number;
}

/** Reads and parses every catalog, CODEOWNERS and OpenSLO file that was named, or that lies in a folder that was. */
export function readTree(
  tree: Tree,
  { repository, dialect }: { repository: string; dialect: CodeownersDialect | null },
): Outcome<ReadTree> {
  const all = everyFile(tree.root) ?? walk(tree.root, '');
  const asked = all.filter((file) =>
    tree.named.some(({ path, isFolder }) => isFolder && isBelow(file, path)),
  );
  const files = [...new Set([...tree.named.flatMap((n) => (n.isFolder ? [] : n.path)), ...asked])].sort();
  const openSlo = new Set(files.filter((file) => holdsOpenSlo(tree.root, file)));
  const read = repositoryPieces({
    repository,
    dialect,
    all,
    files: files.filter((file) => !openSlo.has(file)),
    named: new Set(tree.named.map(({ path }) => path)),
    read: (file) => textOf(tree.root, file),
  });
  if (!read.ok) return wrongUse(problemText(read, repository));
  const pieces = [
    ...read.pieces,
    ...[...openSlo].map((file): ImportPiece => {
      const text = textOf(tree.root, file);
      return { format: 'OPENSLO', piece: parseOpenSloFile({ file, text }) };
    }),
  ];
  const whole = tree.named.some(({ path }) => path === '');
  return accept({ pieces, scope: whole ? 'REPOSITORY' : 'FILES', files: pieces.length });
}

/** OpenSLO files have no name of their own: what they begin with tells them. */
function holdsOpenSlo(root: string, file: string): boolean {
  if (!/\.ya?ml$/i.test(file)) return false;
  const text = textOf(root, file) ?? '';
  return isOpenSloText(text) && !isCatalogFile(file, text);
}

const isBelow = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`);

function problemText(
  { problem, files }: Extract<RepositoryPieces, { ok: false }>,
  repository: string,
): string {
  return problem === 'DIALECT_OPEN'
    ? `${files.join(' and ')} can be read as GitHub or as GitLab reads it, and neither its folder nor the host of ${repository} says which: add --dialect github or --dialect gitlab`
    : `${files[0]} is no place where a code host looks for owners: put it into the root, .github/, .gitlab/ or docs/`;
}

/**
 * Null when it cannot be read; what the parsers know for no text when it is not UTF-8 or far too large. A link that
 * leads out of the tree can not be read: whoever made the repository does not choose which other files are sent.
 */
function textOf(root: string, file: string): string | null {
  let bytes: Uint8Array;
  try {
    const path = realpathSync(join(root, file));
    if (!path.startsWith(realpathSync(root) + sep)) return null;
    if (statSync(path).size > mostFileBytes) return notText;
    bytes = readFileSync(path);
  } catch {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return notText;
  }
}

const passedOver = new Set(['.git', 'node_modules', '.hg', '.svn']);

/** Every file of a folder that is no working copy; links are not followed. */
function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : walk(root, path);
    return entry.isFile() ? [path] : [];
  });
}
