import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import type { CodeownersRule } from '@steward/domain/code/codeowners-rule.ts';
import { hostOfKey } from '@steward/domain/code/repository-key.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Context } from '../platform/context.ts';
import type { Prisma } from '../platform/database/generated/prisma/client.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { visibleRows } from '../platform/policy.ts';
import { askFor } from '../platform/read/reader.ts';
import { idByAlias } from '../platform/record/references.ts';

/** What is loaded: everything of the repository, or only what bears on some paths. */
export type IndexScope = { all: true } | { paths: readonly string[] };

type Loaded = Awaited<ReturnType<typeof loadGround>>;
export type StoredRepository = NonNullable<Loaded>['repository'];
export type ComponentRow = NonNullable<Loaded>['components'][number];

/**
 * The repository by its key or an alias, with what is known of its CODEOWNERS file but not the rules, and what its code
 * belongs to; null when nobody has added it.
 */
export async function loadGround(context: Context, key: string, scope: IndexScope) {
  const { prisma, read } = context.database;
  const find = async (where: Prisma.RepositoryWhereInput) => {
    const named = { AND: [where, { archivedAt: null }, visibleRows(context, 'Repository')] };
    const [[repository], components] = await read.together([
      repositoryQuestion(named, scope),
      componentsQuestion(context, named, scope),
    ]);
    return repository ? { repository, components } : null;
  };
  const ground = await find({ lookup: lookupKey(key) });
  if (ground) return ground;
  const id = await idByAlias(prisma, 'Repository', key);
  return id ? find({ id }) : null;
}

const repositoryQuestion = (where: Prisma.RepositoryWhereInput, scope: IndexScope) =>
  askFor('repository', {
    where,
    select: {
      id: true,
      key: true,
      name: true,
      codeowners: { select: { id: true, file: true, dialect: true, commit: true, hash: true } },
      // Files whose catalog entries declare systems.
      entities: {
        where: {
          recordKind: 'System',
          goneAt: null,
          ...('all' in scope ? {} : { file: { in: descriptorsAbove(scope.paths) } }),
        },
        orderBy: [{ file: 'asc' }, { doc: 'asc' }],
        select: { recordId: true, file: true },
      },
    },
  });

export async function loadRules(context: Context, codeownersFileId: string): Promise<CodeownersRule[]> {
  return context.database.read.ownershipRule.findMany({
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

/** What only the index tells: a question about files selects it of the records themselves. */
const forTheIndex = (scope: IndexScope) => ('all' in scope ? {} : { take: 0 });

const holderSelect = (scope: IndexScope) => ({
  id: true as const,
  key: true as const,
  name: true as const,
  contacts: {
    select: { type: true as const, value: true as const },
    orderBy: { position: 'asc' as const },
    ...forTheIndex(scope),
  },
});

export type HolderRow = {
  id: string;
  key: string;
  name: string;
  contacts: { type: string; value: string }[];
};

const holders = (context: Context, scope: IndexScope) => ({
  person: { where: visibleRows(context, 'Person'), select: holderSelect(scope) },
  team: { where: visibleRows(context, 'Team'), select: holderSelect(scope) },
});

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

const openRoles = (context: Context, scope: IndexScope) => {
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
      ...holders(context, scope),
    },
  };
};

const declaredOwner = (context: Context, scope: IndexScope) => ({
  declaredOwner: true as const,
  declaredOwnerTeam: { where: visibleRows(context, 'Team'), select: holderSelect(scope) },
  declaredOwnerPerson: { where: visibleRows(context, 'Person'), select: holderSelect(scope) },
});

/** Components whose code lies in the repository, on the paths asked about. */
function componentsQuestion(context: Context, repository: Prisma.RepositoryWhereInput, scope: IndexScope) {
  const places = { repository, ...('all' in scope ? {} : { path: { in: rootsAbove(scope.paths) } }) };
  return askFor('component', {
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
      roles: openRoles(context, scope),
      ...declaredOwner(context, scope),
    },
  });
}

const descriptorsAbove = (paths: readonly string[]): string[] =>
  rootsAbove(paths)
    .filter((root) => root === '' || root.endsWith('/'))
    .flatMap((folder) => [`${folder}catalog-info.yaml`, `${folder}catalog-info.yml`]);

type Around = Awaited<ReturnType<typeof loadAround>>;
export type HandleRow = Around[0][number];
export type SystemRow = Around[1][number];
export type ChangeRow = Around[2][number];

/** What the ground does not hold itself: whose the handles are, the systems, and the open changes. */
export const loadAround = (
  context: Context,
  scope: IndexScope,
  touched: {
    repository: StoredRepository;
    handles: readonly string[];
    components: readonly string[];
    systems: readonly string[];
  },
) =>
  context.database.read.together([
    handlesQuestion(context, scope, hostOfKey(touched.repository.key), touched.handles),
    systemsQuestion(context, scope, touched.systems),
    changesQuestion(context, touched.repository.id, scope, touched),
  ]);

/** Holders of the handles on one host, for the handles given; compared without case. */
const handlesQuestion = (context: Context, scope: IndexScope, host: string, handles: readonly string[]) =>
  askFor('handle', {
    where: {
      host: { equals: host, mode: 'insensitive' },
      handle: { in: [...handles], mode: 'insensitive' },
    },
    select: { handle: true, ...holders(context, scope) },
  });

function systemsQuestion(context: Context, scope: IndexScope, ids: readonly string[]) {
  const now = periodNow(context);
  return askFor('system', {
    where: { AND: [{ id: { in: [...ids] }, archivedAt: null }, visibleRows(context, 'System')] },
    orderBy: { lookup: 'asc' },
    select: {
      id: true,
      key: true,
      name: true,
      roles: openRoles(context, scope),
      ...declaredOwner(context, scope),
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
        ...forTheIndex(scope),
      },
    },
  });
}

/** Open changes that touch the repository's code on the paths, or one of the components or systems. */
function changesQuestion(
  context: Context,
  repositoryId: string,
  scope: IndexScope,
  touched: { components: readonly string[]; systems: readonly string[] },
) {
  const code = { repositoryId, ...('all' in scope ? {} : { path: { in: rootsAbove(scope.paths) } }) };
  const components = { id: { in: [...touched.components] } };
  const systems = { id: { in: [...touched.systems] } };
  return askFor('change', {
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
      requester: { where: visibleRows(context, 'Person'), select: holderSelect(scope) },
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
