import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSteward } from '@steward/cli/program.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cleanEnvironment, type StewardRun, steward, stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';
import { type TestIssuer, testIssuer } from '../support/test-issuer.ts';

const place = serverPlace();
const elsewhere = serverPlace();
const { path: cwd, environment } = elsewhere;
let issuer: TestIssuer;
let server: RunningSteward;

beforeAll(async () => {
  issuer = await testIssuer();
  issuer.people.set('subject-1', { preferred_username: 'ada', name: 'Ada Lovelace', groups: ['admins'] });
  const oidc = {
    ...{ issuer: issuer.issuer, audience: issuer.audience, clientId: issuer.clientId },
    groups: { admins: { administrator: true } },
  };
  writeFileSync(join(place.path, 'steward.config.json'), JSON.stringify({ oidc }));
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  await issuer?.close();
  place.remove();
  elsewhere.remove();
});
afterEach(async () => {
  issuer.tokenSeconds = 300;
  await run(['sign-out']);
});

const run = (args: string[]) => stewardInside([...args, '--server', server.address], { cwd, environment });

/** `steward sign-in`, with somebody who does as told with the page whose address it prints. */
async function signIn(browse: (page: URL) => Promise<unknown>): Promise<StewardRun> {
  const said: StewardRun = { code: null, stdout: '', stderr: '' };
  let browsing: Promise<unknown> = Promise.resolve();
  const print = async (text: string) => {
    said.stdout += text;
    return true;
  };
  said.code = await runSteward(['sign-in', '--no-browser', '--server', server.address], {
    ...{ cwd, environment: cleanEnvironment(environment), watched: false, print, printData: print },
    note: (text) => {
      said.stderr += text;
      const [page] = /^http\S+$/m.exec(text) ?? [];
      if (page) browsing = browse(new URL(page));
    },
    ...{ clearLine: () => {}, now: Date.now, readInput: async () => '', untilEnded: async () => {} },
  });
  await browsing;
  return said;
}
const logIn = async (page: URL) => fetch(await issuer.logIn(page.href, 'subject-1'));
const folder = join(environment.XDG_STATE_HOME!, 'steward', 'sign-ins');
const kept = () => readdirSync(folder).filter((name) => name.endsWith('.json'));
const file = () => join(folder, kept()[0]!);

