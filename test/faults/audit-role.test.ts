import { randomBytes } from 'node:crypto';
import { startDatabase } from '@steward/server/test/platform/database/start-database.ts';
import { expect, inject, it, onTestFinished } from 'vitest';
import { onServer } from '../support/postgres-setup.ts';

/** A database of a user who may make nothing but tables. */
async function plainUsersDatabase() {
  const { url, prefix } = inject('postgres');
  const name = `${prefix}_plain_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(12).toString('hex');
  await onServer(url, (client) => client.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`));
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name} OWNER ${name}`));
  onTestFinished(async () => {
    await onServer(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    await onServer(url, (client) => client.query(`DROP ROLE ${name}`));
  });
  const own = new URL(url);
  Object.assign(own, { pathname: `/${name}`, username: name, password });
  return { name, url: own.href };
}

it('attack 67: a user who may make no roles starts on triggers alone, and on the role once an administrator gives it', async () => {
  const { name, url } = await plainUsersDatabase();
  const start = async () => {
    const started = await startDatabase({ kind: 'postgres', url }, { command: 'test', now: new Date(0) });
    if (!started.ok) throw new Error(started.problem.message);
    const { connection, protection } = started.database;
    const [row] = await connection.query<{ role: string }>('SELECT current_user::text AS role');
    const refused = await connection.query('DELETE FROM "AuditEntry"').then(
      () => '',
      (error: Error) => error.message,
    );
    await started.database.close();
    return { protection, role: row?.role, refused };
  };
  expect(await start()).toEqual({
    protection: 'TRIGGERS',
    role: name,
    refused: 'the audit log is append-only',
  });
  await onServer(inject('postgres').url, async (client) => {
    const { rows } = await client.query(`SELECT 1 FROM pg_roles WHERE rolname = 'steward_app'`);
    if (rows.length === 0) await client.query('CREATE ROLE steward_app NOLOGIN');
    await client.query(`GRANT steward_app TO ${name}`);
  });
  expect(await start()).toEqual({
    ...{ protection: 'ROLE', role: 'steward_app' },
    refused: 'permission denied for table AuditEntry',
  });
});
