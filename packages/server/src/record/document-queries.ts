import { lookupKey } from '@steward/domain/record/key.ts';
import { kindNamed } from '@steward/domain/record/kinds.ts';
import type { Context } from '../platform/context.ts';
import { findRecordDocument, type RecordAsDocument } from '../platform/kind/record-document.ts';
import { idByAlias } from '../platform/record/references.ts';

/** A record by its key, or one it had before: one statement, and one or two more for a key that it had before. */
export async function recordDocument(
  context: Context,
  kindName: string,
  key: string,
): Promise<RecordAsDocument | null> {
  const kind = kindNamed(kindName);
  const found = await findRecordDocument(context, kind, { lookup: lookupKey(key) });
  if (found) return found;
  const id = await idByAlias(context.database.prisma, kind.name, key);
  return id ? findRecordDocument(context, kind, { id }) : null;
}
