import type { StewardClient } from '@steward/client/create-client.ts';
import { PageProblem } from '@steward/client/pages.ts';
import { exportedLines } from '@steward/client/records.ts';
import type { OpenSloRecord } from '@steward/domain/exchange/openslo/print.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { connectServer, refusalOf } from '../find-server.ts';
import { progressOf } from '../progress.ts';
import { readSettings } from '../read-settings.ts';
import type { Terminal } from '../terminal.ts';
import { writeWhole } from './write-whole.ts';

export interface ExportOptions {
  readonly out?: string;
  readonly openslo?: boolean;
  readonly server?: string;
}

/** `steward export`: everything the viewer may see, a line a record, as it comes; or the OpenSLO objects as YAML. */
export async function exportAll(options: ExportOptions, terminal: Terminal): Promise<Outcome<ExitCode>> {
  const settings = readSettings(terminal, { server: options.server });
  if (!settings.ok) return settings;
  const client = connectServer(settings.value, terminal);
  if (!client.ok) return client;
  const texts = options.openslo ? openSloText(client.value) : lineTexts(client.value);
  try {
    if (options.out === undefined) return await printTexts(texts, terminal);
    const progress = progressOf(terminal);
    const written = await writeWhole(terminal.cwd, options.out, texts, (lines) =>
      progress(`${lines} lines written`),
    );
    progress(null);
    return written.ok ? accept(exit.done) : wrongUse(written.message);
  } catch (error) {
    if (error instanceof PageProblem) return refusalOf({ ok: false, problem: error.problem });
    throw error;
  }
}

async function printTexts(texts: AsyncIterable<string>, terminal: Terminal): Promise<Outcome<ExitCode>> {
  // A reader that has gone, as `head` does, wants no more.
  for await (const text of texts)
    if (!(await terminal.printData(text))) return refuse(exit.findings, 'the reader is gone');
  return accept(exit.done);
}

async function* lineTexts(client: StewardClient): AsyncGenerator<string> {
  for await (const line of exportedLines(client)) yield `${line}\n`;
}

const openSloKinds = ['Sli', 'OpenSloObject', 'Slo'] as const;

/** Objectives name services that stand among the others, so that these records are held at once. */
async function* openSloText(client: StewardClient): AsyncGenerator<string> {
  const { printOpenSlo } = await import('@steward/domain/exchange/openslo/print.ts');
  const records: OpenSloRecord[] = [];
  for await (const text of exportedLines(client, [...openSloKinds])) {
    const line = JSON.parse(text) as {
      kind?: OpenSloRecord['kind'];
      key: string;
      archivedAt: string | null;
      document: object;
    };
    if (line.kind && line.archivedAt === null)
      records.push({ kind: line.kind, document: { ...line.document, key: line.key } });
  }
  yield printOpenSlo(records);
}
