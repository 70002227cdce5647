import { afterEach, describe, expect, it } from 'vitest';
import { mutationDocument, mutationNames } from '../../support/mutate.ts';
import {
  type Created,
  createDocument,
  localToken,
  revokeDocument,
  type TokenDoor,
  tokenDoor,
} from '../../support/token-door.ts';
import { mutationCases, seedForCases } from '../record/mutation-cases.ts';

let door: TokenDoor;
const open = async (options: Parameters<typeof tokenDoor>[0] = {}) => {
  door = await tokenDoor(options);
  return door;
};
afterEach(() => door.close());

const viewer = '{ viewer { name administrator scopes person { key } serviceAccount { key } } }';
const mine = '{ viewer { accessTokens { id name scopes expiresAt createdBy } } }';
const dayMs = 86_400_000;

const create = async (input: object, token = localToken) =>
  (await door.ask<Created>(token, createDocument, { input })).answer.data!.result;

describe('an access token', () => {
  it('acts for whoever made it, within its scopes, and is listed without its text', async () => {
    const now = new Date('2026-01-31T09:00:00Z');
    const { api, ask, make } = await open({ now: () => now });
    const { id, text } = await make({ name: 'laptop' });
    expect(text).toMatch(/^stw_[0-9A-Za-z]{49}$/);
    const { answer } = await ask(text, viewer);
    expect(answer.data).toEqual({
      viewer: {
        ...{ name: 'Ada', administrator: false, scopes: ['READ'] },
        ...{ person: { key: 'ada' }, serviceAccount: null },
      },
    });
    const listed = await ask(localToken, mine);
    expect(listed.answer.data).toEqual({
      viewer: {
        accessTokens: [
          {
            ...{ id, name: 'laptop', scopes: ['READ'], createdBy: 'Ada' },
            expiresAt: new Date(now.getTime() + 90 * dayMs).toISOString(),
          },
        ],
      },
    });
    expect(listed.text).not.toContain(text);
    expect(api.actor.name).toBe('Ada');
  });

  it('is shown once: the same call again gives the same token without its text', async () => {
    const { api } = await open();
    const input = { name: 'ci', idempotencyKey: 'once' };
    const first = await create(input);
    const second = await create(input);
    expect(first.text).toMatch(/^stw_/);
    expect([second.text, second.accessToken]).toEqual([null, first.accessToken]);
    expect(await api.database.prisma.accessToken.count()).toBe(1);
    expect(await create({ ...input, name: 'other' })).toMatchObject({ path: ['idempotencyKey'] });
  });

  it('is only checked with validateOnly, and everything that is wrong is said at once', async () => {
    const { api } = await open();
    const checked = await create({ name: 'ci', validateOnly: true });
    expect([checked.__typename, checked.text, checked.accessToken]).toEqual([
      'CreateAccessTokenPayload',
      null,
      null,
    ]);
    const wrong = await create({ name: '', expiresInDays: 366, person: 'a', serviceAccount: 'b' });
    expect(wrong.issues?.map(({ path }) => path.join('.'))).toEqual(['person', 'name', 'expiresInDays']);
    expect(await create({ name: 'ci', person: 'nobody' })).toMatchObject({ path: ['person'] });
    expect(await api.database.prisma.accessToken.count()).toBe(0);
  });

  it('leaves one event in the audit when it is made and one when it is revoked', async () => {
    const { api, make, revoke } = await open();
    const { id } = await make({ name: 'ci', reason: 'for the pipeline' });
    await revoke(id);
    const events = await api.database.connection.query<{ said: string }>(
      `SELECT concat_ws(' ', operation, key, "actorName", reason) AS said FROM "AuditEntry" WHERE kind = 'AccessToken' AND outcome = 'DONE' ORDER BY number`,
    );
    expect(events.map(({ said }) => said).sort()).toEqual([
      'CREATE ci Ada for the pipeline',
      'REVOKE ci Ada',
    ]);
  });

  it('says when it was used last, without a statement for each use', async () => {
    let now = new Date('2026-01-31T09:00:00Z');
    const { api, ask, make, close } = await open({ now: () => now, useEvery: 3_600_000 });
    const { text } = await make({ name: 'ci' });
    const used = async () => (await api.database.prisma.accessToken.findFirstOrThrow()).lastUsedAt;
    await ask(text, viewer);
    await expect.poll(used).toEqual(now);
    const first = now;
    now = new Date(now.getTime() + 1_000);
    await ask(text, viewer);
    expect(await used()).toEqual(first);
    await close();
    expect(await used()).toEqual(now);
  });

  it('costs one statement when it is new here, and then none while it is fresh', async () => {
    const { ask, make } = await open({ freshMs: 3_600_000 });
    const { text } = await make({ name: 'ci' });
    const question = '{ viewer { name } }';
    const first = await ask(text, question);
    expect(first.statements).toHaveLength(1);
    expect(first.statements[0]).toContain('"AccessToken"');
    expect((await ask(text, `${question} # again`)).statements).toEqual([]);
    expect((await ask(localToken, question)).statements).toEqual([]);
    const listed = await ask(localToken, mine);
    expect(listed.statements).toHaveLength(1);
  });
});

