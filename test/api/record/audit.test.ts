import { createPublicKey, verify } from 'node:crypto';
import { policies } from '@steward/server/test/policies.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../../support/api.ts';
import { contentsOf, rowsAdded } from '../../support/contents.ts';
import { mutate, mutationNames, written } from '../../support/mutate.ts';
import { mutationCases, seedForCases } from './mutation-cases.ts';

interface Check {
  auditCheck: {
    checked: number;
    problem: { kind: string; number: number; message: string } | null;
    endCursor: string | null;
  };
}
interface Head {
  auditHead: { number: number; hash: string; statement: string; signature: string; publicKey: string };
}

const checkDocument = `query Q($after: String, $first: Int, $head: AuditHeadInput) {
  auditCheck(after: $after, first: $first, head: $head) { checked problem { kind number message } endCursor } }`;
const headDocument = '{ auditHead { number hash statement signature publicKey } }';

const check = async (api: TestApi, variables: object = {}) =>
  (await api.send<Check>(checkDocument, variables)).data.auditCheck;
/** The seed writes revisions by itself: their entries, as the write path would have made them. */
const auditSeed = (api: TestApi) =>
  api.database.owner.query(`
    INSERT INTO "AuditEvent" (at, kind, "recordId", key, revision, operation, "actorName", door, digest)
    SELECT at, kind, "recordId", key, revision, operation, "actorName", door, revision_digest(document, changed) FROM "Revision"`);
const head = async (api: TestApi) => (await api.send<Head>(headDocument)).data.auditHead;
const whole = (checked: number) => ({ checked, problem: null, endCursor: null });

/** Eight writes, which are the entries 1 to 8. */
async function eightEntries(): Promise<TestApi> {
  const api = await testApi();
  for (let number = 1; number <= 8; number++)
    await written(api, 'createTeam', { key: `team-${number}`, name: `Team ${number}` });
  return api;
}

/** As a superuser who knows how the log is made and switches off what guards it. */
const tamper = (api: TestApi, steps: string) =>
  api.database.owner.query(
    `DO $$ BEGIN PERFORM set_config('session_replication_role', 'replica', true); ${steps} END $$`,
  );

const contentOf = (e: string) =>
  `audit_content(${['at', 'actorId', 'actorName', 'door', 'operation', 'outcome', 'kind', 'recordId', 'key', 'revision', 'reason', 'digest'].map((name) => `${e}."${name}"`).join(', ')})`;
const copyOf = (of: number, to: number, previous: string, hash: string) =>
  `INSERT INTO "AuditEntry" SELECT ${to}, e.at, e."actorId", e."actorName", e.door, e.operation, e.outcome, e.kind, e."recordId", e.key,
     e.revision, e.reason, e.digest, ${previous}, ${hash} FROM "AuditEntry" e WHERE number = ${of};`;
const seal = (number: number) =>
  `UPDATE "AuditEntry" e SET hash = sha256(e.previous || ${contentOf('e')}) WHERE number = ${number};`;
const hashAt = (number: number) => `(SELECT hash FROM "AuditEntry" WHERE number = ${number})`;
const moveHead = (number: number) => `UPDATE "AuditHead" SET number = ${number}, hash = ${hashAt(number)};`;
const makeRoomAt = (number: number) =>
  `UPDATE "AuditEntry" SET number = number + 1000 WHERE number >= ${number};
   UPDATE "AuditEntry" SET number = number - 999 WHERE number > 1000;`;
const rewriteFrom = (number: number) =>
  Array.from(
    { length: 9 - number },
    (_, at) =>
      `UPDATE "AuditEntry" SET previous = ${hashAt(number + at - 1)} WHERE number = ${number + at}; ${seal(number + at)}`,
  ).join(' ');

