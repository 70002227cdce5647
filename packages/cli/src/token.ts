import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from './exit.ts';
import { findServer, howToStart } from './find-server.ts';
import { readSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

/** `steward token`: the token of the local server, for curl and other tools. */
export async function token(
  { server }: { readonly server?: string },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const read = readSettings(terminal, { server });
  if (!read.ok) return read;
  const found = findServer(read.value, terminal);
  if (!found) return refuse(exit.unreachable, `no Steward server runs for you here: ${howToStart}`);
  if (found.token === null)
    return wrongUse(
      `the token of ${found.address} is not known here: run \`steward token\` on its machine, as the user who started it`,
    );
  await terminal.print(`${found.token}\n`);
  return accept(exit.done);
}
