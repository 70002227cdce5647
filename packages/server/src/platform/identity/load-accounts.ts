import { Prisma } from '../database/generated/prisma/client.ts';
import type { Database } from '../database/open-database.ts';

export interface AccountHolder {
  readonly account: string;
  readonly personId: string;
  readonly name: string;
  readonly administrator: boolean;
}

/** Who signs in with each of these accounts: nobody whose person is archived. One statement, however many. */
export async function loadAccounts(
  { read }: Pick<Database, 'read'>,
  ids: readonly string[],
): Promise<Map<string, AccountHolder>> {
  const rows = await read.rows<AccountHolder>(Prisma.sql`
    SELECT account.id AS account, person.id AS "personId", person.name, EXISTS (
        SELECT FROM "Account" AS other WHERE other."personId" = person.id AND other.administrator
      ) AS administrator
    FROM "Account" AS account JOIN "Person" AS person ON person.id = account."personId"
    WHERE account.id = ANY(${ids}::uuid[]) AND person."archivedAt" IS NULL`);
  return new Map(rows.map((row) => [row.account, row]));
}