const tamperings: { what: string; steps: string; finds: { kind: string; number: number } }[] = [
  {
    what: 'changed',
    steps: `UPDATE "AuditEntry" SET "actorName" = 'Eve' WHERE number = 3;`,
    finds: { kind: 'CHANGED', number: 3 },
  },
  {
    what: 'changed in its time alone',
    steps: `UPDATE "AuditEntry" SET at = at + interval '1 millisecond' WHERE number = 8;`,
    finds: { kind: 'CHANGED', number: 8 },
  },
  {
    what: 'given another hash',
    steps: `UPDATE "AuditEntry" SET hash = sha256('x') WHERE number = 3;`,
    finds: { kind: 'CHANGED', number: 3 },
  },
  {
    what: 'changed with a new hash to suit',
    steps: `UPDATE "AuditEntry" SET "actorName" = 'Eve' WHERE number = 3; ${seal(3)}`,
    finds: { kind: 'REVISION_CHANGED', number: 3 },
  },
  {
    what: 'removed',
    steps: 'DELETE FROM "AuditEntry" WHERE number = 4;',
    finds: { kind: 'REMOVED', number: 4 },
  },
  {
    what: 'removed at the beginning',
    steps: 'DELETE FROM "AuditEntry" WHERE number <= 2;',
    finds: { kind: 'REMOVED', number: 1 },
  },
  {
    what: 'removed, and the others moved up',
    steps: `DELETE FROM "AuditEntry" WHERE number = 4; UPDATE "AuditEntry" SET number = number - 1 WHERE number > 4; ${moveHead(7)}`,
    finds: { kind: 'REMOVED', number: 4 },
  },
  {
    what: 'inserted',
    steps: `${makeRoomAt(5)} ${copyOf(4, 5, hashAt(4), `sha256('x')`)} ${moveHead(9)}`,
    finds: { kind: 'INSERTED', number: 5 },
  },
  {
    what: 'inserted with a hash to suit',
    steps: `${makeRoomAt(5)} ${copyOf(4, 5, hashAt(4), `sha256('x')`)} ${seal(5)} ${moveHead(9)}`,
    finds: { kind: 'INSERTED', number: 5 },
  },
  {
    what: 'inserted behind the last',
    steps: `${copyOf(8, 9, hashAt(8), `sha256('x')`)} ${seal(9)}`,
    finds: { kind: 'INSERTED', number: 9 },
  },
  {
    what: 'reordered',
    steps: `UPDATE "AuditEntry" SET number = 1000 WHERE number = 3; UPDATE "AuditEntry" SET number = 3 WHERE number = 6;
      UPDATE "AuditEntry" SET number = 6 WHERE number = 1000;`,
    finds: { kind: 'REORDERED', number: 3 },
  },
  {
    what: 'cut at the end',
    steps: 'DELETE FROM "AuditEntry" WHERE number > 6;',
    finds: { kind: 'CUT', number: 7 },
  },
  {
    what: 'kept out',
    steps: `INSERT INTO "AuditEvent" (at, "actorName", door, operation, kind, key) VALUES (now(), 'Eve', 'API', 'UPDATE', 'Team', 'x');`,
    finds: { kind: 'UNCHAINED', number: 9 },
  },
  {
    what: 'of a revision that was changed',
    steps: `UPDATE "Revision" SET document = document || '{"name": "Eve"}' WHERE key = 'team-2';`,
    finds: { kind: 'REVISION_CHANGED', number: 2 },
  },
  {
    what: 'of a revision that was given to somebody else',
    steps: `UPDATE "Revision" SET "actorName" = 'Eve' WHERE key = 'team-2';`,
    finds: { kind: 'REVISION_CHANGED', number: 2 },
  },
  {
    what: 'of a revision that was removed',
    steps: `DELETE FROM "Revision" WHERE key = 'team-2';`,
    finds: { kind: 'REVISION_REMOVED', number: 2 },
  },
];

