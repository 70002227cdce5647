import { describe, expect, it } from 'vitest';
import { type IndexAnswer, type IndexCache, repositoryIndexStore } from './repository-index-store.ts';

type Answer = IndexAnswer<string>;

function memoryCache(texts = new Map<string, string>()): IndexCache & { texts: Map<string, string> } {
  return {
    texts,
    read: async (key) => texts.get(key),
    write: async (key, text) => {
      texts.set(key, text);
    },
  };
}

/** A server whose answers are given by hand, in any order. */
function manualSource() {
  const calls: { key: string; signal: AbortSignal; answer: (a: Answer) => void; fail: (e: Error) => void }[] =
    [];
  return {
    calls,
    load: (key: string, signal: AbortSignal) =>
      new Promise<Answer>((answer, fail) => calls.push({ key, signal, answer, fail })),
  };
}

const known = (index: string): Answer => ({ state: 'KNOWN', index });
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the index of a repository', () => {
  it('is asked for once however many want it', async () => {
    const source = manualSource();
    const store = repositoryIndexStore({ source, cache: memoryCache(), now: () => 0 });
    const all = [store.ensure('h/a'), store.ensure('h/a'), store.refresh('h/a')];
    await settle();
    expect(source.calls).toHaveLength(1);
    source.calls[0]?.answer(known('one'));
    await Promise.all(all);
    expect(store.entry('h/a')).toMatchObject({ answer: known('one'), loadedAt: 0, loading: false });
    expect(source.calls).toHaveLength(1);
  });

  it('has at most six requests in flight over all repositories', async () => {
    const source = manualSource();
    const store = repositoryIndexStore({ source, cache: memoryCache(), now: () => 0 });
    const all = Array.from({ length: 10 }, (_, i) => store.ensure(`h/${i}`));
    await settle();
    expect(source.calls).toHaveLength(6);
    source.calls[0]?.answer(known('a'));
    source.calls[1]?.fail(new Error('refused'));
    await settle();
    expect(source.calls).toHaveLength(8);
    for (const call of source.calls) call.answer(known('b'));
    await settle();
    for (const call of source.calls) call.answer(known('b'));
    await Promise.all(all);
    expect(source.calls).toHaveLength(10);
  });

  it('keeps the last good answer and its age when the server is away', async () => {
    let time = 1_000;
    const source = manualSource();
    const store = repositoryIndexStore({ source, cache: memoryCache(), now: () => time });
    const first = store.ensure('h/a');
    await settle();
    source.calls[0]?.answer(known('good'));
    await first;
    time = 900_000;
    const second = store.refreshOld();
    await settle();
    source.calls[1]?.fail(new Error('connection refused'));
    await second;
    expect(store.entry('h/a')).toEqual({
      answer: known('good'),
      loadedAt: 1_000,
      failure: 'connection refused',
      loading: false,
    });
  });

  it('is not refreshed before it is old', async () => {
    let time = 0;
    const source = manualSource();
    const store = repositoryIndexStore({
      source,
      cache: memoryCache(),
      now: () => time,
      refreshInterval: 100,
    });
    const first = store.ensure('h/a');
    await settle();
    source.calls[0]?.answer(known('a'));
    await first;
    time = 99;
    await store.refreshOld();
    await store.ensure('h/a');
    expect(source.calls).toHaveLength(1);
    time = 100;
    void store.refreshOld();
    await settle();
    expect(source.calls).toHaveLength(2);
  });

  it('comes from the disk at once in the next window, and is asked for when old', async () => {
    const cache = memoryCache();
    const source = manualSource();
    const before = repositoryIndexStore({ source, cache, now: () => 5 });
    const loading = before.ensure('h/a');
    await settle();
    source.calls[0]?.answer(known('kept'));
    await loading;

    const next = manualSource();
    const store = repositoryIndexStore({ source: next, cache, now: () => 5 + 5 * 60_000 });
    void store.ensure('h/a');
    await settle();
    expect(store.entry('h/a')).toMatchObject({ answer: known('kept'), loadedAt: 5, loading: true });
    expect(next.calls).toHaveLength(1);
  });

  it.each(['{', '{"version":0,"loadedAt":1,"answer":{"state":"KNOWN"}}'])(
    'ignores a cache it cannot read: %s',
    async (text) => {
      const source = manualSource();
      const store = repositoryIndexStore({
        source,
        cache: memoryCache(new Map([['h/a', text]])),
        now: () => 0,
      });
      void store.ensure('h/a');
      await settle();
      expect(store.entry('h/a').answer).toBeUndefined();
      expect(source.calls).toHaveLength(1);
    },
  );

  it('is asked for again after a write, because the answer under way may be from before it', async () => {
    const source = manualSource();
    const store = repositoryIndexStore({ source, cache: memoryCache(), now: () => 0 });
    void store.ensure('h/a');
    await settle();
    const after = store.refresh('h/a', { afterWrite: true });
    source.calls[0]?.answer(known('before'));
    await settle();
    expect(source.calls).toHaveLength(2);
    source.calls[1]?.answer(known('after'));
    await after;
    expect(store.entry('h/a').answer).toEqual(known('after'));
  });

  it('gives up its requests and tells nobody once disposed', async () => {
    const source = manualSource();
    const store = repositoryIndexStore({ source, cache: memoryCache(), now: () => 0 });
    void store.ensure('h/a');
    await settle();
    let told = 0;
    store.changed.listen(() => told++);
    store.dispose();
    expect(source.calls[0]?.signal.aborted).toBe(true);
    source.calls[0]?.answer(known('late'));
    await settle();
    expect(told).toBe(0);
    expect(store.entry('h/a').answer).toBeUndefined();
  });
});
