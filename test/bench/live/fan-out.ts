import { writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { askSteward } from '../support/ask.ts';
import type { ChildServer } from '../support/child-server.ts';
import type { LoadTarget } from '../support/http-load.ts';
import { percentileOf } from '../support/statistics.ts';
import { instant } from './instant.ts';
import type { LoopDelay } from './loop-delay.ts';
import { subscribe } from './subscribers.ts';

export interface WatchedServer {
  readonly server: ChildServer;
  /** Where it leaves how late its event loop is. */
  readonly loopFile: string;
}

export interface FanOut {
  readonly subscribers: number;
  readonly events: number;
  /** Bytes that stay resident: with all of them, and what each of them added. */
  readonly memory: number;
  readonly memoryEach: number;
  /** Milliseconds from the answer to the write until a subscriber has the event, over all of both. */
  readonly p50: number;
  readonly p99: number;
  readonly loop: LoopDelay;
  /** Microseconds of the server's processor time for an event to one subscriber. */
  readonly workEach: number;
}

/** Two events a second, at moments that stand in no relation to when the watched server looks. */
const pause = () => 250 + Math.random() * 500;

/** Writes twice a second, through another server, what so many idle subscribers of the watched one are told. */
export async function fanOut(
  { server, loopFile }: WatchedServer,
  { writer, targets, events }: { writer: ChildServer; targets: readonly LoadTarget[]; events: number },
): Promise<FanOut> {
  // What a server first needs for a stream it needs once.
  (await subscribe(targets.slice(0, 20))).end();
  await wait(1_000);
  const before = server.memory() ?? 0;
  const subscribers = await subscribe(targets);
  try {
    await wait(2_000);
    writeFileSync(`${loopFile}.reset`, '');
    await wait(1_000);
    const worked = server.cpuMs() ?? 0;
    const written: { revision: number; at: number }[] = [];
    for (let n = 0; n < events; n++) {
      const due = instant() + pause();
      written.push({ revision: await touch(writer), at: instant() });
      await wait(Math.max(0, due - instant()));
    }
    const delays: number[] = [];
    for (const { revision, at } of written) {
      for (let tries = 0; subscribers.heard(revision).length < targets.length; tries++) {
        if (tries > 300) throw new Error(`only ${subscribers.heard(revision).length} heard of an event`);
        await wait(100);
      }
      delays.push(...subscribers.heard(revision).map((heard) => heard - at));
    }
    const work = (server.cpuMs() ?? 0) - worked;
    await wait(600);
    const memory = server.memory() ?? 0;
    return {
      ...{ subscribers: targets.length, events, memory, memoryEach: (memory - before) / targets.length },
      ...{ p50: percentileOf(delays, 0.5), p99: percentileOf(delays, 0.99) },
      loop: JSON.parse(await readFile(loopFile, 'utf8')) as LoopDelay,
      workEach: (work * 1_000) / (events * targets.length),
    };
  } finally {
    subscribers.end();
  }
}

let touched = 0;

/** One write of one record; the revision that it made. */
async function touch(writer: ChildServer): Promise<number> {
  const { updateTeam } = await askSteward<{ updateTeam: { revision?: number; message?: string } }>(
    writer,
    `mutation ($key: String!, $text: String!) {
      updateTeam(input: { key: $key, description: $text, expectedRevision: null }) {
        ... on UpdateTeamPayload { revision } ... on UserError { message }
      }
    }`,
    { key: 'team-0', text: `Touched for the ${touched++}th time` },
  );
  if (updateTeam.revision === undefined) throw new Error(`the write was refused: ${updateTeam.message}`);
  return updateTeam.revision;
}
