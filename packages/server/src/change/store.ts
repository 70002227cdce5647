import { changeKind } from '@steward/domain/change/model.ts';
import type { RecordDocument } from '@steward/domain/record/kind.ts';
import type { Transaction } from '../platform/context.ts';
import { openHoldings } from '../platform/open-holdings.ts';
import { delegate } from '../platform/record/delegate.ts';
import { documentOf, documentSelect } from '../platform/record/mapping.ts';

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
        openHoldings(personId, now),
        { OR: [{ system: touches }, { component: touches }, { process: { systems: { some: touches } } }] },
      ],
    },
    select: { role: { select: { key: true } } },
  });
  return [...new Set(held.flatMap((row) => (row.role ? [row.role.key] : [])))];
}

export interface ChangeToMove {
  readonly id: string;
  readonly document: RecordDocument;
  /** Keys of the roles that the person holds on what it touches; see `loadRolesOnChange`. */
  readonly held: readonly string[];
}

/** Changes with what decides about their next step: two statements. */
export async function loadChangesToMove(
  prisma: Transaction,
  ids: readonly string[],
  personId: string | null,
  now: Date,
): Promise<ChangeToMove[]> {
  const where = { id: { in: [...ids] } };
  const rows = await delegate(prisma, 'Change').findMany({ where, select: documentSelect(changeKind) });
  const roles = {
    where: personId === null ? { id: { in: [] } } : openHoldings(personId, now),
    select: { role: { select: { key: true } } },
  };
  const touched = await prisma.change.findMany({
    where,
    select: {
      id: true,
      systems: { select: { roles, processes: { select: { roles } } } },
      components: { select: { roles } },
    },
  });
  const held = new Map(
    touched.map(({ id, systems, components }) => {
      const scopes = [...systems, ...systems.flatMap(({ processes }) => processes), ...components];
      return [id, scopes.flatMap((scope) => scope.roles.flatMap(({ role }) => role?.key ?? []))];
    }),
  );
  return rows.map((row) => ({
    id: String(row.id),
    document: documentOf(changeKind, row),
    held: held.get(String(row.id)) ?? [],
  }));
}
