import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { debouncedSearch, type SearchState } from './debounced-search.ts';

describe('a search while somebody types', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function open() {
    const asked: { text: string; signal: AbortSignal; answer: (found: string[]) => void }[] = [];
    const shown: SearchState<string>[] = [];
    const search = debouncedSearch<string>({
      find: (text, signal) =>
        new Promise((resolve) => {
          asked.push({ text, signal, answer: (data) => resolve({ ok: true, data }) });
        }),
      show: (state) => shown.push(state),
    });
    return { search, asked, shown };
  }

  it('asks once typing rests, and nothing for a single letter', async () => {
    const { search, asked, shown } = open();
    for (const text of ['c', 'ch', 'che', 'chec']) search.type(text);
    await vi.advanceTimersByTimeAsync(199);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.map(({ text }) => text)).toEqual(['chec']);
    asked[0]?.answer(['checkout']);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.at(-1)).toEqual({ state: 'FOUND', found: ['checkout'] });
    search.type(' chec ');
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toHaveLength(1);
    search.type('c');
    await vi.advanceTimersByTimeAsync(500);
    expect([asked.length, shown.at(-1)]).toEqual([1, { state: 'IDLE' }]);
  });

  it('gives up the question before, and never shows its answer', async () => {
    const { search, asked, shown } = open();
    search.type('pay');
    await vi.advanceTimersByTimeAsync(200);
    search.type('payments');
    expect(asked[0]?.signal.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(200);
    asked[1]?.answer(['payments']);
    asked[0]?.answer(['pay']);
    await vi.advanceTimersByTimeAsync(0);
    expect(shown.filter(({ state }) => state === 'FOUND')).toEqual([{ state: 'FOUND', found: ['payments'] }]);
    search.type('ledger');
    search.dispose();
    await vi.advanceTimersByTimeAsync(500);
    expect(asked).toHaveLength(2);
  });
});
