import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { isInDependencyFolder } from '@steward/domain/exchange/dependency-folders.ts';
import {
  mayBeImported,
  type RepositoryPieces,
  repositoryPieces,
} from '@steward/domain/exchange/repository-pieces.ts';
import { mostFileBytes, textOfBytes, tooLarge } from '@steward/domain/exchange/text-of-bytes.ts';
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
  const files = all.filter((path) => !isInDependencyFolder(path)).sort();
  const texts = new Map<string, string | null>();
  const limited = requestLimit(20);
  await Promise.all(
    files
      .filter(mayBeImported)
      .map((path) =>
        limited(async () => void texts.set(path, await textOf(vscode.Uri.joinPath(root, path)))),
      ),
  );
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
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > mostFileBytes) return tooLarge;
    return textOfBytes(await vscode.workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
