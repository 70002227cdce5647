import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { checkTeams } from './support/check-ledger.ts';
import { Ledger } from './support/ledger.ts';
import { ledgerClient } from './support/ledger-client.ts';
import {
  type Ready,
  type ServerProcess,
  serverHome,
  startServer,
  untilReady,
} from './support/server-process.ts';
import { wantedCores } from './support/waiting.ts';

const PAIRS = 30;
/** From the start of the process, on a machine that has a core for everybody who wants one. */
const EXIT_WITHIN_MS = 3_000;

it(`F10 of ${PAIRS} pairs of servers started on one data directory, each pair on the remains of a kill -9, exactly one serves and the other names it`, async () => {
  const home = serverHome();
  const ledger = new Ledger();
  const exitMs: number[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const servers = [startServer(home), startServer(home)];
    const readies = await Promise.all(servers.map(({ ready }) => ready));
    expect(
      readies.filter((ready) => ready === null).length,
      servers.map((server) => server.errors()).join('\n'),
    ).toBe(1);
    const holder = servers[readies.findIndex((ready) => ready !== null)]!;
    const refused = servers.find((server) => server !== holder)!;
    const { code, ms } = await refused.exit;
    expect([code, refused.errors()]).toEqual([1, refusalOf(home.data, holder)]);
    exitMs.push(ms);
    await writeAndCheck(readies.find((ready) => ready !== null)!, ledger, pair);
    await holder.kill();
  }
  exitMs.sort((a, b) => a - b);
  const busy = wantedCores();
  console.log(
    `${PAIRS} refusals: median ${exitMs[PAIRS / 2]} ms, slowest ${exitMs.at(-1)} ms, cores wanted for each there is: ${busy.toFixed(1)}`,
  );
  expect(exitMs[PAIRS / 2]).toBeLessThan(EXIT_WITHIN_MS * busy);
}, 900_000);

it('F10 a server of another pid namespace is refused, and refuses', async (context) => {
  const namespace = ['unshare', '--pid', '--fork', '--kill-child'];
  const [program = '', ...args] = [...namespace, 'true'];
  context.skip(spawnSync(program, args).status !== 0, 'this machine gives no second pid namespace');
  const home = serverHome();
  for (const [under, other] of [
    [[], namespace],
    [namespace, []],
  ] as const) {
    const first = startServer(home, under);
    await untilReady(first);
    const second = startServer(home, other);
    expect(await second.ready).toBe(null);
    expect((await second.exit).code).toBe(1);
    expect(second.errors()).toContain(`The data directory ${home.data} is in use by process `);
    await first.kill();
  }
}, 300_000);

function refusalOf(data: string, { pid }: ServerProcess) {
  return expect.stringMatching(
    new RegExp(
      `^steward: The data directory ${data} is in use by process ${pid} \\(steward serve, since [^)]+\\)\\. .*end it with \`kill ${pid}\`.*\\n$`,
    ),
  );
}

/** What every server before acknowledged stands, and one write more. */
async function writeAndCheck(ready: Ready, ledger: Ledger, pair: number): Promise<void> {
  const client = ledgerClient(ready);
  const mark = `pair ${pair}`;
  const input = { key: `pair-${pair}`, name: mark, idempotencyKey: mark, description: mark };
  const write = ledger.invoke({
    ...{ mutation: 'createTeam', expected: 'done' },
    input: { ...input, contacts: [{ value: mark }] },
  });
  await client.send(write);
  expect(write.reason).toBe(null);
  expect(checkTeams(ledger, await client.teams())).toEqual([]);
  client.close();
}
