import { RemoveDemonstrationDocument } from '@steward/client/operations.generated.ts';
import { userErrorOf } from '@steward/client/problem.ts';
import { accept, type ExitCode, exit, type Outcome, refuse } from './exit.ts';
import { connectServer, refusalOf } from './find-server.ts';
import { readSettings } from './read-settings.ts';
import type { Terminal } from './terminal.ts';

export interface DemoOptions {
  readonly dryRun?: boolean;
  readonly server?: string;
}

/** `steward demo remove`. */
export async function removeDemo(options: DemoOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const read = readSettings(terminal, { server: options.server });
  if (!read.ok) return read;
  const client = connectServer(read.value, terminal);
  if (!client.ok) return client;
  const input = { validateOnly: options.dryRun ?? false, idempotencyKey: crypto.randomUUID() };
  const answer = await client.value.ask(RemoveDemonstrationDocument, { input }, { timeout: 120_000 });
  if (!answer.ok) return refusalOf(answer);
  const result = answer.data.removeDemonstration;
  const error = userErrorOf(result);
  if (error) return refuse(exit.findings, error.message);
  const removed = 'removed' in result ? result.removed : 0;
  const records = `${removed} ${removed === 1 ? 'record' : 'records'} of the demonstration`;
  await terminal.print(options.dryRun ? `${records} would be removed\n` : `${records} removed\n`);
  return accept(exit.done);
}
