import { describe, expect, it } from 'vitest';
import {
  type AnswerKept,
  type KeepOptions,
  type KeptAnswer,
  keepAnswers,
  type Worked,
} from './keep-answers.ts';

const start = new Date('2026-03-01T10:00:00Z');

/** A store over a database that is as `world.stamp` says, with a clock that stands at `world.now`. */
function storeOf(more: Partial<KeepOptions> = {}) {
  const world = { stamp: 'one' as string | null, now: start, worked: 0 };
  const kept = keepAnswers({
    stamp: async () => world.stamp,
    nextPeriod: async (at) => at.getTime() + 60_000,
    now: () => world.now,
    ...more,
  });
  const ask = async (key: string, work: () => Promise<Worked> = answering(`answer ${++world.worked}`)) => {
    const answer = await kept(key, work);
    const body = answer instanceof Response ? await answer.text() : answer.body;
    // What is stored, is stored after the answer went out.
    await new Promise(setImmediate);
    return body;
  };
  return { world, ask, kept };
}

const answering =
  (body: string, keep: Worked['keep'] = { moment: false, periods: false }) =>
  async (): Promise<Worked> => ({ response: new Response(body), keep });

describe('keepAnswers', () => {
  it('gives a kept answer until the database is another', async () => {
    const { world, ask } = storeOf();
    expect([await ask('a'), await ask('a'), await ask('b')]).toEqual(['answer 1', 'answer 1', 'answer 3']);
    world.stamp = 'two';
    expect(await ask('a')).toBe('answer 4');
  });

  it('does not keep what was worked out while somebody wrote', async () => {
    const { world, ask } = storeOf();
    const meanwhile = async (): Promise<Worked> => {
      world.stamp = 'two';
      return answering('half of each')();
    };
    expect(await ask('a', meanwhile)).toBe('half of each');
    expect(await ask('a', answering('whole'))).toBe('whole');
  });

  it('does not keep errors and what looks at the clock', async () => {
    const { ask } = storeOf();
    await ask('error', answering('an error', null));
    expect(await ask('error', answering('better'))).toBe('better');
    await ask('age', answering('3 s', { moment: true, periods: false }));
    expect(await ask('age', answering('4 s'))).toBe('4 s');
  });

  it('keeps what depends on periods until one begins or ends, and not for an instant before', async () => {
    const { world, ask } = storeOf();
    const open = { moment: false, periods: true };
    await ask('role', answering('ada', open));
    world.now = new Date(start.getTime() + 59_999);
    expect(await ask('role', answering('bob', open))).toBe('ada');
    world.now = new Date(start.getTime() + 60_000);
    expect(await ask('role', answering('bob', open))).toBe('bob');
    world.now = new Date(start.getTime() - 1);
    expect(await ask('role', answering('cy', open))).toBe('cy');
  });

  it('asks once where a period ends, until the database is another or the period over', async () => {
    const asked: Date[] = [];
    const nextPeriod = async (at: Date) => {
      asked.push(at);
      return at.getTime() + 60_000;
    };
    const { world, ask } = storeOf({ nextPeriod });
    const open = { moment: false, periods: true };
    for (const key of ['a', 'b']) await ask(key, answering('ada', open));
    expect(asked).toEqual([start]);
    world.now = new Date(start.getTime() + 60_000);
    await ask('c', answering('bob', open));
    world.stamp = 'two';
    await ask('d', answering('cy', open));
    expect(asked).toEqual([start, world.now, world.now]);
  });

  it('works out what many ask at once a single time', async () => {
    const { kept } = storeOf();
    const ready = Promise.withResolvers<void>();
    let worked = 0;
    const slow = async (): Promise<Worked> => {
      worked++;
      await ready.promise;
      return answering('one for all')();
    };
    const all = Promise.all([1, 2, 3].map(() => kept('a', slow)));
    ready.resolve();
    expect((await all).map((answer) => (answer as KeptAnswer).body)).toEqual(Array(3).fill('one for all'));
    expect(worked).toBe(1);
  });

  it('lets each work it out where the first one fails', async () => {
    const { kept } = storeOf();
    const ready = Promise.withResolvers<void>();
    const failing = async (): Promise<Worked> => {
      await ready.promise;
      throw new Error('lost');
    };
    const asked = bodiesOf(kept, [failing, answering('second'), answering('third')]);
    ready.resolve();
    expect(await asked).toEqual(['lost', 'second', 'third']);
  });

  it('answers when the database does not say in time whether the answer still holds', async () => {
    const { world, ask } = storeOf();
    await ask('a');
    world.stamp = null;
    expect(await ask('a', answering('worked out'))).toBe('worked out');
  });

  it('holds no more than its share of memory, and lets the oldest go first', async () => {
    const { ask } = storeOf({ most: 30, largest: 20 });
    await ask('a', answering('0123456789'));
    await ask('b', answering('0123456789'));
    await ask('c', answering('0123456789'));
    await ask('d', answering('much too large to be kept'));
    expect(await Promise.all(['a', 'c', 'd'].map((key) => ask(key, answering('new'))))).toEqual([
      'new',
      '0123456789',
      'new',
    ]);
  });
});

const bodiesOf = (kept: AnswerKept, works: (() => Promise<Worked>)[]): Promise<string[]> =>
  Promise.all(
    works.map((work) =>
      kept('a', work).then(
        (answer) => (answer instanceof Response ? answer.text() : answer.body),
        (error: Error) => error.message,
      ),
    ),
  );
