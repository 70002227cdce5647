import type { Answer } from '@steward/client/problem.ts';
import type { Disposable } from './change-event.ts';

export type SearchState<Found> =
  /** Too little is typed to ask for. */
  | { state: 'IDLE' }
  | { state: 'SEARCHING' }
  | { state: 'FOUND'; found: readonly Found[] }
  | { state: 'FAILED'; message: string };

export interface DebouncedSearch extends Disposable {
  /** Takes what is typed now. Only the newest text is ever answered. */
  type(text: string): void;
}

export interface DebouncedSearchOptions<Found> {
  find: (text: string, signal: AbortSignal) => Promise<Answer<Found[]>>;
  show: (state: SearchState<Found>) => void;
  /** Milliseconds of quiet before anybody is asked. */
  quiet?: number;
  /** Characters below which nobody is asked. */
  shortest?: number;
}

/** Asks once typing rests, and gives up the question before when the text has become another one. */
export function debouncedSearch<Found>({
  find,
  show,
  quiet = 200,
  shortest = 2,
}: DebouncedSearchOptions<Found>): DebouncedSearch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  let asked = '';
  const stop = () => {
    clearTimeout(timer);
    asking?.abort();
    asking = undefined;
  };
  const ask = async (text: string) => {
    const own = new AbortController();
    asking = own;
    show({ state: 'SEARCHING' });
    const answer = await find(text, own.signal).catch(() => undefined);
    if (own.signal.aborted || !answer) return;
    show(
      answer.ok
        ? { state: 'FOUND', found: answer.data }
        : { state: 'FAILED', message: answer.problem.message },
    );
  };
  return {
    type(typed) {
      const text = typed.trim();
      if (text === asked) return;
      asked = text;
      stop();
      if (text.length < shortest) show({ state: 'IDLE' });
      else timer = setTimeout(() => void ask(text), quiet);
    },
    dispose: stop,
  };
}
