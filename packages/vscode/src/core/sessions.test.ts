import { describe, expect, it } from 'vitest';
import { readSession, type Session } from './session.ts';
import { type Renewed, type Secrets, sessionSecret, sessions } from './sessions.ts';

const address = 'https://steward.example.com';
const minute = 60_000;

/** A session of a provider that began at 0, lasts ten minutes, and may be renewed from the seventh on. */
const fresh = (part: Partial<Session> = {}): Session => ({
  token: 'one',
  account: { id: 'person:ada', label: 'Ada' },
  renewal: {
    ...{ issuer: 'https://login.example.com', clientId: 'steward-editor', resource: address },
    ...{ refreshToken: 'r1', from: 7 * minute, end: 10 * minute },
  },
  ...part,
});
const later = fresh({
  token: 'two',
  renewal: { ...fresh().renewal!, refreshToken: 'r2', from: 17 * minute, end: 20 * minute },
});

function setUp() {
  const kept = new Map<string, string>();
  const secrets: Secrets = {
    get: async (name) => kept.get(name),
    store: async (name, text) => void kept.set(name, text),
    delete: async (name) => void kept.delete(name),
  };
  const clock = { now: 0 };
  const asked: ((renewed: Renewed) => void)[] = [];
  const renew = () => new Promise<Renewed>((resolve) => asked.push(resolve));
  const store = sessions({ secrets, renew, now: () => clock.now, random: () => 0 });
  return { kept, clock, asked, store };
}

describe('who is signed in', () => {
  it('is kept for one origin, whatever the path, and for no other', async () => {
    const { store, kept } = setUp();
    await store.keep(`${address}/api`, fresh());
    expect(await store.of(address)).toEqual(fresh());
    expect(await store.of('https://steward.example.com:8443')).toBeUndefined();
    expect(await store.of('http://steward.example.com')).toBeUndefined();
    expect([...kept.keys()]).toEqual([sessionSecret(address)]);
    await store.forget(address);
    expect(kept.size).toBe(0);
  });

  it('is nobody where the secret can not be read', () => {
    expect([readSession(undefined), readSession('{'), readSession('{"token":1}')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is renewed before the end, once for all who ask meanwhile, with the token that is still good', async () => {
    const { store, clock, asked } = setUp();
    await store.keep(address, fresh());
    clock.now = 7 * minute - 1;
    expect((await store.of(address))?.token).toBe('one');
    expect(asked.length).toBe(0);
    clock.now = 8 * minute;
    expect((await Promise.all([store.of(address), store.of(address)])).map((each) => each?.token)).toEqual([
      'one',
      'one',
    ]);
    await expect.poll(() => asked.length).toBe(1);
    asked[0]!({ state: 'RENEWED', session: later });
    await expect.poll(async () => (await store.of(address))?.token).toBe('two');
    expect(asked.length).toBe(1);
  });

  it('waits for the next token where the last one is over', async () => {
    const { store, clock, asked } = setUp();
    await store.keep(address, fresh());
    clock.now = 11 * minute;
    const both = Promise.all([store.of(address), store.of(address)]);
    await expect.poll(() => asked.length).toBe(1);
    asked[0]!({ state: 'RENEWED', session: later });
    expect((await both).map((each) => each?.token)).toEqual(['two', 'two']);
  });

  it('is not brought back by a token that comes after the person has left', async () => {
    const { store, clock, asked, kept } = setUp();
    await store.keep(address, fresh());
    clock.now = 11 * minute;
    const asking = store.of(address);
    await expect.poll(() => asked.length).toBe(1);
    await store.forget(address);
    asked[0]!({ state: 'RENEWED', session: later });
    expect(await asking).toBeUndefined();
    expect(kept.size).toBe(0);
  });

  it('takes what another window got meanwhile', async () => {
    const { store, clock, asked } = setUp();
    await store.keep(address, fresh());
    clock.now = 11 * minute;
    const asking = store.of(address);
    await expect.poll(() => asked.length).toBe(1);
    await store.keep(address, later);
    asked[0]!({ state: 'ENDED' });
    expect((await asking)?.token).toBe('two');
  });

  it('stays as it is while the provider can not be asked, and is not asked for at every look', async () => {
    const { store, clock, asked } = setUp();
    await store.keep(address, fresh());
    clock.now = 11 * minute;
    const asking = store.of(address);
    await expect.poll(() => asked.length).toBe(1);
    asked[0]!({ state: 'LATER' });
    expect(await asking).toEqual(fresh());
    clock.now += 29_000;
    expect(await store.of(address)).toEqual(fresh());
    expect(asked.length).toBe(1);
    clock.now += 2_000;
    void store.of(address);
    await expect.poll(() => asked.length).toBe(2);
  });

  it('is asked for no more once the provider has ended it, and whose it was stays known', async () => {
    const { store, clock, asked, kept } = setUp();
    await store.keep(address, fresh());
    clock.now = 11 * minute;
    const asking = store.of(address);
    await expect.poll(() => asked.length).toBe(1);
    asked[0]!({ state: 'ENDED' });
    expect(await asking).toMatchObject({ token: 'one', account: { label: 'Ada' } });
    await store.of(address);
    expect(asked.length).toBe(1);
    expect([...kept.values()].join()).not.toContain('r1');
  });
});
