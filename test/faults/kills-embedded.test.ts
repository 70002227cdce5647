import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import { expect, it } from 'vitest';
import { checkStored } from './support/check-ledger.ts';
import { killUnderLoad, settle } from './support/kill-rounds.ts';
import { Ledger } from './support/ledger.ts';
import { randomOf, testSeed } from './support/random.ts';
import {
  type ServerHome,
  serverHome,
  startServer,
  steadyPort,
  untilReady,
} from './support/server-process.ts';
import { readStored } from './support/stored.ts';
import { wantedCores } from './support/waiting.ts';

/** What stands in a new data directory at one step of its first start after the other. */
const STEPS = ['lock.db', 'database.new', 'database'];
const KILLS_UNDER_LOAD = 9;
const KILLS = STEPS.length * (1 + KILLS_UNDER_LOAD);
/** On a machine that has a core for everybody who wants one. */
const READY_WITHIN_MS = 10_000;

it(`F2 after each of ${KILLS} kill -9 of the server with the embedded database, the first start among them, every acknowledged write stands once and no other`, async () => {
  const random = randomOf(testSeed());
  const counts = {
    interruptedFirstStarts: 0,
    inFlight: 0,
    stood: 0,
    vanished: 0,
    acknowledged: 0,
    refused: 0,
  };
  const readyMs: number[] = [];
  for (const [life, step] of STEPS.entries()) {
    const home = serverHome({ port: await steadyPort(random.upTo) });
    const ledger = new Ledger();
    if (await killAtFirstStart(home, step, random.upTo(100))) counts.interruptedFirstStarts++;
    for (let kill = 0; kill <= KILLS_UNDER_LOAD; kill++) {
      const server = startServer(home);
      const ready = await untilReady(server);
      if (kill > 0) readyMs.push(ready.ms);
      const { problems, stood, vanished } = await settle(ready, ledger);
      expect(problems).toEqual([]);
      counts.stood += stood;
      counts.vanished += vanished;
      if (kill === KILLS_UNDER_LOAD) {
        expect(await server.end()).toBe(0);
        break;
      }
      const round = random.fork(`life ${life} kill ${kill}`);
      if ((await killUnderLoad(server, ledger, round, kill)) > 0) counts.inFlight++;
    }
    const connection = await connect({ kind: 'embedded', directory: join(home.data, 'database') });
    const stored = await readStored(connection);
    await connection.close();
    expect(checkStored(ledger, stored)).toEqual([]);
    expect(readdirSync(home.data).sort()).toEqual(['audit-key.pem', 'database', 'lock.db']);
    counts.acknowledged += ledger.in('acknowledged').length;
    counts.refused += ledger.in('refused').length;
  }
  console.log(`${KILLS} kills:`, JSON.stringify({ ...counts, slowestReadyMs: Math.max(...readyMs) }));
  expect(counts.interruptedFirstStarts).toBe(STEPS.length);
  expect(counts.inFlight).toBeGreaterThanOrEqual(25);
  expect(counts.refused).toBeGreaterThan(0);
  expect(Math.max(...readyMs)).toBeLessThan(READY_WITHIN_MS * wantedCores());
}, 900_000);

/** Kills a server so many milliseconds after its first start came to a step. True when it was not ready yet. */
async function killAtFirstStart(home: ServerHome, step: string, ms: number): Promise<boolean> {
  const server = startServer(home);
  let ready = false;
  void server.ready.then((value) => {
    ready = value !== null;
  });
  while (!existsSync(join(home.data, step)) && !ready) await after(1);
  await after(ms);
  const interrupted = !ready;
  await server.kill();
  return interrupted;
}
