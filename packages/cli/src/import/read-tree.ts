import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chooseCodeowners } from '@steward/domain/code/codeowners-dialect.ts';
import { inspectCodeowners } from '@steward/domain/code/codeowners-inspect.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { isCatalogFile, parseCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import { inFile, parseCodeownersFile } from '@steward/domain/exchange/codeowners.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { everyFile } from '../working-copy.ts';
import type { Tree } from './trees.ts';

export interface ReadTree {
  readonly pieces: readonly ImportPiece[];
  /** REPOSITORY when the whole tree was looked at. */
  readonly scope: 'REPOSITORY' | 'FILES';
  readonly files: number;
}

/** A YAML file above this many bytes is no catalog file that a person wrote. */
const mostBytes = 5_000_000;

/** Reads and parses every catalog and CODEOWNERS file that was named, or that lies in a folder that was. */
export function readTree(
  tree: Tree,
  { repository, dialect }: { repository: string; dialect: CodeownersDialect | null },
): Outcome<ReadTree> {
  const all = everyFile(tree.root) ?? walk(tree.root, '');
  const inTree = new Set(all);
  const asked = all.filter((file) =>
    tree.named.some(({ path, isFolder }) => isFolder && isBelow(file, path)),
  );
  const files = [...new Set([...tree.named.flatMap((n) => (n.isFolder ? [] : n.path)), ...asked])].sort();
  const owners = codeownersPieces(tree, files, { repository, dialect, all });
  if (!owners.ok) return owners;
  const catalog = files.flatMap((file): ImportPiece[] => {
    const named = tree.named.some(({ path }) => path === file);
    if (!/\.ya?ml$/i.test(file)) return [];
    const text = textOf(join(tree.root, file));
    if (!named && !isCatalogFile(file, text ?? '')) return [];
    const piece = parseCatalogFile({ file, text, fileExists: (path) => inTree.has(path) });
    return [{ format: 'CATALOG_INFO', piece }];
  });
  const whole = tree.named.some(({ path }) => path === '');
  const pieces = [...owners.value, ...catalog];
  return accept({ pieces, scope: whole ? 'REPOSITORY' : 'FILES', files: pieces.length });
}

const isBelow = (file: string, folder: string): boolean => folder === '' || file.startsWith(`${folder}/`);

function codeownersPieces(
  { root, named }: Tree,
  files: readonly string[],
  options: { repository: string; dialect: CodeownersDialect | null; all: readonly string[] },
): Outcome<ImportPiece[]> {
  const choice = chooseCodeowners(files, { host: hostOfKey(options.repository), dialect: options.dialect });
  if (choice.kind === 'UNDECIDED')
    return wrongUse(
      `${choice.files.join(' and ')} can be read as GitHub or as GitLab reads it, and neither its folder nor the host of ${options.repository} says which: add --dialect github or --dialect gitlab`,
    );
  if (choice.kind === 'NONE') {
    const [wrong] = choice.others.filter((file) => named.some(({ path }) => path === file));
    return wrong
      ? wrongUse(
          `${wrong} is no place where a code host looks for owners: put it into the root, .github/, .gitlab/ or docs/`,
        )
      : accept([]);
  }
  const read = (file: string): ImportPiece => ({
    format: 'CODEOWNERS',
    piece: codeownersPiece(root, file, choice.dialect, options.all),
  });
  return accept([choice.file, ...choice.others].map(read));
}

function codeownersPiece(
  root: string,
  file: string,
  dialect: CodeownersDialect,
  all: readonly string[],
): Extract<ImportPiece, { format: 'CODEOWNERS' }>['piece'] {
  const text = textOf(join(root, file));
  const piece = parseCodeownersFile(file, text, dialect);
  if (piece.state !== 'READ' || text === null) return piece;
  const { findings } = inspectCodeowners(text, dialect, all);
  return { ...piece, findings: findings.map((finding) => inFile(file, finding)) };
}

const notText = '\u0000';

/** Null when it cannot be read; what the parsers know for no text when it is not UTF-8 or far too large. */
function textOf(path: string): string | null {
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > mostBytes) return notText;
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
