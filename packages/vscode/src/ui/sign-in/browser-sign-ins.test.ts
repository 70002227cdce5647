import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Uri } from 'vscode';
import type { SignInWay } from '../../core/sign-in-way.ts';

const editor = vi.hoisted(() => ({
  opened: [] as string[],
  isOpen: true,
  cancel: () => {},
  outside: (uri: unknown): unknown => uri,
}));

vi.mock('vscode', () => ({
  Uri: {
    from: (parts: { scheme: string; authority: string; path: string }) => ({
      ...parts,
      toString: () => `${parts.scheme}://${parts.authority}${parts.path}`,
    }),
  },
  ProgressLocation: { Notification: 15 },
  l10n: { t: (text: string) => text },
  env: {
    uriScheme: 'vscode',
    asExternalUri: async (uri: unknown) => editor.outside(uri),
    openExternal: async (url: string) => {
      editor.opened.push(url);
      return editor.isOpen;
    },
  },
  window: {
    withProgress: async (_: unknown, work: (progress: unknown, cancel: unknown) => Promise<void>) =>
      work(undefined, { onCancellationRequested: (listener: () => void) => (editor.cancel = listener) }),
  },
}));

const { browserSignIns } = await import('./browser-sign-ins.ts');

const issuer = 'http://127.0.0.1:7';
const way: SignInWay = { issuer, clientId: 'editor', resource: 'http://127.0.0.1:8', scopes: ['read'] };
const asked: { path: string; body: string }[] = [];

/** A provider that gives a token for any code. */
const provider: typeof fetch = async (input, init) => {
  const { pathname } = new URL(String(input));
  asked.push({ path: pathname, body: String(init?.body ?? '') });
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    authorization_response_iss_parameter_supported: true,
  };
  const body = pathname === '/token' ? { access_token: 'a', token_type: 'Bearer', expires_in: 60 } : metadata;
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
};

const address = (query: Record<string, string>, path = '/signed-in') =>
  ({ path, query: new URLSearchParams(query).toString() }) as Uri;
const sent = (at = -1) => Object.fromEntries(new URL(editor.opened.at(at) ?? '').searchParams);
const exchanges = () => asked.filter(({ path }) => path === '/token');

beforeEach(() => {
  vi.stubGlobal('fetch', provider);
  Object.assign(editor, { opened: [], isOpen: true, outside: (uri: unknown) => uri });
  asked.length = 0;
  return () => vi.unstubAllGlobals();
});

describe('a sign-in in the browser', () => {
  it('ends with the token for the answer that belongs to it, once', async () => {
    const signIns = browserSignIns();
    const running = signIns.run(way);
    await expect.poll(() => editor.opened.length).toBe(1);
    const { state, redirect_uri } = sent();
    expect(redirect_uri).toBe('vscode://steward.steward/signed-in');
    const answer = address({ code: 'c', state: state ?? '', iss: issuer });
    expect(signIns.answered(answer)).toBe(true);
    expect(await running).toMatchObject({ token: 'a', renewal: { issuer } });
    expect(signIns.answered(answer)).toBe(true);
    expect(exchanges()).toEqual([{ path: '/token', body: expect.stringContaining('code_verifier=') }]);
  });

  it('leads back to the page of an editor in a browser as that is written', async () => {
    const page = 'https://code.example.com/callback?vscode-reqid=1&vscode-path=%2Fsigned-in';
    editor.outside = () => ({ scheme: 'https', toString: (plain: boolean) => (plain ? page : 'encoded') });
    const running = browserSignIns().run(way);
    await expect.poll(() => editor.opened.length).toBe(1);
    expect(sent().redirect_uri).toBe(page);
    editor.cancel();
    expect(await running).toBeUndefined();
  });

  it('attack 76: an answer that nobody asked for does nothing, and does not disturb the one that is waited for', async () => {
    const signIns = browserSignIns();
    const foreign = address({ code: 'stolen', state: 'of-another', iss: issuer });
    expect(signIns.answered(foreign)).toBe(true);
    expect(asked).toEqual([]);
    const running = signIns.run(way);
    await expect.poll(() => editor.opened.length).toBe(1);
    const others: Record<string, string>[] = [
      { code: 'stolen', state: 'of-another', iss: issuer },
      { code: 'stolen', iss: issuer },
      { error: 'access_denied', state: 'of-another' },
      { error: 'access_denied' },
      { state: '' },
    ];
    for (const query of others) signIns.answered(address(query));
    expect(exchanges()).toEqual([]);
    signIns.answered(address({ code: 'mine', state: sent().state ?? '', iss: issuer }));
    expect(await running).toMatchObject({ token: 'a' });
    expect(exchanges()).toEqual([{ path: '/token', body: expect.stringContaining('code=mine') }]);
  });

  it('takes over from one that was left open, whose answer then comes too late', async () => {
    const signIns = browserSignIns();
    const first = signIns.run(way);
    await expect.poll(() => editor.opened.length).toBe(1);
    const again = signIns.run(way);
    expect(await first).toBeUndefined();
    await expect.poll(() => editor.opened.length).toBe(2);
    signIns.answered(address({ code: 'c', state: sent(0).state ?? '', iss: issuer }));
    expect(exchanges()).toEqual([]);
    editor.cancel();
    expect(await again).toBeUndefined();
  });

  it('is left where the browser is not opened', async () => {
    editor.isOpen = false;
    expect(await browserSignIns().run(way)).toBeUndefined();
  });

  it('leaves addresses of records to others', () => {
    expect(browserSignIns().answered(address({}, '/systems/checkout.json'))).toBe(false);
  });
});