describe('a token that gives nothing', () => {
  it('attack 40: a broken checksum is refused without a question to the database', async () => {
    const { ask, make } = await open();
    const { text } = await make({ name: 'ci' });
    for (let at = 4; at < text.length; at += 7) {
      const broken = `${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`;
      const reply = await ask(broken, viewer);
      expect([broken, reply.status, reply.statements]).toEqual([broken, 401, []]);
    }
  });

  it('attack 41: nothing in the database is a token, nor leads to one', async () => {
    const { api, ask } = await open();
    const { text } = await create({ name: 'ci', idempotencyKey: 'once', reason: 'why' });
    const tables = await api.database.connection.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    let dump = '';
    for (const { name } of tables)
      for (const row of await api.database.connection.query<{ text: string }>(
        `SELECT t::text AS text FROM "${name}" t`,
      ))
        dump += `${row.text}\n`;
    const { hash } = await api.database.prisma.accessToken.findFirstOrThrow();
    expect(dump).toContain(hash);
    expect(dump).not.toContain(text!.slice(4, 30));
    expect((await ask(hash, viewer)).status).toBe(401);
    expect((await ask(text!, viewer)).status).toBe(200);
    expect(door.logged()).not.toContain(text!.slice(4, 30));
  });

  it('attack 44: unknown, revoked, over and malformed tokens all get the same answer', async () => {
    let now = new Date('2026-01-31T09:00:00Z');
    const { ask, make, revoke, api } = await open({ now: () => now, freshMs: 0 });
    const unknown = await make({ name: 'unknown' });
    const revoked = await make({ name: 'revoked' });
    const over = await make({ name: 'over', expiresInDays: 1 });
    await api.database.prisma.accessToken.delete({ where: { id: unknown.id } });
    await revoke(revoked.id);
    expect((await ask(over.text, viewer)).status).toBe(200);
    now = new Date(now.getTime() + dayMs);
    const replies = [];
    for (const text of [unknown.text, revoked.text, over.text, 'stw_wrong', 'wrong'])
      replies.push(await ask(text, viewer));
    for (const reply of replies) {
      expect([reply.status, reply.text]).toEqual([401, replies[0]!.text]);
      expect([...reply.headers].filter(([name]) => name !== 'x-request-id')).toEqual(
        [...replies[0]!.headers].filter(([name]) => name !== 'x-request-id'),
      );
    }
  });

  it('wrong tokens are counted for each address, also many at once; whoever was let in before stays in', async () => {
    const { ask, make } = await open({ attempts: { most: 5, every: 3_600_000 }, freshMs: 0 });
    const known = await make({ name: 'known' });
    const fresh = await make({ name: 'fresh' });
    expect((await ask(known.text, viewer)).status).toBe(200);
    const replies = await Promise.all(Array.from({ length: 20 }, () => ask('wrong', viewer)));
    expect(replies.filter(({ status }) => status === 401)).toHaveLength(5);
    const limited = replies.find(({ status }) => status === 429)!;
    expect(limited.answer.errors?.[0]?.extensions).toMatchObject({ code: 'RATE_LIMITED' });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(known.text, viewer)).status).toBe(200);
    expect((await ask(localToken, viewer)).status).toBe(200);
    const guess = await ask(fresh.text, viewer);
    expect([guess.status, guess.statements]).toEqual([429, []]);
    expect((await ask(fresh.text, viewer, {}, '10.0.0.9')).status).toBe(200);
  });
});

describe('a good token that the server has not seen yet', () => {
  it('lets in however many requests come with it at once', async () => {
    const { ask, make } = await open({ attempts: { most: 2, every: 3_600_000 } });
    const { text } = await make({ name: 'many windows' });
    const replies = await Promise.all(Array.from({ length: 40 }, () => ask(text, viewer)));
    expect(replies.map(({ status }) => status)).toEqual(Array(40).fill(200));
  });
});

