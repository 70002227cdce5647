import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { personKind } from '@steward/domain/people/model.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Context, Transaction } from '../platform/context.ts';
import { lowerFirst } from '../platform/kind/kit.ts';
import { literally } from '../platform/like.ts';
import { visibleRows } from '../platform/policy.ts';
import { hiddenFields } from '../platform/restricted-fields.ts';

/** The kinds that roles are held on. */
export const scopeKinds = kinds.filter((kind) => kind.scope);

type Scoped = Record<string, { id: string; key: string; name: string } | null>;

export interface HeldRole {
  readonly kind: string;
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly role: string;
  readonly roleName: string;
  readonly from: Date;
  readonly to: Date | null;
  readonly deputy: boolean;
}

const named = { id: true, key: true, name: true } as const;

/** Roles of a person that are held at `at` or shall begin later, on records that the actor may see: one statement. */
export async function loadHeldRoles(
  client: Transaction,
  context: Context,
  personId: string,
  at: Date,
): Promise<HeldRole[]> {
  const relations = scopeKinds.map((kind) => [kind.name, lowerFirst(kind.name)] as const);
  const rows = await client.roleAssignment.findMany({
    where: {
      personId,
      AND: [
        { OR: [{ to: null }, { to: { gt: at } }] },
        {
          OR: relations.map(([kind, relation]) => ({
            [relation]: { is: { AND: [{ archivedAt: null }, visibleRows(context, kind)] } },
          })),
        },
      ],
    },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
    select: {
      ...{ from: true, to: true, deputy: true, role: { select: { key: true, name: true } } },
      ...Object.fromEntries(relations.map(([, relation]) => [relation, { select: named }])),
    },
  });
  return rows.flatMap(({ from, to, deputy, role, ...scopes }) =>
    relations.flatMap(([kind, relation]) => {
      const record = (scopes as unknown as Scoped)[relation];
      if (!record || !role) return [];
      return [{ kind, ...record, role: role.key, roleName: role.name, from, to, deputy }];
    }),
  );
}

/** Teams in use that a person belongs to. */
export const loadTeamsOf = (client: Transaction, context: Context, personId: string) =>
  client.team.findMany({
    where: {
      AND: [{ archivedAt: null, memberships: { some: { personId } } }, visibleRows(context, 'Team')],
    },
    orderBy: { lookup: 'asc' },
    select: named,
  });

/** What files say of a person, which only the files can change, and the changes they asked for that are not over. */
export async function loadDeclaredOf(context: Context, personId: string) {
  const { prisma } = context.database;
  const declared = (kind: string) => ({
    where: { AND: [{ archivedAt: null, declaredOwnerPersonId: personId }, visibleRows(context, kind)] },
    orderBy: { lookup: 'asc' as const },
    select: { ...named, declaredOwner: true },
  });
  const [systems, components, changes] = await Promise.all([
    prisma.system.findMany(declared('System')),
    prisma.component.findMany(declared('Component')),
    prisma.change.findMany({
      where: {
        AND: [
          { archivedAt: null, requesterId: personId, state: { in: ['DRAFT', ...openChangeStates] } },
          visibleRows(context, 'Change'),
        ],
      },
      orderBy: { lookup: 'asc' },
      select: { key: true, title: true },
    }),
  ]);
  return { systems, components, changes };
}

/** How many rules of each repository's CODEOWNERS file name the person by a handle or by the address. */
export async function loadRulesNaming(context: Context, personId: string) {
  const { prisma } = context.database;
  const person = await prisma.person.findUniqueOrThrow({
    where: { id: personId },
    select: { email: true, handles: { select: { host: true, handle: true } } },
  });
  const hidden = hiddenFields(context, personKind, personId);
  const named = [
    ...person.handles.map(({ host, handle }) => ({
      lookup: literally(`${host.toLowerCase()}/`),
      owner: handle,
    })),
    ...(person.email && !hidden.includes('email') ? [{ lookup: '', owner: person.email }] : []),
  ];
  if (named.length === 0) return [];
  const rows = await prisma.ownershipRule.findMany({
    where: {
      OR: named.map(({ lookup, owner }) => ({
        owners: { hasSome: [...new Set([owner, owner.toLowerCase()])] },
        codeownersFile: {
          is: {
            repository: {
              is: {
                AND: [
                  { archivedAt: null, lookup: { startsWith: lookup } },
                  visibleRows(context, 'Repository'),
                ],
              },
            },
          },
        },
      })),
    },
    orderBy: [{ codeownersFile: { repository: { lookup: 'asc' } } }, { position: 'asc' }],
    select: {
      line: true,
      codeownersFile: { select: { file: true, repository: { select: { key: true } } } },
    },
  });
  return [...Map.groupBy(rows, (row) => row.codeownersFile.repository.key)].map(([key, rules]) => ({
    ...{ key, file: rules[0]!.codeownersFile.file, line: rules[0]!.line, rules: rules.length },
  }));
}
