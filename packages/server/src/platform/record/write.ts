import type { Kind, RecordDocument } from '@steward/domain/record/kind.ts';
import { v7 as newId } from 'uuid';
import type { Context, Transaction } from '../context.ts';
import { turnsOf } from '../in-slices.ts';
import { pathsOutside } from '../restricted-fields.ts';
import { forbidden, Refusal, type UserError } from '../user-error.ts';
import { attemptOf } from './attempt-of.ts';
import { changedPaths } from './changed-paths.ts';
import { checkDocuments, type Wanted } from './check-documents.ts';
import { checkMakers, checkMoves, checkWriters } from './check-writers.ts';
import { journal } from './journal.ts';
import { keepHidden } from './keep-hidden.ts';
import { keepOldKey, nextRegisterKey } from './keys.ts';
import { checkRevision, loadTargets } from './load-targets.ts';
import type { Row } from './mapping.ts';
import { writeParts } from './parts.ts';
import type { Provenance } from './provenance.ts';
import { type Pending, saveRows } from './save-rows.ts';

export type Operation =
  | 'CREATE'
  | 'UPDATE'
  | 'ARCHIVE'
  | 'RESTORE'
  | 'TRANSITION'
  | 'ASSIGN_ROLE'
  | 'HAND_OVER_ROLE'
  | 'END_ROLE';
export type Origin = 'MANUAL' | 'CATALOG_INFO' | 'CODEOWNERS' | 'OPENSLO' | 'GIT_HISTORY' | 'DEMO' | 'SYSTEM';

/** The record a command is about: by id, by key (aliases count), or none yet. */
export type Target = { id: string } | { key: string } | null;

export interface Before {
  id: string;
  revision: number;
  archivedAt: Date | null;
  origin: Origin;
  provenance: Provenance;
  document: RecordDocument;
  /** Names of fields that the actor may not see. */
  hidden: readonly string[];
}

/** What a command wants the record to be afterwards, or why not. `archived` changes the archive mark. */
export type Decision = { document: Record<string, unknown>; archived?: boolean } | { error: UserError };

export interface WriteCommand {
  kind: Kind;
  operation: Operation;
  target: Target;
  /** Undefined: the caller did not say. Null: the caller wants no check. */
  expectedRevision?: number | null;
  decide: (before: Before | null, tx: Transaction) => Decision | Promise<Decision>;
  origin?: Origin;
  reason?: string | null;
  /** Only tried, for a proposal: nobody needs the right to it, and the caller undoes it in this same transaction. */
  proposed?: boolean;
  /** The transaction is rolled back afterwards; the answer then tells of the record as it is now. */
  validateOnly?: boolean;
  /** Columns of part rows that no document holds. */
  partColumns?: (field: string, row: Row) => Row;
  /** Where the fields the command changes came from; with `fields`, those alone came from there. */
  source?: { location: string; fields?: readonly string[] } | undefined;
  /** What the command changes of the record that no document holds; it makes a revision even when the rest stays. */
  alsoChanged?: readonly string[];
  /**
   * The record as another server had it: its register key is kept, it may name archived records, and the mark of its
   * archive and where its fields came from are taken as they are.
   */
  restored?: { archivedAt: Date | null; provenance: Provenance } | undefined;
  id?: string;
}

export interface Written {
  type: 'Written';
  id: string | null;
  key: string;
  revision: number;
  changed: readonly string[];
}

/**
 * The one way a record is written: row, parts, revision, audit event and outbox event in the caller's transaction.
 * Refuses by throwing a `Refusal`, so that the transaction is rolled back. A write that changes nothing writes nothing.
 * Everything is written with `validateOnly` too: whoever opened the transaction rolls it back.
 */
export async function writeInTransaction(
  tx: Transaction,
  context: Context,
  command: WriteCommand,
): Promise<Written> {
  const [written] = await writeAllInTransaction(tx, context, [command]);
  return written!;
}

