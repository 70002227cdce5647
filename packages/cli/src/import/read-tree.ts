import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { isCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import { isDependencyFolder, isInDependencyFolder } from '@steward/domain/exchange/dependency-folders.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { isOpenSloText, parseOpenSloFile } from '@steward/domain/exchange/openslo/parse.ts';
import { type RepositoryPieces, repositoryPieces } from '@steward/domain/exchange/repository-pieces.ts';
import { mostFileBytes, textOfBytes, tooLarge } from '@steward/domain/exchange/text-of-bytes.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { real } from '../path-from-root.ts';
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
    tree.named.some(
      ({ path, isFolder }) => isFolder && isBelow(file, path) && !isInDependencyFolder(file, path),
    ),
  );
  const named = tree.named.flatMap(({ path, isFolder }) => (isFolder ? [] : path));
  const files = eachOnce(tree.root, [...new Set([...named, ...asked])].sort());
  const formats = new Map(files.map((file) => [file, formatsOf(tree.root, file)]));
  const read = repositoryPieces({
    repository,
    dialect,
    all,
    files: files.filter((file) => formats.get(file) !== 'OPENSLO'),
    named: new Set(tree.named.map(({ path }) => path)),
    read: (file) => textOf(tree.root, file),
  });
  if (!read.ok) return wrongUse(problemText(read, repository));
  const openSlo = files.filter((file) => formats.get(file) !== null);
  const pieces = [
    ...read.pieces,
    ...openSlo.map((file): ImportPiece => {
      const text = textOf(tree.root, file);
      return { format: 'OPENSLO', piece: parseOpenSloFile({ file, text }) };
    }),
  ];
  const whole = tree.named.some(({ path }) => path === '');
  return accept({ pieces, scope: whole ? 'REPOSITORY' : 'FILES', files: pieces.length });
}

/** OpenSLO files have no name of their own: what they begin with tells them. Null for a file that holds none. */
function formatsOf(root: string, file: string): 'OPENSLO' | 'BOTH' | null {
  if (!isYaml(file)) return null;
  const text = textOf(root, file) ?? '';
  if (!isOpenSloText(text)) return null;
  return isCatalogFile(file, text) ? 'BOTH' : 'OPENSLO';
}

const isYaml = (file: string): boolean => /\.ya?ml$/i.test(file);

/**
 * Of YAML files that links make the same, one: a catalog file by its name, else the one that is no link. Which
 * CODEOWNERS counts is for the code host to say, so that those all stay.
 */
function eachOnce(root: string, files: readonly string[]): string[] {
  const chosen = new Map<string, string>();
  for (const file of files) {
    const place = isYaml(file) ? real(join(root, file)) : file;
    const before = chosen.get(place);
    const isBetter = before === undefined || rankOf(file, place, root) < rankOf(before, place, root);
    if (isBetter) chosen.set(place, file);
  }
  const kept = new Set(chosen.values());
  return files.filter((file) => kept.has(file));
}

const rankOf = (file: string, place: string, root: string): number =>
  /(^|\/)catalog-info\.ya?ml$/i.test(file) ? 0 : join(real(root), file) === place ? 1 : 2;

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
 * Null when it cannot be read; what the parsers know for no text when it is not UTF-8, or far too large. A link that
 * leads out of the tree can not be read: whoever made the repository does not choose which other files are sent.
 */
function textOf(root: string, file: string): string | null {
  try {
    const path = realpathSync(join(root, file));
    if (!path.startsWith(realpathSync(root) + sep)) return null;
    if (statSync(path).size > mostFileBytes) return tooLarge;
    return textOfBytes(readFileSync(path));
  } catch {
    return null;
  }
}

/** Every file of a folder that is no working copy; links are not followed. */
function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isDependencyFolder(entry.name) ? [] : walk(root, path);
    return entry.isFile() ? [path] : [];
  });
}
