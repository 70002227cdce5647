import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import { dialectOfFile } from '@steward/domain/code/codeowners-dialect.ts';
import type { CodeownersFinding } from '@steward/domain/code/codeowners-finding.ts';
import { inspectCodeowners } from '@steward/domain/code/codeowners-inspect.ts';
import { type CodeownersMatcher, compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { accept, type Outcome, wrongUse } from '../exit.ts';
import { keyOfWorkingCopy } from '../working-copy.ts';

/** A CODEOWNERS file, ready to answer. */
export interface CodeownersSource {
  readonly dialect: CodeownersDialect;
  /** Root of the tree that the file speaks for. */
  readonly root: string;
  /** The file from that root. */
  readonly file: string;
  readonly findings: readonly CodeownersFinding[];
  readonly match: CodeownersMatcher;
}

/** Reads the file a person names. Place and host decide the dialect; where both leave it open, the person must. */
export function openCodeowners(
  named: string,
  { cwd, dialect: given }: { cwd: string; dialect: CodeownersDialect | null },
): Outcome<CodeownersSource> {
  const at = resolve(cwd, named);
  const text = readText(at);
  if (text === null) return wrongUse(`cannot read "${named}": give the path of a CODEOWNERS file`);
  const root = rootOf(at);
  const file = relative(root, at).split(sep).join('/');
  const key = given ? null : keyOfWorkingCopy(root);
  const dialect = given ?? dialectOfFile(file, key && hostOfKey(key));
  if (!dialect)
    return wrongUse(
      `"${named}" can be read as GitHub or as GitLab reads it, and neither its folder nor the repository's host says which: add --dialect github or --dialect gitlab`,
    );
  const { rules, findings } = inspectCodeowners(text, dialect);
  return accept({ dialect, root, file, findings, match: compileCodeowners(rules, dialect) });
}

/** The documented places are folders of the root; a file anywhere else speaks for the folder it lies in. */
function rootOf(file: string): string {
  const folder = dirname(file);
  return ['.github', '.gitlab', 'docs'].includes(basename(folder)) ? dirname(folder) : folder;
}

function readText(file: string): string | null {
  try {
    return statSync(file).isFile() ? readFileSync(file, 'utf8') : null;
  } catch {
    return null;
  }
}
