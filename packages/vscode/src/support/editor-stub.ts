/** What a bundle did with the editor while it was activated. */
export interface StubRecord {
  commands: Set<string>;
  views: Set<string>;
  /** Kinds of language providers. */
  providers: Set<string>;
  statusBarItems: Set<string>;
  /** Ids of the providers of accounts. */
  authentication: Set<string>;
  /** Take the addresses that the editor is asked to open. */
  uriHandlers: { handleUri(uri: object): unknown }[];
}

/**
 * Loads a bundle as the editor's host does and activates it in an editor without folders, windows or network.
 * Whatever the stub does not know answers with itself, so that a test fails only on what it asks about.
 */
export async function activateInStub(
  bundle: string,
  settings: Record<string, unknown> = {},
): Promise<StubRecord> {
  const record: StubRecord = {
    commands: new Set(),
    views: new Set(),
    providers: new Set(),
    statusBarItems: new Set(),
    authentication: new Set(),
    uriHandlers: [],
  };
  const { activate } = evaluateBundle(bundle, (name) =>
    name === 'vscode' ? editorStub(record, settings) : {},
  );
  const subscriptions: { dispose(): unknown }[] = [];
  await activate({ subscriptions, globalStorageUri: anything(), secrets: anything() });
  for (const each of subscriptions) each.dispose();
  return record;
}

export interface LoadedBundle {
  activate(context: object): unknown;
}

/** Runs the text of a bundle as the editor's host does, with what it requires. */
export function evaluateBundle(text: string, require: (name: string) => unknown): LoadedBundle {
  const module = { exports: {} as LoadedBundle };
  new Function('module', 'exports', 'require', text)(module, module.exports, require);
  return module.exports;
}

export function editorStub(record: StubRecord, settings: Record<string, unknown>): unknown {
  const disposable = { dispose: () => {} };
  const provider = (kind: string) => () => {
    record.providers.add(kind);
    return disposable;
  };
  return withRest({
    commands: withRest({
      registerCommand: (id: string) => {
        record.commands.add(id);
        return disposable;
      },
    }),
    window: withRest({
      createTreeView: (id: string) => {
        record.views.add(id);
        return withRest({});
      },
      createStatusBarItem: (id: string) => {
        record.statusBarItems.add(id);
        return withRest({});
      },
      registerUriHandler: (handler: StubRecord['uriHandlers'][number]) => {
        record.uriHandlers.push(handler);
        return disposable;
      },
      createTextEditorDecorationType: provider('decorations'),
      registerFileDecorationProvider: provider('fileDecorations'),
      visibleTextEditors: [],
      tabGroups: withRest({ activeTabGroup: { activeTab: undefined } }),
    }),
    authentication: withRest({
      registerAuthenticationProvider: (id: string) => {
        record.authentication.add(id);
        return disposable;
      },
    }),
    languages: withRest({
      registerCodeLensProvider: provider('codeLens'),
      registerHoverProvider: provider('hover'),
      createDiagnosticCollection: provider('diagnostics'),
    }),
    workspace: withRest({
      workspaceFolders: undefined,
      textDocuments: [],
      getConfiguration: (section: string) =>
        withRest({ get: (key: string, fallback: unknown) => settings[`${section}.${key}`] ?? fallback }),
    }),
    extensions: withRest({ getExtension: () => undefined }),
  });
}

/** The rest stands on the prototype, because a bundle copies a module's own names and keeps its prototype. */
export function withRest<Known extends object>(known: Known): Known {
  return Object.assign(Object.create(anything()), known);
}

/** Can be called, constructed and read, and is always itself; only never a promise, a list or a class of anything. */
export function anything(): object {
  const ends: unknown[] = ['then', Symbol.iterator, Symbol.hasInstance, Symbol.toPrimitive];
  const self: object = new Proxy(function stub() {}, {
    get: (target, name) => {
      if (ends.includes(name)) return undefined;
      return name === 'prototype' ? target.prototype : self;
    },
    set: (_, name, value, receiver) =>
      Reflect.defineProperty(receiver, name, { value, configurable: true, writable: true }),
    apply: () => self,
    construct: () => self,
  });
  return self;
}
