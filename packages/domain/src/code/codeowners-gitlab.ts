import { type CodeownersFinding, neverMatches, ownerAsPattern } from './codeowners-finding.ts';
import { splitLine } from './codeowners-line.ts';
import { isOwner } from './codeowners-owner.ts';
import type { ParsedLines } from './codeowners-parse.ts';
import { pathPattern } from './codeowners-pattern.ts';
import type { CodeownersRule } from './codeowners-rule.ts';

/** All headings of one name together; names are compared without case. */
interface Section {
  readonly name: string;
  optional: boolean;
  approvals: number;
}

interface Heading {
  readonly name: string;
  readonly optional: boolean;
  readonly approvals: number;
  readonly defaults: readonly string[];
}

type Draft = Pick<CodeownersRule, 'line' | 'pattern' | 'owners' | 'exclusion'> & {
  readonly section: Section;
};

/**
 * The lines of a GitLab file as rules, with the owners and settings of their sections. Sections of one name are one
 * section: required as soon as one heading is, and asking for the most approvals that a required heading names.
 */
export function parseGitlabLines(lines: readonly string[]): ParsedLines {
  const findings: CodeownersFinding[] = [];
  const first: Section = { name: '', optional: false, approvals: 1 };
  const sections = new Map([['', first]]);
  const drafts: Draft[] = [];
  let section = first;
  let defaults: readonly string[] = [];
  lines.forEach((raw, index) => {
    const line = index + 1;
    const text = raw.replace(/^[ \t]+/, '');
    if (text === '' || text.startsWith('#')) return;
    const heading = readHeading(text, line, findings);
    if (heading) {
      section = mergeHeading(sections, heading);
      defaults = heading.defaults;
    } else drafts.push({ ...readEntry(text, line, defaults, findings), section });
  });
  const rules = drafts.map(({ section: { name, optional, approvals }, ...draft }) => ({
    ...draft,
    section: name,
    optional,
    approvals: optional ? 0 : approvals,
  }));
  return { rules, findings };
}

function mergeHeading(sections: Map<string, Section>, { name, optional, approvals }: Heading): Section {
  const key = name.toLowerCase();
  const known = sections.get(key);
  if (!known) {
    const section = { name, optional, approvals };
    sections.set(key, section);
    return section;
  }
  if (!optional) known.approvals = known.optional ? approvals : Math.max(known.approvals, approvals);
  known.optional &&= optional;
  return known;
}

/** `[Name]`, `^[Name]` (optional), `[Name][2]` (approvals), each with default owners after it. */
const headingForm = /^(\^)?\[([^\]]*[^\]\s][^\]]*)\](?:\[(\d+)\])?(?=[ \t]|$)(.*)$/;

/** The section that a line opens; null when the line is no heading. */
export const headingOf = (line: string): string | null =>
  headingForm.exec(line.replace(/^[ \t]+/, ''))?.[2]?.trim() ?? null;

function readHeading(text: string, line: number, findings: CodeownersFinding[]): Heading | null {
  const match = headingForm.exec(text);
  if (!match) {
    if (/^\^?\[/.test(text)) findings.push(unreadableHeading(line));
    return null;
  }
  const [, caret, name = '', approvals = '1', rest = ''] = match;
  return {
    name: name.trim(),
    optional: caret !== undefined,
    approvals: Math.max(1, Number(approvals)),
    defaults: validOwners(rest.trim() === '' ? [] : rest.trim().split(/[ \t]+/), line, findings),
  };
}

function readEntry(
  text: string,
  line: number,
  defaults: readonly string[],
  findings: CodeownersFinding[],
): Omit<Draft, 'section'> {
  const { pattern: written, rest } = splitLine(text);
  const exclusion = written.startsWith('!');
  const pattern = exclusion ? written.slice(1) : written;
  const named = exclusion ? [] : validOwners(rest, line, findings);
  const owners = exclusion ? [] : rest.length > 0 ? named : defaults;
  if (exclusion && rest.length > 0) findings.push(exclusionWithOwners(line));
  if (isOwner(pattern, 'GITLAB')) findings.push(ownerAsPattern(pattern, line));
  else if (!pathPattern(pattern, 'GITLAB')) findings.push(neverMatches(pattern, line));
  else if (!exclusion && owners.length === 0) findings.push(noOwner(pattern, line));
  return { line, pattern, owners, exclusion };
}

/** GitLab ignores a malformed owner and keeps the line. It knows no comment after a rule: owners in it are read. */
function validOwners(tokens: readonly string[], line: number, findings: CodeownersFinding[]): string[] {
  const comment = tokens.findIndex((token) => token.startsWith('#'));
  if (comment >= 0) findings.push(inlineComment(line));
  const stray = (comment < 0 ? tokens : tokens.slice(0, comment)).filter((t) => !isOwner(t, 'GITLAB'));
  for (const token of stray) findings.push(invalidOwner(token, line));
  return tokens.filter((token) => isOwner(token, 'GITLAB'));
}

const unreadableHeading = (line: number): CodeownersFinding => ({
  code: 'UNREADABLE_HEADING',
  severity: 'warning',
  line,
  reason: 'the line begins like a section heading but is none, so it is read as a rule of the section above',
  fix: 'write [Name], ^[Name] or [Name][2], then a blank and default owners; begin a pattern with "**/" instead of "["',
});

const invalidOwner = (token: string, line: number): CodeownersFinding => ({
  code: 'INVALID_OWNER',
  severity: 'warning',
  line,
  reason: `"${token}" is no owner and GitLab ignores it`,
  fix: 'write @user, @group/subgroup, @@maintainer or an e-mail address',
});

const inlineComment = (line: number): CodeownersFinding => ({
  code: 'INLINE_COMMENT',
  severity: 'warning',
  line,
  reason: 'GitLab knows no comment after a rule; owners named after "#" count',
  fix: 'move the comment to a line of its own',
});

const exclusionWithOwners = (line: number): CodeownersFinding => ({
  code: 'EXCLUSION_WITH_OWNERS',
  severity: 'warning',
  line,
  reason: 'a "!" rule takes paths out of its section; the owners on it are ignored',
  fix: 'remove the owners, or remove the "!"',
});

const noOwner = (pattern: string, line: number): CodeownersFinding => ({
  code: 'NO_OWNER',
  severity: 'warning',
  line,
  reason: `"${pattern}" has no owner of its own and its section has no default owner, so GitLab approves it by itself`,
  fix: 'name an owner on the line or on the heading, or write "!" before the pattern to exclude it',
});
