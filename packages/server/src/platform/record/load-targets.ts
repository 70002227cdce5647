import { lookupKey } from '@steward/domain/record/key.ts';
import { type Kind, nounOf } from '@steward/domain/record/kind.ts';
import type { Context, Transaction } from '../context.ts';
import { visibleRows } from '../policy.ts';
import { hiddenFields } from '../restricted-fields.ts';
import { notFound, Refusal, validationError } from '../user-error.ts';
import { attemptOf } from './attempt-of.ts';
import { batchesOf } from './batches.ts';
import { conflictSince } from './conflict.ts';
import { delegate } from './delegate.ts';
import { documentOf, documentSelect, type Row } from './mapping.ts';
import type { Provenance } from './provenance.ts';
import { idByAlias } from './references.ts';
import type { Before, Origin, Target, WriteCommand } from './write.ts';

/**
 * The records that commands are about as they stand, null for new ones: one statement for each kind and way of naming,
 * and two more for each key that only an alias knows. Refuses when one is not there or the actor may not see it.
 */
export async function loadTargets(
  tx: Transaction,
  context: Context,
  commands: readonly WriteCommand[],
): Promise<(Before | null)[]> {
  const kinds = new Map(commands.map(({ kind }) => [kind.name, kind]));
  const found = new Map<string, Before>();
  for (const kind of kinds.values()) {
    const targets = commands.flatMap((c) => (c.kind.name === kind.name && c.target ? [c.target] : []));
    const ids = targets.flatMap((t) => ('id' in t ? [t.id] : []));
    const lookups = targets.flatMap((t) => ('id' in t ? [] : [lookupKey(t.key)]));
    for (const batch of batchesOf(ids))
      keep(found, context, kind, await find(tx, context, kind, { id: { in: batch } }));
    for (const batch of batchesOf(lookups))
      keep(found, context, kind, await find(tx, context, kind, { lookup: { in: batch } }));
  }
  const befores: (Before | null)[] = [];
  for (const { kind, target } of commands) {
    const before = target && (found.get(nameOf(kind, target)) ?? (await byAlias(tx, context, kind, target)));
    if (target && !before)
      throw new Refusal(notFound(nounOf(kind.name), 'id' in target ? target.id : target.key));
    befores.push(before);
  }
  return befores;
}

const nameOf = (kind: Kind, target: NonNullable<Target>): string =>
  `${kind.name} ${'id' in target ? target.id.toLowerCase() : lookupKey(target.key)}`;

const find = (tx: Transaction, context: Context, kind: Kind, where: object): Promise<Row[]> =>
  delegate(tx, kind.name).findMany({
    where: { AND: [where, visibleRows(context, kind.name)] },
    select: documentSelect(kind),
  });

function keep(found: Map<string, Before>, context: Context, kind: Kind, rows: readonly Row[]): void {
  for (const row of rows) {
    const before = beforeOf(context, kind, row);
    found.set(nameOf(kind, { id: before.id }), before);
    found.set(nameOf(kind, { key: before.document.key }), before);
  }
}

async function byAlias(
  tx: Transaction,
  context: Context,
  kind: Kind,
  target: NonNullable<Target>,
): Promise<Before | null> {
  const id = 'key' in target ? await idByAlias(tx, kind.name, target.key) : null;
  const [row] = id ? await find(tx, context, kind, { id }) : [];
  return row ? beforeOf(context, kind, row) : null;
}

const beforeOf = (context: Context, kind: Kind, row: Row): Before => ({
  id: String(row.id),
  revision: Number(row.revision),
  archivedAt: row.archivedAt as Date | null,
  origin: row.origin as Origin,
  provenance: row.provenance as Provenance,
  document: documentOf(kind, row),
  hidden: hiddenFields(context, kind, String(row.id)),
});

/** Refuses when the caller did not say which revision was read, or read an older one. */
export async function checkRevision(tx: Transaction, command: WriteCommand, before: Before): Promise<void> {
  if (command.expectedRevision === undefined)
    throw new Refusal(
      validationError([
        {
          path: ['expectedRevision'],
          message: `is required: give the revision you read (now ${before.revision}), or null to write without a check`,
        },
      ]),
      attemptOf(command, before),
    );
  if (command.expectedRevision !== null && command.expectedRevision !== before.revision)
    throw new Refusal(
      await conflictSince(tx, command.kind, before, command.expectedRevision, before.revision),
      attemptOf(command, before),
    );
}
