import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ExitCode, Outcome } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { type ServeOptions, serve } from './command.ts';

/** In a published server the packed extension lies beside the code; in the workspace a script packs it. */
const packedVsix = fileURLToPath(new URL('./steward.vsix', import.meta.url));
const vsixScript = fileURLToPath(new URL('../../../../scripts/vsix.ts', import.meta.url));

/** `steward start`: the server, and the extension packed for whoever wants to install it. */
export function start(options: ServeOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const afterReady = async () => {
    if (existsSync(packedVsix)) await offerExtension(packedVsix, terminal);
    else if (existsSync(vsixScript)) await packExtension(terminal);
  };
  return serve(options, terminal, { command: 'steward start', afterReady });
}

async function offerExtension(vsix: string, terminal: Terminal): Promise<void> {
  await terminal.print(`  extension  code --install-extension ${shellWord(vsix)}\n`);
}

/** Packs the extension in a process of its own: neither its work nor its failure is the server's. */
async function packExtension(terminal: Terminal): Promise<void> {
  terminal.note('Packing the extension ...\n');
  const began = performance.now();
  const packed = await run(vsixScript);
  if (packed.code === 'ended') return;
  if (packed.code !== 0) {
    terminal.note(`The extension could not be packed; the server is not affected. ${packed.errors.trim()}\n`);
    return;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  await offerExtension(packed.output.trim(), terminal);
  terminal.note(`Packed in ${seconds} s.\n`);
}

interface Packed {
  /** Null when it could not be started; `ended` when the server was ended while it packed. */
  readonly code: number | null | 'ended';
  readonly output: string;
  readonly errors: string;
}

function run(script: string): Promise<Packed> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.on('error', (error) => resolve({ code: null, output, errors: error.message }));
    // A server that is ended while it packs does not wait for the packer.
    const end = () => child.kill();
    process.once('SIGINT', end).once('SIGTERM', end);
    child.on('close', (code) => {
      process.off('SIGINT', end).off('SIGTERM', end);
      resolve({ code: child.killed ? 'ended' : code, output, errors: firstError(errors) });
    });
  });
}

const firstError = (text: string): string => text.split('\n').find((line) => /error/i.test(line)) ?? '';

const shellWord = (path: string): string =>
  /^[\w./:@\\-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
