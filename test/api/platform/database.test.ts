import { randomUUID } from 'node:crypto';
import { databaseError, uniqueViolation } from '@steward/server/test/platform/database/driver-error.ts';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../../support/database.ts';

const person = (key: string) => ({ id: randomUUID(), key, lookup: key, name: key });

describe('the database under the tests', () => {
  it('is empty when it is asked for, and its sequences begin again', async () => {
    const first = await testDatabase();
    await first.prisma.person.create({ data: person('ada') });
    const event = { kind: 'PERSON', recordId: randomUUID(), key: 'ada', revision: 1, operation: 'CREATE' };
    await first.prisma.outboxEvent.create({ data: { ...event, at: new Date(0) } });
    const again = await testDatabase();
    expect(await again.prisma.person.count()).toBe(0);
    const { id } = await again.prisma.outboxEvent.create({ data: { ...event, at: new Date(0) } });
    expect(id).toBe(1n);
  });

  it('keeps an instant as it was, whatever the time zone of the server and its session', async () => {
    const { prisma, connection } = await testDatabase();
    const at = new Date('2026-07-01T23:30:00.123Z');
    await prisma.person.create({ data: { ...person('ada'), createdAt: at } });
    const [row] = await connection.query<{ epoch: string }>(
      `SELECT extract(epoch FROM "createdAt")::text AS epoch FROM "Person"`,
    );
    expect(Number(row?.epoch) * 1_000).toBe(at.getTime());
    expect((await prisma.person.findFirstOrThrow()).createdAt).toEqual(at);
  });

  it('counts the statements of a query with its relations as one', async () => {
    const { prisma, recordStatements } = await testDatabase();
    await prisma.person.create({ data: person('ada') });
    const { result, statements } = await recordStatements(() =>
      prisma.person.findMany({ include: { contacts: { take: 2 }, memberships: true } }),
    );
    expect(result).toHaveLength(1);
    expect(statements).toHaveLength(1);
  });

  it('undoes the whole transaction when its last statement fails, and leaves the transaction control uncounted', async () => {
    const { prisma, recordStatements } = await testDatabase();
    const { result, statements } = await recordStatements(() =>
      prisma
        .$transaction(async (transaction) => {
          await transaction.person.create({ data: person('ada') });
          await transaction.person.create({ data: person('ada') });
        })
        .catch(uniqueViolation),
    );
    expect(result).toBe('Person_lookup_key');
    expect(await prisma.person.count()).toBe(0);
    expect(statements.every((sql) => sql.startsWith('INSERT') || sql.startsWith('SELECT'))).toBe(true);
  });

  it('reports a commit that the database refuses', async () => {
    const { prisma, connection, owner } = await testDatabase();
    await owner.query('CREATE TABLE deferred_parent (id int PRIMARY KEY)');
    await owner.query(
      'CREATE TABLE deferred_child (parent int REFERENCES deferred_parent DEFERRABLE INITIALLY DEFERRED)',
    );
    try {
      const refused = prisma.$transaction(async (transaction) => {
        await transaction.$executeRaw`INSERT INTO deferred_child VALUES (1)`;
      });
      const error = databaseError(await refused.catch((reason: unknown) => reason));
      expect(error).toEqual({ sqlState: '23503', message: expect.stringContaining('deferred_child') });
      expect(await connection.query('SELECT * FROM deferred_child')).toEqual([]);
    } finally {
      await owner.query('DROP TABLE deferred_child, deferred_parent');
    }
  });
});
