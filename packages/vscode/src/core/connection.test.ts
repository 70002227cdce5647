import { RepositoryIndexDocument } from '@steward/client/operations.generated.ts';
import { describe, expect, it } from 'vitest';
import { connection, type ServerPlace } from './connection.ts';

/** Servers by their address, each with the token it takes; and what was asked. */
function network(servers: Record<string, string>) {
  const asked: string[] = [];
  const ask: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    asked.push(`${url.host}${url.pathname}`);
    const token = servers[url.origin];
    if (token === undefined) throw new TypeError('fetch failed');
    if (url.pathname === '/live') return new Response('live');
    const sent = new Headers(init?.headers);
    expect(sent.get('x-steward-client')).toBe('editor');
    const body =
      sent.get('authorization') === `Bearer ${token}`
        ? { data: { repositoryIndex: { state: 'UNCHANGED', revision: '1', index: null } } }
        : { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] };
    return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
  };
  return { servers, asked, fetch: ask };
}

function open(servers: Record<string, string>, first: ServerPlace | undefined) {
  const net = network(servers);
  const at: { place: ServerPlace | undefined } = { place: first };
  const link = connection({
    find: async () => (at.place ? { kind: 'FOUND', ...at.place } : { kind: 'NONE', problem: undefined }),
    fetch: net.fetch,
  });
  const states: string[] = [];
  link.changed.listen(() => states.push(link.state()));
  const request = () => link.request(RepositoryIndexDocument, { repository: 'h/a', knownRevision: null });
  return { ...net, at, link, states, request };
}

const a = { address: 'http://127.0.0.1:1', token: 'one' };

describe('the connection to the server', () => {
  it('asks nobody before the first request, and is then connected', async () => {
    const { link, asked, request } = open({ [a.address]: 'one' }, a);
    await link.look();
    expect([link.state(), asked]).toEqual(['LOADING', []]);
    expect(await request()).toMatchObject({ ok: true });
    expect([link.state(), link.address()]).toEqual(['CONNECTED', a.address]);
  });

  it('is none where no server runs, without a request', async () => {
    const { link, asked, request } = open({}, undefined);
    expect(await request()).toMatchObject({ ok: false, problem: { kind: 'UNREACHABLE' } });
    expect([link.state(), asked]).toEqual(['NONE', []]);
  });

  it('follows a server that started again with another token, within the same request', async () => {
    const { link, at, servers, states, request } = open({ [a.address]: 'one' }, a);
    await request();
    servers[a.address] = 'two';
    at.place = { ...a, token: 'two' };
    expect(await request()).toMatchObject({ ok: true });
    expect(link.state()).toBe('CONNECTED');
    expect(states).not.toContain('UNAUTHENTICATED');
  });

  it('says that the token is not accepted', async () => {
    const { link, request } = open({ [a.address]: 'other' }, a);
    expect(await request()).toMatchObject({ ok: false, problem: { kind: 'UNAUTHENTICATED' } });
    expect(link.state()).toBe('UNAUTHENTICATED');
    expect(link.problem()).toContain('does not accept your token: sign in again');
  });

  it('is signed out at once where the token is taken away, and then asks nobody', async () => {
    const { link, at, asked, states, request } = open(
      { [a.address]: 'one' },
      { ...a, account: 'person:ada' },
    );
    await request();
    at.place = { ...a, token: null };
    await link.look(true);
    expect([link.state(), states.at(-1), link.place()?.token]).toEqual([
      'UNAUTHENTICATED',
      'UNAUTHENTICATED',
      null,
    ]);
    const before = asked.length;
    expect(await request()).toEqual({
      ok: false,
      problem: { kind: 'UNAUTHENTICATED', message: expect.stringContaining('you are signed out') },
    });
    expect(asked.length).toBe(before);
    at.place = { ...a, account: 'person:ada' };
    await link.look();
    expect(link.state()).toBe('LOADING');
    expect(await request()).toMatchObject({ ok: true });
  });

  it('goes on where the same person got another token, and is told; another person begins anew', async () => {
    const { link, at, servers, states, request } = open(
      { [a.address]: 'one' },
      { ...a, account: 'person:ada' },
    );
    await request();
    at.place = { ...a, token: 'two', account: 'person:ada' };
    servers[a.address] = 'two';
    states.length = 0;
    await link.look();
    expect([states, link.place()?.token]).toEqual([['CONNECTED'], 'two']);
    expect(await request()).toMatchObject({ ok: true });
    at.place = { ...a, token: 'three', account: 'person:bob' };
    await link.look();
    expect(link.state()).toBe('LOADING');
  });

  it('looks anew where a look had begun before something changed', async () => {
    const begun = [Promise.withResolvers<ServerPlace>(), Promise.withResolvers<ServerPlace>()];
    let looks = 0;
    const link = connection({
      find: async () => ({ kind: 'FOUND', ...(await begun[looks++]!.promise) }),
      fetch: network({}).fetch,
    });
    const first = link.look();
    const anew = link.look(true);
    begun[0]!.resolve(a);
    begun[1]!.resolve({ ...a, token: null });
    await Promise.all([first, anew]);
    expect([looks, link.place()?.token, link.state()]).toEqual([2, null, 'UNAUTHENTICATED']);
  });

  it('is lost when the server answers no more, and notices by a look that it is back', async () => {
    const { link, servers, asked, request } = open({ [a.address]: 'one' }, a);
    await request();
    delete servers[a.address];
    expect(await request()).toMatchObject({ ok: false });
    expect(link.state()).toBe('LOST');
    await link.look();
    expect(link.state()).toBe('LOST');
    servers[a.address] = 'one';
    await link.look();
    expect(link.state()).toBe('LOADING');
    expect(asked.at(-1)).toBe('127.0.0.1:1/live');
  });

  it('is lost as soon as a local server is gone, without a request, and back with a new one', async () => {
    const { link, at, servers, asked, request } = open({ [a.address]: 'one' }, a);
    await request();
    const before = asked.length;
    at.place = undefined;
    await link.look();
    expect([link.state(), link.address(), asked.length]).toEqual(['LOST', a.address, before]);
    at.place = { address: 'http://127.0.0.1:2', token: 'three' };
    servers[at.place.address] = 'three';
    await link.look();
    expect(link.state()).toBe('LOADING');
    expect(await request()).toMatchObject({ ok: true });
  });

  it('has at most six requests in flight', async () => {
    let inFlight = 0;
    let most = 0;
    const link = connection({
      find: async () => ({ kind: 'FOUND', ...a }),
      fetch: async () => {
        most = Math.max(most, ++inFlight);
        await new Promise((resolve) => setImmediate(resolve));
        inFlight--;
        return new Response(JSON.stringify({ data: {} }), {
          headers: { 'content-type': 'application/json' },
        });
      },
    });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        link.request(RepositoryIndexDocument, { repository: 'h/a', knownRevision: null }),
      ),
    );
    expect(most).toBe(6);
  });

  it('gives up when the caller does, and when the window closes', async () => {
    const link = connection({
      find: async () => ({ kind: 'FOUND', ...a }),
      fetch: (_, init) =>
        new Promise((_resolve, reject) => {
          asked++;
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        }),
    });
    let asked = 0;
    const caller = new AbortController();
    const ask = (signal?: AbortSignal) =>
      link.request(RepositoryIndexDocument, { repository: 'h/a', knownRevision: null }, signal);
    const first = ask(caller.signal);
    const second = ask();
    await expect.poll(() => asked).toBe(2);
    caller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    link.dispose();
    await expect(second).rejects.toThrow('the window is closed');
  });
});
