export interface Disposable {
  dispose(): void;
}

/** Something that tells its listeners when it has changed. Carries no data: listeners read the model. */
export interface ChangeEvent {
  listen(listener: () => void): Disposable;
  fire(): void;
}

export function changeEvent(): ChangeEvent {
  const listeners = new Set<() => void>();
  return {
    listen(listener) {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
    fire() {
      for (const listener of [...listeners]) listener();
    },
  };
}
