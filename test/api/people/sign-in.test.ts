import type { OidcSettings } from '@steward/domain/settings/oidc-settings.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestIssuer, testIssuer } from '../../support/test-issuer.ts';
import { type TokenDoor, tokenDoor } from '../../support/token-door.ts';

let issuer: TestIssuer;
let door: TokenDoor;
beforeAll(async () => {
  issuer = await testIssuer();
});
afterAll(() => issuer.close());
afterEach(() => door.close());

const groups: OidcSettings['groups'] = {
  admins: [{ type: 'administrator' }],
  red: [{ type: 'team', team: 'red' }],
  owners: [{ type: 'role', role: 'system-owner', kind: 'System', key: 'shop' }],
  lost: [
    { type: 'team', team: 'nowhere' },
    { type: 'role', role: 'nothing', kind: 'System', key: 'shop' },
  ],
};
const settings = (more: Partial<OidcSettings> = {}): OidcSettings => ({
  ...{ issuer: issuer.issuer, audience: issuer.audience, clientId: issuer.clientId, scopes: ['openid'] },
  claims: { login: 'preferred_username', name: 'name', email: 'email' },
  groupClaims: ['groups', 'realm_access.roles', 'resource_access.steward.roles'],
  ...{ groups, ...more },
});
const open = async (options: Parameters<typeof tokenDoor>[0] = {}) => {
  door = await tokenDoor({ signIn: settings(), ...options });
  return door;
};

const viewer = '{ viewer { name administrator scopes person { key email } } }';
interface Viewer {
  viewer: { name: string; administrator: boolean; scopes: string[]; person: { key: string; email: string } };
}
const seconds = () => Math.floor(Date.now() / 1_000);
const whoIs = async (token: string) => {
  const { status, answer } = await door.ask<Viewer>(token, viewer);
  return status === 200 ? answer.data!.viewer : status;
};
const adas = { preferred_username: 'Ada.L', name: 'Ada Lovelace', email: 'ada@example.org' };

