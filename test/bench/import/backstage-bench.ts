import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askSteward } from '../support/ask.ts';
import type { Bench, BenchGoal, BenchReport } from '../support/bench.ts';
import { benchDatabase } from '../support/bench-database.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { LoadResult } from '../support/http-load.ts';
import { type Contender, inRounds } from '../support/rounds.ts';
import { figure, ratiosOf, spreadOf, spreadText } from '../support/statistics.ts';
import { startSteward } from '../support/steward-child.ts';
import { backstageVersions, entityPath, pagePath, startBackstage, untilQueryable } from './backstage.ts';
import { writeDescriptors } from './descriptors.ts';
import { importOnce } from './import-once.ts';

const components = 5_000;
/** How many names the reads go round: far fewer than are asked, as with people. */
const names = 200;
const wantedImport = 20;
const wantedReads = 3;

/** The same files given to Steward and to a Backstage catalog on one PostgreSQL, and the same reads afterwards. */
export const backstageBench: Bench = {
  name: 'backstage',
  title: 'Import and reads beside a Backstage catalog',
  short: false,
  named: true,
  run: async ({ long, note }) => {
    const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
    const database = await benchDatabase();
    const servers: ChildServer[] = [];
    try {
      const descriptors = writeDescriptors(folder, components);
      const steward = await startSteward({ databaseUrl: database.url });
      servers.push(steward);
      note(`Steward imports ${descriptors} descriptors`);
      const first = await importOnce(folder, steward);
      const again = await importOnce(folder, steward);
      const found = await askSteward<Record<'components' | 'systems' | 'teams', { totalCount: number }>>(
        steward,
        '{ components(first: 1) { totalCount } systems(first: 1) { totalCount } teams(first: 1) { totalCount } }',
      );
      const total = Object.values(found).reduce((sum, { totalCount }) => sum + totalCount, 0);
      if (total !== descriptors) throw new Error(`${total} records can be asked for, not ${descriptors}`);

      note('Backstage starts, and is installed where it was not');
      const backstage = await startBackstage(await database.another(), folder);
      servers.push(backstage);
      const started = performance.now();
      await untilQueryable(backstage, descriptors, note);
      const theirs = (performance.now() - started) / 1000;

      note('reading');
      const options = { rounds: long ? 7 : 3, ms: 3_000, connections: 16, warmMs: 5_000 };
      // A catalog at rest still writes, which ends what Steward keeps: each is asked while the other is held still.
      const alone = (contenders: readonly Contender[], other: ChildServer, self: ChildServer) =>
        contenders.map((contender) => ({
          ...contender,
          begin: () => {
            self.hold(false);
            other.hold(true);
          },
        }));
      const measured = (theirs: Contender, ours: readonly Contender[]) =>
        inRounds([...alone([theirs], steward, backstage), ...alone(ours, backstage, steward)], options);
      const entity = await measured(entityAtBackstage(backstage), entityAtSteward(steward));
      const page = await measured(pageAtBackstage(backstage), pageAtSteward(steward));
      return reportOf({ descriptors, seconds: { first, again, theirs }, entity, page });
    } finally {
      for (const server of servers) await server.end();
      await database.stop();
      rmSync(folder, { recursive: true });
    }
  },
};

const nameOf = (n: number): string => `component-${n % names}`;
const noBody = () => '';

const entityAtBackstage = (target: ChildServer): Contender => ({
  ...{ name: 'Backstage', target, body: noBody, path: (n) => entityPath(nameOf(n)) },
  isRight: (answer, n) => answer.includes(`"name":"${nameOf(n)}"`) && answer.includes('"type":"dependsOn"'),
});

const pageAtBackstage = (target: ChildServer): Contender => ({
  ...{ name: 'Backstage', target, body: noBody, path: () => pagePath },
  isRight: (answer) => (JSON.parse(answer) as { items: unknown[] }).items.length === 20,
});

const fields = `key name description type stage tags links { url title }
  declaredOwner { reference repository file line commit } declaredOwnerTeam { key name }
  system { key name } dependencies { component { key name } hardness }`;

