import pg from 'pg';
import { percentileOf } from '../support/statistics.ts';

export interface WriteFigures {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** What the disk and PostgreSQL allow: so many connections that each change one row of their own and commit. */
export async function rowsByHand(url: string, writers: number, ms: number): Promise<WriteFigures> {
  const clients = Array.from({ length: writers }, () => new pg.Client({ connectionString: url }));
  await Promise.all(clients.map((client) => client.connect()));
  const times: number[] = [];
  const began = performance.now();
  await Promise.all(
    clients.map(async (client, n) => {
      while (performance.now() - began < ms) {
        const sent = performance.now();
        await client.query('UPDATE "Repository" SET description = $1 WHERE key = $2', [
          String(sent),
          `github.com/acme/repository-${n}`,
        ]);
        times.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  await Promise.all(clients.map((client) => client.end()));
  return {
    requests: times.length,
    perSecond: times.length / seconds,
    p50: percentileOf(times, 0.5),
    p99: percentileOf(times, 0.99),
  };
}