describe('the audit log', { timeout: 60_000 }, () => {
  it('M-406 has an entry for each write, numbered without a gap whatever was rolled back, and checks as whole', async () => {
    const api = await eightEntries();
    expect(await mutate(api, 'createTeam', { key: 'team-1', name: 'Again' })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await written(api, 'updateTeam', { key: 'team-1', name: 'Other', reason: 'why', expectedRevision: 1 });
    const entries = await api.database.prisma.auditEntry.findMany({ orderBy: { number: 'asc' } });
    expect(entries.map(({ number }) => Number(number))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(entries.at(-1)).toMatchObject({
      ...{ operation: 'UPDATE', outcome: 'DONE', kind: 'Team', key: 'team-1', revision: 2, reason: 'why' },
      ...{ actorId: api.actor.personId, actorName: 'Ada', door: 'API' },
    });
    expect(await api.database.prisma.auditEvent.count()).toBe(0);
    const { answer, statements } = await api.counted<Check>(checkDocument);
    expect(answer.data.auditCheck).toEqual(whole(9));
    // The entries, and at their end the revisions.
    expect(statements).toHaveLength(2);
  });

  it('is checked in pages, each with one statement, that find the same as one', async () => {
    const api = await eightEntries();
    const first = await check(api, { first: 3 });
    expect(first).toEqual({ checked: 3, problem: null, endCursor: expect.any(String) });
    const second = await check(api, { first: 3, after: first.endCursor });
    const third = await check(api, { first: 3, after: second.endCursor });
    expect(third).toEqual(whole(2));
    await tamper(api, `UPDATE "AuditEntry" SET previous = sha256('x') WHERE number = 4; ${seal(4)}`);
    expect((await check(api, { first: 3 })).problem).toBeNull();
    const { answer, statements } = await api.counted<Check>(checkDocument, {
      first: 3,
      after: first.endCursor,
    });
    expect(answer.data.auditCheck.problem).toMatchObject({ kind: 'REMOVED', number: 4 });
    expect(statements).toHaveLength(2);
    expect((await api.send(checkDocument, { after: 'bm90aGluZw' })).errors?.[0]?.extensions.code).toBe(
      'BAD_USER_INPUT',
    );
  });

  it.each(tamperings)('M-406 names the first entry that is bad: $what', async ({ steps, finds }) => {
    const api = await eightEntries();
    await tamper(api, steps);
    expect((await check(api)).problem).toMatchObject(finds);
  });

  it('M-406 is held against a head that was kept: cut or written anew, it is whole by itself', async () => {
    const api = await eightEntries();
    const kept = await head(api);
    const before = { head: { number: kept.number, hash: kept.hash } };
    expect(kept.number).toBe(8);
    expect(JSON.parse(kept.statement)).toMatchObject({ format: 'steward-audit-head/1', ...before.head });
    const key = createPublicKey({
      key: Buffer.from(kept.publicKey, 'base64'),
      format: 'der',
      type: 'spki',
    });
    const isSigned = (text: string) =>
      verify(null, Buffer.from(text), key, Buffer.from(kept.signature, 'base64'));
    expect([isSigned(kept.statement), isSigned(kept.statement.replace('8', '7'))]).toEqual([true, false]);
    expect(await check(api, before)).toEqual(whole(8));
    await tamper(
      api,
      `UPDATE "AuditEntry" SET "actorName" = 'Eve' WHERE number = 3; ${rewriteFrom(3)} ${moveHead(8)}`,
    );
    expect(await check(api)).toMatchObject({ problem: { kind: 'REVISION_CHANGED', number: 3 } });
    await tamper(api, `UPDATE "Revision" SET "actorName" = 'Eve' WHERE key = 'team-3';`);
    expect(await check(api)).toEqual(whole(8));
    expect((await check(api, before)).problem).toMatchObject({ kind: 'REWRITTEN', number: 8 });
    await tamper(api, `DELETE FROM "AuditEntry" WHERE number > 6; ${moveHead(6)}`);
    expect((await check(api)).problem).toMatchObject({ kind: 'REVISION_INSERTED', number: 7 });
    await tamper(api, `DELETE FROM "Revision" WHERE key IN ('team-7', 'team-8');`);
    expect(await check(api)).toEqual(whole(6));
    expect((await check(api, before)).problem).toMatchObject({ kind: 'CUT', number: 7 });
    await written(api, 'createTeam', { name: 'Goes on' });
    expect(await check(api)).toEqual(whole(7));
  });

  it('does not fork when many write at once', async () => {
    const api = await testApi();
    const names = Array.from({ length: 20 }, (_, at) => `Team ${at}`);
    await Promise.all(names.map((name) => written(api, 'createTeam', { name })));
    expect(await check(api)).toEqual(whole(20));
  });

  it('is read by administrators alone', async () => {
    const api = await testApi();
    const bob = await api.person('bob');
    for (const document of [checkDocument, headDocument])
      expect((await api.send(document, {}, bob)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const entry = { operation: 'READ', kind: 'AuditLog', outcome: 'REFUSED', actorId: bob.personId };
    expect(await api.database.prisma.auditEntry.findMany()).toMatchObject([entry, entry]);
  });

  it('tells of a revision that came in past the log', async () => {
    const api = await eightEntries();
    const { prisma } = api.database;
    const { id: _, ...made } = await prisma.revision.findFirstOrThrow({ where: { key: 'team-3' } });
    await prisma.revision.create({ data: { ...made, document: made.document as object, revision: 2 } });
    expect((await check(api)).problem).toEqual({
      ...{ kind: 'REVISION_INSERTED', number: 9 },
      message: 'no entry speaks of revision 2 of Team team-3: it was put in past the log',
    });
  });

  it.each([
    `UPDATE "AuditEntry" SET "actorName" = 'Eve'`,
    'DELETE FROM "AuditEntry"',
    'TRUNCATE "AuditEntry"',
    `INSERT INTO "AuditEntry" SELECT * FROM "AuditEntry"`,
    'UPDATE "AuditHead" SET number = 1',
    'DELETE FROM "AuditHead"',
    'DELETE FROM "AuditSeal"',
    'DELETE FROM "AuditEvent"',
    `UPDATE "Revision" SET "actorName" = 'Eve'`,
    'ALTER TABLE "AuditEntry" DISABLE TRIGGER ALL',
    'DROP TRIGGER "audit_seal" ON "AuditSeal"',
    'DROP TABLE "AuditEntry"',
    'CREATE OR REPLACE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
    "SET session_replication_role = 'replica'",
  ])('attack 67: the role that the server works as is refused %s', async (statement) => {
    const { database } = await testApi();
    expect(await database.connection.query('SELECT current_user::text AS name')).toEqual([
      { name: 'steward_app' },
    ]);
    await expect(database.connection.query(statement)).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    `UPDATE "AuditEntry" SET "actorName" = 'Eve'`,
    'DELETE FROM "AuditEntry"',
    'TRUNCATE "AuditEntry"',
  ])('attack 67: whoever owns the tables is refused %s while the triggers stand', async (statement) => {
    const { database } = await eightEntries();
    await expect(database.owner.query(statement)).rejects.toThrow('append-only');
  });
});

describe('what was refused', { timeout: 60_000 }, () => {
  let refusing = false;
  const refused = Object.fromEntries(
    Object.entries(policies).map(([kind, policy]) => [
      kind,
      {
        ...policy,
        mayWrite: (...asked: Parameters<typeof policy.mayWrite>) =>
          refusing ? 'not you' : policy.mayWrite(...asked),
      },
    ]),
  );
  beforeAll(async () => seedForCases(await testApi()));

  it.each(mutationNames().filter((name) => name in mutationCases))(
    'attack 69: %s by somebody who may not leaves one entry in the audit log and nothing else',
    async (name) => {
      refusing = false;
      const api = await testApi({ policies: refused });
      await seedForCases(api);
      await auditSeed(api);
      const known = mutationCases[name]!;
      const input = { ...(await known.valid(api)), ...(known.revised ? { expectedRevision: null } : {}) };
      const before = await contentsOf(api.database);
      refusing = true;
      expect(await mutate(api, name, input)).toMatchObject({ code: 'FORBIDDEN', message: 'not you' });
      const after = await contentsOf(api.database);
      expect(rowsAdded(before, after)).toEqual({ AuditEntry: 1 });
      const changed = Object.keys(after).filter((table) => after[table]!.hash !== before[table]!.hash);
      expect(changed).toEqual(['AuditEntry', 'AuditHead']);
      expect(await api.database.prisma.auditEntry.findFirst({ orderBy: { number: 'desc' } })).toMatchObject({
        outcome: 'REFUSED',
        actorId: api.actor.personId,
        reason: 'not you',
        revision: null,
      });
      expect((await check(api)).problem).toBeNull();
    },
  );

  it.each([
    ['removeDemonstration(input: {})', { kind: 'Demonstration', operation: 'REMOVE' }],
    ['moveSignIns(input: { from: "a", to: "b" })', { kind: 'Person', operation: 'UPDATE' }],
    ['importStage(input: { pieces: [] })', { kind: 'Records', operation: 'IMPORT' }],
  ])('attack 69: %s too', async (mutation, entry) => {
    const api = await testApi();
    const bob = await api.person('bob');
    const document = `mutation { it: ${mutation} { __typename ... on UserError { code } } }`;
    const answer = await api.send<{ it: { code: string } }>(document, {}, bob);
    expect(answer.data.it.code).toBe('FORBIDDEN');
    expect(await api.database.prisma.auditEntry.findMany()).toMatchObject([
      { ...entry, outcome: 'REFUSED', actorId: bob.personId },
    ]);
  });
});
