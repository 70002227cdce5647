import { codeownersPlaces } from '../codeowners-dialect.ts';
import { headingOf } from '../codeowners-gitlab.ts';
import { byteLength, linesOf } from '../codeowners-line.ts';
import { compileCodeowners } from '../codeowners-matcher.ts';
import { githubSizeLimit, parseCodeowners } from '../codeowners-parse.ts';
import { pathPattern } from '../codeowners-pattern.ts';
import type { CodeownersAnswer, CodeownersDialect, CodeownersRule } from '../codeowners-rule.ts';
import { changeOwners } from './change-owners.ts';
import { type ClaimTarget, patternOf, probeOf } from './claim-target.ts';
import { ownersProblem } from './owners-problem.ts';
import { covers, isPatternOf, reaches } from './pattern-reach.ts';
import { type RuleEdit, refuseEdit, sameOwners } from './rule-edit.ts';
import { changedText, lineEndingOf, lineSpans, type TextChange } from './text-change.ts';

export interface Claim {
  readonly target: ClaimTarget;
  /** Handles or addresses as the file writes them. */
  readonly owners: readonly string[];
  /** GitLab: the section to write in; left out: the one that decides now. */
  readonly section?: string | null;
}

/** Where a repository that has none keeps its CODEOWNERS: the first place where its host looks. */
export const newCodeownersPlace = (dialect: CodeownersDialect): string => codeownersPlaces[dialect][0]!;

/**
 * The least edit of a CODEOWNERS text after which these owners own the file, or everything in the folder, and every other
 * path has the answer it had. On GitHub the rule stands behind the last one that may match the target; on GitLab the same
 * holds within one section, and what other sections ask for stays. An empty text is a file that is not there yet.
 */
export function claimRule(text: string, dialect: CodeownersDialect, claim: Claim): RuleEdit {
  const { target, owners } = claim;
  const pattern = patternOf(target);
  const exact = pattern === null ? null : pathPattern(pattern, dialect);
  const problem =
    ownersProblem(owners, dialect) ??
    (pattern && exact ? null : `no rule can name "${printable(target.path)}": rename it`);
  if (problem || !pattern || !exact) return refuseEdit(problem ?? '');
  const { rules, findings } = parseCodeowners(text, dialect);
  const size = findings.find(({ code }) => code === 'TOO_LARGE');
  if (size) return refuseEdit(`${size.reason}: ${size.fix}`);
  const answers = compileCodeowners(rules, dialect)(probeOf(target));
  const section = dialect === 'GITHUB' ? '' : sectionFor(claim, rules, answers);
  if (section === null)
    return refuseEdit(
      `section [${claim.section}] excludes it by a "!" rule, which no other rule can undo: choose another section`,
    );
  const reaching = rules.filter(
    (rule) => sameSection(rule.section, section) && reaches(pathPattern(rule.pattern, dialect), target),
  );
  const last = reaching.at(-1);
  const deciding = answers.find((answer) => sameSection(answer.section, section))?.rule;
  const after = deciding ? reaching.slice(reaching.indexOf(deciding)) : [];
  const owned =
    deciding !== null &&
    deciding !== undefined &&
    covers(pathPattern(deciding.pattern, dialect), target) &&
    after.every((rule) => !rule.exclusion && sameOwners(rule.owners, owners));
  if (owned) return { kind: 'NONE', line: deciding.line };
  if (last && isPatternOf(pathPattern(last.pattern, dialect), exact, target))
    return checked(text, changeOwners(text, { dialect, line: last.line, owners }), { dialect, claim });
  const edit = insertion(text, dialect, { pattern, owners, section, behind: last?.line ?? null, rules });
  return checked(text, edit, { dialect, claim });
}

const printable = (path: string): string => JSON.stringify(path).slice(1, -1);

const sameSection = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Null when the section that is asked for can not give it an owner. */
function sectionFor(
  { section, target }: Claim,
  rules: readonly CodeownersRule[],
  answers: readonly CodeownersAnswer[],
): string | null {
  const excludes = (name: string) =>
    rules.some(
      (rule) =>
        rule.exclusion &&
        sameSection(rule.section, name) &&
        reaches(pathPattern(rule.pattern, 'GITLAB'), target),
    );
  if (section !== undefined && section !== null) return excludes(section) ? null : section;
  const required = answers.filter(({ optional, rule }) => rule && !optional);
  const owned = required.filter(({ state }) => state === 'OWNED');
  const names = [...owned, ...required].map((answer) => answer.section);
  const asked = rules.filter(({ optional }) => !optional).map((rule) => rule.section);
  return [...names, '', ...asked].find((name) => !excludes(name)) ?? unusedName(rules);
}

