// What stands in the whole database, for tests that say that nothing was written, or exactly so much.
import type { TestDatabase } from './database.ts';

export type Contents = Readonly<Record<string, { rows: number; hash: string }>>;

/** Rows and a hash of every table; equal contents are equal objects. One statement, in a snapshot of its own. */
export async function contentsOf({ connection }: Pick<TestDatabase, 'connection'>): Promise<Contents> {
  const tables = await connection.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  const statement = tables
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::int AS rows, coalesce(md5(string_agg(t::text, ',' ORDER BY t::text)), '') AS hash FROM "${name}" t`,
    )
    .join(' UNION ALL ');
  const rows = await connection.query<{ name: string; rows: number; hash: string }>(statement);
  return Object.fromEntries(rows.map(({ name, ...content }) => [name, content]));
}

/** How many rows more each table has; tables with as many as before are left out. */
export function rowsAdded(before: Contents, after: Contents): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after)
      .map(([name, { rows }]) => [name, rows - (before[name]?.rows ?? 0)] as const)
      .filter(([, more]) => more !== 0),
  );
}
