export type CodeownersFindingCode =
  | 'TOO_LARGE'
  | 'NO_RULES'
  | 'BYTE_ORDER_MARK'
  | 'SECTION_HEADING'
  | 'UNREADABLE_HEADING'
  | 'INVALID_PATTERN'
  | 'INVALID_OWNER'
  | 'OWNER_AS_PATTERN'
  | 'NEVER_MATCHES'
  | 'NO_OWNER'
  | 'INLINE_COMMENT'
  | 'EXCLUSION_WITH_OWNERS'
  | 'DEAD_RULE'
  | 'DEAD_RULES_NOT_CHECKED'
  | 'NEVER_DECIDES'
  | 'MATCHES_NO_FILE'
  | 'FOLDER_WITHOUT_SLASH';

/** error: the line or file is not used; warning: it is used, but hardly as meant; info: worth knowing. */
export type CodeownersSeverity = 'error' | 'warning' | 'info';

export interface CodeownersFinding {
  readonly code: CodeownersFindingCode;
  readonly severity: CodeownersSeverity;
  /** Line in the file, counted from 1; null for the file as a whole. */
  readonly line: number | null;
  readonly reason: string;
  readonly fix: string;
}

/** The finding as one line of text: reason, then fix. */
export const findingText = (finding: CodeownersFinding): string => `${finding.reason}. ${finding.fix}.`;

export const ownerAsPattern = (pattern: string, line: number): CodeownersFinding => ({
  code: 'OWNER_AS_PATTERN',
  severity: 'warning',
  line,
  reason: `the line begins with the owner "${pattern}" where the pattern should stand, so it owns nothing`,
  fix: `begin the line with a pattern; "* ${pattern}" makes ${pattern} the owner of everything`,
});

export const neverMatches = (pattern: string, line: number): CodeownersFinding => ({
  code: 'NEVER_MATCHES',
  severity: 'warning',
  line,
  reason: `"${pattern}" matches no path`,
  fix: 'name a file or folder from the root of the repository, without empty parts, "." or ".."; "*" is everything',
});
