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
