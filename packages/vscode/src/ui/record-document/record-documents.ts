import type { RecordEvent } from '@steward/client/follow-events.ts';
import * as vscode from 'vscode';
import { drafts } from '../../core/drafts.ts';
import { type LastWrites, lastWrites } from '../../core/last-writes.ts';
import type { PortfolioRow } from '../../core/portfolio-row.ts';
import { findRecords } from '../../core/portfolio-source.ts';
import { isKindName, type RecordName, recordAt, recordPath } from '../../core/record-address.ts';
import { type RecordWriter, recordWriter } from '../../core/record-writer.ts';
import { keptTexts } from '../../host/kept-texts.ts';
import { findRecord } from '../portfolio/find-record.ts';
import type { Steward } from '../steward.ts';
import { offerUndo } from '../writing/offer-undo.ts';
import { openInPlace, saveNew } from './new-records.ts';
import { openRecord, openRecords, openText, recordUri } from './open-text.ts';
import { recordBases } from './record-bases.ts';
import { recordFiles } from './record-files.ts';
import { recordProblems } from './record-problems.ts';
import { recordSaving } from './save-record.ts';
import { schemaDocuments } from './schema-documents.ts';
import { sendDrafts } from './send-drafts.ts';
import { theirTexts } from './theirs.ts';

export interface RecordDocuments extends vscode.Disposable {
  writer: RecordWriter;
  last: LastWrites;
  /** Reads again what is open and was written; a text that is being changed stays what it is. */
  told(events: readonly RecordEvent[]): Promise<void>;
  /** Reads again whatever is open. */
  refresh(): Promise<void>;
}

type RowOf = (id: string) => PortfolioRow | undefined;

/** Records as documents: files, their schemas, what conflicts, and the commands. Nobody is asked before one is opened. */
export function recordDocuments(steward: Steward, storage: vscode.Uri, rowOf: RowOf): RecordDocuments {
  const { connection, log } = steward;
  const newKey = () => crypto.randomUUID();
  const writer = recordWriter({ connection, drafts: drafts(keptTexts(storage, 'drafts')), newKey });
  const bases = recordBases(keptTexts(storage, 'records'));
  const problems = recordProblems();
  const theirs = theirTexts(log);
  const last = lastWrites();
  const files = recordFiles(
    writer,
    bases,
    recordSaving({ writer, bases, problems, theirs }),
    async (uri, text) => {
      const record = await saveNew({ writer, problems }, uri, text);
      const said = vscode.l10n.t('Made {0}', record.label);
      const undo = [{ action: 'ARCHIVE' as const, kind: record.kind, key: record.key }];
      void offerUndo({ writer, last }, { said, undo, after: [record] });
      // The editor must have heard first that the text is saved.
      setTimeout(() => openInPlace(uri, record).catch((error: unknown) => log.error(String(error))), 0);
    },
    connection,
  );
  const command = (name: string, run: (name: RecordName) => unknown) =>
    vscode.commands.registerCommand(`steward.${name}`, async (argument?: unknown) => {
      const named = await recordFor(steward, argument, rowOf);
      if (named) await run(named);
    });
  const all = vscode.Disposable.from(
    problems,
    theirs,
    files,
    schemaDocuments(connection),
    writer.onWritten((record) => {
      const uri = recordUri(record);
      if (openText(uri)) files.renew(uri, record);
    }),
    command('editRecord', openRecord),
    command('copyLink', copyLink),
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        if (steward.signIns.answered(uri)) return;
        const name = recordAt(uri.path);
        if (name) await openRecord(name);
      },
    }),
    sendDrafts({ writer, bases, connection, log }),
  );
  const read = async (uri: vscode.Uri) => {
    const name = recordAt(uri.path);
    const answer = name && (await writer.read(name));
    if (answer?.ok && answer.data && openText(uri)) files.renew(uri, answer.data);
  };
  return {
    writer,
    last,
    async told(events) {
      const last = new Map(events.map((event) => [recordUri(event).toString(), event]));
      for (const [address, event] of last) {
        const document = openText(vscode.Uri.parse(address));
        const revision = bases.get(address)?.record.revision ?? 0;
        if (document && !document.isDirty && revision < event.revision) await read(document.uri);
      }
    },
    async refresh() {
      for (const { uri, isDirty } of openRecords()) if (!isDirty) await read(uri);
    },
    dispose: () => all.dispose(),
  };
}

/** A link that opens the record in an editor like this one. */
async function copyLink(name: RecordName): Promise<void> {
  const link = vscode.Uri.from({
    scheme: vscode.env.uriScheme,
    authority: 'steward.steward',
    path: recordPath(name),
  });
  await vscode.env.clipboard.writeText(link.toString());
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied a link to {0}', name.key), 3000);
}

/** The record of a row or of a document, else one that is looked for. */
export async function recordFor(
  { connection }: Steward,
  argument: unknown,
  rowOf: RowOf,
): Promise<RecordName | undefined> {
  const row = typeof argument === 'string' ? rowOf(argument) : undefined;
  if (row?.type === 'RECORD') return row;
  if (argument instanceof vscode.Uri) return recordAt(argument.path);
  const found = await findRecord((text, signal) => findRecords(connection.request, { text }, signal), {
    title: vscode.l10n.t('Which record?'),
    placeholder: vscode.l10n.t('Key, name or words of a record'),
  });
  return found && isKindName(found.kind) ? { kind: found.kind, key: found.key } : undefined;
}
