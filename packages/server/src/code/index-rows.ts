import type {
  Holder,
  IndexedChange,
  IndexedComponent,
  IndexedDeclaredOwner,
  IndexedRole,
  IndexedSystem,
  IndexedTarget,
} from '@steward/domain/code/repository-index.ts';
import { type AllowanceBasis, allowance } from '@steward/domain/service-level/allowance.ts';
import type { ChangeRow, ComponentRow, HandleRow, HolderRow, SystemRow } from './index-store.ts';

/** Collects holders while rows are read, each once. */
export interface HolderBook {
  add(person: HolderRow | null, team: HolderRow | null): string | null;
  all(): Holder[];
}

export function holderBook(): HolderBook {
  const known = new Map<string, Holder>();
  const note = (row: HolderRow, kind: Holder['kind']): string => {
    known.set(row.id, { id: row.id, kind, key: row.key, name: row.name, contacts: row.contacts });
    return row.id;
  };
  return {
    add: (person, team) => (person ? note(person, 'PERSON') : team ? note(team, 'TEAM') : null),
    all: () => [...known.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

export const indexedHandles = (rows: readonly HandleRow[], book: HolderBook) =>
  rows.flatMap((row) => {
    const holder = book.add(row.person, row.team);
    return holder ? [{ handle: row.handle, holder }] : [];
  });

export const indexedComponent = (row: ComponentRow, book: HolderBook): IndexedComponent => ({
  id: row.id,
  key: row.key,
  name: row.name,
  type: row.type,
  system: row.systemId,
  partOf: row.partOfId,
  roots: row.codeLocations.map((location) => location.path),
  roles: indexedRoles(row.roles, book),
  declaredOwner: indexedDeclaredOwner(row, book),
});

export const indexedSystem = (
  row: SystemRow,
  roots: readonly string[],
  book: HolderBook,
  now: Date,
): IndexedSystem => ({
  id: row.id,
  key: row.key,
  name: row.name,
  roots,
  roles: indexedRoles(row.roles, book),
  declaredOwner: indexedDeclaredOwner(row, book),
  targets: row.targets.map((target) => indexedTarget(target, now)),
  processes: row.processes,
});

function indexedRoles(rows: SystemRow['roles'], book: HolderBook): IndexedRole[] {
  return rows.flatMap((row) => {
    const holder = book.add(row.person, row.team);
    if (!holder || !row.role) return [];
    return [
      {
        id: row.id,
        role: row.role.key,
        roleName: row.role.name,
        holder,
        from: row.from.toISOString(),
        to: row.to?.toISOString() ?? null,
        deputy: row.deputy,
      },
    ];
  });
}

function indexedDeclaredOwner(
  row: Pick<SystemRow, 'declaredOwner' | 'declaredOwnerTeam' | 'declaredOwnerPerson'>,
  book: HolderBook,
): IndexedDeclaredOwner | null {
  if (!row.declaredOwner) return null;
  const declared = row.declaredOwner as unknown as Omit<IndexedDeclaredOwner, 'holder'>;
  return { ...declared, holder: book.add(row.declaredOwnerPerson, row.declaredOwnerTeam) };
}

/** `achieved` and `remaining` stay empty until outages are recorded: no data is not 100 %. */
function indexedTarget(row: SystemRow['targets'][number], now: Date): IndexedTarget {
  const percent = String(row.percent);
  const allowed = allowance(percent, row.basis as AllowanceBasis, {
    at: now.toISOString(),
    timeZone: row.agreement?.timeZone ?? 'UTC',
  });
  return {
    id: row.id,
    percent,
    basis: row.basis,
    allowedSeconds: allowed.ok ? allowed.seconds : null,
    achievedPercent: null,
    remainingSeconds: null,
    agreement: row.agreement && { key: row.agreement.key, name: row.agreement.name },
  };
}

export const indexedChange = (row: ChangeRow, book: HolderBook): IndexedChange => ({
  id: row.id,
  key: row.key,
  title: row.title,
  type: row.type,
  state: row.state,
  plannedStart: row.plannedStart?.toISOString() ?? null,
  plannedEnd: row.plannedEnd?.toISOString() ?? null,
  requester: book.add(row.requester, null),
  systems: row.systems.map((system) => system.id),
  components: row.components.map((component) => component.id),
  codeReferences: row.codeReferences,
});
