// Export and import of everything, through the API.
import type { Actor } from '@steward/server/test/platform/context.ts';
import type { Answer, TestApi } from './api.ts';
import { type AnsweredPlan, importStep } from './import.ts';

interface Page {
  exportRecords: { lines: string[]; endCursor: string | null };
}

/** Everything the viewer may see, in pages of `first` records. */
export async function exportedText(api: Pick<TestApi, 'send'>, first = 100, as?: Actor): Promise<string> {
  const lines: string[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer<Page> = await api.send(
      'query ($after: String, $first: Int) { exportRecords(after: $after, first: $first) { lines endCursor } }',
      { after, first },
      as,
    );
    if (answer.errors) throw new Error(answer.errors.map((e) => e.message).join('; '));
    lines.push(...answer.data.exportRecords.lines);
    after = answer.data.exportRecords.endCursor;
    if (after === null) return lines.map((line) => `${line}\n`).join('');
  }
}

/** Pieces of `size` lines of a text, as the command line cuts it. */
export function recordPieces(text: string, size = 50, file = 'all.jsonl'): string[] {
  const numbered = text
    .split('\n')
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter((line) => line.text !== '');
  const pieces: string[] = [];
  for (let at = 0; at < numbered.length; at += size) {
    const lines = numbered.slice(at, at + size).map(({ line, text }) => ({ line, value: JSON.parse(text) }));
    pieces.push(JSON.stringify({ format: 'RECORDS', piece: { file, lines, broken: [] } }));
  }
  return pieces;
}

/** Stages and plans a text of records. */
export async function plannedRecords(
  api: Pick<TestApi, 'send'>,
  text: string,
  more: object = {},
): Promise<{ session: string; plan: AnsweredPlan }> {
  const staged = await importStep(api, 'Stage', { pieces: recordPieces(text), ...more });
  if (!staged.session) throw new Error(JSON.stringify(staged.issues ?? staged.message));
  const planned = await importStep(api, 'Plan', { session: staged.session.id });
  if (!planned.session) throw new Error(JSON.stringify(planned.issues ?? planned.message));
  return { session: staged.session.id, plan: planned.session.plan! };
}

/** The whole import of a text of records, which must succeed. */
export async function importedRecords(api: Pick<TestApi, 'send'>, text: string, more: object = {}) {
  const { session, plan } = await plannedRecords(api, text, more);
  const applied = await importStep(api, 'Apply', { session });
  if (applied.written === undefined) throw new Error(JSON.stringify(applied.issues ?? applied.message));
  return { plan, written: applied.written };
}
