import type { TokenScope } from '@steward/domain/people/access-token.ts';
import type { Actor } from '../context.ts';
import { Prisma } from '../database/generated/prisma/client.ts';
import type { Database } from '../database/open-database.ts';

interface Row {
  hash: string;
  id: string;
  scopes: TokenScope[];
  expiresAt: Date;
  personId: string | null;
  serviceAccountId: string | null;
  name: string;
  administrator: boolean;
}

/**
 * Who acts with each of these tokens, by the hash of its text: nobody with one that is revoked, whose person or service
 * account is archived, or that there is none of. One statement, however many.
 */
export async function loadTokens(
  { read }: Pick<Database, 'read'>,
  hashes: readonly string[],
): Promise<Map<string, Actor>> {
  const rows = await read.rows<Row>(Prisma.sql`
    SELECT token.hash, token.id, token.scopes, token."expiresAt", token."personId", token."serviceAccountId",
      coalesce(person.name, service.name) AS name,
      coalesce(service.administrator, EXISTS (
        SELECT FROM "Account" AS account WHERE account."personId" = person.id AND account.administrator
      )) AS administrator
    FROM "AccessToken" AS token
    LEFT JOIN "Person" AS person ON person.id = token."personId"
    LEFT JOIN "ServiceAccount" AS service ON service.id = token."serviceAccountId"
    WHERE token.hash = ANY(${hashes}::text[]) AND token."revokedAt" IS NULL
      AND person."archivedAt" IS NULL AND service."archivedAt" IS NULL`);
  return new Map(
    rows.map(({ hash, id, scopes, expiresAt, ...holder }) => [
      hash,
      {
        ...{ personId: holder.personId, serviceAccountId: holder.serviceAccountId, name: holder.name },
        administrator: holder.administrator,
        token: { id, scopes, expiresAt: new Date(expiresAt) },
      },
    ]),
  );
}
