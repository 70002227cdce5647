export type CodeownersDialect = 'GITHUB' | 'GITLAB';

/** OWNED: the deciding rule has owners. CLEARED: it has none. EXCLUDED: a GitLab `!` pattern. UNMATCHED: no rule. */
export type CodeownersState = 'OWNED' | 'CLEARED' | 'EXCLUDED' | 'UNMATCHED';

/** One rule of a CODEOWNERS file, in the order of the file. Plain JSON: this is what is stored and sent. */
export interface CodeownersRule {
  /** Line in the file, counted from 1. */
  readonly line: number;
  /** The pattern as it stands in the file, escapes kept, without the `!` of an exclusion. */
  readonly pattern: string;
  /** Owners in the order of the file, duplicates kept; a section's default owners where the line names none. */
  readonly owners: readonly string[];
  /** Name of the section as its first heading writes it; "" before the first heading and on GitHub. */
  readonly section: string;
  readonly optional: boolean;
  /** Approvals the section asks for: null on GitHub, 0 when the section is optional, else at least 1. */
  readonly approvals: number | null;
  /** True for a GitLab `!` pattern: its paths have no owner in the section. */
  readonly exclusion: boolean;
}

/** What a CODEOWNERS file says about one path in one section. */
export interface CodeownersAnswer {
  readonly section: string;
  readonly state: CodeownersState;
  readonly optional: boolean;
  readonly approvals: number | null;
  readonly owners: readonly string[];
  /** The rule that decides; null when none matches. */
  readonly rule: CodeownersRule | null;
}
