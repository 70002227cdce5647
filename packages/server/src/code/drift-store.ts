import type { CatalogEntity } from '@steward/domain/exchange/catalog-info/entity.ts';
import type { Context } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';

/** The entities that catalog files of the repository declare now, by file and place in it. */
export async function loadDeclaredEntities(
  context: Context,
  repositoryId: string,
): Promise<{ file: string; commit: string | null; entity: CatalogEntity }[]> {
  const rows = await context.database.prisma.catalogEntity.findMany({
    where: { repositoryId, goneAt: null },
    orderBy: [{ file: 'asc' }, { doc: 'asc' }],
    select: { file: true, commit: true, entity: true },
  });
  return rows.map((row) => ({ ...row, entity: row.entity as unknown as CatalogEntity }));
}

/** Who worked on the components of the repository, most first, seen by the viewer or not. */
export const loadWork = (context: Context, repositoryId: string) =>
  context.database.prisma.componentActivity.findMany({
    where: { repositoryId },
    select: {
      componentId: true,
      since: true,
      until: true,
      commits: true,
      unknownCommits: true,
      people: {
        where: { person: { activityOptOut: false } },
        orderBy: [{ authored: 'desc' }, { reviewed: 'desc' }, { person: { lookup: 'asc' } }],
        select: { personId: true, authored: true },
      },
    },
  });

/** Names of those persons whom the viewer may see, by id. */
export async function loadVisibleNames(
  context: Context,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await context.database.prisma.person.findMany({
    where: { AND: [{ id: { in: [...ids] } }, visibleRows(context, 'Person')] },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Persons of these teams, by team. */
export const loadMembers = (
  context: Context,
  teamIds: readonly string[],
): Promise<{ teamId: string | null; personId: string | null }[]> =>
  context.database.prisma.membership.findMany({
    where: { teamId: { in: [...teamIds] } },
    select: { teamId: true, personId: true },
  });

/** Those who want nothing kept of what they do in repositories. */
export async function loadOptedOut(context: Context): Promise<ReadonlySet<string>> {
  const rows = await context.database.prisma.person.findMany({
    where: { activityOptOut: true },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}

/** Persons and teams that the viewer may see, as an index names them. */
export async function loadHolders(
  context: Context,
  people: readonly string[],
  teams: readonly string[],
): Promise<{ id: string; kind: 'PERSON' | 'TEAM'; key: string; name: string; contacts: [] }[]> {
  const select = { id: true, key: true, name: true } as const;
  const { prisma } = context.database;
  const [persons, groups] = await Promise.all([
    prisma.person.findMany({
      where: { AND: [{ id: { in: [...people] } }, visibleRows(context, 'Person')] },
      select,
    }),
    prisma.team.findMany({
      where: { AND: [{ id: { in: [...teams] } }, visibleRows(context, 'Team')] },
      select,
    }),
  ]);
  return [
    ...persons.map((row) => ({ ...row, kind: 'PERSON' as const, contacts: [] as [] })),
    ...groups.map((row) => ({ ...row, kind: 'TEAM' as const, contacts: [] as [] })),
  ];
}
