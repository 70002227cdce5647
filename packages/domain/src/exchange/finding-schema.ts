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
