import { type CodeownersFinding, neverMatches, ownerAsPattern } from './codeowners-finding.ts';
import { type CodeownersLine, splitLine } from './codeowners-line.ts';
import { isOwner } from './codeowners-owner.ts';
import type { ParsedLines } from './codeowners-parse.ts';
import { pathPattern } from './codeowners-pattern.ts';

type Problem = Pick<CodeownersFinding, 'code' | 'reason' | 'fix'>;

/** The lines of a GitHub file as rules. GitHub skips a line with invalid syntax as a whole. */
export function parseGithubLines(lines: readonly string[]): ParsedLines {
  const parsed: ParsedLines = { rules: [], findings: [] };
  lines.forEach((raw, index) => {
    const text = raw.replace(/^[ \t]+/, '');
    if (text === '' || text.startsWith('#')) return;
    parseLine(splitLine(text), index + 1, parsed);
  });
  return parsed;
}

function parseLine({ pattern, rest }: CodeownersLine, line: number, { rules, findings }: ParsedLines): void {
  const comment = rest.findIndex((token) => token.startsWith('#'));
  const owners = comment < 0 ? rest : rest.slice(0, comment);
  const problem = patternProblem(pattern) ?? ownerProblem(owners);
  if (problem) {
    findings.push({ ...problem, severity: 'error', line });
    return;
  }
  if (isOwner(pattern, 'GITHUB')) findings.push(ownerAsPattern(pattern, line));
  else if (!pathPattern(pattern, 'GITHUB')) findings.push(neverMatches(pattern, line));
  rules.push({ line, pattern, owners, section: '', optional: false, approvals: null, exclusion: false });
}

/** The invalid forms of GitHub's page, and what git itself takes for no pattern. */
function patternProblem(pattern: string): Problem | null {
  if (pattern.startsWith('!'))
    return invalid(
      `GitHub does not read "!" as an exclusion and skips the line "${pattern}"`,
      'put a rule for these paths without owners below the rule that gives them owners',
    );
  if (pattern.startsWith('\\#'))
    return invalid(
      'GitHub does not know an escaped "#" and skips the line',
      'match the file by a wildcard, such as "?name"',
    );
  const bare = pattern.replace(/\\[\s\S]/g, '');
  if (bare.includes('[')) return bracketProblem(bare);
  if (bare.includes('***'))
    return invalid('three stars in a row are no valid pattern and the line is skipped', 'write "**" or "*"');
  if (bare.endsWith('\\'))
    return invalid(
      'a backslash at the end protects nothing and the line is skipped',
      'remove the backslash, or put the character it should protect after it',
    );
  return null;
}

function bracketProblem(bare: string): Problem {
  return /^\^?\[/.test(bare)
    ? {
        code: 'SECTION_HEADING',
        reason: 'sections are known to GitLab alone; GitHub skips the line',
        fix: 'remove the heading and name the owners on each rule',
      }
    : invalid(
        'GitHub does not know character ranges in "[ ]" and skips the line',
        'write one rule for each character, or "?" for any character',
      );
}

const invalid = (reason: string, fix: string): Problem => ({ code: 'INVALID_PATTERN', reason, fix });

function ownerProblem(owners: readonly string[]): Problem | null {
  const bad = owners.find((owner) => !isOwner(owner, 'GITHUB'));
  if (bad === undefined) return null;
  const forms = 'write @user, @org/team or an e-mail address';
  const fix = /^@+$/.test(bad)
    ? 'write the name behind the @, as in @user or @org/team'
    : bad.includes('@')
      ? forms
      : `${forms}; one line takes one pattern, and a blank in it needs a backslash`;
  return { code: 'INVALID_OWNER', reason: `"${bad}" is no owner, so GitHub skips the whole line`, fix };
}
