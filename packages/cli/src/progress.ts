import type { Patience } from '@steward/client/insisting.ts';
import type { Terminal } from './terminal.ts';

/** Says what is being done; null: it is done. */
export type Progress = (text: string | null) => void;

/** Progress stands on one line that is drawn over; where nobody watches it is a line each. */
export function progressOf(terminal: Terminal): Progress {
  return (text) => {
    if (terminal.watched) terminal.clearLine();
    if (text !== null) terminal.note(terminal.watched ? `${text} ...` : `${text} ...\n`);
  };
}

/** Says what the server is at while a step waits for it; a line that was said is not said again. */
export function waitingAloud(progress: Progress): Patience {
  let said = '';
  return {
    onBusy: (why) => {
      const [what] = why.split(': ', 1);
      if (what === said) return;
      said = what ?? '';
      progress(`${said}: waiting`);
    },
  };
}
