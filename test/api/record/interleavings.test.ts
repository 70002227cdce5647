import { systemKind } from '@steward/domain/system/model.ts';
import { runOnce } from '@steward/server/test/platform/record/run-write.ts';
import { type Written, writeInTransaction } from '@steward/server/test/platform/record/write.ts';
import type { UserError } from '@steward/server/test/platform/user-error.ts';
import { describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';

const kind = systemKind;
const steps = ['read', 'load', 'save', 'commit'] as const;
type Step = (typeof steps)[number];

/** One editor of a system, held before each of its steps until it is let through. */
class Session {
  readonly doors = new Map(steps.map((step) => [step, Promise.withResolvers<void>()]));
  readonly passed = new Set<Step>();
  result: Written | UserError | undefined;
  readonly name: string;
  readonly #api: TestApi;
  readonly #change: Record<string, string>;
  readonly #done: Promise<void>;

  constructor(api: TestApi, name: string, change: Record<string, string>) {
    this.name = name;
    this.#api = api;
    this.#change = change;
    this.#done = this.#run();
  }

  async #run(): Promise<void> {
    await this.doors.get('read')!.promise;
    const { prisma } = this.#api.database;
    const { revision } = await prisma.system.findFirstOrThrow({ select: { revision: true } });
    this.passed.add('read');
    await this.doors.get('load')!.promise;
    this.result = await runOnce(this.#api.context(), null, false, async (tx) => {
      const written = await writeInTransaction(tx, this.#api.context(), {
        kind,
        operation: 'UPDATE',
        target: { key: 'checkout' },
        expectedRevision: revision,
        decide: async (before) => {
          this.passed.add('load');
          await this.doors.get('save')!.promise;
          return { document: { ...before!.document, ...this.#change } };
        },
      });
      this.passed.add('save');
      await this.doors.get('commit')!.promise;
      return written;
    });
    for (const step of steps) this.passed.add(step);
  }

  /** Lets it through one door and comes back when it stands before the next, is done, or waits for the other's lock. */
  async let(step: Step): Promise<void> {
    this.doors.get(step)!.resolve();
    while (!this.passed.has(step) && !(await isWaiting(this.#api)));
  }

  async end(): Promise<void> {
    for (const door of this.doors.values()) door.resolve();
    await this.#done;
  }
}

async function isWaiting(api: TestApi): Promise<boolean> {
  if (!interleaves) return new Promise((resolve) => setImmediate(resolve, false));
  const [row] = await api.database.owner.query<{ waiting: boolean }>(
    `SELECT count(*) > 0 AS waiting FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row!.waiting;
}

/** Every order of two times four steps in which each session keeps its own order: 70 of them. */
function interleavings(a: number, b: number): ('A' | 'B')[][] {
  if (a === 0 && b === 0) return [[]];
  return [
    ...(a > 0 ? interleavings(a - 1, b).map((rest) => ['A', ...rest] as ('A' | 'B')[]) : []),
    ...(b > 0 ? interleavings(a, b - 1).map((rest) => ['B', ...rest] as ('A' | 'B')[]) : []),
  ];
}

async function play(order: readonly ('A' | 'B')[]) {
  const api = await testApi();
  await api.send(`mutation { createSystem(input: { name: "Checkout" }) { __typename } }`);
  const sessions = {
    A: new Session(api, 'A', { purpose: 'by A' }),
    B: new Session(api, 'B', { boundaryNote: 'by B' }),
  };
  const next = { A: 0, B: 0 };
  for (const who of order) await sessions[who].let(steps[next[who]++]!);
  await Promise.all([sessions.A.end(), sessions.B.end()]);
  const revisions = await api.database.prisma.revision.findMany({ orderBy: { revision: 'asc' } });
  return { A: sessions.A.result!, B: sessions.B.result!, revisions };
}

/** The embedded database has one connection: whoever comes second waits for the end of the first. */
const interleaves = process.env.STEWARD_TEST_DATABASE === 'postgres';
const apart = (order: readonly string[]) => /^(A+B+|B+A+)$/.test(order.join(''));
const orders = interleavings(4, 4).filter((order) => interleaves || apart(order));

describe('two sessions that read, load, save and commit the same record', () => {
  it('F15 in every order: nobody writes over what they have not read, and nothing is lost', {
    timeout: 120_000,
  }, async () => {
    for (const order of orders) {
      const { A, B, revisions } = await play(order);
      const story = order.join('');
      const won = [A, B].filter((result) => result.type === 'Written').length;
      expect([story, won]).toEqual([story, apart(order) ? 2 : 1]);
      expect([story, revisions.map((r) => r.revision)]).toEqual([story, won === 2 ? [1, 2, 3] : [1, 2]]);
      expect(revisions.at(-1)!.document).toMatchObject({
        ...(A.type === 'Written' ? { purpose: 'by A' } : {}),
        ...(B.type === 'Written' ? { boundaryNote: 'by B' } : {}),
      });
      for (const [lost, path] of [
        [A, 'boundaryNote'],
        [B, 'purpose'],
      ] as const)
        if (lost.type !== 'Written')
          expect(lost).toMatchObject({ type: 'ConflictError', currentRevision: 2, changedPaths: [path] });
    }
    expect(orders).toHaveLength(interleaves ? 70 : 2);
  });
});