/** The question as it is, and one that is a new text each time and has to be worked out. */
const bothWays = (
  target: ChildServer,
  query: string,
  rest: Pick<Contender, 'isRight'> & Variables,
): Contender[] =>
  ['', ' # '].map((mark) => ({
    ...{ name: mark === '' ? 'Steward' : 'Steward, worked out', target, isRight: rest.isRight },
    body: (n) =>
      JSON.stringify({ query: mark === '' ? query : query + mark + n, variables: rest.variables(n) }),
  }));

interface Variables {
  readonly variables: (n: number) => object;
}

const entityAtSteward = (target: ChildServer): Contender[] =>
  bothWays(target, `query ($key: String!) { component(key: $key) { ${fields} } }`, {
    variables: (n) => ({ key: nameOf(n) }),
    isRight: (answer, n) =>
      answer.includes(`{"component":{"key":"${nameOf(n)}"`) && answer.includes('"HARD"'),
  });

const pageAtSteward = (target: ChildServer): Contender[] =>
  bothWays(target, `{ components(first: 20, orderBy: [{ field: NAME }]) { nodes { ${fields} } } }`, {
    variables: () => ({}),
    isRight: (answer) =>
      (JSON.parse(answer) as { data: { components: { nodes: unknown[] } } }).data.components.nodes.length ===
      20,
  });

interface Measured {
  readonly descriptors: number;
  readonly seconds: { readonly first: number; readonly again: number; readonly theirs: number };
  /** Backstage, Steward, Steward worked out; each by round. */
  readonly entity: readonly LoadResult[][];
  readonly page: readonly LoadResult[][];
}

function reportOf({ descriptors, seconds, entity, page }: Measured): BenchReport {
  const imported = (name: string, took: number) => [
    ...['import of the same files', name, `${figure(descriptors / took)} (${figure(took)} s)`],
    figure(seconds.theirs / took),
  ];
  const rates = (of: readonly LoadResult[] | undefined) => (of ?? []).map(({ perSecond }) => perSecond);
  const read = (question: string, results: readonly LoadResult[][]) =>
    ['Backstage', 'Steward', 'Steward, worked out'].map((name, at) => [
      ...[at === 0 ? question : '', name, spreadText(spreadOf(rates(results[at])))],
      spreadText(ratiosOf(rates(results[at]), rates(results[0]))),
    ]);
  const goal = (what: string, wanted: number, seen: number): BenchGoal => ({
    ...{ what, wanted: `at least ${wanted} times Backstage`, seen: figure(seen), reached: seen >= wanted },
  });
  const ratio = (results: readonly LoadResult[][]) => ratiosOf(rates(results[1]), rates(results[0])).median;
  const versions = Object.entries(backstageVersions).map(([name, version]) => `${name} ${version}`);
  return {
    table: {
      columns: ['question', 'server', 'a second', 'over Backstage'],
      rows: [
        imported('Backstage', seconds.theirs),
        ['', ...imported('Steward', seconds.first).slice(1)],
        ['', ...imported('Steward, the same again', seconds.again).slice(1)],
        ...read('one component by its name', entity),
        ...read('a page of 20 components', page),
      ],
    },
    goals: [
      goal('descriptors imported a second', wantedImport, seconds.theirs / seconds.first),
      goal('one component by its name', wantedReads, ratio(entity)),
      goal('a page of 20 components', wantedReads, ratio(page)),
    ],
    notes: [
      `${descriptors} descriptors in files of 50: 5,000 components with owner, system and two dependencies each, with their systems and groups. Steward's time is that of the whole command, from its start to its end; Backstage's runs from the moment its catalog is ready until all entities can be queried. ${versions.join(' and ')}, on the same PostgreSQL, with ${'`catalog.locations` of type `file`'} and no other plugin.`,
      'Reads: 16 connections; Backstage by its REST API (`entities/by-name`, `entities/by-query`), Steward by GraphQL with what an entity says: names, type, stage, tags, links, owner with file and line, system, dependencies. Rounds follow each other, ratios are taken within a round, and each server is held still while the other is asked. "Worked out" sends another text each time, so that no answer can be given again.',
    ],
  };
}
