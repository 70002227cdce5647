import type { FieldIssue } from '@steward/domain/record/field.ts';
import { lookupKey } from '@steward/domain/record/key.ts';
import { documentIssues, parseFields, type RecordDocument } from '@steward/domain/record/kind.ts';
import type { Context, Transaction } from '../context.ts';
import { turnsOf } from '../in-slices.ts';
import { visibleRows } from '../policy.ts';
import { Refusal, validationError } from '../user-error.ts';
import { type ChainLink, chainIssues } from './chain.ts';
import { checkKeys } from './keys.ts';
import { type ReferenceIds, resolveReferences, type WrittenRecords } from './references.ts';
import type { Before, WriteCommand } from './write.ts';

/** What a command wants, before anybody looked whether it is right. */
export interface Wanted {
  readonly command: WriteCommand;
  readonly before: Before | null;
  readonly id: string;
  readonly wanted: Readonly<Record<string, unknown>>;
  readonly archived: boolean;
  /** Entries of lists that stay though their writer may not see them, as `field.index`. */
  readonly kept?: ReadonlySet<string>;
}

export interface Checked {
  readonly documents: readonly RecordDocument[];
  readonly ids: ReferenceIds;
}

/**
 * Brings documents to the form they are stored in, keys and references looked up for all of them at once: they may
 * name each other in circles. Refuses with everything that is wrong; with several documents each issue begins with
 * the kind and key of its own.
 */
export async function checkDocuments(
  tx: Transaction,
  context: Context,
  all: readonly Wanted[],
): Promise<Checked> {
  const keys = await checkKeys(
    tx,
    all.map(({ command, before, wanted }) => ({
      ...{ kind: command.kind, before, kept: command.restored !== undefined },
      wanted: String(wanted.key ?? ''),
    })),
  );
  const turn = turnsOf(tx);
  const parsed: ReturnType<typeof parseFields>[] = [];
  for (const { command, wanted } of all) {
    const { key: _, ...fields } = wanted;
    parsed.push(parseFields(command.kind, fields));
    await turn();
  }
  const { ids, resolved } = await resolveReferences({
    tx,
    documents: all.map(({ command, before, id, kept }, at) => ({
      ...{ id, kind: command.kind, before: before?.document ?? null, kept },
      values: parsed[at]!.values,
      mayNameArchived: command.restored !== undefined,
    })),
    written: writtenRecords(
      all,
      keys.map(({ key }) => key),
    ),
    visible: (name) => visibleRows(context, name),
  });
  const links = all.map(({ command, before, id }, at): ChainLink => {
    const document = { key: keys[at]!.key, ...resolved[at]!.values };
    return { id, kind: command.kind, document, before };
  });
  const others = new Map(links.map((link) => [link.id, link]));
  const issues: FieldIssue[] = [];
  for (const [at, link] of links.entries()) {
    await turn();
    const own = [
      ...keys[at]!.issues,
      ...parsed[at]!.issues,
      ...resolved[at]!.issues,
      // That an entry says the same as one that its writer may not see would tell that it is there.
      ...documentIssues(link.kind, resolved[at]!.values).filter(
        ({ path }) => !all[at]!.kept?.has(`${path[0]}.${path[1]}`),
      ),
      ...(await chainIssues(tx, link, others, ids)),
    ];
    const name = `${link.kind.name} ${link.document.key}`;
    issues.push(
      ...(all.length === 1 ? own : own.map((issue) => ({ ...issue, path: [name, ...issue.path] }))),
    );
  }
  if (issues.length > 0) throw new Refusal(validationError(issues));
  return { documents: links.map(({ document }) => document), ids };
}

function writtenRecords(all: readonly Wanted[], keys: readonly string[]): WrittenRecords {
  const kinds = new Map<string, Map<string, { id: string; key: string; archived: boolean }>>();
  for (const [at, { command, id, archived }] of all.entries()) {
    if (command.kind.key.form === 'register' && !command.restored) continue;
    const ofKind = kinds.get(command.kind.name) ?? new Map();
    const key = keys[at]!;
    kinds.set(command.kind.name, ofKind.set(lookupKey(key), { id, key, archived }));
  }
  return kinds;
}
