import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { seededRandom } from '@steward/domain/support/seeded-random.ts';
import { knownFile } from './known-file.ts';
import { ids } from './people-rows.ts';
import type { DatasetSize } from './sizes.ts';
import { skewed } from './skewed.ts';
import type { Cell, TableRows } from './table.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const commit = '9fceb02d0ae598e95dc970b74767f19372d61af8';

/** Repositories with their ownership rules, most of them in few; and changes, of which few are open. */
export function codeRows(size: DatasetSize): TableRows[] {
  return [...repositoryRows(size), ...changeRows(size)];
}

function repositoryRows({ repositories, rules, teams }: DatasetSize): TableRows[] {
  const random = seededRandom(7);
  const perRepository = numbers(repositories).map((n) => (n === 0 ? 100 : 1));
  for (let left = rules - repositories - 99; left > 0; left--)
    perRepository[1 + skewed(random, repositories - 1)]! += 1;
  let rule = 0;
  return [
    {
      table: 'Repository',
      columns: ['id', 'key', 'lookup', 'name', 'defaultBranch'],
      rows: numbers(repositories).map((n) => {
        const key = n === 0 ? knownFile.repository : `github.com/acme/repository-${n}`;
        return [ids.repository(n), key, key, `Repository ${n}`, 'main'];
      }),
    },
    {
      table: 'CodeownersFile',
      columns: ['id', 'repositoryId', 'file', 'dialect', 'commit', 'hash', 'importedAt'],
      rows: numbers(repositories).map((n) => [
        ...[ids.codeownersFile(n), ids.repository(n), '.github/CODEOWNERS', 'GITHUB', commit, `hash-${n}`],
        '2026-01-01T00:00:00Z',
      ]),
    },
    {
      table: 'OwnershipRule',
      columns: ['id', 'codeownersFileId', 'position', 'line', 'pattern', 'owners'],
      rows: perRepository.flatMap((count, n) =>
        numbers(count).map((position): Cell[] => [
          ...[ids.part(12, rule++), ids.codeownersFile(n), position, position + 1],
          position === 0 ? '*' : `/src/area-${position}/`,
          [`@acme/team-${skewed(random, teams)}`],
        ]),
      ),
    },
  ];
}

function changeRows(size: DatasetSize): TableRows[] {
  const { changes, openChanges, systems, components, people } = size;
  const isOpen = (n: number) => n < openChanges;
  const referring = Math.floor(changes / 10);
  // The first four touch the known file, each in another way; others keep away from its system and repository.
  const other = (n: number, count: number) => 1 + (n % (count - 1));
  const systemOf = (n: number) => (n === 3 ? 0 : isOpen(n) ? other(n, systems) : n % systems);
  const componentOf = (n: number) => (n === 2 ? 0 : isOpen(n) ? other(n, components) : n % components);
  return [
    {
      table: 'Change',
      columns: ['id', 'key', 'lookup', 'title', 'type', 'state', 'reason', 'plan', 'requesterId'].concat([
        'plannedStart',
        'plannedEnd',
      ]),
      rows: numbers(changes).map((n) => [
        ...[ids.change(n), `CHG-${1001 + n}`, `chg-${1001 + n}`, `Change ${n}`, 'NORMAL'],
        isOpen(n) ? openChangeStates[n % openChangeStates.length]! : 'CLOSED',
        ...['It is time', 'Step by step', ids.person(n % people)],
        ...(isOpen(n)
          ? ['2027-01-01T20:00:00Z', '2027-01-01T22:00:00Z']
          : ['2025-06-01T20:00:00Z', '2025-06-01T22:00:00Z']),
      ]),
    },
    {
      table: '_ChangeToSystem',
      columns: ['A', 'B'],
      rows: numbers(changes).map((n) => [ids.change(n), ids.system(systemOf(n))]),
    },
    {
      table: '_ChangeToComponent',
      columns: ['A', 'B'],
      rows: numbers(changes).flatMap((n) =>
        n < 2 || n === 3 ? [] : [[ids.change(n), ids.component(componentOf(n))]],
      ),
    },
    {
      table: 'CodeReference',
      columns: ['id', 'changeId', 'repositoryId', 'path', 'startLine', 'endLine', 'baseCommit'],
      rows: [
        [ids.part(13, 0), ids.change(0), ids.repository(0), knownFile.path, 3, 9, commit],
        [ids.part(13, 1), ids.change(1), ids.repository(0), `${knownFile.folder}/`, null, null, null],
        ...numbers(referring).map((n): Cell[] => [
          ...[ids.part(14, n), ids.change(4 + n), ids.repository(other(n, size.repositories))],
          ...[`src/service-${n}/main.ts`, null, null, null],
        ]),
      ],
    },
  ];
}