describe('signing in', () => {
  it('makes a new person the first time, with history, and finds the same one again', async () => {
    const { api } = await open();
    issuer.people.set('subject-1', adas);
    const expected = {
      ...{ name: 'Ada Lovelace', administrator: false, scopes: ['READ', 'WRITE', 'ADMIN'] },
      person: { key: 'ada.l', email: 'ada@example.org' },
    };
    expect(await whoIs(await issuer.tokenOf('subject-1'))).toEqual(expected);
    issuer.people.set('subject-1', { ...adas, preferred_username: 'other', name: 'Other' });
    expect(await whoIs(await issuer.tokenOf('subject-1'))).toEqual(expected);
    const { data } = await api.send<never>(
      '{ person(key: "ada.l") { history { nodes { actor door reason } } } }',
    );
    expect(data).toEqual({
      person: {
        history: {
          nodes: [
            {
              ...{ actor: 'Sign-in', door: 'SYSTEM' },
              reason: `signed in for the first time at ${issuer.issuer}`,
            },
          ],
        },
      },
    });
  });

  it('takes nobody over by a login, a name or an e-mail', async () => {
    const { api } = await open();
    await api.send(
      'mutation { createPerson(input: { key: "ada.l", name: "Ada Lovelace", email: "ada@example.org" }) { __typename } }',
    );
    const keys = [];
    for (const sub of ['one', 'two', 'one']) {
      const who = await whoIs(await issuer.sign({ sub, ...adas }));
      keys.push(typeof who === 'object' && who.person.key);
    }
    expect(keys).toEqual(['ada.l-2', 'ada.l-3', 'ada.l-2']);
  });

  it('knows one subject at two issuers as two people', async () => {
    const other = await testIssuer();
    const { api } = await open();
    expect(await whoIs(await issuer.sign({ sub: 'same', ...adas }))).toMatchObject({
      person: { key: 'ada.l' },
    });
    await door.close();
    const services = { issuer: other.issuer };
    door = await tokenDoor({ signIn: settings(services), over: api });
    expect(await whoIs(await other.sign({ sub: 'same', ...adas }))).toMatchObject({
      person: { key: 'ada.l-2' },
    });
    expect(await whoIs(await issuer.sign({ sub: 'same', ...adas }))).toBe(401);
    await other.close();
  });

  it('is one person for many requests that come at once with a new token', async () => {
    const { api } = await open();
    const token = await issuer.sign({ sub: 'many', ...adas });
    const other = await issuer.sign({ sub: 'many', ...adas, jti: 'other' });
    const answers = await Promise.all([token, token, other, other, token].map(whoIs));
    expect(answers.map((who) => typeof who === 'object' && who.person.key)).toEqual(Array(5).fill('ada.l'));
    expect(await api.database.prisma.account.count()).toBe(1);
  });

  it('lets the person make access tokens that outlive the sign-in, and costs one statement while it is known', async () => {
    const { ask, make } = await open({ freshMs: 0 });
    const token = await issuer.sign({ ...adas });
    await ask(token, viewer);
    const { statements } = await ask(token, '{ viewer { name } }');
    expect(statements).toHaveLength(1);
    expect(statements[0]).toContain('"Account"');
    const own = await make({ name: 'laptop', scopes: ['WRITE'] }, token);
    expect(await whoIs(own.text)).toMatchObject({ name: 'Ada Lovelace', scopes: ['READ', 'WRITE'] });
  });

  it('is refused to a person who is archived', async () => {
    const { api } = await open({ freshMs: 0 });
    const token = await issuer.sign({ ...adas });
    expect(await whoIs(token)).toMatchObject({ name: 'Ada Lovelace' });
    await api.send(
      'mutation { archivePerson(input: { key: "ada.l", expectedRevision: null }) { __typename } }',
    );
    expect(await whoIs(token)).toBe(401);
    expect(await whoIs(await issuer.sign({ ...adas, jti: 'new' }))).toBe(401);
    expect(await api.database.prisma.account.count()).toBe(1);
  });

  it('says that it can not be told now, while the issuer does not answer', async () => {
    const gone = await testIssuer();
    await open({ signIn: settings({ issuer: gone.issuer }) });
    const token = await gone.sign({ ...adas });
    await gone.close();
    const { status, answer } = await door.ask(token, viewer);
    expect([status, answer.errors?.[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
  });
});

describe('what the groups give', () => {
  const seed = async () => {
    const { api } = await open({ freshMs: 0 });
    await api.send('mutation { createTeam(input: { name: "Red" }) { __typename } }');
    await api.send('mutation { createSystem(input: { name: "Shop" }) { __typename } }');
    await api.send(
      'mutation { createRole(input: { key: "system-owner", name: "System Owner", scopes: ["System"], exclusive: true }) { __typename } }',
    );
    return api;
  };
  const held = async () => {
    const { data } = await door.api.send<never>(`{
      team(key: "red") { memberships { person { key } title } }
      system(key: "shop") { roles { role { key } person { key } to } } }`);
    const { team, system } = data as {
      team: { memberships: { person: { key: string } }[] };
      system: { roles: { person: { key: string }; to: string | null }[] };
    };
    return {
      red: team.memberships.map(({ person }) => person.key),
      owners: system.roles.filter(({ to }) => to === null).map(({ person }) => person.key),
    };
  };
  const at = (second: number, more: object = {}) =>
    issuer.sign({ ...adas, iat: seconds() - 100 + second, ...more });

  it('is there at once, with history, and is taken away by a later token that does not give it', async () => {
    const api = await seed();
    const all = { groups: ['red', 'lost'], realm_access: { roles: ['admins'] } };
    const token = await at(1, { ...all, resource_access: { steward: { roles: ['owners'] } } });
    expect(await whoIs(token)).toMatchObject({ administrator: true });
    expect(await held()).toEqual({ red: ['ada.l'], owners: ['ada.l'] });
    const later = await at(2, { groups: ['red'] });
    expect(await whoIs(later)).toMatchObject({ administrator: false });
    expect(await held()).toEqual({ red: ['ada.l'], owners: [] });
    expect(await whoIs(await at(3))).toMatchObject({ administrator: false });
    expect(await held()).toEqual({ red: [], owners: [] });
    expect(await whoIs(token)).toMatchObject({ administrator: false });
    expect(await whoIs(await at(1, { ...all, jti: 'another old one' }))).toMatchObject({
      administrator: false,
    });
    expect(await held()).toEqual({ red: [], owners: [] });
    const { data } = await api.send<{ team: { history: { nodes: { actor: string; reason: string }[] } } }>(
      '{ team(key: "red") { history { nodes { actor reason } } } }',
    );
    const bySignIn = { actor: 'Sign-in', reason: 'by the groups of the sign-in' };
    expect(data!.team.history.nodes.filter(({ actor }) => actor === 'Sign-in')).toEqual([bySignIn, bySignIn]);
  });

  it('leaves alone what people wrote by hand', async () => {
    const api = await seed();
    expect(await whoIs(await at(1))).toMatchObject({ name: 'Ada Lovelace' });
    await api.send(`mutation { updateTeam(input: { key: "red", expectedRevision: null,
      memberships: [{ person: "ada.l", title: "Lead" }] }) { __typename } }`);
    await api.send(`mutation { assignSystemRole(input: { key: "shop", expectedRevision: null,
      role: "system-owner", person: "ada.l" }) { __typename } }`);
    const byHand = { red: ['ada.l'], owners: ['ada.l'] };
    expect(await held()).toEqual(byHand);
    await whoIs(await at(2, { groups: ['red'], resource_access: { steward: { roles: ['owners'] } } }));
    await whoIs(await at(3));
    expect(await held()).toEqual(byHand);
  });

  it('keeps nobody out where what it names is not there or is held by somebody else', async () => {
    const api = await seed();
    await api.person('bob');
    await api.send(`mutation { assignSystemRole(input: { key: "shop", expectedRevision: null,
      role: "system-owner", person: "bob" }) { __typename } }`);
    const token = await at(1, {
      groups: ['lost', 'red', 'constructor'],
      resource_access: { steward: { roles: ['owners'] } },
    });
    expect(await whoIs(token)).toMatchObject({ name: 'Ada Lovelace' });
    expect(await held()).toEqual({ red: ['ada.l'], owners: ['bob'] });
  });
});

describe('moveSignIns', () => {
  const move = async (input: object, as = door.api.actor) => {
    const { data } = await door.api.send<{ it: { __typename: string; moved?: number; path?: string[] } }>(
      `mutation ($input: MoveSignInsInput!) { it: moveSignIns(input: $input) {
        __typename ... on MoveSignInsPayload { moved } ... on UserError { code path } } }`,
      { input },
      as,
    );
    return data!.it;
  };

  it('makes somebody who was known before of whoever their first sign-in made, with what groups give', async () => {
    const { api } = await open({ freshMs: 0 });
    await api.send('mutation { createTeam(input: { name: "Red" }) { __typename } }');
    await api.send('mutation { createPerson(input: { key: "ada.l", name: "Ada" }) { __typename } }');
    const members = async () => {
      const { data } = await api.send<never>('{ team(key: "red") { memberships { person { key } } } }');
      return (data as { team: { memberships: { person: { key: string } }[] } }).team.memberships.map(
        ({ person }) => person.key,
      );
    };
    const groups = ['red', 'admins'];
    const token = await issuer.sign({ ...adas, groups, iat: seconds() - 10 });
    expect(await whoIs(token)).toMatchObject({ administrator: true, person: { key: 'ada.l-2' } });
    expect(await members()).toEqual(['ada.l-2']);
    const input = { from: 'ada.l-2', to: 'ada.l', reason: 'the same' };
    expect(await move({ ...input, validateOnly: true })).toMatchObject({ moved: 1 });
    expect(await members()).toEqual(['ada.l-2']);
    expect(await move(input)).toEqual({ __typename: 'MoveSignInsPayload', moved: 1 });
    expect(await members()).toEqual([]);
    expect(await whoIs(token)).toMatchObject({ administrator: false, person: { key: 'ada.l' } });
    expect(await whoIs(await issuer.sign({ ...adas, groups }))).toMatchObject({ administrator: true });
    expect(await members()).toEqual(['ada.l']);
    const entry = await api.database.prisma.auditEntry.findFirst({
      where: { key: 'ada.l', reason: { contains: 'moved' } },
    });
    expect(entry).toMatchObject({
      reason: 'a sign-in of ada.l-2 moved here: the same',
      actorName: api.actor.name,
    });
  });

  it('is for administrators alone, and says what is wrong', async () => {
    const { api } = await open();
    const bob = await api.person('bob');
    expect(await move({ from: 'ada', to: 'bob' }, bob)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await move({ from: 'nobody', to: 'bob' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await move({ from: 'bob', to: 'nobody' })).toMatchObject({ path: ['to'] });
    expect(await move({ from: 'bob', to: 'bob' })).toMatchObject({ path: ['to'] });
    expect(await move({ from: 'bob', to: 'ada' })).toMatchObject({ code: 'STATE', path: ['from'] });
  });
});

describe('an open stream of whoever signed in', () => {
  const subscription = 'subscription { events { key } }';
  const lastOf = async (stream: Awaited<ReturnType<TokenDoor['stream']>>) => {
    for await (const { errors } of stream) if (errors) return errors.map(({ extensions }) => extensions.code);
    return 'no last word';
  };

  it('ends within 5 seconds when the person is archived, by the time that the server keeps answers', async () => {
    const { api, stream } = await open();
    const last = lastOf(await stream(await issuer.sign({ ...adas }), subscription));
    const began = performance.now();
    await api.send(
      'mutation { archivePerson(input: { key: "ada.l", expectedRevision: null }) { __typename } }',
    );
    expect(await last).toEqual(['UNAUTHENTICATED']);
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('ends when the token is over, and no sooner', async () => {
    let now = new Date();
    const { stream } = await open({ freshMs: 50, now: () => now });
    const last = lastOf(await stream(await issuer.sign({ ...adas, exp: seconds() + 30 }), subscription));
    now = new Date(now.getTime() + 89_000);
    expect(await Promise.race([last, door.ask('x', viewer).then(() => 'open')])).toBe('open');
    now = new Date(now.getTime() + 2_000);
    expect(await last).toEqual(['UNAUTHENTICATED']);
  });

  it('is opened anew when a later token has given or taken rights', async () => {
    const { stream } = await open({ freshMs: 50 });
    const first = await issuer.sign({ ...adas, iat: seconds() - 10 });
    const last = lastOf(await stream(first, subscription));
    await whoIs(await issuer.sign({ ...adas, groups: ['admins'] }));
    expect(await last).toEqual(['UNAVAILABLE']);
  });
});
