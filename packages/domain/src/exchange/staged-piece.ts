import * as z from 'zod';
import { importPieceSchema } from './import-piece.ts';
import { recordsPieceSchema } from './records/record-line.ts';

/** What an import takes: pieces of the files of a repository, or pieces of a file of records, never both at once. */
export const stagedPieceSchema = z.discriminatedUnion('format', [
  ...importPieceSchema.options,
  z.strictObject({ format: z.literal('RECORDS'), piece: recordsPieceSchema }),
]);

export type StagedPiece = z.infer<typeof stagedPieceSchema>;
