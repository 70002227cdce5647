import { posix } from 'node:path';

// The editor's own values, as far as they are looked into where a bundle runs without the editor.

interface UriParts {
  scheme: string;
  authority?: string;
  path?: string;
}

export class StubUri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;

  constructor({ scheme, authority = '', path = '' }: UriParts) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
  }

  static from(parts: UriParts): StubUri {
    return new StubUri(parts);
  }

  static file(path: string): StubUri {
    return new StubUri({ scheme: 'file', path });
  }

  static joinPath(uri: StubUri, ...parts: string[]): StubUri {
    return uri.with({ path: posix.join(uri.path, ...parts) });
  }

  get fsPath(): string {
    return this.path;
  }

  with(parts: Partial<UriParts>): StubUri {
    return new StubUri({ scheme: this.scheme, authority: this.authority, path: this.path, ...parts });
  }

  toString(): string {
    return `${this.scheme}://${this.authority}${encodeURI(this.path)}`;
  }
}

export class StubDisposable {
  readonly #end: () => unknown;

  constructor(end: () => unknown) {
    this.#end = end;
  }

  static from(...all: { dispose(): unknown }[]): StubDisposable {
    return new StubDisposable(() => {
      for (const each of all) each.dispose();
    });
  }

  dispose(): void {
    this.#end();
  }
}

export class StubEventEmitter<Event> {
  readonly #listeners = new Set<(event: Event) => void>();

  readonly event = (listener: (event: Event) => void): StubDisposable => {
    this.#listeners.add(listener);
    return new StubDisposable(() => this.#listeners.delete(listener));
  };

  fire(event: Event): void {
    for (const listener of [...this.#listeners]) listener(event);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

export class StubCodeLens {
  readonly range: unknown;
  readonly command: { title: string };

  constructor(range: unknown, command: { title: string }) {
    this.range = range;
    this.command = command;
  }
}

export class StubMarkdown {
  value: string;

  constructor(value = '') {
    this.value = value;
  }

  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }

  appendText(text: string): this {
    return this.appendMarkdown(text.replace(/[\\`*_{}[\]()#+\-!~]/g, '\\$&'));
  }
}

export class StubHover {
  readonly contents: StubMarkdown;

  constructor(contents: StubMarkdown) {
    this.contents = contents;
  }
}
