import { describe, expect, it } from 'vitest';
import { insisting } from './insisting.ts';
import type { Answer, ServerProblem } from './problem.ts';

const refused = (code: string, message: string, busy = false): ServerProblem => ({
  ...{ kind: 'REFUSED', code, message },
  ...{ path: [], requestId: null, busy },
});

const done: Answer<number> = { ok: true, data: 1 };
const busy: Answer<never> = {
  ok: false,
  problem: refused('UNAVAILABLE', 'another import is being written: send the same request again', true),
};
const down: Answer<never> = { ok: false, problem: refused('UNAVAILABLE', 'the database does not answer') };
const gone: Answer<never> = { ok: false, problem: { kind: 'UNREACHABLE', message: 'no server answers' } };

/** Answers one after another, each after so many milliseconds of a clock of its own. */
function asking(answers: readonly Answer<number>[], eachMs: number) {
  let [now, asked] = [0, 0];
  const heard: string[] = [];
  const ask = () => {
    now += eachMs;
    const answer = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    return Promise.resolve(answer);
  };
  const answer = insisting(ask, { now: () => now, onBusy: (why) => heard.push(why) });
  return answer.then((given) => ({ given, asked, heard }));
}

describe('asking again', () => {
  it('waits for a server that is at work, however often it says so, and tells why', async () => {
    const { given, asked, heard } = await asking([...Array(20).fill(busy), done], 20_000);
    expect(given).toEqual(done);
    expect(asked).toBe(21);
    expect(heard).toEqual(Array(20).fill('another import is being written: send the same request again'));
  });

  it('ends after half an hour of that, with what the server said', async () => {
    const { given, asked } = await asking([busy], 20_000);
    expect(given).toEqual(busy);
    expect(asked).toBeGreaterThan(80);
    expect(asked).toBeLessThan(100);
  });

  it('asks three times where no server answers, or its database does not', async () => {
    expect(await asking([gone], 10)).toMatchObject({ given: gone, asked: 3, heard: [] });
    expect(await asking([down], 20_000)).toMatchObject({ given: down, asked: 3, heard: [] });
    expect(await asking([gone, gone, done], 10)).toMatchObject({ given: done, asked: 3 });
  });

  it('takes every other refusal as it is', async () => {
    const forbidden: Answer<never> = {
      ok: false,
      problem: refused('FORBIDDEN', 'only an administrator may'),
    };
    expect(await asking([forbidden], 20_000)).toMatchObject({ given: forbidden, asked: 1 });
  });
});