/**
 * The same for many records, at most one command for each: all or none, and the number of statements follows the kinds
 * and the records changed, not the records made. New ones may name each other, in circles too, in any order.
 */
export async function writeAllInTransaction(
  tx: Transaction,
  context: Context,
  commands: readonly WriteCommand[],
): Promise<Written[]> {
  if (commands.length > 1) await tx.$executeRaw`SET CONSTRAINTS ALL DEFERRED`;
  const wanted = await decideAll(tx, context, commands);
  const { documents, ids } = await checkDocuments(tx, context, wanted);
  await checkMoves(
    tx,
    context,
    wanted.map(({ command, before }, index) => ({ command, before, document: documents[index]! })),
  );
  const at = context.now();
  const turn = turnsOf(tx);
  const judged: Pending[] = [];
  for (const [index, want] of wanted.entries()) {
    await turn();
    const { command, before, archived } = want;
    const document = documents[index]!;
    const changed = changedPaths(command.kind, before?.document ?? null, document);
    if (before && archived !== (before.archivedAt !== null)) changed.push('archivedAt');
    changed.push(...(command.alsoChanged ?? []));
    if (before && pathsOutside(changed, before.hidden).length < changed.length)
      throw new Refusal(
        forbidden('this field is written by those who may see it'),
        attemptOf(command, before),
      );
    judged.push({ ...want, document, changed, at, revision: (before?.revision ?? 0) + 1 });
  }
  const writes = judged.filter(changesSomething);
  for (const { command, before, document, id } of writes)
    if (!before && command.kind.key.form === 'register' && !command.restored)
      document.key = command.validateOnly ? id : await nextRegisterKey(tx, command.kind.key.prefix);
  await saveRows(tx, writes, ids);
  for (const { command, before, document } of writes)
    if (before) await keepOldKey(tx, command.kind, document.key, before);
  await writeParts(tx, writes, ids);
  await journal(tx, context, writes);
  return judged.map(answerOf);
}

const changesSomething = ({ before, changed }: Pending): boolean => !before || changed.length > 0;

/** What each command wants of the record as it stands, or the refusal of the first that may not or can not. */
async function decideAll(
  tx: Transaction,
  context: Context,
  commands: readonly WriteCommand[],
): Promise<Wanted[]> {
  const befores = await loadTargets(tx, context, commands);
  const wanted: Wanted[] = [];
  await checkWriters(
    tx,
    context,
    commands.map((command, index) => ({ command, before: befores[index] ?? null })),
  );
  for (const [index, command] of commands.entries()) {
    const before = befores[index] ?? null;
    const reason = context.policies[command.kind.name]!.mayWrite(context, command.operation);
    if (reason && !command.proposed) throw new Refusal(forbidden(reason), attemptOf(command, before));
    if (before) await checkRevision(tx, command, before);
    const decision = await command.decide(before, tx);
    if ('error' in decision) throw new Refusal(decision.error, attemptOf(command, before));
    const archived = decision.archived ?? before?.archivedAt != null;
    const id = before?.id ?? command.id ?? newId();
    const keeps = before && (command.origin ?? 'MANUAL') === 'MANUAL';
    const { document, kept } = keeps
      ? await keepHidden(tx, context, command.kind, before.document, decision.document)
      : { document: decision.document, kept: new Set<string>() };
    wanted.push({ command, before, id, wanted: document, kept, archived });
  }
  await checkMakers(
    tx,
    context,
    wanted.flatMap(({ command, before, wanted: document }) => (before ? [] : [{ command, document }])),
  );
  return wanted;
}

function answerOf(write: Pending): Written {
  const { command, before, document, id, revision, changed } = write;
  const still = { id: before?.id ?? null, revision: before?.revision ?? 0 };
  if (!changesSomething(write)) return { type: 'Written', ...still, key: before!.document.key, changed };
  return {
    type: 'Written',
    ...(command.validateOnly ? still : { id, revision }),
    key: document.key,
    changed,
  };
}