describe('what a token may be used for', () => {
  it('attack 42: a token that may only read is refused by every mutation, and nothing is written', async () => {
    const { api, ask, make } = await open({ freshMs: 3_600_000 });
    await seedForCases(api);
    const { text } = await make({ name: 'reader', scopes: ['READ'] });
    const rows = () => api.database.prisma.revision.count();
    const before = await rows();
    const plain: Record<string, object> = {
      createAccessToken: { name: 'more', scopes: ['ADMIN'] },
      revokeAccessToken: { id: crypto.randomUUID() },
      importStage: { pieces: [] },
      importPlan: { session: crypto.randomUUID() },
      importApply: { session: crypto.randomUUID() },
      importDiscard: { session: crypto.randomUUID() },
      removeDemonstration: {},
      moveSignIns: { from: 'a', to: 'b' },
      handOverAllRoles: { person: 'ada' },
      acceptProposal: { key: 'PRP-1001' },
      writeRecords: { writes: [{ kind: 'System', key: 'a', expectedRevision: null, action: 'ARCHIVE' }] },
      withdrawProposal: { key: 'PRP-1001' },
    };
    for (const name of mutationNames()) {
      const known = mutationCases[name];
      const input = plain[name] ?? { ...(await known?.valid({ ...api, send: refuseToPrepare })) };
      const reply = await ask<{ result: { __typename: string; code: string } }>(text, documentOf(name), {
        input,
      });
      expect([name, reply.answer.errors, reply.answer.data?.result]).toMatchObject([
        name,
        undefined,
        { __typename: 'ForbiddenError', code: 'FORBIDDEN' },
      ]);
    }
    expect(await rows()).toBe(before);
    expect(await api.database.prisma.accessToken.count()).toBe(1);
  });

  it('attack 42: reading tokens is outside of the scopes READ and WRITE', async () => {
    const { ask, make } = await open();
    const { text } = await make({ name: 'writer', scopes: ['WRITE'] });
    for (const query of [
      '{ viewer { name accessTokens { id } } }',
      '{ accessTokens(person: "ada") { id } }',
    ]) {
      const { answer } = await ask(text, query);
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });

  it('makes no token that outdoes it, and none for others without an administrator', async () => {
    const { api, make } = await open();
    await api.person('bob');
    const bobs = await make({ name: 'bob', person: 'bob', scopes: ['ADMIN'], expiresInDays: 10 });
    const own = await create({ name: 'own' }, bobs.text);
    expect(own.accessToken).toMatchObject({ createdBy: 'Bob', scopes: ['READ'] });
    const { expiresAt } = await api.database.prisma.accessToken.findFirstOrThrow({ where: { id: bobs.id } });
    expect(own.accessToken!.expiresAt).toBe(expiresAt.toISOString());
    expect(await create({ name: 'more', scopes: ['WRITE'] }, bobs.text)).toMatchObject({ path: ['scopes'] });
    expect(await create({ name: 'later', expiresInDays: 11 }, bobs.text)).toMatchObject({
      path: ['expiresInDays'],
    });
    for (const person of ['ada', 'nobody'])
      expect(await create({ name: 'theirs', person }, bobs.text)).toMatchObject({
        ...{ code: 'FORBIDDEN', message: 'only an administrator may make tokens for others' },
      });
  });

  it('another holder has no token to revoke, and a token may always end itself', async () => {
    const { api, ask, make } = await open({ freshMs: 0 });
    await api.person('bob');
    const adas = await make({ name: 'ada' });
    const bobs = await make({ name: 'bob', person: 'bob', scopes: ['ADMIN'] });
    const end = async (token: string, id: string) =>
      (await ask<Created>(token, revokeDocument, { input: { id } })).answer.data!.result;
    const missing = await end(bobs.text, crypto.randomUUID());
    const hidden = await end(bobs.text, adas.id);
    expect([hidden.__typename, hidden.code, hidden.path]).toEqual([
      missing.__typename,
      missing.code,
      missing.path,
    ]);
    expect(await end(adas.text, bobs.id)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await end(adas.text, adas.id)).__typename).toBe('RevokeAccessTokenPayload');
    expect((await ask(adas.text, viewer)).status).toBe(401);
    expect(await end(localToken, adas.id)).toMatchObject({ code: 'STATE' });
  });
});

const documentOf = (name: string): string =>
  name.endsWith('AccessToken') ||
  name.startsWith('import') ||
  ['removeDemonstration', 'handOverAllRoles', 'moveSignIns'].includes(name)
    ? `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) {
        result: ${name}(input: $input) { __typename ... on UserError { code } } }`
    : mutationDocument(name);

/** What a case would write before its call is not needed where the call is refused at once. */
const refuseToPrepare = async () => ({
  data: { result: { __typename: 'NothingPayload', record: null } } as never,
});

