import type { StewardClient } from '@steward/client/create-client.ts';
import { CompareVersionsDocument, type HistoryPoint } from '@steward/client/operations.generated.ts';
import { accept, type ExitCode, exit, type Outcome, refuse, wrongUse } from '../exit.ts';
import { refusalOf } from '../find-server.ts';
import type { Terminal } from '../terminal.ts';
import { instantOption } from './instant-option.ts';
import { comparisonText } from './print.ts';
import { type NamedRecord, noRecord, revisionNumber } from './record-argument.ts';

type Points = readonly [HistoryPoint, HistoryPoint];

/** Two points of a history, each the number of a revision, a day or an instant. */
export function readPoints(texts: readonly string[], now: number): Outcome<Points> {
  const [first, second, ...more] = texts.map((text) => readPoint(text, now));
  if (!first || !second || more.length > 0)
    return wrongUse('--compare takes two: numbers of revisions, days or instants');
  if (!first.ok) return first;
  return second.ok ? accept([first.value, second.value]) : second;
}

function readPoint(text: string, now: number): Outcome<HistoryPoint> {
  const revision = revisionNumber(text);
  if (revision !== undefined) return accept({ revision });
  const at = instantOption('--compare', text, now);
  return at.ok ? accept({ at: at.value }) : at;
}

export async function compareVersions(
  client: StewardClient,
  name: NamedRecord,
  [from, to]: Points,
  { json }: { readonly json?: boolean },
  terminal: Terminal,
): Promise<Outcome<ExitCode>> {
  const answer = await client.ask(CompareVersionsDocument, { ...name, from, to });
  if (!answer.ok) return refusalOf(answer);
  const { record, recordComparison } = answer.data;
  if (!record) return noRecord(name);
  if (!recordComparison) {
    const since = record.history.nodes[0]?.at;
    return refuse(
      exit.findings,
      `${record.label} has no such version: its history has the revisions 1 to ${record.revision}, the first of ${since}`,
    );
  }
  await terminal.print(
    json ? `${JSON.stringify(recordComparison, null, 2)}\n` : comparisonText(record.label, recordComparison),
  );
  return accept(exit.done);
}
