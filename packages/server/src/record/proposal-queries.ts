import type { RecordDocument } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { subjectField } from '@steward/domain/record/proposal/model.ts';
import {
  archivedField,
  type LaterWrite,
  type Moved,
  movedSince,
} from '@steward/domain/record/proposal/moved.ts';
import { together } from '../platform/batch.ts';
import type { Context } from '../platform/context.ts';
import { periodNow } from '../platform/kept/clock-use.ts';
import { findRecordDocuments, type RecordAsDocument } from '../platform/kind/record-document.ts';
import { visibleDocument } from '../platform/record/revisions.ts';
import { decidableAmong, nameOfPoint, type Since, writesSince } from './proposal-store.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the questions about a proposal need of its row. */
export type ProposalRow = Values & {
  readonly id: string;
  readonly state: string;
  readonly operation: string;
  readonly aboutKind: string;
  readonly fields: Values | null;
  readonly base: Values | null;
  readonly proposed: Values | null;
  readonly baseRevision: number | null;
};

/** One field that a proposal would change. */
export interface ProposedChange {
  readonly field: string;
  readonly base: unknown;
  readonly now: unknown;
  readonly proposed: unknown;
  readonly moved: Moved | null;
}

const subjectId = (row: ProposalRow): string | null =>
  (row[`${subjectField(row.aboutKind)}Id`] as string | null | undefined) ?? null;

/** The record that a proposal is about, as it is now: one statement for each kind, whatever the number of proposals. */
export async function subjectOf(context: Context, row: ProposalRow): Promise<RecordAsDocument | null> {
  const id = subjectId(row);
  if (id === null) return null;
  const record = await together(context, `subjects of ${row.aboutKind}`, id, async (ids) => {
    const records = await findRecordDocuments(context, kindNamed(row.aboutKind), { id: { in: [...ids] } });
    return new Map(records.map((one) => [one.id, one]));
  });
  return record ?? null;
}

/** Where an open proposal is stale: one statement for all that are asked in the same turn. */
export async function movedOf(context: Context, row: ProposalRow): Promise<Moved[]> {
  const recordId = subjectId(row);
  if (row.state !== 'OPEN' || recordId === null || row.baseRevision === null) return [];
  const point: Since = { kind: row.aboutKind, recordId, revision: row.baseRevision };
  const later = await together<LaterWrite[]>(
    context,
    'writes since proposals',
    JSON.stringify(point),
    async (points) => {
      const asked = points.map((text) => JSON.parse(text) as Since);
      const found = await writesSince(context.database.prisma, asked);
      return new Map(asked.map((one) => [JSON.stringify(one), found.get(nameOfPoint(one)) ?? []]));
    },
  );
  return movedSince(Object.keys(row.proposed ?? {}), later ?? []);
}

/** What would change, field by field: as it was when it was proposed, as it is now, and as it would be. */
export async function changesOf(context: Context, row: ProposalRow): Promise<ProposedChange[]> {
  const [now, moved, base, proposed] = await Promise.all([
    subjectOf(context, row),
    movedOf(context, row),
    visibleValues(context, row, row.base),
    visibleValues(context, row, row.proposed),
  ]);
  return Object.keys(proposed).map((field) => ({
    ...{ field, base: base[field] ?? null, proposed: proposed[field] ?? null },
    now: field === archivedField ? now && now.archivedAt !== null : (now?.document[field] ?? null),
    moved: moved.find((one) => one.field === field) ?? null,
  }));
}

async function visibleValues(context: Context, row: ProposalRow, values: Values | null): Promise<Values> {
  return visibleDocument(context, kindNamed(row.aboutKind), { ...values } as RecordDocument, subjectId(row));
}

/** What the write takes, without what the viewer may not see. */
export async function fieldsOf(context: Context, row: ProposalRow): Promise<unknown> {
  const proposal = kindNamed('Proposal');
  const { aboutKind, operation, fields } = row;
  const document = { key: '', aboutKind, operation, fields };
  return (await visibleDocument(context, proposal, document, row.id)).fields ?? {};
}

/** Whether an answer of the viewer would not be refused for want of a right: one statement for all that are asked in a turn. */
export async function viewerCanDecide(context: Context, row: ProposalRow): Promise<boolean> {
  if (row.state !== 'OPEN') return false;
  const answer = await together(context, 'viewerCanDecide', row.id, async (ids) => {
    const found = await decidableAmong(context.database.prisma, context, ids, periodNow(context));
    return new Map([...found].map((id) => [id, true]));
  });
  return answer ?? false;
}
