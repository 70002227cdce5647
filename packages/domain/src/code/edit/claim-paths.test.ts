import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/seeded-random.ts';
import { compileCodeowners } from '../codeowners-matcher.ts';
import { parseCodeowners } from '../codeowners-parse.ts';
import type { CodeownersDialect } from '../codeowners-rule.ts';
import { claimRule } from './claim-rule.ts';
import type { ClaimTarget } from './claim-target.ts';
import { changedText } from './text-change.ts';

const samples = process.env.STEWARD_SAMPLES;
const why = samples ? '' : ' (not run: STEWARD_SAMPLES is not set)';
const fileOf = (repository: string, name: string): string =>
  readFileSync(join(samples ?? '', 'codeowners', repository, name), 'utf8');

/** What is said of every path, lines apart; of a target in the section of the edit only who owns it. */
function answersOf(text: string, dialect: CodeownersDialect, paths: readonly string[]) {
  const match = compileCodeowners(parseCodeowners(text, dialect).rules, dialect);
  return new Map(
    paths.map((path) => [
      path,
      match(path)
        .filter(({ rule }) => rule)
        .map(({ section, state, owners, optional }) => ({
          section: section.toLowerCase(),
          state,
          owners,
          optional,
        })),
    ]),
  );
}

const isInside = ({ path, folder }: ClaimTarget, file: string) =>
  folder ? path === '' || file.startsWith(`${path}/`) : file === path;

/** Claims, and compares what the file says of every path before and after. */
function claimAndCompare(
  text: string,
  dialect: CodeownersDialect,
  {
    target,
    paths,
    before,
  }: { target: ClaimTarget; paths: readonly string[]; before: ReturnType<typeof answersOf> },
): string {
  const edit = claimRule(text, dialect, { target, owners: ['@claimed'] });
  if (edit.kind !== 'CHANGE') throw new Error(`${JSON.stringify(target)}: ${JSON.stringify(edit)}`);
  const now = changedText(text, edit.change);
  const section = edit.section.toLowerCase();
  const after = answersOf(now, dialect, paths);
  const wrong = paths.filter((path) => {
    const was = before.get(path)!;
    const is = after.get(path)!;
    const others = (answers: typeof was) => JSON.stringify(answers.filter((a) => a.section !== section));
    if (others(was) !== others(is)) return true;
    const own = is.find((answer) => answer.section === section);
    return isInside(target, path)
      ? own?.state !== 'OWNED' || own.owners.join() !== '@claimed'
      : JSON.stringify(own) !== JSON.stringify(was.find((answer) => answer.section === section));
  });
  if (wrong.length > 0)
    throw new Error(`${JSON.stringify(target)} at line ${edit.line}: ${wrong.slice(0, 5)}`);
  return now;
}

const repositories: [string, CodeownersDialect][] = [
  ['DataDog+dd-trace-js', 'GITHUB'],
  ['esphome+esphome', 'GITHUB'],
  ['janus-idp+backstage-plugins', 'GITHUB'],
  ['gitlabhq+gitlab-runner', 'GITLAB'],
];

function targetsOf(paths: readonly string[], random: () => number, count: number): ClaimTarget[] {
  return Array.from({ length: count }, (_, at): ClaimTarget => {
    const path = paths[Math.floor(random() * paths.length)]!;
    const folders = path.split('/').slice(0, -1);
    if (at % 2 === 0 || folders.length === 0) return { path, folder: false };
    return { path: folders.slice(0, 1 + Math.floor(random() * folders.length)).join('/'), folder: true };
  });
}

describe('a claim in a real repository changes just what it is about', () => {
  it.skipIf(!samples).each(repositories)(`%s${why}`, (repository, dialect) => {
    const text = fileOf(repository, 'CODEOWNERS');
    const paths = fileOf(repository, 'files.txt').replace(/\n$/, '').split('\n');
    const before = answersOf(text, dialect, paths);
    for (const target of [...targetsOf(paths, seededRandom(7), 40), { path: '', folder: true }]) {
      const now = claimAndCompare(text, dialect, { target, paths, before });
      // Claimed already, it is no edit any more.
      expect(claimRule(now, dialect, { target, owners: ['@CLAIMED'] }).kind).toBe('NONE');
    }
  });
});

const names = ['a', 'b', 'ab', '.a', 'a.b', 'x y', 'ä', '😀', 'a*', '[a]', '#a', 'a\\b', '!b', '?', 'q]'];
const parts = ['a', 'b', '*', '**', '?', 'a*', '*b', '.a', 'a.b', 'x\\ y', '\\*'];

describe('a claim in a generated file changes just what it is about', () => {
  it.each(
    (['GITHUB', 'GITLAB'] as const).flatMap((dialect) =>
      Array.from({ length: 60 }, (_, seed) => [dialect, seed] as const),
    ),
  )('%s, seed %i', (dialect, seed) => {
    const random = seededRandom(seed);
    const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)]!;
    const joined = (pool: readonly string[], most: number) =>
      Array.from({ length: 1 + Math.floor(random() * most) }, () => one(pool)).join('/');
    const lines = Array.from({ length: 14 }, () => {
      if (random() < 0.15) return one(['', '# a', '  ', '\t# b']);
      if (dialect === 'GITLAB' && random() < 0.25)
        return one(['[One]', '^[Two] @two', '[one][2] @one', '[Two]']);
      const pattern = `${random() < 0.5 ? '/' : ''}${joined(parts, 3)}${random() < 0.4 ? '/' : ''}`;
      const excluded = dialect === 'GITLAB' && random() < 0.1 ? '!' : '';
      return `${excluded}${pattern}${excluded || random() < 0.2 ? '' : one([' @o', '\t@p @q', ' @r # s'])}`;
    });
    const text = lines.join(one(['\n', '\r\n'])) + one(['', '\n']);
    const files = Array.from({ length: 60 }, () => joined(names, 4));
    // A name is a file or a folder, never both.
    const paths = [...new Set(files)].filter((path) => !files.some((other) => other.startsWith(`${path}/`)));
    const before = answersOf(text, dialect, paths);
    for (const target of targetsOf(paths, random, 12)) {
      const now = claimAndCompare(text, dialect, { target, paths, before });
      const stand = now.split(/\r?\n/);
      expect(lines.filter((line) => !stand.includes(line)).length).toBeLessThanOrEqual(1);
    }
  });
});
