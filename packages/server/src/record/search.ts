import { kinds } from '@steward/domain/record/kinds.ts';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../platform/context.ts';
import { enumOf, type SchemaKit } from '../platform/kind/kit.ts';
import { recordKindChoice } from '../platform/kind/record-kind-choice.ts';
import { selectedRecords } from '../platform/kind/selected-records.ts';
import { literally } from '../platform/like.ts';
import { visibleRows } from '../platform/policy.ts';
import type { Row } from '../platform/record/mapping.ts';
import { badUserInput } from '../platform/request-error.ts';

const most = 50;
/** Candidates read before ranking; a text that fits more is too short to be useful. */
const candidates = 400;

interface Hit {
  kind: string;
  recordId: string;
  key: string;
  label: string;
}

/** `search`: records whose key, name or words hold the text; best first. */
export function addSearch(kit: SchemaKit): void {
  const { builder } = kit;
  const kind = enumOf(kit, recordKindChoice);
  const record = builder.unionType('SearchRecord', {
    description: 'A record of any kind that a search finds',
    types: kinds.map((k) => kit.nodes.get(k.name)!) as never,
    resolveType: (value) => String((value as Row).searchKind),
  });
  const hit = builder.objectRef<Hit & { row: Row }>('SearchHit').implement({
    description: 'One record that a search found',
    fields: (t) => ({
      kind: t.field({
        type: kind,
        description: 'What the record is, such as a system or a team',
        resolve: (h) => h.kind,
      }),
      key: t.exposeString('key', {
        description: 'What people call the record by, unique among those of its kind',
      }),
      label: t.exposeString('label', { description: 'The name or title of the record' }),
      record: t.field({ type: record, description: 'The record itself', resolve: (h) => h.row as never }),
    }),
  });
  builder.queryField('search', (t) =>
    t.field({
      type: [hit],
      description:
        'Records whose key, name or words hold the text, upper and lower case the same, best first',
      args: {
        text: t.arg.string({ required: true, description: 'At least two characters of what is looked for' }),
        kinds: t.arg({ type: [kind], description: 'Only records of these kinds; all when left out' }),
        first: t.arg.int({ defaultValue: 20, description: `How many records to give at most, 1 to ${most}` }),
      },
      resolve: async (_root, args, context, info) => {
        const first = args.first ?? 20;
        if (first < 1 || first > most)
          throw badUserInput(`\`first\` must be from 1 to ${most}, not ${first}`);
        const hits = await findHits(context, args.text, args.kinds as string[] | null | undefined);
        return withRows(context, info, hits.slice(0, first));
      },
    }),
  );
}

async function findHits(
  context: Context,
  text: string,
  only: readonly string[] | null | undefined,
): Promise<Hit[]> {
  const wanted = text.trim().toLowerCase();
  if (wanted.length < 2) throw badUserInput('`text` must have at least two characters');
  const rows = await context.database.prisma.searchEntry.findMany({
    where: { text: { contains: literally(wanted) }, ...(only ? { kind: { in: [...only] } } : {}) },
    orderBy: [{ label: 'asc' }, { id: 'asc' }],
    take: candidates,
    select: { kind: true, recordId: true, key: true, label: true },
  });
  const rank = (hit: Hit) => {
    const names = [hit.key.toLowerCase(), hit.label.toLowerCase()];
    return names.includes(wanted) ? 0 : names.some((name) => name.startsWith(wanted)) ? 1 : 2;
  };
  const ranked = rows.map((hit) => ({ hit, rank: rank(hit) })).sort((a, b) => a.rank - b.rank);
  return visibleHits(
    context,
    ranked.map(({ hit }) => hit),
  );
}

/** One statement for all kinds; what is hidden or archived is left out before anything is counted. */
async function visibleHits(context: Context, hits: readonly Hit[]): Promise<Hit[]> {
  const asks = [...new Set(hits.map((hit) => hit.kind))].map((model) => {
    const ids = hits.flatMap((hit) => (hit.kind === model ? [hit.recordId] : []));
    const where = { AND: [{ id: { in: ids }, archivedAt: null }, visibleRows(context, model)] };
    return { model, question: { where, select: { id: true } } };
  });
  const found = (await context.database.read.together(asks)) as Row[][];
  const seen = new Set(found.flat().map((row) => String(row.id)));
  return hits.filter((hit) => seen.has(hit.recordId));
}

async function withRows(
  context: Context,
  info: GraphQLResolveInfo,
  hits: readonly Hit[],
): Promise<(Hit & { row: Row })[]> {
  const wanted = [...new Set(hits.map((hit) => hit.kind))].map((kind) => ({
    model: kind,
    ids: hits.flatMap((hit) => (hit.kind === kind ? [hit.recordId] : [])),
    paths: [['record']],
  }));
  const found = await selectedRecords(context, info, wanted);
  const rows = new Map(found.flatMap((records) => [...records]));
  return hits.map((hit) => ({
    ...hit,
    row: { id: hit.recordId, ...rows.get(hit.recordId), searchKind: hit.kind },
  }));
}
