import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (...args: string[]) =>
  stewardInside(['audit', ...args], { cwd: place.path, environment: place.environment });
const keep = (name: string, text: string) => {
  writeFileSync(join(place.path, name), text);
  return name;
};

describe('steward audit', () => {
  it('signs the head of the log with a key that only this user may read, and holds the log against it', async () => {
    const head = await run('head');
    expect(head.code).toBe(0);
    const kept = JSON.parse(head.stdout) as { statement: string; publicKey: string };
    const { number } = JSON.parse(kept.statement) as { number: number };
    expect(head.stderr).toBe(`${number} entries, signed by the key ${kept.publicKey}\n`);
    if (process.platform !== 'win32')
      expect(statSync(join(place.data, 'audit-key.pem')).mode & 0o777).toBe(0o600);
    const file = keep('head.json', head.stdout);
    await askServer(server, 'mutation { createTeam(input: { name: "Later" }) { __typename } }');
    expect(await run('verify', '--head', file)).toEqual({
      code: 0,
      stderr: '',
      stdout: `${number + 1} entries are as written, and the log still holds what head.json says\n`,
    });
    expect(JSON.parse((await run('verify', '--json')).stdout)).toEqual({
      checked: number + 1,
      problem: null,
    });
  });

  it('refuses a head that nobody signed, that another key signed, and what is no head', async () => {
    const { stdout } = await run('head');
    const changed = keep('changed.json', stdout.replace('\\"number\\":', '\\"number\\":1'));
    expect(await run('verify', '--head', changed)).toMatchObject({
      code: 1,
      stdout: 'SIGNATURE: the signature of the exported head is not right\n',
    });
    const right = keep('right.json', stdout);
    const other = await run('verify', '--head', right, '--key', 'MCowBQYDK2VwAyEA');
    expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('not by MCowBQYDK2VwAyEA') });
    const none = keep('none.json', '{}');
    for (const file of [none, 'missing.json'])
      expect(await run('verify', '--head', file)).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('steward audit head'),
      });
  });
});
