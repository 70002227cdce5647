import { dirname } from 'node:path';
import process from 'node:process';
import { printable } from '@steward/domain/exchange/printable.ts';

/** What a command sees of the process: where the user stands, what was typed, where answers go. */
export interface Terminal {
  /** Absolute path of the folder that relative paths are taken from. */
  readonly cwd: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** True when a person watches standard error, so that progress may be drawn over itself. */
  readonly watched: boolean;
  /** The answer. Waits while the reader is slower than we are; false when the reader is gone. */
  readonly print: (text: string) => Promise<boolean>;
  /** The same for data that another program reads, exactly as it is. */
  readonly printData: (text: string) => Promise<boolean>;
  /** What is not the answer: progress, warnings, errors. */
  readonly note: (text: string) => void;
  /** Empties the line that a person watches. */
  readonly clearLine: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly readInput: () => Promise<string>;
  /** Waits until the person or the system ends the program (Ctrl-C, a kill). A second time ends it at once. */
  readonly untilEnded: () => Promise<void>;
}

export function processTerminal(): Terminal {
  let readerGone = false;
  // `steward who-owns | head` ends the reading early: no error of ours.
  process.stdout.on('error', () => {
    readerGone = true;
  });
  const print = async (text: string): Promise<boolean> => {
    if (!readerGone && !process.stdout.write(text) && process.stdout.writable)
      await new Promise<void>((resolve) => {
        process.stdout.once('drain', resolve).once('error', () => resolve());
      });
    return !readerGone;
  };
  return {
    cwd: whereTheUserStands(process.cwd(), process.env),
    environment: process.env,
    watched: process.stderr.isTTY === true,
    print,
    printData: print,
    note: (text) => {
      process.stderr.write(text);
    },
    clearLine: () => {
      process.stderr.write('\r\u001b[K');
    },
    now: Date.now,
    readInput: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of process.stdin) chunks.push(chunk);
      return Buffer.concat(chunks).toString('utf8');
    },
    untilEnded: () =>
      new Promise((resolve) => {
        let asked = false;
        const end = () => {
          if (asked) process.exit(1);
          asked = true;
          resolve();
        };
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
      }),
  };
}

/** The same terminal, which nothing out of a file or from a server can steer: see `printable`. */
export const guarded = (terminal: Terminal): Terminal => ({
  ...terminal,
  print: (text) => terminal.print(printable(text)),
  note: (text) => terminal.note(printable(text)),
});

/** A script runner moves to the folder of its package.json first, and leaves where it was called in INIT_CWD. */
export function whereTheUserStands(
  cwd: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const { INIT_CWD: initial, npm_package_json: manifest } = environment;
  return initial && manifest && dirname(manifest) === cwd ? initial : cwd;
}