describe('steward sign-in', () => {
  it('signs in by the page of the issuer, and the next commands come as that person', async () => {
    expect(await signIn(logIn)).toMatchObject({
      ...{ code: 0, stdout: `Signed in at ${server.address} as Ada Lovelace (ada)\n` },
    });
    const who = await run(['whoami']);
    expect(who.stdout).toBe(
      `Ada Lovelace (ada), at ${server.address}\n  may      READ, WRITE, ADMIN, as an administrator\n`,
    );
    expect((await run(['events'])).code).toBe(0);
    expect((await run(['tokens', 'create', 'laptop'])).code).toBe(0);
  });

  it('keeps what it needs for its owner alone, and forgets it at the issuer too', async () => {
    await signIn(logIn);
    expect([statSync(folder).mode & 0o777, statSync(file()).mode & 0o777]).toEqual([0o700, 0o600]);
    const stored = JSON.parse(readFileSync(file(), 'utf8'));
    const before = issuer.asked('/token/revocation');
    expect(await run(['sign-out'])).toMatchObject({
      ...{ code: 0, stdout: `Signed out at ${server.address}\n` },
    });
    expect([kept(), issuer.asked('/token/revocation') - before]).toEqual([[], 1]);
    const refused = await run(['events']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('steward sign-in')]);
    const again = await fetch(`${issuer.issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'refresh_token', client_id: issuer.clientId, refresh_token: stored.refreshToken },
      }),
    });
    expect([again.status, await again.json()]).toEqual([
      400,
      expect.objectContaining({ error: 'invalid_grant' }),
    ]);
  });

  it('renews a token that is about to end once, however many commands run', async () => {
    await signIn(logIn);
    const stored = JSON.parse(readFileSync(file(), 'utf8'));
    writeFileSync(file(), JSON.stringify({ ...stored, expiresAt: Date.now() - 1_000 }));
    const before = issuer.asked('/token');
    const runs = await Promise.all(
      Array.from({ length: 3 }, () => steward(['whoami', '--server', server.address], { cwd, environment })),
    );
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, '']));
    expect(issuer.asked('/token') - before).toBe(1);
    const renewed = JSON.parse(readFileSync(file(), 'utf8'));
    expect(renewed.refreshToken).not.toBe(stored.refreshToken);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
  });

  it('says that the sign-in is over when the issuer renews it no more', async () => {
    await signIn(logIn);
    const stored = JSON.parse(readFileSync(file(), 'utf8'));
    writeFileSync(file(), JSON.stringify({ ...stored, expiresAt: 0, refreshToken: 'gone' }));
    const { code, stderr } = await run(['whoami']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('steward sign-in')]);
    expect(stderr).not.toContain(stored.accessToken);
  });

  it('attack 34: a callback with a missing, foreign or doubled state is refused, and the right one still counts', async () => {
    const statuses: [string, number][] = [];
    const { code } = await signIn(async (page) => {
      const back = await issuer.logIn(page.href, 'subject-1');
      const tampered = (change: (url: URL) => void): URL => {
        const url = new URL(back);
        change(url);
        return url;
      };
      for (const [what, url] of Object.entries({
        missing: tampered((url) => url.searchParams.delete('state')),
        foreign: tampered((url) => url.searchParams.set('state', 'other')),
        doubled: tampered((url) => url.searchParams.append('state', 'other')),
        elsewhere: tampered((url) => {
          url.pathname = '/other';
        }),
      }))
        statuses.push([what, (await fetch(url)).status]);
      statuses.push(['right', (await fetch(back)).status]);
      statuses.push([
        'replayed',
        await fetch(back).then(
          ({ status }) => status,
          () => 0,
        ),
      ]);
    });
    expect(statuses.map(([what, status]) => [what, status === 200])).toEqual([
      ...[
        ['missing', false],
        ['foreign', false],
        ['doubled', false],
        ['elsewhere', false],
      ],
      ...[
        ['right', true],
        ['replayed', false],
      ],
    ]);
    expect(code).toBe(0);
  });

  const changedPages: [string, RegExp, (page: URL) => void][] = [
    ['nonce', /nonce/, (page) => page.searchParams.set('nonce', 'of-somebody-else')],
    ['verifier', /invalid_grant/, (page) => page.searchParams.set('code_challenge', 'A'.repeat(43))],
  ];
  it.each(changedPages)(
    'attack 34: an answer to a request with a foreign %s is refused',
    async (_what, why, change) => {
      const { code, stderr } = await signIn((page) => {
        change(page);
        return logIn(page);
      });
      expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
      expect(stderr).toContain('nothing was kept');
      expect(kept()).toEqual([]);
    },
  );

  const changedAnswers: [string, RegExp, (back: URL) => void][] = [
    ['of another issuer', /iss/, (back) => back.searchParams.set('iss', 'https://evil.example.org')],
    ['of no issuer', /iss/, (back) => back.searchParams.delete('iss')],
    ['with a foreign code', /invalid_grant/, (back) => back.searchParams.set('code', 'of-somebody-else')],
    ['that says no', /access_denied/, (back) => back.searchParams.set('error', 'access_denied')],
  ];
  it.each(changedAnswers)('attack 34: an answer %s is refused', async (_what, why, change) => {
    const { code, stderr } = await signIn(async (page) => {
      const back = await issuer.logIn(page.href, 'subject-1');
      change(back);
      await fetch(back);
    });
    expect([code, stderr]).toEqual([1, expect.stringMatching(why)]);
    expect(stderr).toContain('nothing was kept');
    expect(kept()).toEqual([]);
  });

  it('attack 38: a client as we describe it is sent to loopback on any port, and nowhere else', async () => {
    const page = new URL(`${issuer.issuer}/auth`);
    page.search = new URLSearchParams({
      ...{ client_id: issuer.clientId, response_type: 'code', scope: 'openid', state: 's' },
      ...{ code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
    }).toString();
    const go = (redirect: string) => {
      page.searchParams.set('redirect_uri', redirect);
      return issuer.logIn(page.href, 'subject-1').then(
        ({ origin, pathname }) => `${origin}${pathname}`,
        () => 'refused',
      );
    };
    for (const redirect of ['http://127.0.0.1:1/callback', 'http://127.0.0.1:65000/callback'])
      expect(await go(redirect)).toBe(redirect);
    for (const redirect of [
      'http://evil.example.org/callback',
      'http://127.0.0.1:1/other',
      'http://localhost.evil.example.org:1/callback',
      'http://127.0.0.1:1@evil.example.org/callback',
      'https://127.0.0.1:1/callback',
    ])
      expect([redirect, await go(redirect)]).toEqual([redirect, 'refused']);
  });

  it('says what is wrong where there is nothing to sign in at', async () => {
    const at = (address: string) => stewardInside(['sign-in', '--server', address], { cwd, environment });
    expect(await stewardInside(['sign-in'], { cwd, environment })).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('say at which server') },
    });
    expect(await at('http://steward.example.org')).toMatchObject({
      ...{ code: 2, stderr: expect.stringContaining('without encryption') },
    });
    expect(await at('http://127.0.0.1:1')).toMatchObject({ code: 3 });
    expect(await at(issuer.issuer)).toMatchObject({
      ...{ code: 1, stderr: expect.stringContaining('nobody signs in at') },
    });
  });
});

it('steward doctor says whether the issuer answers', async () => {
  const told = await stewardInside(['doctor'], { cwd: place.path, environment: place.environment });
  expect(told.stdout).toContain(`ok       sign-in: the issuer ${issuer.issuer} answers\n`);
  const gone = await stewardInside(['doctor'], {
    cwd: place.path,
    environment: { ...place.environment, STEWARD_OIDC_ISSUER: 'http://127.0.0.1:1' },
  });
  expect(gone.stdout).toContain('problem  sign-in: the issuer http://127.0.0.1:1 does not answer');
});
