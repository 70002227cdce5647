import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const [full, fresh] = [serverPlace(), serverPlace()];
const servers: RunningSteward[] = [];

beforeAll(async () => {
  servers.push(await runServer(full, ['serve', '--port', '0']));
  servers.push(await runServer(fresh, ['serve', '--port', '0', '--no-demo']));
});
afterAll(async () => {
  for (const server of servers) await server.end();
  for (const place of [full, fresh]) place.remove();
});

type Place = typeof full;
const run = (place: Place, ...args: string[]) =>
  stewardInside(args, { cwd: full.path, environment: place.environment });

const slo = `apiVersion: openslo/v1
kind: SLO
metadata: { name: fast }
spec:
  service: web-shop
  indicator: { metadata: { name: answers }, spec: { ratioMetric: { raw: { metricSource: { spec: { query: up, apiKey: hush } } }, rawType: success } } }
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.995 }]
---
apiVersion: openslo/v1
kind: Service
metadata: { name: web-shop }
spec: {}
---
apiVersion: openslo/v1
kind: SLI
metadata: { name: wrong }
spec: {}
`;

it('steward import takes OpenSLO files by what they hold, and tells what is wrong with file, line and reason', async () => {
  const root = join(full.path, 'slos');
  mkdirSync(root);
  writeFileSync(join(root, 'any-name.yaml'), slo);
  writeFileSync(join(root, 'other.yaml'), 'apiVersion: v1\nkind: ConfigMap\n');
  const args = ['import', root, '--repository', 'github.com/acme/slos'];
  const first = await run(full, ...args);
  expect([first.code, first.stderr.includes('hush')]).toEqual([1, false]);
  expect(first.stdout.split('\n')).toEqual([
    'create    Repository github.com/acme/slos  not known yet',
    'create    Slo fast  any-name.yaml:1  not known yet',
    'create    System web-shop  any-name.yaml:11  not known yet',
    'create    OpenSloObject service~web-shop  any-name.yaml:11  not known yet',
    'refuse    Sli wrong  any-name.yaml:16  spec.thresholdMetric is required, or ratioMetric in its place',
    'any-name.yaml:19: error: spec.thresholdMetric of SLI wrong is required, or ratioMetric in its place',
    'github.com/acme/slos: 4 create, 1 refuse; 1 finding',
    'written: 4 records',
    '',
  ]);
  expect((await run(full, ...args)).stdout).toContain('nothing had to be written');
});

it('steward export --openslo gives them back, and reading them again changes nothing', async () => {
  const { code, stdout } = await run(full, 'export', '--openslo');
  expect(code).toBe(0);
  expect(stdout).toContain('kind: SLO\n');
  expect(stdout).not.toContain('hush');
  const root = join(full.path, 'again');
  mkdirSync(root);
  writeFileSync(join(root, 'any-name.yaml'), stdout);
  const again = await run(full, 'import', root, '--repository', 'github.com/acme/slos');
  expect(again.stdout).toContain('nothing had to be written');
});

it('steward export writes everything, and another server that reads it exports the same, byte for byte', async () => {
  const out = join(full.path, 'all.jsonl');
  expect(await run(full, 'export', '--out', out)).toMatchObject({ code: 0, stdout: '' });
  const text = readFileSync(out, 'utf8');
  expect((await run(full, 'export')).stdout).toBe(text);
  const dry = await run(fresh, 'import', out, '--dry-run');
  expect(dry.code).toBe(0);
  expect(dry.stdout).toMatch(/\d+ create, \d+ keep\nnothing was written: this was --dry-run\n$/);
  expect((await run(fresh, 'import', out)).stdout).toMatch(/\n\d+ records written\n$/);
  expect((await run(fresh, 'export')).stdout).toBe(text);
  expect((await run(fresh, 'import', out)).stdout).toMatch(/^\d+ keep\nnothing had to be written\n$/);
}, 60_000);

it('a wrong line is told with its file, and nothing is written; --skip-bad takes the others', async () => {
  const file = join(full.path, 'bad.jsonl');
  const lines = [
    '{"format":"steward-records","version":1}',
    '{"kind":"Team","key":"new-team","document":{"name":"New"}}',
    '{"kind":"Team"',
    '{"kind":"Team","key":"child","document":{"name":"Child","parent":"nobody"}}',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  const before = (await run(fresh, 'export')).stdout;
  const refused = await run(fresh, 'import', file);
  expect(refused.code).toBe(1);
  expect(refused.stdout).toContain('bad.jsonl:3: error: is not JSON');
  expect(refused.stdout).toContain('bad.jsonl:4: error: Team child is left out: parent names Team nobody');
  expect(refused.stderr).toContain('nothing was written: mend the lines above, or add --skip-bad');
  expect((await run(fresh, 'export')).stdout).toBe(before);
  expect(await run(fresh, 'import', file, '--skip-bad')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/1 create, 2 refuse\n1 record written\n$/),
  });
}, 30_000);

it('what cannot be read or written is said, and no part of a file is left', async () => {
  expect(await run(full, 'import', 'nowhere.jsonl')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  });
  const out = join(full.path, 'no-folder', 'all.jsonl');
  const failed = await run(full, 'export', '--out', out);
  expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining('its folder is not there') });
  expect(existsSync(`${out}.part`)).toBe(false);
  expect(await run(full, 'import', 'all.jsonl', '.')).toMatchObject({ code: 2 });
});
