import { openChangeStates } from '@steward/domain/change/open-change-states.ts';
import { knownFile } from '../dataset/known-file.ts';
import type { FileAnswer } from './question.ts';

/** What somebody would write who needs this one answer and nothing else: one statement, its rows as they are asked. */
export const handStatement = `
WITH repository AS (
  SELECT id FROM "Repository" WHERE lookup = lower($1) AND "archivedAt" IS NULL
), component AS (
  SELECT c.id, c.key, c.name, c."systemId", l.path AS root
  FROM "CodeLocation" l JOIN repository r ON l."repositoryId" = r.id JOIN "Component" c ON c.id = l."componentId"
  WHERE l.path = ANY($2) AND c."archivedAt" IS NULL
  ORDER BY length(l.path) DESC, c.lookup LIMIT 1
), system AS (
  SELECT s.id, s.key, s.name FROM "System" s JOIN component c ON s.id = c."systemId" WHERE s."archivedAt" IS NULL
), touch AS (
  SELECT "changeId" AS id, CASE WHEN "startLine" IS NULL THEN 1 ELSE 0 END AS near, "startLine", "endLine"
  FROM "CodeReference" WHERE "repositoryId" = (SELECT id FROM repository) AND path = ANY($3)
  UNION ALL
  SELECT "A", 2, NULL, NULL FROM "_ChangeToComponent" WHERE "B" = (SELECT id FROM component)
  UNION ALL
  SELECT "A", 3, NULL, NULL FROM "_ChangeToSystem" WHERE "B" = (SELECT id FROM system)
), change AS (
  SELECT DISTINCT ON (c.id) c.key, c.title, c.type, c.state, c."plannedStart", c."plannedEnd",
    (ARRAY['LINES', 'FILE', 'COMPONENT', 'SYSTEM'])[t.near + 1] AS level, t."startLine" AS start, t."endLine" AS end
  FROM touch t JOIN "Change" c ON c.id = t.id
  WHERE c."archivedAt" IS NULL AND c.state IN (${openChangeStates.map((state) => `'${state}'`).join(', ')})
  ORDER BY c.id, t.near
)
SELECT json_build_object(
  'component', (SELECT json_build_object('key', key, 'name', name) FROM component),
  'system', (SELECT json_build_object('key', key, 'name', name) FROM system),
  'owner', (
    SELECT json_build_object('key', coalesce(p.key, t.key), 'name', coalesce(p.name, t.name))
    FROM "RoleAssignment" a JOIN "Role" r ON r.id = a."roleId"
    LEFT JOIN "Person" p ON p.id = a."personId" LEFT JOIN "Team" t ON t.id = a."teamId"
    WHERE a."componentId" = (SELECT id FROM component) AND r.key = 'owner'
      AND a."from" <= now() AND (a."to" IS NULL OR a."to" > now()) ORDER BY a.position, a.id LIMIT 1
  ),
  'accountable', (
    SELECT json_build_object('key', p.key, 'name', p.name)
    FROM "RoleAssignment" a JOIN "Role" r ON r.id = a."roleId" LEFT JOIN "Person" p ON p.id = a."personId"
    WHERE a."systemId" = (SELECT id FROM system) AND r.key = 'system-owner'
      AND a."from" <= now() AND (a."to" IS NULL OR a."to" > now()) ORDER BY a.position, a.id LIMIT 1
  ),
  'target', (
    SELECT json_build_object('percent', t.percent::text, 'basis', t.basis)
    FROM "ServiceLevelTarget" t JOIN "Agreement" g ON g.id = t."agreementId"
    WHERE t."systemId" = (SELECT id FROM system) AND g."archivedAt" IS NULL
      AND (g."validFrom" IS NULL OR g."validFrom" <= now()) AND (g."validTo" IS NULL OR g."validTo" > now())
    ORDER BY t.position, t.id LIMIT 1
  ),
  'changes', (SELECT coalesce(json_agg(change), '[]') FROM change)
)::text AS answer`;

/** The folders above a path as a component's code location may write them, and as a change refers to them. */
export function handValues(repository: string, path: string): unknown[] {
  const parts = path.split('/');
  const folders = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  const slashed = folders.map((folder) => `${folder}/`);
  return [repository, ['', '.', './', path, ...folders, ...slashed], [path, ...slashed]];
}

export const handBody = (): string =>
  JSON.stringify({ question: 'file', input: { repository: knownFile.repository, path: knownFile.path } });

export function readHand(answer: string): FileAnswer {
  const file = JSON.parse(answer) as {
    owner: { key: string } | null;
    accountable: { key: string } | null;
    target: { percent: string } | null;
    changes: { key: string; title: string; level: string }[];
  };
  return {
    owner: file.owner?.key ?? null,
    accountable: file.accountable?.key ?? null,
    target: file.target && String(Number(file.target.percent)),
    changes: file.changes.map(({ key, title, level }) => `${key} ${title} ${level}`).sort(),
  };
}
