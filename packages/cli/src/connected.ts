import type { StewardClient } from '@steward/client/create-client.ts';
import type { Outcome } from './exit.ts';
import { connectServer } from './find-server.ts';
import { readSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

/** A client for the server that the settings name, or why there is none. */
export function connected(
  { server }: { readonly server?: string | undefined },
  terminal: Terminal,
): Outcome<StewardClient> {
  const settings = readSettings(terminal, { server });
  return settings.ok ? connectServer(settings.value, terminal) : settings;
}
