import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import type { CodeownersDialect, CodeownersRule } from '@steward/domain/code/codeowners-rule.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { visibleRows } from '../platform/policy.ts';
import { idByAlias } from '../platform/record/references.ts';

/** What is loaded: everything of the repository, or only what bears on some paths. */
export type IndexScope = { all: true } | { paths: readonly string[] };

export interface StoredRepository {
  id: string;
  key: string;
  name: string | null;
  codeowners: {
    id: string;
    file: string;
    dialect: CodeownersDialect;
    commit: string | null;
    hash: string;
  } | null;
}

/** The repository by its key or an alias, with what is known of its CODEOWNERS file but not the rules. */
export async function loadRepository(context: Context, key: string): Promise<StoredRepository | null> {
  const { prisma } = context.database;
  const find = (where: object) =>
    prisma.repository.findFirst({
      where: { AND: [where, { archivedAt: null }, visibleRows(context, 'Repository')] },
      select: {
        id: true,
        key: true,
        name: true,
        codeowners: { select: { id: true, file: true, dialect: true, commit: true, hash: true } },
      },
    });
  const row = await find({ lookup: lookupKey(key) });
  if (row) return row as StoredRepository;
  const id = await idByAlias(prisma, 'Repository', key);
  return id ? ((await find({ id })) as StoredRepository | null) : null;
}

export async function loadRules(context: Context, codeownersFileId: string): Promise<CodeownersRule[]> {
  return context.database.prisma.ownershipRule.findMany({
    where: { codeownersFileId },
    orderBy: { position: 'asc' },
    select: {
      line: true,
      pattern: true,
      owners: true,
      section: true,
      optional: true,
      approvals: true,
      exclusion: true,
    },
  });
}

const holderSelect = {
  id: true,
  key: true,
  name: true,
  contacts: { select: { type: true, value: true }, orderBy: { position: 'asc' } },
} as const satisfies object;

export type HolderRow = {
  id: string;
  key: string;
  name: string;
  contacts: { type: string; value: string }[];
};

const holders = (context: Context) => ({
  person: { where: visibleRows(context, 'Person'), select: holderSelect },
  team: { where: visibleRows(context, 'Team'), select: holderSelect },
});

/** Holders of the handles on one host, for the handles given; compared without case. */
export async function loadHandles(context: Context, host: string, handles: readonly string[]) {
  if (handles.length === 0) return [];
  return context.database.prisma.handle.findMany({
    where: {
      host: { equals: host, mode: 'insensitive' },
      handle: { in: [...handles], mode: 'insensitive' },
    },
    select: { handle: true, ...holders(context) },
  });
}

/** A folder and its spellings: with and without the slash at its end, and the two names of the root. */
function rootsAbove(paths: readonly string[]): string[] {
  const roots = new Set(['', '.', './']);
  for (const path of paths) {
    roots.add(path);
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      roots.add(path.slice(0, at));
      roots.add(path.slice(0, at + 1));
    }
  }
  return [...roots];
}

const openRoles = (context: Context) => {
  const now = periodNow(context);
  return {
    where: { from: { lte: now }, OR: [{ to: null }, { to: { gt: now } }] },
    orderBy: [{ position: 'asc' as const }, { id: 'asc' as const }],
    select: {
      id: true as const,
      from: true as const,
      to: true as const,
      deputy: true as const,
      role: { select: { key: true as const, name: true as const } },
      ...holders(context),
    },
  };
};

const declaredOwner = (context: Context) => ({
  declaredOwner: true as const,
  declaredOwnerTeam: { where: visibleRows(context, 'Team'), select: holderSelect },
  declaredOwnerPerson: { where: visibleRows(context, 'Person'), select: holderSelect },
});

