import * as z from 'zod';
import { catalogPieceSchema } from './catalog-info/entity.ts';
import { gitHistoryPieceSchema } from './git-history.ts';
import { openSloPieceSchema } from './openslo/object.ts';
import { ruleSetPieceSchema } from './plan/rule-set.ts';

/** One file of an import, or the history of its repository, as it travels from the reader to the planner. Plain JSON, checked on arrival. */
export const importPieceSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('CATALOG_INFO'), piece: catalogPieceSchema }),
  z.strictObject({ format: z.literal('CODEOWNERS'), piece: ruleSetPieceSchema }),
  z.strictObject({ format: z.literal('OPENSLO'), piece: openSloPieceSchema }),
  z.strictObject({ format: z.literal('GIT_HISTORY'), piece: gitHistoryPieceSchema }),
]);

export type ImportPiece = z.infer<typeof importPieceSchema>;
