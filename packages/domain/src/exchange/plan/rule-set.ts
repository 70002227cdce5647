import type { Finding } from '../finding.ts';

/** The rules of one CODEOWNERS file, as its parser gives them. */
export interface RuleSet {
  readonly file: string;
  readonly dialect: string;
  readonly commit: string | null;
  readonly rules: readonly unknown[];
  readonly ruleCount: number;
  readonly findings: readonly Finding[];
}

/** A CODEOWNERS file as it came in; UNREADABLE and ABSENT ones replace nothing. */
export type RuleSetPiece =
  | ({ readonly state: 'READ' } & RuleSet)
  | { readonly state: 'UNREADABLE' | 'ABSENT'; readonly file: string; readonly findings: readonly Finding[] };
