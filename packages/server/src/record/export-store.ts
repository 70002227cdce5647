import type { EntityLine, RecordLine, RulesLine } from '@steward/domain/exchange/records/record-line.ts';
import { rulesInLine, sorted } from '@steward/domain/exchange/records/record-line.ts';
import type { Kind } from '@steward/domain/record/kind.ts';
import { kinds } from '@steward/domain/record/kinds.ts';
import type { Context } from '../platform/context.ts';
import { visibleRows } from '../platform/policy.ts';
import { delegate } from '../platform/record/delegate.ts';
import { entitySeen } from '../platform/record/entity-seen.ts';
import type { Row } from '../platform/record/mapping.ts';
import type { Provenance } from '../platform/record/provenance.ts';
import { visibleDocumentOf, visibleSelect } from '../platform/record/visible-row.ts';

export interface ExportStep<Line> {
  readonly lines: readonly Line[];
  /** Where the next page of the kind begins; null when there is none. */
  readonly next: string | null;
}

/** Records of a kind that the actor may see, by key, after the given one: two statements. */
export async function exportRecords(
  context: Context,
  kind: Kind,
  after: string | null,
  most: number,
): Promise<ExportStep<RecordLine>> {
  const { prisma } = context.database;
  const rows = await delegate(prisma, kind.name).findMany({
    where: { AND: [visibleRows(context, kind.name), after === null ? {} : { lookup: { gt: after } }] },
    orderBy: { lookup: 'asc' },
    take: most + 1,
    select: { ...visibleSelect(context, kind), lookup: true },
  });
  const page = rows.slice(0, most);
  const aliases = new Map<string, string[]>();
  if (page.length > 0)
    for (const { recordId, key } of await prisma.keyAlias.findMany({
      where: { kind: kind.name, recordId: { in: page.map(({ id }) => String(id)) } },
      orderBy: { lookup: 'asc' },
      select: { recordId: true, key: true },
    }))
      aliases.set(recordId, [...(aliases.get(recordId) ?? []), key]);
  return {
    lines: await Promise.all(
      page.map((row) => lineOf(context, kind, row, aliases.get(String(row.id)) ?? [])),
    ),
    next: rows.length > most ? String(page.at(-1)!.lookup) : null,
  };
}

async function lineOf(
  context: Context,
  kind: Kind,
  row: Row,
  aliases: readonly string[],
): Promise<RecordLine> {
  const { key, ...document } = await visibleDocumentOf(context, kind, row);
  for (const [name, field] of Object.entries(kind.fields))
    if (field.type === 'value') document[name] = sorted(document[name]);
  const provenance = Object.entries(row.provenance as Provenance)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { source, location }]) => [name, { source, location }] as const);
  return {
    kind: kind.name,
    key,
    archivedAt: row.archivedAt === null ? null : (row.archivedAt as Date).toISOString(),
    aliases: [...aliases],
    origin: row.origin as RecordLine['origin'],
    provenance: Object.fromEntries(provenance),
    document: document as RecordLine['document'],
  };
}

/** Ownership rules of repositories that the actor may see, each set in lines of as many rules: two statements. */
export async function exportRules(context: Context, after: string | null): Promise<ExportStep<RulesLine>> {
  const { prisma } = context.database;
  const [lookup = null, position = '0'] = after?.split('\n') ?? [];
  const visible = visibleRows(context, 'Repository');
  const [file] = await prisma.codeownersFile.findMany({
    where: {
      repository: {
        AND: [visible, lookup === null ? {} : { lookup: position === '' ? { gt: lookup } : { gte: lookup } }],
      },
    },
    orderBy: { repository: { lookup: 'asc' } },
    take: 1,
    select: {
      ...{ id: true, file: true, dialect: true, commit: true },
      repository: { select: { key: true, lookup: true } },
      _count: { select: { rules: true } },
    },
  });
  if (!file) return { lines: [], next: null };
  const { repository, dialect, commit, _count } = file;
  const from = lookup === repository.lookup && position !== '' ? Number(position) : 0;
  const rules = await prisma.ownershipRule.findMany({
    where: { codeownersFileId: file.id, position: { gte: from, lt: from + rulesInLine } },
    orderBy: { position: 'asc' },
    select: {
      ...{ line: true, pattern: true, owners: true, section: true },
      ...{ optional: true, approvals: true, exclusion: true },
    },
  });
  const line: RulesLine = {
    ...{ kind: 'OwnershipRules', repository: repository.key, file: file.file },
    ...{ dialect: dialect as RulesLine['dialect'], commit, from, of: _count.rules, rules },
  };
  const more = from + rulesInLine < _count.rules;
  return { lines: [line], next: `${repository.lookup}\n${more ? from + rulesInLine : ''}` };
}

/** Catalog entities of repositories that the actor may see, with the records they became: a statement a record kind. */
export async function exportEntities(
  context: Context,
  after: string | null,
  most: number,
): Promise<ExportStep<EntityLine>> {
  const { prisma } = context.database;
  const [lookup, file, ref] = after === null ? [] : (JSON.parse(after) as string[]);
  const rows = await prisma.catalogEntity.findMany({
    where: {
      repository: visibleRows(context, 'Repository'),
      ...(lookup === undefined
        ? {}
        : {
            OR: [
              { repository: { lookup: { gt: lookup } } },
              { repository: { lookup }, file: { gt: file } },
              { repository: { lookup }, file, ref: { gt: ref } },
            ],
          }),
    },
    orderBy: [{ repository: { lookup: 'asc' } }, { file: 'asc' }, { ref: 'asc' }],
    take: most + 1,
    include: { repository: { select: { key: true, lookup: true } } },
  });
  const page = rows.slice(0, most);
  const keys = new Map<string, string>();
  for (const kind of kinds) {
    const ids = page.flatMap(({ recordKind, recordId }) => (recordKind === kind.name ? [recordId] : []));
    if (ids.length === 0) continue;
    const where = { AND: [{ id: { in: ids } }, visibleRows(context, kind.name)] };
    for (const { id, key } of await delegate(prisma, kind.name).findMany({
      where,
      select: { id: true, key: true },
    }))
      keys.set(String(id), String(key));
  }
  const last = page.at(-1);
  return {
    lines: page.flatMap((row): EntityLine[] => {
      const key = keys.get(row.recordId);
      if (key === undefined) return [];
      return [
        {
          ...{ kind: 'CatalogEntity', repository: row.repository.key, file: row.file, doc: row.doc },
          ...{ line: row.line, ref: row.ref, commit: row.commit },
          goneAt: row.goneAt?.toISOString() ?? null,
          record: { kind: row.recordKind, key },
          entity: sorted(entitySeen(context, row)) as EntityLine['entity'],
        },
      ];
    }),
    next: rows.length > most && last ? JSON.stringify([last.repository.lookup, last.file, last.ref]) : null,
  };
}
