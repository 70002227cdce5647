import type { CodeownersFinding } from './codeowners-finding.ts';
import { parseGithubLines } from './codeowners-github.ts';
import { parseGitlabLines } from './codeowners-gitlab.ts';
import { byteLength, linesOf } from './codeowners-line.ts';
import type { CodeownersDialect, CodeownersRule } from './codeowners-rule.ts';

export interface ParsedCodeowners {
  readonly dialect: CodeownersDialect;
  /** In the order of the file. */
  readonly rules: readonly CodeownersRule[];
  /** What is wrong or surprising, in the order of the file. */
  readonly findings: readonly CodeownersFinding[];
}

export interface ParsedLines {
  readonly rules: CodeownersRule[];
  readonly findings: CodeownersFinding[];
}

/** GitHub's page "About code owners": a file above 3 MB is not loaded. */
export const githubSizeLimit = 3 * 1024 * 1024;

/**
 * Reads the text of a CODEOWNERS file. Never fails: a line that the code host skips is skipped here and reported.
 * Rules that can never decide are found by `deadRules`, which costs more.
 */
export function parseCodeowners(text: string, dialect: CodeownersDialect): ParsedCodeowners {
  const size = dialect === 'GITHUB' ? byteLength(text) : 0;
  if (size > githubSizeLimit) return { dialect, rules: [], findings: [tooLarge(size)] };
  const lines = linesOf(text);
  const { rules, findings } = dialect === 'GITHUB' ? parseGithubLines(lines) : parseGitlabLines(lines);
  if (text.startsWith('\uFEFF')) findings.unshift(byteOrderMark);
  if (rules.length === 0) findings.push(noRules);
  return { dialect, rules, findings };
}

const tooLarge = (size: number): CodeownersFinding => ({
  code: 'TOO_LARGE',
  severity: 'error',
  line: null,
  reason: `the file has ${size} bytes; GitHub does not load a CODEOWNERS file above ${githubSizeLimit} bytes (3 MB)`,
  fix: 'merge rules with wildcards or folders until it is smaller',
});

const byteOrderMark: CodeownersFinding = {
  code: 'BYTE_ORDER_MARK',
  severity: 'info',
  line: 1,
  reason: 'the file begins with a byte order mark, which is read here as no part of the first line',
  fix: 'save the file as UTF-8 without a byte order mark: code hosts do not say how they read it',
};

const noRules: CodeownersFinding = {
  code: 'NO_RULES',
  severity: 'warning',
  line: null,
  reason: 'the file holds no rule, so it says nothing about any path',
  fix: 'add a line such as "/src/ @team", or remove the file',
};