function unusedName(rules: readonly CodeownersRule[]): string {
  const isFree = (name: string) => !rules.some((rule) => sameSection(rule.section, name));
  for (let at = 1; ; at++) {
    const name = at === 1 ? 'Owners' : `Owners ${at}`;
    if (isFree(name)) return name;
  }
}

interface NewRule {
  pattern: string;
  owners: readonly string[];
  section: string;
  /** Line of the rule it has to stand behind. */
  behind: number | null;
  rules: readonly CodeownersRule[];
}

function insertion(text: string, dialect: CodeownersDialect, rule: NewRule): RuleEdit {
  const lines = linesOf(text);
  const place = rule.behind ?? lineBefore(lines, dialect, rule);
  const line = aligned(rule, rule.behind === null ? '' : (lines[rule.behind - 1] ?? ''));
  const heading =
    place === null ? [...(lines.some((each) => each !== '') ? [''] : []), `[${rule.section}]`] : [];
  const behind = place ?? lastWritten(lines);
  const put = [...heading, line];
  const { section } = rule;
  const added = { kind: 'CHANGE', line: behind + put.length, rule: line, added: true, section } as const;
  return { ...added, change: linesBehind(text, behind, put) };
}

/** The line behind which a rule stands that no other has to come before; 0 for the top, null for a new section at the end. */
function lineBefore(
  lines: readonly string[],
  dialect: CodeownersDialect,
  { section, rules }: NewRule,
): number | null {
  const headings = lines.flatMap((line, at) => {
    const name = dialect === 'GITHUB' ? null : headingOf(line);
    return name === null ? [] : [{ name, line: at + 1 }];
  });
  if (headings.length === 0 && section === '') return lastWritten(lines);
  const last = rules.findLast((rule) => sameSection(rule.section, section))?.line ?? 0;
  if (section === '') {
    if (last > 0) return last;
    // What stands right above the first heading is said about it.
    let top = headings[0]!.line - 1;
    while (top > 0 && lines[top - 1]!.trim().startsWith('#')) top--;
    return top;
  }
  const heading = headings.findLast(({ name }) => sameSection(name, section))?.line ?? 0;
  return Math.max(last, heading) || null;
}

/** The last line that is not empty, counted from 1; 0 when there is none. */
const lastWritten = (lines: readonly string[]): number =>
  lines.findLastIndex((line) => line.trim() !== '') + 1;

/** With its owners under those of the line above, where that line sets them apart. */
function aligned({ pattern, owners }: NewRule, above: string): string {
  const column = /^(\S+)[ \t]{2,}(?=\S)/.exec(above)?.[0]?.length ?? 0;
  return `${pattern.padEnd(above.includes('\t') ? 0 : column - 1)} ${owners.join(' ')}`;
}

/** Whole lines put behind a line, or in front of the first one for 0. */
function linesBehind(text: string, behind: number, put: readonly string[]): TextChange {
  const spans = lineSpans(text);
  const ending = lineEndingOf(text);
  const above = spans[behind - 1];
  if (!above) {
    const start = spans[0]!.start;
    return { start, end: start, text: put.map((line) => line + ending).join('') };
  }
  const lines = put.join(ending);
  return above.ending === ''
    ? { start: above.end, end: above.end, text: `${ending}${lines}` }
    : {
        start: above.end + above.ending.length,
        end: above.end + above.ending.length,
        text: `${lines}${ending}`,
      };
}

/** No edit is handed out whose text does not say what was asked for. */
function checked(
  text: string,
  edit: RuleEdit,
  { dialect, claim }: { dialect: CodeownersDialect; claim: Claim },
): RuleEdit {
  if (edit.kind !== 'CHANGE') return edit;
  const after = changedText(text, edit.change);
  if (dialect === 'GITHUB' && byteLength(after) > githubSizeLimit)
    return refuseEdit('with one more rule GitHub would not load the file: it is too large (3 MB)');
  const answer = compileCodeowners(
    parseCodeowners(after, dialect).rules,
    dialect,
  )(probeOf(claim.target)).find(({ section }) => sameSection(section, edit.section));
  return answer?.state === 'OWNED' && sameOwners(answer.owners, claim.owners)
    ? edit
    : refuseEdit(`the file can not be made to say so at line ${edit.line}: edit it by hand`);
}
