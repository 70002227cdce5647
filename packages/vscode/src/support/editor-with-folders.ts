import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { printSession } from '../core/session.ts';
import { editorStub, evaluateBundle, withRest } from './editor-stub.ts';
import {
  StubCodeLens,
  StubDisposable,
  StubEventEmitter,
  StubHover,
  StubMarkdown,
  StubUri,
} from './editor-values.ts';

export interface StubEditorOptions {
  /** Absolute paths of the opened folders. */
  folders: readonly string[];
  settings?: Record<string, unknown>;
  /** Where the extension may keep what outlives the window. */
  storage: string;
  /** With which token somebody is signed in, at whichever server is asked. */
  token?: string;
}

export interface StubEditor {
  /** Milliseconds that evaluating the bundle took, and the call that activates it. */
  readonly loadMs: number;
  readonly activateMs: number;
  /** Titles of the lenses that all providers give for a file. */
  lenses(path: string): string[];
  /** Text of the cards over a line, counted from 0. */
  hovers(path: string, line: number): string[];
  /** Waits until this is so; looked at whenever lenses say that they have changed. */
  until(isSo: () => boolean): Promise<void>;
  close(): void;
}

interface Provider {
  onDidChangeCodeLenses?: StubEventEmitter<void>['event'];
  provideCodeLenses?(document: { uri: StubUri }): StubCodeLens[];
  provideHover?(document: { uri: StubUri }, position: { line: number }): StubHover | undefined;
}

/**
 * The host bundle in an editor that has folders, files and language providers, and no window and no git. It reaches a
 * server over the real network.
 */
export function openInStub(bundle: string, options: StubEditorOptions): StubEditor {
  const providers: Provider[] = [];
  const require = createRequire(import.meta.url);
  const vscode = withFolders(options, providers);
  const subscriptions: { dispose(): unknown }[] = [];
  const { token } = options;
  const account = { id: 'Person ada', label: 'Ada' };
  const session = token && printSession({ token, account, renewal: undefined });
  const began = performance.now();
  const { activate } = evaluateBundle(bundle, (name) => (name === 'vscode' ? vscode : require(name)));
  const loaded = performance.now();
  activate({
    subscriptions,
    globalStorageUri: StubUri.file(options.storage),
    secrets: { get: async () => session, onDidChange: () => new StubDisposable(() => {}) },
    extensionUri: StubUri.file('/extension'),
  });
  const activated = performance.now();
  return {
    loadMs: loaded - began,
    activateMs: activated - loaded,
    lenses: (path) => {
      const uri = StubUri.file(path);
      return providers.flatMap(
        (each) => each.provideCodeLenses?.({ uri }).map(({ command }) => command.title) ?? [],
      );
    },
    hovers: (path, line) => {
      const uri = StubUri.file(path);
      return providers.flatMap((each) => each.provideHover?.({ uri }, { line })?.contents.value ?? []);
    },
    until: (isSo) =>
      new Promise((resolve) => {
        const look = () => {
          if (isSo()) resolve();
        };
        for (const { onDidChangeCodeLenses } of providers) onDidChangeCodeLenses?.(look);
        look();
      }),
    close: () => {
      for (const each of subscriptions) each.dispose();
    },
  };
}

function withFolders({ folders, settings = {} }: StubEditorOptions, providers: Provider[]): unknown {
  const nothing = { commands: new Set<string>(), views: new Set<string>() };
  const stub = editorStub(
    {
      ...nothing,
      providers: new Set(),
      statusBarItems: new Set(),
      authentication: new Set(),
      uriHandlers: [],
    },
    settings,
  ) as Record<'workspace' | 'languages', object>;
  const keep = (_selector: unknown, provider: Provider) => {
    providers.push(provider);
    return new StubDisposable(() => {});
  };
  return Object.assign(stub, {
    Uri: StubUri,
    Disposable: StubDisposable,
    EventEmitter: StubEventEmitter,
    CodeLens: StubCodeLens,
    Hover: StubHover,
    MarkdownString: StubMarkdown,
    l10n: {
      t: (text: string, ...values: unknown[]) =>
        text.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
    },
    languages: Object.assign(stub.languages, {
      registerCodeLensProvider: keep,
      registerHoverProvider: keep,
    }),
    workspace: Object.assign(stub.workspace, {
      workspaceFolders: folders.map((path) => ({ uri: StubUri.file(path) })),
      fs: withRest({
        readFile: ({ path }: StubUri) => readFile(path),
        stat: ({ path }: StubUri) => stat(path),
        createDirectory: ({ path }: StubUri) => mkdir(path, { recursive: true }),
        writeFile: ({ path }: StubUri, bytes: Uint8Array) => writeFile(path, bytes),
        rename: (from: StubUri, to: StubUri) => rename(from.path, to.path),
      }),
    }),
  });
}
