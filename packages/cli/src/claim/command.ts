import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { claimRule } from '@steward/domain/code/edit/claim-rule.ts';
import type { ClaimTarget } from '@steward/domain/code/edit/claim-target.ts';
import { changedText } from '@steward/domain/code/edit/text-change.ts';
import { createTwoFilesPatch } from 'diff';
import { accept, type ExitCode, exit, type Outcome, wrongUse } from '../exit.ts';
import { pathReader, real } from '../path-from-root.ts';
import type { Terminal } from '../terminal.ts';
import { everyFile, workingCopyRoot } from '../working-copy.ts';
import { filesThatChange } from './files-that-change.ts';
import { readCodeowners } from './read-codeowners.ts';

export interface ClaimOptions {
  readonly path: string;
  readonly owner: readonly string[];
  readonly section?: string;
  readonly dialect?: string;
  readonly dryRun?: boolean;
}

const dialects: Readonly<Record<string, CodeownersDialect>> = { github: 'GITHUB', gitlab: 'GITLAB' };

/** `steward claim`: an owner for a file or a folder in the CODEOWNERS of the working copy. Prints the edit as a diff. */
export async function claim(options: ClaimOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const given = options.dialect === undefined ? null : dialects[options.dialect];
  if (given === undefined) return wrongUse(`--dialect is "${options.dialect}": choose github or gitlab`);
  const target = targetOf(options.path, terminal);
  if (!target.ok) return target;
  const { root, ...asked } = target.value;
  const found = readCodeowners(root, given);
  if (!found.ok) return found;
  const { file, dialect, text } = found.value;
  const section = options.section ?? null;
  if (section !== null && dialect === 'GITHUB')
    return wrongUse('GitHub knows no sections: leave out --section');
  const edit = claimRule(text, dialect, { target: asked, owners: options.owner, section });
  if (edit.kind === 'REFUSED') return wrongUse(`${file}: ${edit.message}`);
  if (edit.kind === 'NONE') {
    terminal.note(`${file}:${edit.line} says so already: nothing is written\n`);
    return accept(exit.done);
  }
  const after = changedText(text, edit.change);
  const changed = filesThatChange({ before: text, after, dialect }, everyFile(root) ?? []);
  if (!options.dryRun) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), after);
  }
  await terminal.print(patchOf(file, text, after));
  const count = changed === 1 ? '1 file gets' : `${changed} files get`;
  terminal.note(
    options.dryRun
      ? `${count} another owner: nothing is written\n`
      : `${count} another owner by ${file}:${edit.line}\n`,
  );
  return accept(exit.done);
}

const patchOf = (file: string, before: string, after: string): string =>
  createTwoFilesPatch(before === '' ? '/dev/null' : `a/${file}`, `b/${file}`, before, after).replace(
    /^=+\n/,
    '',
  );

/** The file or folder that is named, which must be there: a rule for a name mistyped would own nothing. */
function targetOf(named: string, { cwd }: Terminal): Outcome<ClaimTarget & { root: string }> {
  const at = resolve(cwd, named);
  if (!existsSync(at)) return wrongUse(`there is no "${named}": name a file or a folder that is there`);
  const folder = statSync(at).isDirectory();
  const root = workingCopyRoot(folder ? at : dirname(at));
  if (root === null)
    return wrongUse(`"${named}" lies in no working copy: name a path below a folder with .git`);
  if (real(at) === real(root)) return accept({ root, path: '', folder });
  const path = pathReader(root, cwd)(at);
  return path.ok ? accept({ root, path: path.value, folder }) : path;
}
