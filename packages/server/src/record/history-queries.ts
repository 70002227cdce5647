import { compareDocuments, type DocumentChange } from '@steward/domain/record/compare-documents.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import { orderedDocument } from '@steward/domain/record/ordered-document.ts';
import type { Context } from '../platform/context.ts';
import type { RecordAsDocument } from '../platform/kind/record-document.ts';
import { idByAlias } from '../platform/record/references.ts';
import { visibleSnapshot } from '../platform/record/revisions.ts';
import { badUserInput } from '../platform/request-error.ts';
import { loadSnapshots, recordIdOf, type Snapshot } from './history-store.ts';

/** A point in the history of a record: one of its revisions, or the one that stood at an instant. */
export type HistoryPoint = { readonly revision: number } | { readonly at: Date };

export interface RecordComparison {
  readonly from: Version;
  readonly to: Version;
  readonly changes: readonly DocumentChange[];
}

type Version = Pick<Snapshot, 'revision' | 'at' | 'actorName'>;

/**
 * A record as it stood at a point of its history, without what the viewer may not see now; null when it was not there
 * yet, is not there, or is hidden. Two statements, and one or two more for a key that it had before.
 */
export async function recordAt(
  context: Context,
  kindName: string,
  key: string,
  point: HistoryPoint,
): Promise<RecordAsDocument | null> {
  const kind = kindNamed(kindName);
  const id = await visibleId(context, kind, key);
  const [snapshot] = id ? await loadSnapshots(context, kind.name, id, [point]) : [];
  if (!id || !snapshot) return null;
  const visible = await visibleSnapshot(context, kind, snapshot.document as RecordDocument, id);
  const document = orderedDocument(kind, visible);
  return {
    ...{ kind: kind.name, id, key: snapshot.key, label: String(document[kind.label] ?? snapshot.key) },
    ...{ revision: snapshot.revision, updatedAt: snapshot.at, archivedAt: snapshot.archivedAt, document },
  };
}

/** What is different between two points of the history of a record; null as in `recordAt`. */
export async function recordComparison(
  context: Context,
  asked: { kind: string; key: string; from: HistoryPoint; to: HistoryPoint },
): Promise<RecordComparison | null> {
  const kind = kindNamed(asked.kind);
  const id = await visibleId(context, kind, asked.key);
  const [from, to] = id ? await loadSnapshots(context, kind.name, id, [asked.from, asked.to]) : [];
  if (!id || !from || !to) return null;
  const [before, after] = await Promise.all(
    [from, to].map(({ document }) => visibleSnapshot(context, kind, document as RecordDocument, id)),
  );
  return { from, to, changes: compareDocuments(kind, before!, after!) };
}

/** Reads what the caller gave; one of the two is wanted. */
export function historyPoint(
  name: string,
  { revision, at }: { revision?: number | null; at?: unknown },
): HistoryPoint {
  if ((revision == null) === (at == null))
    throw badUserInput(`\`${name}\` takes a revision or an instant, one of the two`);
  return revision == null ? { at: new Date(String(at)) } : { revision };
}

async function visibleId(context: Context, kind: Kind, key: string): Promise<string | null> {
  const found = await recordIdOf(context, kind.name, { lookup: lookupKey(key) });
  if (found) return found;
  const id = await idByAlias(context.database.prisma, kind.name, key);
  return id ? recordIdOf(context, kind.name, { id }) : null;
}
