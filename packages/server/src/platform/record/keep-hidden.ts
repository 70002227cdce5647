import { isDeepStrictEqual } from 'node:util';
import type { Field } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { type Mention, mentionsIn } from '@steward/domain/record/mentions.ts';
import type { Context, Transaction } from '../context.ts';
import { type Asker, visibleRows } from '../policy.ts';
import { findByLookup } from './references.ts';

/** A document with what its writer could not see; `kept` names those entries as `field.index`. */
export interface WithHidden {
  readonly document: Record<string, unknown>;
  readonly kept: ReadonlySet<string>;
}

const nothing: ReadonlySet<string> = new Set();

/**
 * Lists are written whole by whoever read them, without the entries that name what the writer may not see: those stay, at
 * the end of their list. What the server itself kept in place is told as well. One statement for each kind that lists
 * refer to and that has hidden rows; none where everybody sees all of them.
 */
export async function keepHidden(
  tx: Transaction,
  context: Asker & Pick<Context, 'policies'>,
  kind: Kind,
  before: RecordDocument,
  document: Record<string, unknown>,
): Promise<WithHidden> {
  const lists = Object.entries(kind.fields).filter(
    ([name, { type }]) =>
      (type === 'references' || type === 'parts') && !isDeepStrictEqual(before[name], document[name]),
  );
  const mentions = mentionsIn(Object.fromEntries(lists), before).filter(
    (mention) => Object.keys(visibleRows(context, mention.kind)).length > 0,
  );
  if (mentions.length === 0) return { document, kept: nothing };
  const hidden = await hiddenAmong(tx, context, mentions);
  const kept = new Set<string>();
  const whole = { ...document };
  for (const [name, field] of lists) {
    const list = [...((document[name] as unknown[] | null | undefined) ?? [])];
    const stays = (before[name] as unknown[]).filter((_, at) => hidden.has(`${name}.${at}`));
    for (const entry of stays) {
      const at = list.findIndex((other) => isSame(field, entry, other));
      kept.add(`${name}.${at < 0 ? list.push(entry) - 1 : at}`);
    }
    if (stays.length > 0) whole[name] = list;
  }
  return { document: whole, kept };
}

/** The entries of lists that name what the actor may not see, as `field.index`. */
async function hiddenAmong(
  tx: Transaction,
  context: Asker & Pick<Context, 'policies'>,
  mentions: readonly Mention[],
): Promise<Set<string>> {
  const hidden = new Set<string>();
  for (const [kind, group] of Map.groupBy(mentions, (mention) => mention.kind)) {
    const lookups = [...new Set(group.map(({ key }) => lookupKey(key)))];
    const seen = await findByLookup(tx, kind, lookups, visibleRows(context, kind));
    for (const { key, path } of group) if (!seen.has(lookupKey(key))) hidden.add(`${path[0]}.${path[1]}`);
  }
  return hidden;
}

/**
 * The very entry of the stored list, or the holding that a role command has closed or opened again. An entry that the
 * writer has made is never the same: naming what is hidden must not tell that it is there.
 */
function isSame(field: Field, stored: unknown, entry: unknown): boolean {
  if (typeof stored === 'object' && stored === entry) return true;
  if (field.options.written !== 'role') return false;
  const identity = ({ to: _, ...held }: Record<string, unknown>) => held;
  return isDeepStrictEqual(identity(stored as never), identity(entry as never));
}
