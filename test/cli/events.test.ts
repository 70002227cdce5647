import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askServer } from '../support/ask-server.ts';
import { cleanEnvironment, stewardInside, stewardMain } from '../support/steward.ts';
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

const run = (args: string[]) =>
  stewardInside(['events', ...args], { cwd: place.path, environment: place.environment });
const team = (key: string, of: RunningSteward = server) =>
  askServer(of, `mutation { createTeam(input: { key: "${key}", name: "${key}" }) { __typename } }`);
const head = async () =>
  (await askServer<{ eventsSince: { head: string } }>(server, '{ eventsSince { head } }')).eventsSince.head;

/** `steward events --follow` in a process of its own, and its lines as they come. */
function follow(...more: string[]) {
  const child = spawn(process.execPath, [stewardMain, 'events', '--follow', '--json', ...more], {
    cwd: place.path,
    env: cleanEnvironment(place.environment),
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => JSON.parse((await lines.next()).value ?? '{}') as { key?: string; cursor?: string },
    end: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

describe('steward events', () => {
  it('prints what was written behind a place, as lines for people or for a program', async () => {
    const after = await head();
    await team('first');
    await team('second');
    const text = await run(['--after', after]);
    expect(text.code).toBe(0);
    expect(text.stdout).toMatch(
      /^\S+Z {2}CREATE {10}Team first {2}revision 1\n\S+Z {2}CREATE {10}Team second {2}revision 1\n$/,
    );
    const [, cursor = ''] = /--after (\S+)$/m.exec(text.stderr) ?? [];
    expect((await run(['--after', cursor])).stdout).toBe('');
    const json = (await run(['--after', after, '--json'])).stdout.trimEnd().split('\n');
    const [first, second] = json.map((line) => JSON.parse(line) as { key: string; cursor: string });
    expect([first?.key, second?.key]).toEqual(['first', 'second']);
    expect((await run(['--after', first?.cursor ?? ''])).stdout).toContain('Team second');
    expect((await run([])).stdout).toContain('Team first');
  });

  it('says what is wrong with a place', async () => {
    const { code, stderr } = await run(['--after', 'nonsense']);
    expect(code).toBe(2);
    expect(stderr).toContain('steward: --after nonsense: this is not a cursor that the feed gave');
  });

  it('goes on printing, and past a server that starts again with another token, until it is ended', async () => {
    const followed = follow('--after', await head());
    await team('live');
    expect((await followed.next()).key).toBe('live');
    const port = new URL(server.address).port;
    await server.end('SIGKILL');
    server = await runServer(place, ['serve', '--port', port, '--no-demo']);
    await team('again');
    expect((await followed.next()).key).toBe('again');
    expect(await followed.end()).toBe(0);
  });
});
