import { connect } from '@steward/server/test/platform/database/connection.ts';
import { expect, it, onTestFinished } from 'vitest';
import { checkStored } from './support/check-ledger.ts';
import { emptyPostgres } from './support/databases.ts';
import { killUnderLoad, settle } from './support/kill-rounds.ts';
import { Ledger } from './support/ledger.ts';
import { randomOf, testSeed } from './support/random.ts';
import { serverHome, startServer, steadyPort, untilReady } from './support/server-process.ts';
import { readStored } from './support/stored.ts';
import { wantedCores } from './support/waiting.ts';

const KILLS = 50;
/** On a machine that has a core for everybody who wants one. */
const READY_WITHIN_MS = 10_000;

it(`F1 after each of ${KILLS} kill -9 of the server on PostgreSQL every write is whole or not there, and one without an answer is answered when it is sent again`, async () => {
  const random = randomOf(testSeed());
  const { url: databaseUrl } = await emptyPostgres();
  const home = serverHome({ port: await steadyPort(random.upTo), databaseUrl });
  const first = startServer(home);
  await untilReady(first);
  await first.end();
  const ledger = new Ledger();
  const connection = await connect({ kind: 'postgres', url: databaseUrl });
  onTestFinished(() => connection.close());
  const counts = { inFlight: 0, stood: 0, vanished: 0 };
  const readyMs: number[] = [];
  for (let kill = 0; kill <= KILLS; kill++) {
    const server = startServer(home);
    const ready = await untilReady(server);
    readyMs.push(ready.ms);
    expect(checkStored(ledger, await readStored(connection))).toEqual([]);
    const { problems, stood, vanished } = await settle(ready, ledger);
    expect(problems).toEqual([]);
    counts.stood += stood;
    counts.vanished += vanished;
    if (kill === KILLS) expect(await server.end()).toBe(0);
    else if ((await killUnderLoad(server, ledger, random.fork(`kill ${kill}`), kill)) > 0) counts.inFlight++;
  }
  expect(checkStored(ledger, await readStored(connection))).toEqual([]);
  const [acknowledged, refused] = [ledger.in('acknowledged').length, ledger.in('refused').length];
  console.log(
    `${KILLS} kills:`,
    JSON.stringify({ ...counts, acknowledged, refused, slowestReadyMs: Math.max(...readyMs) }),
  );
  expect(counts.inFlight).toBeGreaterThanOrEqual((KILLS * 25) / 30);
  expect(refused).toBeGreaterThan(0);
  expect(Math.max(...readyMs)).toBeLessThan(READY_WITHIN_MS * wantedCores());
}, 900_000);
