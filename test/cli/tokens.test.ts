import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stewardInside } from '../support/steward.ts';
import { type RunningSteward, runServer, serverPlace } from '../support/steward-server.ts';

const place = serverPlace();
let server: RunningSteward;

beforeAll(async () => {
  server = await runServer(place, ['serve', '--port', '0', '--no-demo']);
});
afterAll(async () => {
  await server?.end();
  place.remove();
});

const run = (args: string[], token?: string) =>
  stewardInside(args, {
    cwd: place.path,
    environment: { ...place.environment, ...(token ? { STEWARD_TOKEN: token } : {}) },
  });

describe('steward tokens', () => {
  it('makes a token that is shown once, lists it, and ends it', async () => {
    const made = await run(['tokens', 'create', 'laptop', '--scope', 'read,write', '--days', '7']);
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/^stw_[0-9A-Za-z]{49}\n$/)]);
    expect(made.stderr).toMatch(
      /^laptop: may read,write, until \S+; shown this once\. `steward tokens revoke /,
    );
    const token = made.stdout.trim();
    const listed = await run(['tokens', 'list']);
    expect(listed.stdout).toMatch(/^\S{36} {2}read,write {8}until \S+, never used {2}laptop\n$/);
    const [id = ''] = listed.stdout.split(' ');
    expect((await run(['events'], token)).code).toBe(0);
    const refused = await run(['tokens', 'create', 'more'], token);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('the scope ADMIN')]);
    expect(await run(['tokens', 'revoke', id])).toMatchObject({
      ...{ code: 0, stdout: `laptop (${id}) is refused within 5 seconds everywhere\n` },
    });
    expect((await run(['tokens', 'list'])).stdout).toBe('');
    expect((await run(['tokens', 'list', '--ended'])).stdout).toMatch(/ {2}revoked \S+, .* {2}laptop\n$/);
    await expect.poll(async () => (await run(['events'], token)).code).toBe(1);
    expect((await run(['tokens', 'revoke', id])).stderr).toContain('revoked already');
  });

  it('prints JSON for programs, the text of a token only where it is made', async () => {
    const made = JSON.parse((await run(['tokens', 'create', 'json', '--json'])).stdout);
    expect(made).toMatchObject({ name: 'json', scopes: ['READ'], text: expect.stringMatching(/^stw_/) });
    const listed = (await run(['tokens', 'list', '--json'])).stdout;
    expect(JSON.parse(listed)).toMatchObject([{ id: made.id, name: 'json', revokedAt: null }]);
    expect(listed).not.toContain(made.text);
  });

  it('makes a service account whose token writes under its name, until it is archived', async () => {
    const account = await run(['service-accounts', 'create', 'Nightly import', '--administrator']);
    expect(account).toMatchObject({ code: 0, stdout: 'nightly-import\n' });
    expect((await run(['service-accounts', 'list'])).stdout).toBe(
      'nightly-import  Nightly import, administrator\n',
    );
    const holder = ['--service-account', 'nightly-import'];
    const token = (await run(['tokens', 'create', 'ci', '--scope', 'write', ...holder])).stdout.trim();
    const response = await fetch(`${server.address}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query:
          'mutation { createTeam(input: { name: "Red" }) { ... on CreateTeamPayload { team { history { nodes { actor } } } } } }',
      }),
    });
    expect(await response.json()).toMatchObject({
      data: { createTeam: { team: { history: { nodes: [{ actor: 'Nightly import' }] } } } },
    });
    expect((await run(['tokens', 'list', ...holder])).stdout).toContain('  ci\n');
    expect((await run(['service-accounts', 'archive', 'nightly-import'])).code).toBe(0);
    await expect.poll(async () => (await run(['events'], token)).code).toBe(1);
    expect((await run(['tokens', 'list', ...holder])).stderr).toContain(
      'no service account in use has the key',
    );
  });

  it.each([
    [['tokens', 'create', 'x', '--scope', 'all'], 2, '--scope names "all": choose of read, write, admin'],
    [['tokens', 'create', 'x', '--days', 'many'], 2, '--days is "many"'],
    [['tokens', 'create', 'x', '--days', '366'], 1, 'expiresInDays: must be 1 to 365 days'],
    [['tokens', 'list', '--person', 'a', '--service-account', 'b'], 2, 'choose one of --person'],
    [['tokens', 'create', 'x', '--person', 'nobody'], 1, 'no person in use has the key "nobody"'],
    [['tokens', 'revoke', 'nothing'], 1, 'no access token of yours has the id "nothing"'],
  ])('steward %j is refused with %i and a line that says why', async (args, code, line) => {
    const { code: given, stderr } = await run(args);
    expect([given, stderr]).toEqual([code, expect.stringContaining(line)]);
  });
});
