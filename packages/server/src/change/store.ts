import type { Transaction } from '../platform/context.ts';

export async function loadActorKey(tx: Transaction, personId: string | null): Promise<string | null> {
  if (personId === null) return null;
  const person = await tx.person.findUnique({ where: { id: personId }, select: { key: true } });
  return person?.key ?? null;
}

/**
 * Keys of the roles that a person holds at `now`, alone or through a team, on what the change touches: its systems,
 * its components, and the processes that govern its systems.
 */
export async function loadRolesOnChange(
  tx: Transaction,
  changeId: string,
  personId: string | null,
  now: Date,
): Promise<string[]> {
  if (personId === null) return [];
  const touches = { changes: { some: { id: changeId } } };
  const held = await tx.roleAssignment.findMany({
    where: {
      AND: [
        { OR: [{ personId }, { team: { archivedAt: null, memberships: { some: { personId } } } }] },
        { from: { lte: now } },
        { OR: [{ to: null }, { to: { gt: now } }] },
        { OR: [{ system: touches }, { component: touches }, { process: { systems: { some: touches } } }] },
      ],
    },
    select: { role: { select: { key: true } } },
  });
  return [...new Set(held.flatMap((row) => (row.role ? [row.role.key] : [])))];
}
