// Every entity of the real catalog files through the real command and a real server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const samples = process.env.STEWARD_SAMPLES;
const folder = join(samples ?? '', 'catalog-info');
const place = serverPlace();
let server: RunningSteward | undefined;

beforeAll(async () => {
  if (samples) server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

type Row = Record<string, string>;

function table(text: string): Row[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const names = header.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((cell, at) => [names[at], cell])));
}

const expected = samples ? table(readFileSync(join(folder, 'ENTITIES.tsv'), 'utf8')) : [];

/** What a row of the plan amounts to, in the words of the column `expect`. */
function outcome({ action = '', reason = '' }: Row): string {
  if (action === 'create' || action === 'keep') return 'imported';
  return `${{ skip: 'skipped', refuse: 'refused', conflict: 'conflict' }[action] ?? action}: ${reason}`;
}

const identity = ({ path, doc, ref, owner_ref, relations }: Row) => [path, doc, ref, owner_ref, relations];

describe('steward import over real catalog files', () => {
  const name = samples ? '' : 'not run: STEWARD_SAMPLES is not set: ';
  it.skipIf(!samples)(
    `${name}does every row of ENTITIES.tsv as it says there, with the same references, owners and relations`,
    async () => {
      const repositories = [...new Set(expected.map(({ repo = '' }) => repo))];
      let compared = 0;
      for (const repository of repositories) {
        const args = ['import', join(folder, repository), '--tsv'];
        const key = `github.com/${repository.replace('+', '/')}`;
        const { stdout } = await stewardInside([...args, '--repository', key], {
          cwd: place.path,
          environment: place.environment,
        });
        const rows = table(stdout).filter(({ doc }) => doc !== '');
        const wanted = expected.filter(({ repo }) => repo === repository);
        const byPlace = (a: Row, b: Row) => (`${a.path} ${a.doc}` < `${b.path} ${b.doc}` ? -1 : 1);
        const got = rows.sort(byPlace).map((row) => [...identity(row), outcome(row)]);
        expect(got, repository).toEqual(wanted.sort(byPlace).map((row) => [...identity(row), row.expect]));
        compared += got.length;
      }
      expect(compared).toBe(expected.length);
    },
    120_000,
  );
});
