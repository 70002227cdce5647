import * as z from 'zod';

/**
 * One thing a person should know about an imported file. `error`: something was left out; `warning`: it went in,
 * and is probably not what its author meant; `info`: it went in and was kept as it stands.
 * `message` says what is wrong, where, and how to mend it.
 */
export const findingSchema = z.strictObject({
  file: z.string(),
  /** Counted from 1; null when the finding is about the whole file. */
  line: z.int().min(1).nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
});

export type Finding = z.infer<typeof findingSchema>;

/** By file, line, code and message in code-unit order, so that equal input prints equally everywhere. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    compareText(a.code, b.code) ||
    compareText(a.message, b.message)
  );
}

/** Code-unit order: the same on every machine, whatever its locale. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
