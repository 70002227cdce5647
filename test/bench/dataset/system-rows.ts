import { seededRandom } from '@steward/domain/support/seeded-random.ts';
import { knownFile } from './known-file.ts';
import { ids, roles } from './people-rows.ts';
import type { DatasetSize } from './sizes.ts';
import { skewed } from './skewed.ts';
import type { Cell, TableRows } from './table.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const begin = '2025-01-01T00:00:00Z';

/** Systems with promises and accountable persons, components with code and owners, what depends on what, processes. */
export function systemRows(size: DatasetSize): TableRows[] {
  const { systems, components, people, teams, repositories, processes } = size;
  const random = seededRandom(5);
  const componentOwner = numbers(components).map(() => skewed(random, people));
  const agreements = Math.ceil(systems / 2);
  return [
    {
      table: 'Portfolio',
      columns: ['id', 'key', 'lookup', 'name'],
      rows: numbers(10).map((n) => [ids.portfolio(n), `portfolio-${n}`, `portfolio-${n}`, `Portfolio ${n}`]),
    },
    {
      table: 'System',
      columns: [
        'id',
        'key',
        'lookup',
        'name',
        'description',
        'purpose',
        'stage',
        'inScope',
        'outOfScope',
        'tags',
      ].concat(['criticality', 'portfolioId', 'teamId']),
      rows: numbers(systems).map((n) => [
        ...[ids.system(n), `system-${n}`, `system-${n}`, `System ${n}`],
        ...['What people buy here', 'Sales', 'PRODUCTION', ['orders'], ['refunds'], ['money']],
        ...['HIGH', ids.portfolio(n % 10), ids.team(n % teams)],
      ]),
    },
    {
      table: 'Component',
      columns: ['id', 'key', 'lookup', 'name', 'type', 'stage', 'systemId', 'tags'],
      rows: numbers(components).map((n) => [
        ...[ids.component(n), `component-${n}`, `component-${n}`, `Component ${n}`],
        ...['service', 'PRODUCTION', ids.system(n % systems), ['http']],
      ]),
    },
    {
      table: 'CodeLocation',
      columns: ['id', 'componentId', 'repositoryId', 'path'],
      rows: numbers(components).map((n) => [
        ...[ids.part(4, n), ids.component(n), ids.repository(n % repositories)],
        n === 0 ? knownFile.folder : `src/service-${n}`,
      ]),
    },
    {
      table: 'RoleAssignment',
      columns: ['id', 'roleId', 'personId', 'systemId', 'componentId', 'from', 'to', 'exclusive'],
      rows: [
        ...numbers(systems).flatMap((n) => [
          [
            ids.part(5, n),
            ids.role(roles.systemOwner),
            ids.person(n % people),
            ids.system(n),
            null,
            begin,
            null,
            true,
          ],
          ...pastHolders(n, systems, people),
        ]),
        ...componentOwner.map((person, n): Cell[] => [
          ...[ids.part(6, n), ids.role(roles.owner), ids.person(person), null, ids.component(n)],
          ...[begin, null, false],
        ]),
      ],
    },
    {
      table: 'Agreement',
      columns: ['id', 'key', 'lookup', 'name', 'timeZone', 'providerId', 'validFrom'],
      rows: numbers(agreements).map((n) => [
        ...[
          ids.agreement(n),
          `agreement-${n}`,
          `agreement-${n}`,
          `Agreement ${n}`,
          'UTC',
          ids.team(n % teams),
        ],
        begin,
      ]),
    },
    {
      table: 'ServiceLevelTarget',
      columns: ['id', 'agreementId', 'systemId', 'percent', 'basis', 'plannedDowntime'],
      rows: numbers(systems).map((n) => [
        ...[
          ids.part(7, n),
          ids.agreement(n % agreements),
          ids.system(n),
          '99.95',
          'AVERAGE_MONTH_730H',
          'COUNTS',
        ],
      ]),
    },
    {
      table: 'Process',
      columns: ['id', 'key', 'lookup', 'name', 'practice'],
      rows: numbers(processes).map((n) => [
        ...[ids.process(n), `process-${n}`, `process-${n}`, `Process ${n}`, 'change enablement'],
      ]),
    },
    {
      table: '_ProcessToSystem',
      columns: ['A', 'B'],
      rows: numbers(processes).map((n) => [ids.process(n), ids.system(n % systems)]),
    },
    ...dependencyRows(size),
  ];
}

/** Two of each system's former owners. */
const pastHolders = (n: number, systems: number, people: number): Cell[][] =>
  [1, 2].map((back) => [
    ...[ids.part(8, n * 2 + back), ids.role(roles.systemOwner), ids.person((n + back * systems) % people)],
    ...[ids.system(n), null, `${2024 - back}-01-01T00:00:00Z`, `${2025 - back}-01-01T00:00:00Z`, true],
  ]);

/** The last system is what most others need; the rest of the edges fall where they fall. */
function dependencyRows({ systems, components, dependencies, hubDependants }: DatasetSize): TableRows[] {
  const random = seededRandom(6);
  const hub = systems - 1;
  const toHub = Math.min(hubDependants, components);
  const between = Math.max(0, dependencies - toHub);
  return [
    {
      table: 'ComponentDependency',
      columns: ['id', 'sourceId', 'componentId', 'systemId', 'hardness', 'reason'],
      rows: [
        ...numbers(toHub).map((n) => [
          ...[ids.part(9, n), ids.component(n), null, ids.system(hub), 'HARD', 'signs people in'],
        ]),
        ...numbers(between).map((n) => [
          ...[ids.part(10, n), ids.component(Math.floor(random() * components))],
          ...[ids.component(skewed(random, components)), null, n % 3 === 0 ? 'SOFT' : 'HARD', 'calls'],
        ]),
      ],
    },
    {
      table: 'SystemDependency',
      columns: ['id', 'sourceId', 'systemId', 'hardness', 'reason'],
      rows: numbers(systems - 1).map((n) => [
        ...[ids.part(11, n), ids.system(n), ids.system((n * 7 + 1) % systems), 'SOFT', 'books'],
      ]),
    },
  ];
}
