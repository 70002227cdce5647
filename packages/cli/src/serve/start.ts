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
  if (packed.code !== 0) {
    terminal.note(`The extension could not be packed; the server is not affected. ${packed.errors.trim()}\n`);
    return;
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  await offerExtension(packed.output.trim(), terminal);
  terminal.note(`Packed in ${seconds} s.\n`);
}

function run(script: string): Promise<{ code: number | null; output: string; errors: string }> {
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
    child.on('close', (code) => resolve({ code, output, errors: lastLine(errors) }));
    // A server that is ended while it packs does not wait for the packer.
    child.unref();
  });
}

const lastLine = (text: string): string =>
  text
    .split('\n')
    .filter((line) => /error/i.test(line))
    .at(0) ?? '';

const shellWord = (path: string): string =>
  /^[\w./:@\\-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
