import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { handStatement, handValues } from '../file-context/hand-statement.ts';

const open = openChangeStates.map((state) => `'${state}'`).join(', ');
const owner = (system: string) => `(
  SELECT json_build_object('key', p.key, 'name', p.name)
  FROM "RoleAssignment" a JOIN "Role" r ON r.id = a."roleId" LEFT JOIN "Person" p ON p.id = a."personId"
  WHERE a."systemId" = ${system} AND r.key = 'system-owner' AND NOT a.deputy
    AND a."from" <= now() AND (a."to" IS NULL OR a."to" > now()) ORDER BY a."from" LIMIT 1
)`;

/** What the server written by hand can be asked: one prepared statement each, whose only column is the answer. */
export const handStatements: Readonly<Record<string, { text: string; values: (input: never) => unknown[] }>> =
  {
    file: {
      text: handStatement,
      values: ({ repository, path }: { repository: string; path: string }) => handValues(repository, path),
    },
    files: {
      text: `SELECT json_agg(file.answer::json ORDER BY asked.n)::text AS answer
      FROM ROWS FROM (jsonb_array_elements($1::jsonb)) WITH ORDINALITY AS asked(input, n)
      CROSS JOIN LATERAL (${handStatement
        .replaceAll('$1', `(asked.input->>'repository')`)
        .replaceAll('ANY($2)', `ANY(ARRAY(SELECT jsonb_array_elements_text(asked.input->'roots')))`)
        .replaceAll(
          'ANY($3)',
          `ANY(ARRAY(SELECT jsonb_array_elements_text(asked.input->'files')))`,
        )}) AS file`,
      values: ({ repository, paths }: { repository: string; paths: string[] }) => [
        JSON.stringify(
          paths.map((path) => {
            const [, roots, files] = handValues(repository, path);
            return { repository, roots, files };
          }),
        ),
      ],
    },
    system: {
      text: `SELECT json_build_object(
        'key', s.key, 'name', s.name, 'description', s.description, 'type', s.type, 'purpose', s.purpose,
        'inScope', s."inScope", 'outOfScope', s."outOfScope", 'boundaryNote', s."boundaryNote", 'stage', s.stage,
        'criticality', s.criticality, 'offered', s.offered, 'tags', s.tags, 'createdAt', s."createdAt",
        'updatedAt', s."updatedAt", 'revision', s.revision,
        'team', (SELECT json_build_object('key', key, 'name', name) FROM "Team" WHERE id = s."teamId"),
        'owner', ${owner('s.id')},
        'components', (SELECT coalesce(json_agg(c), '[]') FROM (
          SELECT key, name, type FROM "Component" WHERE "systemId" = s.id AND "archivedAt" IS NULL ORDER BY name, id LIMIT 20) c),
        'changes', (SELECT coalesce(json_agg(c), '[]') FROM (
          SELECT c.key, c.title, c.state FROM "_ChangeToSystem" j JOIN "Change" c ON c.id = j."A"
          WHERE j."B" = s.id AND c."archivedAt" IS NULL AND c.state IN (${open}) ORDER BY c."plannedStart", c.id LIMIT 20) c)
      )::text AS answer FROM "System" s WHERE s.lookup = $1 AND s."archivedAt" IS NULL`,
      values: ({ key }: { key: string }) => [key],
    },
    changes: {
      text: `SELECT json_agg(json_build_object('key', c.key, 'title', c.title, 'type', c.type, 'state', c.state,
        'plannedStart', c."plannedStart", 'plannedEnd', c."plannedEnd", 'systems', (
          SELECT coalesce(json_agg(json_build_object('key', s.key, 'name', s.name, 'owner', ${owner('s.id')})), '[]')
          FROM "_ChangeToSystem" j JOIN "System" s ON s.id = j."B" WHERE j."A" = c.id AND s."archivedAt" IS NULL
        )) ORDER BY c."updatedAt" DESC, c.id DESC)::text AS answer
      FROM (SELECT * FROM "Change" WHERE "archivedAt" IS NULL AND state <> 'DRAFT' ORDER BY "updatedAt" DESC, id DESC LIMIT 100) c`,
      values: () => [],
    },
    impact: {
      text: `WITH RECURSIVE edge AS (
        SELECT 'S' || "systemId" AS source, 'S' || "sourceId" AS target FROM "SystemDependency" WHERE "systemId" IS NOT NULL
        UNION ALL SELECT coalesce('C' || "componentId", 'S' || "systemId"), 'C' || "sourceId" FROM "ComponentDependency"
      ), reached AS (
        SELECT 'S' || id AS node, 0 AS depth FROM "System" WHERE lookup = $1
        UNION SELECT edge.target, reached.depth + 1 FROM reached JOIN edge ON edge.source = reached.node WHERE reached.depth < 3
      )
      SELECT json_build_object('total', count(*))::text AS answer
      FROM (SELECT node, min(depth) AS depth FROM reached GROUP BY node HAVING min(depth) > 0) nearest`,
      values: ({ key }: { key: string }) => [key],
    },
  };
