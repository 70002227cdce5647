import type * as z from 'zod';
import type { findingSchema } from './finding-schema.ts';

/** The checks stand in a file of their own, so that readers of files carry none of them. */
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