describe('rights that change', () => {
  const systems = '{ systems { totalCount } }';

  it('a revoked token, an archived person and an archived service account are nobody', async () => {
    const { api, ask, make, revoke } = await open({ freshMs: 0 });
    await api.person('bob');
    await api.send('mutation { createServiceAccount(input: { name: "CI" }) { __typename } }');
    const revoked = await make({ name: 'a' });
    const bobs = await make({ name: 'b', person: 'bob' });
    const cis = await make({ name: 'c', serviceAccount: 'ci' });
    const all = [revoked, bobs, cis];
    const states = async () => Promise.all(all.map(async ({ text }) => (await ask(text, systems)).status));
    expect(await states()).toEqual([200, 200, 200]);
    await revoke(revoked.id);
    await api.database.connection.query(`UPDATE "Person" SET "archivedAt" = now() WHERE key = 'bob'`);
    await api.send(
      'mutation { archiveServiceAccount(input: { key: "ci", expectedRevision: null }) { __typename } }',
    );
    expect(await states()).toEqual([401, 401, 401]);
  });

  it('by default hold no longer than the answer of the database, which is kept for two seconds', async () => {
    const { ask, make, revoke } = await open();
    const { id, text } = await make({ name: 'ci' });
    expect((await ask(text, systems)).status).toBe(200);
    await revoke(id);
    await expect.poll(async () => (await ask(text, systems)).status).toBe(401);
  });

  it('end the open streams of a token with UNAUTHENTICATED, and leave the others', async () => {
    const { api, make, revoke, stream } = await open({ freshMs: 50 });
    const [one, other] = [await make({ name: 'one' }), await make({ name: 'other' })];
    const subscription = 'subscription { events { key } }';
    const ended = await stream(one.text, subscription);
    const staying = await stream(other.text, subscription);
    const [last, next] = [ended.next(), staying.next()];
    await revoke(one.id);
    const { value } = await last;
    expect(value?.errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect((await ended.next()).done).toBe(true);
    await api.send('mutation { createTeam(input: { name: "Red" }) { __typename } }');
    expect((await next).value?.data).toEqual({ events: { key: 'red' } });
    await staying.return();
  });

  it('that are other ones end a stream so that it is opened anew', async () => {
    const { api, make, stream } = await open({ freshMs: 50 });
    const { id, text } = await make({ name: 'one', scopes: ['WRITE'] });
    const told = await stream(text, 'subscription { events { key } }');
    const last = told.next();
    await api.database.prisma.accessToken.update({ where: { id }, data: { scopes: ['READ'] } });
    expect((await last).value?.errors?.[0]?.extensions).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('attack 57: the same document with one token and then another shows each only what is theirs', async () => {
    const { api, ask, make } = await open({ freshMs: 3_600_000 });
    await api.person('bob');
    await api.send(
      'mutation { createChange(input: { title: "Secret", reason: "x", plan: "y" }) { __typename } }',
    );
    const adas = await make({ name: 'a' });
    const bobs = await make({ name: 'b', person: 'bob' });
    const drafts = '{ changes { totalCount } viewer { name } }';
    const answers = [];
    for (const { text } of [adas, bobs, adas, bobs]) answers.push((await ask(text, drafts)).answer.data);
    const seen = { changes: { totalCount: 1 }, viewer: { name: 'Ada' } };
    const hidden = { changes: { totalCount: 0 }, viewer: { name: 'Bob' } };
    expect(answers).toEqual([seen, hidden, seen, hidden]);
  });
});

describe('a service account', () => {
  it('is made by an administrator alone, and stands in the history with its name', async () => {
    const { api, ask, make } = await open();
    const bob = await api.person('bob');
    const createAccount = `mutation { createServiceAccount(input: { name: "Nightly import", administrator: true }) {
      __typename ... on UserError { code } } }`;
    expect((await api.send(createAccount, {}, bob)).data).toMatchObject({
      createServiceAccount: { __typename: 'ForbiddenError', code: 'FORBIDDEN' },
    });
    await api.send(createAccount);
    const { text } = await make({ name: 'ci', serviceAccount: 'nightly-import', scopes: ['WRITE'] });
    const write = `mutation { createTeam(input: { name: "Red", idempotencyKey: "k" }) {
      ... on CreateTeamPayload { team { history { nodes { actor } } } } } }`;
    const history = { createTeam: { team: { history: { nodes: [{ actor: 'Nightly import' }] } } } };
    expect((await ask(text, write)).answer.data).toEqual(history);
    expect((await ask(text, write)).answer.data).toEqual(history);
    expect((await ask(text, viewer)).answer.data).toMatchObject({
      viewer: { name: 'Nightly import', person: null, serviceAccount: { key: 'nightly-import' } },
    });
    const [event] = await api.database.connection.query(
      `SELECT "actorName", "actorId" = (SELECT id FROM "ServiceAccount") AS its FROM "AuditEntry" WHERE kind = 'Team'`,
    );
    expect(event).toEqual({ actorName: 'Nightly import', its: true });
    const again = await ask(text, '{ changes { totalCount } }');
    expect(again.status).toBe(200);
  });
});
