import { personKind } from '@steward/domain/people/model.ts';
import type { Context } from '../platform/context.ts';
import { hiddenFields } from '../platform/restricted-fields.ts';

export interface HolderName {
  /** Lower case: an e-mail address, or a host and a handle with a blank between. */
  readonly name: string;
  readonly personId: string | null;
  readonly teamId: string | null;
}

/** Persons and teams in use that have one of these addresses, or one of these handles; names in lower case. */
export const loadHolderNames = (
  context: Context,
  emails: readonly string[],
  handles: readonly string[],
): Promise<HolderName[]> => {
  const { personId } = context.actor;
  // Where the address of nobody may be seen, an address leads to nobody but by their contacts.
  const everybodys = !hiddenFields(context, personKind, null).includes('email');
  return context.database.prisma.$queryRaw<HolderName[]>`
    SELECT DISTINCT found."name", found."personId", found."teamId" FROM (
      SELECT lower("email") AS "name", "id" AS "personId", NULL::uuid AS "teamId"
        FROM "Person" WHERE lower("email") = ANY(${emails}) AND (${everybodys} OR "id" = ${personId}::uuid)
      UNION ALL
      SELECT lower("value"), "personId", "teamId"
        FROM "Contact" WHERE "type" = 'EMAIL' AND lower("value") = ANY(${emails})
      UNION ALL
      SELECT lower("host" || ' ' || "handle"), "personId", "teamId"
        FROM "Handle" WHERE lower("host" || ' ' || "handle") = ANY(${handles})
    ) found
    LEFT JOIN "Person" person ON person."id" = found."personId"
    LEFT JOIN "Team" team ON team."id" = found."teamId"
    WHERE (person."id" IS NOT NULL AND person."archivedAt" IS NULL)
       OR (team."id" IS NOT NULL AND team."archivedAt" IS NULL)`;
};
