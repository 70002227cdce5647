import * as vscode from 'vscode';

/** The part of the built-in git extension's API (version 1) that is used here. */
export interface GitExtensionApi {
  readonly state: 'uninitialized' | 'initialized';
  readonly onDidChangeState: vscode.Event<'uninitialized' | 'initialized'>;
  readonly repositories: readonly GitExtensionRepository[];
  readonly onDidOpenRepository: vscode.Event<GitExtensionRepository>;
  readonly onDidCloseRepository: vscode.Event<GitExtensionRepository>;
}

export interface GitExtensionRepository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly remotes: readonly {
      readonly name: string;
      readonly fetchUrl?: string;
      readonly pushUrl?: string;
    }[];
    /** Undefined before the first commit. */
    readonly HEAD:
      | { readonly commit?: string; readonly ahead?: number; readonly behind?: number }
      | undefined;
    readonly indexChanges: readonly GitExtensionChange[];
    readonly onDidChange: vscode.Event<void>;
  };
  /** Text of a file, by its place on disk, at a commit. Rejects where there is none. */
  show(commit: string, path: string): Promise<string>;
  /** What differs between a commit and the working copy; files that git does not track are left out. */
  diffWith(commit: string): Promise<readonly GitExtensionChange[]>;
}

export interface GitExtensionChange {
  readonly originalUri: vscode.Uri;
  /** What the file is called now; undefined unless it was renamed. */
  readonly renameUri: vscode.Uri | undefined;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitExtensionApi;
}

/** The git extension's API; undefined in the browser, and where a person has switched git off. */
export async function gitExtensionApi(): Promise<GitExtensionApi | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!extension) return undefined;
  try {
    const git = extension.isActive ? extension.exports : await extension.activate();
    return git.enabled ? git.getAPI(1) : undefined;
  } catch {
    return undefined;
  }
}
