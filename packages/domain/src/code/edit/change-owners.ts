import { splitLine } from '../codeowners-line.ts';
import { isOwner } from '../codeowners-owner.ts';
import { parseCodeowners } from '../codeowners-parse.ts';
import type { CodeownersDialect } from '../codeowners-rule.ts';
import { ownersProblem } from './owners-problem.ts';
import { type RuleEdit, refuseEdit, sameOwners } from './rule-edit.ts';
import { changedText, type LineSpan, lineSpans, type TextChange } from './text-change.ts';

/**
 * Gives the rule on a line other owners. Pattern, blanks and a comment behind it stay; on GitLab, which would read owners
 * in that comment, they go when they name any.
 */
export function changeOwners(
  text: string,
  { dialect, line, owners }: { dialect: CodeownersDialect; line: number; owners: readonly string[] },
): RuleEdit {
  const problem = ownersProblem(owners, dialect);
  if (problem) return refuseEdit(problem);
  const rule = parseCodeowners(text, dialect).rules.find((each) => each.line === line);
  const span = lineSpans(text)[line - 1];
  if (!rule || !span) return refuseEdit(`line ${line} holds no rule: name the line of one`);
  if (rule.exclusion) return refuseEdit(`line ${line} excludes its paths, so it takes no owners: remove it`);
  if (sameOwners(rule.owners, owners)) return { kind: 'NONE', line };
  const written = owners.join(' ');
  for (const change of candidates(text, span, written, dialect)) {
    const after = changedText(text, change);
    const now = parseCodeowners(after, dialect).rules.find((each) => each.line === line);
    if (!now || now.pattern !== rule.pattern || !sameOwners(now.owners, owners)) continue;
    const place = lineSpans(after)[line - 1]!;
    const { section } = rule;
    return { kind: 'CHANGE', change, line, rule: after.slice(place.start, place.end), added: false, section };
  }
  return refuseEdit(`line ${line} can not be given other owners: write it anew`);
}

/** The least change first, then all of what stands behind the pattern. */
function candidates(
  text: string,
  { start, end }: LineSpan,
  written: string,
  dialect: CodeownersDialect,
): TextChange[] {
  const raw = text.slice(start, end);
  const trimmed = raw.replace(/^[ \t]+/, '');
  const patternEnd = start + (raw.length - trimmed.length) + splitLine(trimmed).pattern.length;
  const tokens = [...text.slice(patternEnd, end).matchAll(/[^ \t]+/g)].map((match) => ({
    text: match[0],
    start: patternEnd + match.index,
    end: patternEnd + match.index + match[0].length,
  }));
  const comment = tokens.findIndex((token) => token.text.startsWith('#'));
  const named = (comment < 0 ? tokens : tokens.slice(0, comment)).filter((token) =>
    isOwner(token.text, dialect),
  );
  const [first, last] = [named[0], named.at(-1)];
  const least =
    first && last
      ? { start: first.start, end: last.end, text: written }
      : { start: patternEnd, end: patternEnd, text: ` ${written}` };
  return [least, { start: patternEnd, end, text: ` ${written}` }];
}
