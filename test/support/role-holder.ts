// People who hold a role on a seeded record, by themselves or as members of a team.
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import type { TestApi } from './api.ts';
import { type SeededIds, seededId } from './seed-rows.ts';

/** A role and the kind of the record that it is held on. */
export type Held = readonly [role: string, on: string];

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** A new person who holds that role on number n of its kind, by themselves or as the member of a team. */
export async function roleHolder(
  { api, ids }: { api: TestApi; ids: SeededIds },
  [role, on]: Held,
  { n = 1, team = false } = {},
): Promise<Actor> {
  const { prisma } = api.database;
  const actor = await api.person(`holder-of-${role}-${n}${team ? '-by-team' : ''}`);
  const scopes = kinds.filter((kind) => kind.scope).map(({ name }) => name);
  const known = await prisma.role.upsert({
    where: { lookup: role },
    create: { ...{ id: crypto.randomUUID(), key: role, lookup: role, name: role }, scopes },
    update: {},
  });
  const teamId = crypto.randomUUID();
  if (team)
    await prisma.team.create({
      data: {
        ...{ id: teamId, key: 'holders', lookup: 'holders', name: 'Holders' },
        memberships: { create: { id: crypto.randomUUID(), personId: actor.personId } },
      },
    });
  await prisma.roleAssignment.create({
    data: {
      ...{ id: crypto.randomUUID(), roleId: known.id, from: new Date('2026-01-01T00:00:00Z') },
      ...(team ? { teamId } : { personId: actor.personId }),
      [`${lowerFirst(on)}Id`]: seededId(ids, on, n),
    },
  });
  return actor;
}
