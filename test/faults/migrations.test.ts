import { fileURLToPath } from 'node:url';
import { connect } from '@steward/server/test/platform/database/connection.ts';
import type { DatabaseTarget } from '@steward/server/test/platform/database/target.ts';
import { applyMigrations } from '@steward/server/test/platform/migrations/migrate.ts';
import { readMigrations } from '@steward/server/test/platform/migrations/migration-files.ts';
import { schemaDiff } from '@steward/server/test/platform/migrations/schema-diff.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyPostgres } from './support/databases.ts';

const schema = fileURLToPath(new URL('../../prisma/schema', import.meta.url));

describe('the committed migrations', () => {
  it('lead to prisma/schema, and one statement less or more would show', async () => {
    expect(await schemaDiff(schema)).toBe('');
    const other = [
      ...readMigrations(),
      { name: '9999_other', sql: 'ALTER TABLE "Person" DROP COLUMN "email"' },
    ];
    expect(await schemaDiff(schema, other)).toContain('ADD COLUMN     "email" TEXT');
  });

  // Prisma's PostgreSQL adapter cannot read what the comparison asks the catalogue; that both databases come out
  // alike shows the same for PostgreSQL.
  it('make the same tables, indexes, checks, functions, triggers and sequences on both databases', async () => {
    const embedded = await catalogue({ kind: 'embedded-memory' });
    const postgres = await catalogue(await emptyPostgres());
    expect(embedded).toEqual(postgres);
    expect(embedded.length).toBeGreaterThan(200);
  });

  it('are recorded as `prisma migrate deploy` records them', async () => {
    const connection = await connect(await emptyPostgres());
    onTestFinished(() => connection.close());
    await applyMigrations(connection);
    const rows = await connection.query<{ migration_name: string; checksum: string }>(
      `SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND applied_steps_count = 1
       ORDER BY migration_name`,
    );
    expect(rows.map(({ migration_name }) => migration_name)).toEqual(
      readMigrations().map(({ name }) => name),
    );
    expect(rows.every(({ checksum }) => /^[0-9a-f]{64}$/.test(checksum))).toBe(true);
  });
});

/** What the migrations made, as text that two versions of PostgreSQL say alike. */
async function catalogue(target: DatabaseTarget): Promise<string[]> {
  const connection = await connect(target);
  onTestFinished(() => connection.close());
  const outcome = await applyMigrations(connection);
  if (!outcome.ok) throw new Error(outcome.reason);
  const rows = await connection.query<{ line: string }>(`
    SELECT concat_ws(' ', 'column', table_name, column_name, udt_name, is_nullable, column_default) AS line
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT concat_ws(' ', 'index', indexdef) FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT concat_ws(' ', 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid))
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL SELECT concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT concat_ws(' ', 'function', p.oid::regprocedure::text, prosrc) FROM pg_proc p
      WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT concat_ws(' ', 'sequence', sequencename, start_value::text) FROM pg_sequences
    ORDER BY 1`);
  return rows.map(({ line }) => line);
}
