import type { Context } from '../platform/context.ts';

/** Which records the entities of a repository became. */
export const loadEntityRecords = (
  context: Context,
  repositoryId: string,
): Promise<{ recordKind: string; recordId: string }[]> =>
  context.database.prisma.catalogEntity.findMany({
    where: { repositoryId },
    select: { recordKind: true, recordId: true },
  });
