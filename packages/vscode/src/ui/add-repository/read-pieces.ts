import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import {
  mayBeImported,
  mostFileBytes,
  notText,
  type RepositoryPieces,
  repositoryPieces,
} from '@steward/domain/exchange/repository-pieces.ts';
import * as vscode from 'vscode';
import { requestLimit } from '../../core/request-limit.ts';
import { everyFile, type WorkingCopy } from '../../host/repository-files.ts';

/** Reads what the command line would read of the same folder, and parses it the same way. */
export async function readPieces(
  root: vscode.Uri,
  { repository, dialect }: { repository: string; dialect: CodeownersDialect | null },
  workingCopy: WorkingCopy,
): Promise<RepositoryPieces> {
  const all = (await workingCopy.files(root)) ?? (await everyFile(root));
  const texts = new Map<string, string | null>();
  const limited = requestLimit(20);
  await Promise.all(
    all
      .filter(mayBeImported)
      .map((path) =>
        limited(async () => void texts.set(path, await textOf(vscode.Uri.joinPath(root, path)))),
      ),
  );
  const files = [...all].sort();
  return repositoryPieces({
    repository,
    dialect,
    all,
    files,
    named: new Set(),
    read: (path) => texts.get(path) ?? null,
  });
}

async function textOf(uri: vscode.Uri): Promise<string | null> {
  let bytes: Uint8Array;
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > mostFileBytes) return notText;
    bytes = await vscode.workspace.fs.readFile(uri);
  } catch {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return notText;
  }
}
