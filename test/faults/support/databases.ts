import { randomBytes } from 'node:crypto';
import type { DatabaseTarget } from '@steward/server/test/platform/database/target.ts';
import { inject } from 'vitest';
import { onServer } from '../../support/postgres-setup.ts';

/** An empty database on the run's PostgreSQL server; the run's end removes it. */
export async function emptyPostgres(): Promise<DatabaseTarget & { kind: 'postgres' }> {
  const { url, prefix } = inject('postgres');
  const name = `${prefix}_${randomBytes(4).toString('hex')}`;
  await onServer(url, (client) => client.query(`CREATE DATABASE ${name}`));
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { kind: 'postgres', url: own.href };
}
