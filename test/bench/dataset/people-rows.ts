import type { DatasetSize } from './sizes.ts';
import { rowId, type TableRows } from './table.ts';

export const ids = {
  person: (n: number) => rowId(1, n),
  team: (n: number) => rowId(2, n),
  role: (n: number) => rowId(3, n),
  repository: (n: number) => rowId(4, n),
  system: (n: number) => rowId(5, n),
  component: (n: number) => rowId(6, n),
  agreement: (n: number) => rowId(7, n),
  change: (n: number) => rowId(8, n),
  process: (n: number) => rowId(9, n),
  portfolio: (n: number) => rowId(10, n),
  codeownersFile: (n: number) => rowId(11, n),
  part: (table: number, n: number) => rowId(100 + table, n),
};

/** The first two roles of the catalogue; the server adds the others when it starts. */
export const roles = { owner: 0, systemOwner: 1 } as const;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** People with one contact and one handle each, teams in a deep tree, and who is on which. */
export function peopleRows({ people, teams }: DatasetSize): TableRows[] {
  return [
    {
      table: 'Role',
      columns: ['id', 'key', 'lookup', 'name', 'scopes', 'exclusive'],
      rows: [
        [ids.role(roles.owner), 'owner', 'owner', 'Owner', ['Component'], false],
        [ids.role(roles.systemOwner), 'system-owner', 'system-owner', 'System Owner', ['System'], true],
      ],
    },
    {
      table: 'Person',
      columns: ['id', 'key', 'lookup', 'name', 'email'],
      rows: numbers(people).map((n) => [
        ids.person(n),
        `person-${n}`,
        `person-${n}`,
        n % 7 === 0 ? `Łukasz Ångström-Nguyễn ${n}` : `Person ${n}`,
        `person-${n}@example.org`,
      ]),
    },
    {
      table: 'Team',
      columns: ['id', 'key', 'lookup', 'name', 'description', 'parentId'],
      rows: numbers(teams).map((n) => [
        ids.team(n),
        `team-${n}`,
        `team-${n}`,
        `Team ${n}`,
        'Builds and runs what it owns',
        n === 0 ? null : ids.team(Math.floor((n - 1) / 2)),
      ]),
    },
    {
      table: 'Contact',
      columns: ['id', 'personId', 'type', 'value'],
      rows: numbers(people).map((n) => [ids.part(1, n), ids.person(n), 'EMAIL', `person-${n}@example.org`]),
    },
    {
      table: 'Handle',
      columns: ['id', 'teamId', 'host', 'handle'],
      rows: numbers(teams).map((n) => [ids.part(2, n), ids.team(n), 'github.com', `@acme/team-${n}`]),
    },
    {
      table: 'Membership',
      columns: ['id', 'teamId', 'personId'],
      rows: numbers(people).map((n) => [ids.part(3, n), ids.team(n % teams), ids.person(n)]),
    },
  ];
}
