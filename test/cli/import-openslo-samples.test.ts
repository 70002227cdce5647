// Every OpenSLO file of the samples through the real command and a real server.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const samples = process.env.STEWARD_SAMPLES;
const name = samples ? '' : 'not run: STEWARD_SAMPLES is not set: ';
const folder = join(samples ?? '', 'openslo/OpenSLO+OpenSLO');
const place = serverPlace();
let server: RunningSteward | undefined;

beforeAll(async () => {
  if (samples) server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

interface Row {
  action: string;
  kind: string | null;
  file: string;
  reason: string;
}

it.skipIf(!samples)(
  `${name}every OpenSLO document goes in, stands a second time, or is refused with its line`,
  async () => {
    const index = readFileSync(join(samples!, 'openslo/INDEX.tsv'), 'utf8').trimEnd().split('\n').slice(1);
    const files = index.map((line) => line.split('\t')).filter(([, , , , , version]) => version !== 'foo');
    const run = (...more: string[]) =>
      stewardInside(['import', folder, '--repository', 'github.com/openslo/openslo', '--json', ...more], {
        cwd: place.path,
        environment: place.environment,
      });
    const first = await run();
    expect([first.code, first.stderr.includes('secretAccessKey')]).toEqual([1, false]);
    const [{ rows, findings }] = JSON.parse(first.stdout) as [
      { rows: Row[]; findings: { file: string; line: number; severity: string }[] },
    ];
    const about = rows.filter(({ kind }) => kind !== 'Repository' && kind !== 'System');
    expect(about.map(({ file }) => file).sort()).toEqual(files.map(([, path]) => path).sort());
    const refused = about.filter(({ action }) => action === 'REFUSE');
    expect(refused).toHaveLength(12);
    for (const { file } of refused)
      expect(findings).toContainEqual(
        expect.objectContaining({ file, line: expect.any(Number), severity: 'error' }),
      );
    expect(
      about
        .filter(({ action, reason }) => action === 'CONFLICT' && reason !== 'duplicate in the repository')
        .concat(about.filter(({ action }) => !['CREATE', 'REFUSE', 'CONFLICT'].includes(action))),
    ).toEqual([]);
    const [again] = JSON.parse((await run()).stdout) as [{ writes: number; written: number }];
    expect([again.writes, again.written]).toEqual([0, 0]);
    const exported = await stewardInside(['export'], { cwd: place.path, environment: place.environment });
    expect(exported.stdout).not.toMatch(/secretAccessKey|accessKeyID|connectionDetails/);
  },
  60_000,
);
