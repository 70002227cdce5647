import * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { recordAt, recordScheme } from '../../core/record-address.ts';
import { printDocument } from '../../core/record-text.ts';
import type { RecordWriter, StewardRecord } from '../../core/record-writer.ts';
import { withVersions } from '../history/version-files.ts';
import { closedLine } from './closed-line.ts';
import { isNew, textOfNew } from './new-records.ts';
import { openText } from './open-text.ts';
import { type RecordBase, type RecordBases, sizeOf } from './record-bases.ts';
import type { SaveRecord } from './save-record.ts';

export interface RecordFiles extends vscode.Disposable {
  /** Takes a record as it is now; a text that is being changed stays what it is. */
  renew(uri: vscode.Uri, record: StewardRecord): void;
}

/** Milliseconds for which a record that was asked for is not asked for again by a mere look. */
const youngMilliseconds = 30_000;

/** Records as files of the scheme `steward`: read from the server, saved by a write of what has changed. */
export function recordFiles(
  writer: RecordWriter,
  bases: RecordBases,
  save: SaveRecord,
  make: (uri: vscode.Uri, text: string) => Promise<void>,
  connection: Connection,
): RecordFiles {
  const changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** When each was asked for, in milliseconds since 1970, and whether its text was read since. */
  const asked = new Map<string, { at: number; isRead: boolean }>();

  const taken = (address: string, record: StewardRecord, size?: number): RecordBase => {
    asked.set(address, { at: Date.now(), isRead: false });
    return bases.take(address, record, size);
  };
  /** Texts of which records were made. */
  const made = new Map<string, string>();
  const closed = closedLine((uri) => bases.get(uri.toString())?.record);
  const loading = new Map<string, Promise<RecordBase>>();
  /** Whoever asks while an answer is under way gets that one. */
  const load = (uri: vscode.Uri): Promise<RecordBase> => {
    const address = uri.toString();
    const under = loading.get(address);
    if (under) return under;
    const asking = ask(uri).finally(() => loading.delete(address));
    loading.set(address, asking);
    return asking;
  };
  const ask = async (uri: vscode.Uri): Promise<RecordBase> => {
    const name = recordAt(uri.path);
    if (!name) throw vscode.FileSystemError.FileNotFound(uri);
    const answer = await writer.read(name);
    if (!answer.ok) throw vscode.FileSystemError.Unavailable(answer.problem.message);
    if (!answer.data) throw vscode.FileSystemError.FileNotFound(uri);
    return taken(uri.toString(), answer.data);
  };
  /** Nobody types what would be refused. */
  const permissions = ({ record }: RecordBase) => {
    if (record.viewerCanUpdate) return {};
    closed.show();
    return { permissions: vscode.FilePermission.Readonly };
  };
  const isBeingChanged = (uri: vscode.Uri) => openText(uri)?.isDirty === true;
  const tellChanged = (uri: vscode.Uri) => changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  const notHere = () =>
    vscode.FileSystemError.NoPermissions(vscode.l10n.t('Records are not made or removed as files.'));

  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changed.event,
    watch: () => new vscode.Disposable(() => {}),
    async stat(uri) {
      if (isNew(uri))
        return {
          type: vscode.FileType.File,
          ctime: 0,
          mtime: 0,
          size: sizeOf(made.get(uri.toString()) ?? textOfNew(uri)),
        };
      const address = uri.toString();
      // The editor looks more often than it reads. An open text is kept up by what the server tells.
      const isYoung = Date.now() - (asked.get(address)?.at ?? Number.NEGATIVE_INFINITY) < youngMilliseconds;
      const known = isBeingChanged(uri)
        ? await bases.find(address)
        : isYoung
          ? bases.get(address)
          : undefined;
      const base = known ?? (await load(uri));
      return {
        type: vscode.FileType.File,
        ctime: 0,
        mtime: base.mtime,
        size: base.size,
        ...permissions(base),
      };
    },
    async readFile(uri) {
      if (isNew(uri)) return new TextEncoder().encode(made.get(uri.toString()) ?? textOfNew(uri));
      const address = uri.toString();
      const before = asked.get(address);
      const told = bases.get(address);
      const base = told && before?.isRead === false ? told : await load(uri);
      asked.set(address, { at: before?.at ?? Date.now(), isRead: true });
      // What was told of the file a moment ago has to fit what is read of it.
      if (told && base !== told) Object.assign(base, { mtime: told.mtime, size: told.size });
      return new TextEncoder().encode(printDocument(base.record.document));
    },
    async writeFile(uri, content) {
      const address = uri.toString();
      if (isNew(uri)) {
        const text = new TextDecoder().decode(content);
        await make(uri, text);
        made.set(address, text);
        return;
      }
      const base = (await bases.find(address)) ?? (await load(uri));
      const text = new TextDecoder().decode(content);
      const record = await save(uri, base, text);
      taken(address, record, content.byteLength);
    },
    readDirectory: () => [],
    createDirectory() {
      throw notHere();
    },
    delete() {
      throw notHere();
    },
    rename() {
      throw notHere();
    },
  };

  const isRecord = ({ uri }: vscode.TextDocument) => uri.scheme === recordScheme && !isNew(uri);
  const renew = (uri: vscode.Uri, record: StewardRecord) => {
    const address = uri.toString();
    if (isBeingChanged(uri)) return;
    taken(address, record);
    tellChanged(uri);
  };
  const listening = vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(recordScheme, withVersions(provider, connection), {
      isCaseSensitive: true,
    }),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (isRecord(document) && document.isDirty) void bases.keep(document.uri.toString());
    }),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (!isRecord(document)) return;
      const address = document.uri.toString();
      void bases.settle(address);
      const base = bases.get(address);
      // The server writes a value in the form it keeps, and with it what others have written.
      if (base && printDocument(base.record.document) !== document.getText())
        renew(document.uri, base.record);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (!isRecord(document) || document.isDirty) return;
      const address = document.uri.toString();
      bases.forget(address);
      asked.delete(address);
      void bases.settle(address);
    }),
    changed,
    closed,
  );
  return { renew, dispose: () => listening.dispose() };
}
