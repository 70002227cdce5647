import * as z from 'zod';
import { findingSchema } from '../finding-schema.ts';
import { withoutSecrets } from './secrets.ts';

const line = z.int().min(1);
const document = z.record(z.string(), z.json());

/**
 * One OpenSLO document. READ ones become records, REFUSED ones break the format; `reason` is the path of what is wrong
 * first, and the finding says more. What gives access to anything is taken out wherever a document comes from.
 */
export const openSloObjectSchema = z.strictObject({
  file: z.string(),
  /** Position of the document in its file, from 0. */
  doc: z.int().min(0),
  line,
  kind: z.string(),
  name: z.string(),
  /** Lines of what other records are named by. */
  lines: z.record(z.string(), line),
  document: document.transform((value) => withoutSecrets(value).value),
  outcome: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('READ') }),
    z.strictObject({ state: z.literal('REFUSED'), reason: z.string(), message: z.string() }),
  ]),
});

/** One OpenSLO file, read. EMPTY and UNREADABLE ones replace nothing, nor does one with a broken document. */
export const openSloPieceSchema = z.strictObject({
  file: z.string(),
  state: z.enum(['READ', 'EMPTY', 'UNREADABLE']),
  objects: z.array(openSloObjectSchema),
  broken: z.array(z.strictObject({ doc: z.int().min(0), line, reason: z.string(), message: z.string() })),
  findings: z.array(findingSchema),
});

export type OpenSloDocument = z.infer<typeof document>;
export type OpenSloFileObject = z.infer<typeof openSloObjectSchema>;
export type OpenSloPiece = z.infer<typeof openSloPieceSchema>;
