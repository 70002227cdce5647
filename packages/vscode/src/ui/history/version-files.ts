import * as vscode from 'vscode';
import type { Connection } from '../../core/connection.ts';
import { type RecordName, recordAt } from '../../core/record-address.ts';
import { type VersionPoint, versionOf, versionQuery } from '../../core/record-version.ts';
import { versionTexts } from '../../core/version-texts.ts';
import { isNew } from '../record-document/new-records.ts';
import { recordUri } from '../record-document/open-text.ts';

/** Where a version of a record stands as a document that nobody can change. */
export const versionUri = (name: RecordName, point: VersionPoint): vscode.Uri =>
  recordUri(name).with({ query: versionQuery(point) });

export interface NamedVersion {
  name: RecordName;
  point: VersionPoint;
}

/** The version that a document shows; undefined for any other document. */
export function versionAt(uri: vscode.Uri): NamedVersion | undefined {
  const name = recordAt(uri.path);
  const point = versionOf(uri.query);
  return name && point && { name, point };
}

/** The files of records, with their earlier versions beside them: an address with a query is one of those. */
export function withVersions(
  files: vscode.FileSystemProvider,
  connection: Connection,
): vscode.FileSystemProvider {
  const texts = versionTexts(connection, Date.now);
  const content = async (uri: vscode.Uri): Promise<Uint8Array> => {
    const version = versionAt(uri);
    if (!version) throw vscode.FileSystemError.FileNotFound(uri);
    const answer = await texts(version.name, version.point);
    if (!answer.ok) throw vscode.FileSystemError.Unavailable(answer.problem.message);
    if (answer.data === null) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(answer.data);
  };
  const isNow = (uri: vscode.Uri) => uri.query === '' || isNew(uri);
  return {
    ...files,
    async stat(uri) {
      if (isNow(uri)) return files.stat(uri);
      const { byteLength: size } = await content(uri);
      const { File: type } = vscode.FileType;
      return { type, ctime: 0, mtime: 0, size, permissions: vscode.FilePermission.Readonly };
    },
    readFile: (uri) => (isNow(uri) ? files.readFile(uri) : content(uri)),
    writeFile(uri, ...rest) {
      if (isNow(uri)) return files.writeFile(uri, ...rest);
      throw vscode.FileSystemError.NoPermissions(vscode.l10n.t('What a record was before is not edited.'));
    },
  };
}
