import type { Terminal } from './terminal.ts';

/** Says what is being done; null: it is done. */
export type Progress = (text: string | null) => void;

/** Progress stands on one line that is drawn over; where nobody watches it is a line each. */
export function progressOf(terminal: Terminal): Progress {
  const clear = '\r\u001b[K';
  return (text) => {
    if (text === null) terminal.note(terminal.watched ? clear : '');
    else terminal.note(terminal.watched ? `${clear}${text} ...` : `${text} ...\n`);
  };
}
