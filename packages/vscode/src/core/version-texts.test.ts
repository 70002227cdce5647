import type { Answer } from '@steward/client/problem.ts';
import { describe, expect, it } from 'vitest';
import { versionTexts } from './version-texts.ts';

const name = { kind: 'System', key: 'checkout' } as const;
const lost: Answer<never> = { ok: false, problem: { kind: 'UNREACHABLE', message: 'nobody answers' } };
const found = (revision: number): Answer<never> => ({
  ok: true,
  data: { record: { revision, document: { key: 'checkout', revision } } } as never,
});

function texts(...answers: Answer<never>[]) {
  const asked: object[] = [];
  let time = 0;
  const read = versionTexts(
    {
      address: () => 'http://127.0.0.1:4000',
      request: (async (_: unknown, variables: object) => {
        asked.push(variables);
        return answers.shift() ?? lost;
      }) as never,
    },
    () => time,
  );
  return {
    read,
    asked,
    wait: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('the text of a version', () => {
  it('is asked for by number or instant, once for all looks of half a minute', async () => {
    const { read, asked, wait } = texts(found(3), found(2), found(3));
    const text = { ok: true, data: '{\n  "key": "checkout",\n  "revision": 3\n}\n' };
    expect(await Promise.all([read(name, { revision: 3 }), read(name, { revision: 3 })])).toEqual([
      text,
      text,
    ]);
    await read(name, { at: '2026-01-31T00:00:00.000Z' });
    wait(29_999);
    await read(name, { revision: 3 });
    expect(asked).toEqual([
      { ...name, revision: 3, asOf: null },
      { ...name, revision: null, asOf: '2026-01-31T00:00:00.000Z' },
    ]);
    wait(1);
    await read(name, { revision: 3 });
    expect(asked).toHaveLength(3);
  });

  it('is empty before the first revision, and nobody is asked', async () => {
    const { read, asked } = texts();
    expect(await read(name, { revision: 0 })).toEqual({ ok: true, data: '' });
    expect(asked).toEqual([]);
  });

  it('is asked for again after no answer, and after there was none', async () => {
    const none: Answer<never> = { ok: true, data: { record: null } as never };
    const { read, asked } = texts(lost, none, found(3));
    expect(await read(name, { revision: 3 })).toBe(lost);
    expect(await read(name, { revision: 3 })).toEqual({ ok: true, data: null });
    expect(await read(name, { revision: 3 })).toMatchObject({ ok: true });
    expect(asked).toHaveLength(3);
  });
});
