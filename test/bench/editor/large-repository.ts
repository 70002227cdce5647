import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import type {
  IndexedChange,
  IndexedComponent,
  IndexedRole,
  IndexedSystem,
  RepositoryIndex,
} from '@steward/domain/code/repository-index.ts';
import { repeated, sampleRepositories } from '../matching/repositories.ts';

export interface LargeRepository {
  readonly name: string;
  readonly key: string;
  readonly codeowners: string;
  /** A hundred thousand. */
  readonly paths: readonly string[];
  readonly index: RepositoryIndex;
}

const fileCount = 100_000;
const key = 'github.com/acme/large';
const counts = { systems: 50, components: 500, changes: 400 };
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** The sample with the most paths, repeated side by side until there are enough, with what a server knows about it. */
export function largeRepository(): LargeRepository {
  const largest = sampleRepositories().reduce((a, b) => (b.paths.length > a.paths.length ? b : a));
  const { name, text, paths } = repeated(largest, Math.ceil(fileCount / largest.paths.length));
  const chosen = paths.slice(0, fileCount);
  return { name, key, codeowners: text, paths: chosen, index: indexOf(text, chosen) };
}

/** Leaves the working copy in `root`, and the index in `storage` as the extension keeps it from its last window. */
export function writeLargeRepository(
  { codeowners, index }: LargeRepository,
  { root, storage }: { root: string; storage: string },
): void {
  mkdirSync(join(root, '.git'), { recursive: true });
  mkdirSync(join(storage, 'indexes'), { recursive: true });
  writeFileSync(join(root, '.git', 'config'), '[remote "origin"]\n\turl = git@github.com:acme/large.git\n');
  writeFileSync(join(root, 'CODEOWNERS'), codeowners);
  const answer = { state: 'KNOWN', index };
  writeFileSync(
    join(storage, 'indexes', `${encodeURIComponent(key)}.json`),
    JSON.stringify({ version: 1, loadedAt: Date.now(), answer }),
  );
}

function indexOf(text: string, paths: readonly string[]): RepositoryIndex {
  const { rules } = parseCodeowners(text, 'GITHUB');
  const handles = [...new Set(rules.flatMap(({ owners }) => owners))];
  const folders = [...new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))))];
  const roots = numbers(counts.components).map(
    (n) => folders[Math.floor((n * folders.length) / counts.components)]!,
  );
  return {
    repository: { id: 'repository', key, name: 'Large' },
    revision: '1',
    indexedCommit: null,
    codeowners: { file: 'CODEOWNERS', dialect: 'GITHUB', commit: null, rules },
    holders: handles.map((handle, n) => ({
      ...{ id: `team-${n}`, kind: 'TEAM', key: `team-${n}`, name: `Team ${handle.slice(1)}` },
      contacts: [{ type: 'EMAIL', value: `team-${n}@example.org` }],
    })),
    handles: handles.map((handle, n) => ({ handle, holder: `team-${n}` })),
    systems: numbers(counts.systems).map(system),
    components: roots.map((root, n) => component(root, n, handles.length)),
    changes: numbers(counts.changes).map((n) => change(n, paths)),
  };
}

const role = (name: string, n: number, holders: number): IndexedRole => ({
  ...{ id: `${name}-${n}`, role: name, roleName: name, holder: `team-${n % holders}` },
  ...{ from: '2026-01-01T00:00:00Z', to: null, deputy: false },
});

const system = (n: number): IndexedSystem => ({
  ...{ id: `system-${n}`, key: `system-${n}`, name: `System ${n}`, roots: [], declaredOwner: null },
  roles: [role('system-owner', n, counts.systems)],
  targets: [
    {
      ...{ id: `target-${n}`, percent: '99.95', basis: 'AVERAGE_MONTH_730H', allowedSeconds: '1314' },
      ...{ achievedPercent: null, remainingSeconds: null, agreement: { key: 'gold', name: 'Gold' } },
    },
  ],
  processes: [],
});

const component = (root: string, n: number, holders: number): IndexedComponent => ({
  ...{ id: `component-${n}`, key: `component-${n}`, name: `Component ${n}`, type: 'service' },
  ...{ system: `system-${n % counts.systems}`, partOf: null, roots: [root], declaredOwner: null },
  // Half of them leave the owner to CODEOWNERS.
  roles: n % 2 === 0 ? [role('owner', n, holders)] : [],
});

const change = (n: number, paths: readonly string[]): IndexedChange => ({
  ...{ id: `change-${n}`, key: `CHG-${1001 + n}`, title: `Change ${n}`, type: 'NORMAL', state: 'SUBMITTED' },
  ...{ plannedStart: '2027-01-01T20:00:00Z', plannedEnd: '2027-01-01T22:00:00Z', requester: null },
  systems: [`system-${n % counts.systems}`],
  components: [`component-${n % counts.components}`],
  codeReferences: [
    {
      path: paths[Math.floor((n * paths.length) / counts.changes)]!,
      ...{ startLine: 3, endLine: 9, baseCommit: null },
    },
  ],
});
