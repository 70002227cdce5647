// One round: come up, answer for what was before, take load, be killed.
import { setTimeout as after } from 'node:timers/promises';
import { checkAnswers, checkTeams } from './check-ledger.ts';
import type { Ledger, Write } from './ledger.ts';
import { ledgerClient } from './ledger-client.ts';
import type { Random } from './random.ts';
import { type Ready, type ServerProcess, untilReady } from './server-process.ts';
import { startLoad } from './writers.ts';

const MOST_MS_BEFORE_KILL = 300;
const MOST_RETRIES = 10;
/** Acknowledged writes of the last round that are sent once more. */
const REPEATS = 5;

export interface Settled {
  readonly problems: readonly string[];
  /** Writes without an answer that stood, and that did not stand, before they were sent again. */
  readonly stood: number;
  readonly vanished: number;
}

/** Holds the ledger against a server that has just come up, sends what is unknown once more, and looks again. */
export async function settle(ready: Ready, ledger: Ledger): Promise<Settled> {
  const client = ledgerClient(ready);
  const before = await client.teams();
  const problems = checkTeams(ledger, before);
  const marks = new Set(before.map(({ description }) => description));
  const unknown = ledger.in('unknown');
  await Promise.all(unknown.map((write) => retry(ready, write)));
  for (const write of ledger.in('unknown'))
    problems.push(`${write.input.idempotencyKey} has no answer after ${MOST_RETRIES} tries: ${write.reason}`);
  for (const write of ledger.in('acknowledged').slice(-REPEATS)) {
    const again: Write = { ...write, state: 'invoked', revision: null };
    await client.send(again);
    if (again.state !== 'acknowledged' || again.revision !== write.revision)
      problems.push(`${write.input.idempotencyKey} is answered otherwise the second time: ${again.reason}`);
  }
  problems.push(...checkAnswers(ledger), ...checkTeams(ledger, await client.teams()));
  client.close();
  const stood = unknown.filter(({ input }) => marks.has(input.description)).length;
  return { problems, stood, vanished: unknown.length - stood };
}

async function retry(ready: Ready, write: Write): Promise<void> {
  const client = ledgerClient(ready);
  for (let tries = 0; tries < MOST_RETRIES && write.state === 'unknown'; tries++) await client.send(write);
  client.close();
}

/**
 * Kills the server at some moment of its load, every second time as soon as the next acknowledgement is read: whatever
 * was promised too early is then missing. Answers with how many requests were in flight.
 */
export async function killUnderLoad(
  server: ServerProcess,
  ledger: Ledger,
  random: Random,
  round: number,
): Promise<number> {
  const load = startLoad(await untilReady(server), ledger, random, round);
  await Promise.race([load.begun, load.done]);
  await after(random.upTo(MOST_MS_BEFORE_KILL));
  if (round % 2 === 1) await load.nextAcknowledged();
  await server.kill();
  await load.done;
  return ledger.in('unknown').filter(({ sent }) => sent).length;
}
