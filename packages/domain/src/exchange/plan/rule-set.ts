import * as z from 'zod';
import type { CodeownersRule } from '../../code/codeowners-rule.ts';
import { findingSchema } from '../finding-schema.ts';

const dialect = z.enum(['GITHUB', 'GITLAB']);

export const ruleSchema: z.ZodType<CodeownersRule> = z.strictObject({
  line: z.int().min(1),
  pattern: z.string(),
  owners: z.array(z.string()),
  section: z.string(),
  optional: z.boolean(),
  approvals: z.int().min(0).nullable(),
  exclusion: z.boolean(),
});

/** A CODEOWNERS file as it came in; UNREADABLE ones replace nothing. */
export const ruleSetPieceSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('READ'),
    file: z.string(),
    dialect,
    rules: z.array(ruleSchema),
    findings: z.array(findingSchema),
  }),
  z.strictObject({ state: z.literal('UNREADABLE'), file: z.string(), findings: z.array(findingSchema) }),
]);

export type RuleSetPiece = z.infer<typeof ruleSetPieceSchema>;

/** The rules that answer for a repository: one file at one commit. */
export interface RuleSet {
  readonly file: string;
  readonly dialect: z.infer<typeof dialect>;
  readonly commit: string | null;
  readonly rules: readonly CodeownersRule[];
}