/** Components whose code lies in the repository, on the paths asked about. */
export async function loadComponents(context: Context, repositoryId: string, scope: IndexScope) {
  const places = { repositoryId, ...('all' in scope ? {} : { path: { in: rootsAbove(scope.paths) } }) };
  return context.database.prisma.component.findMany({
    where: {
      AND: [{ archivedAt: null, codeLocations: { some: places } }, visibleRows(context, 'Component')],
    },
    orderBy: { lookup: 'asc' },
    select: {
      id: true,
      key: true,
      name: true,
      type: true,
      systemId: true,
      partOfId: true,
      codeLocations: { where: places, orderBy: { position: 'asc' }, select: { path: true } },
      roles: openRoles(context),
      ...declaredOwner(context),
    },
  });
}

/** Files of the repository whose catalog entries declare systems. */
export async function loadSystemDeclarations(context: Context, repositoryId: string, scope: IndexScope) {
  return context.database.prisma.catalogEntity.findMany({
    where: {
      repositoryId,
      recordKind: 'System',
      goneAt: null,
      ...('all' in scope ? {} : { file: { in: descriptorsAbove(scope.paths) } }),
    },
    orderBy: [{ file: 'asc' }, { doc: 'asc' }],
    select: { recordId: true, file: true },
  });
}

const descriptorsAbove = (paths: readonly string[]): string[] =>
  rootsAbove(paths)
    .filter((root) => root === '' || root.endsWith('/'))
    .flatMap((folder) => [`${folder}catalog-info.yaml`, `${folder}catalog-info.yml`]);

export async function loadSystems(context: Context, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const now = periodNow(context);
  return context.database.prisma.system.findMany({
    where: { AND: [{ id: { in: [...ids] }, archivedAt: null }, visibleRows(context, 'System')] },
    orderBy: { lookup: 'asc' },
    select: {
      id: true,
      key: true,
      name: true,
      roles: openRoles(context),
      ...declaredOwner(context),
      targets: {
        where: {
          agreement: {
            AND: [
              { archivedAt: null },
              { OR: [{ validFrom: null }, { validFrom: { lte: now } }] },
              { OR: [{ validTo: null }, { validTo: { gt: now } }] },
              visibleRows(context, 'Agreement'),
            ],
          },
        },
        orderBy: [{ position: 'asc' }, { id: 'asc' }],
        select: {
          id: true,
          percent: true,
          basis: true,
          agreement: { select: { key: true, name: true, timeZone: true } },
        },
      },
      processes: {
        where: { AND: [{ archivedAt: null }, visibleRows(context, 'Process')] },
        orderBy: { lookup: 'asc' },
        select: { id: true, key: true, name: true, practice: true },
      },
    },
  });
}

/** Open changes that touch the repository's code on the paths, or one of the components or systems. */
export async function loadChanges(
  context: Context,
  repositoryId: string,
  scope: IndexScope,
  touched: { components: readonly string[]; systems: readonly string[] },
) {
  const code = { repositoryId, ...('all' in scope ? {} : { path: { in: rootsAbove(scope.paths) } }) };
  const components = { id: { in: [...touched.components] } };
  const systems = { id: { in: [...touched.systems] } };
  return context.database.prisma.change.findMany({
    where: {
      AND: [
        { archivedAt: null, state: { in: [...openChangeStates] } },
        {
          OR: [
            { codeReferences: { some: code } },
            { components: { some: components } },
            { systems: { some: systems } },
          ],
        },
        visibleRows(context, 'Change'),
      ],
    },
    orderBy: { lookup: 'asc' },
    select: {
      id: true,
      key: true,
      title: true,
      type: true,
      state: true,
      plannedStart: true,
      plannedEnd: true,
      requester: { where: visibleRows(context, 'Person'), select: holderSelect },
      systems: { where: systems, select: { id: true } },
      components: { where: components, select: { id: true } },
      codeReferences: {
        where: code,
        orderBy: { position: 'asc' },
        select: { path: true, startLine: true, endLine: true, baseCommit: true },
      },
    },
  });
}

export type ComponentRow = Awaited<ReturnType<typeof loadComponents>>[number];
export type SystemRow = Awaited<ReturnType<typeof loadSystems>>[number];
export type ChangeRow = Awaited<ReturnType<typeof loadChanges>>[number];
export type HandleRow = Awaited<ReturnType<typeof loadHandles>>[number];
