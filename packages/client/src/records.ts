import type { PlanAction } from '@steward/domain/exchange/plan/types.ts';
import type { RecordsPiece } from '@steward/domain/exchange/records/record-line.ts';
import type { ErrorPolicy } from '@steward/domain/exchange/records/types.ts';
import type { StewardClient } from './create-client.ts';
import { refused, stepMs } from './import.ts';
import { insisting, type Patience } from './insisting.ts';
import {
  ExportRecordsDocument,
  type ExportRecordsQueryVariables,
  PlanImportDocument,
  StageImportDocument,
  type StageImportMutation,
  type StageImportMutationVariables,
} from './operations.generated.ts';
import { PageProblem } from './pages.ts';
import { type Answer, userErrorOf } from './problem.ts';

/** What an import of records would do. Its rows and findings are read from the session, a page at a time. */
export interface PlannedRecords {
  readonly session: string;
  readonly writes: number;
  readonly counts: Readonly<Record<PlanAction, number>>;
}

/**
 * Everything the viewer may see as lines of text, a page at a time and none before it is wanted. Throws `PageProblem`
 * when a page can not be read.
 */
export async function* exportedLines(
  client: StewardClient,
  kinds: ExportRecordsQueryVariables['kinds'] = null,
): AsyncGenerator<string, void, undefined> {
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof askPage>> = await askPage(client, after, kinds);
    if (!page.ok) throw new PageProblem(page.problem);
    yield* page.data.exportRecords.lines;
    after = page.data.exportRecords.endCursor;
  } while (after !== null);
}

const askPage = (client: StewardClient, after: string | null, kinds: ExportRecordsQueryVariables['kinds']) =>
  client.ask(ExportRecordsDocument, { after, kinds });

/** Takes pieces of files of records to the server, each as soon as it is read, and asks what would be done. */
export async function planRecordsOf(
  client: StewardClient,
  pieces: AsyncIterable<RecordsPiece>,
  errorPolicy: ErrorPolicy,
  onProgress: (lines: number) => void = () => {},
  patience: Patience = {},
): Promise<Answer<PlannedRecords>> {
  let session: string | null = null;
  let lines = 0;
  for await (const piece of pieces) {
    const input: StageImportMutationVariables['input'] = {
      ...{ session, errorPolicy },
      pieces: [JSON.stringify({ format: 'RECORDS', piece })],
      idempotencyKey: crypto.randomUUID(),
    };
    const staged: Answer<StageImportMutation> = await insisting(
      () => client.ask(StageImportDocument, { input }, { timeout: stepMs }),
      patience,
    );
    if (!staged.ok) return staged;
    const error = userErrorOf(staged.data.importStage);
    if (error) return refused(error);
    if ('session' in staged.data.importStage) session = staged.data.importStage.session.id;
    lines += piece.lines.length;
    onProgress(lines);
  }
  if (session === null)
    return refused({ code: 'BAD_USER_INPUT', message: 'there is nothing to import', path: [] });
  const input = { session, idempotencyKey: crypto.randomUUID() };
  const planned = await insisting(
    () => client.ask(PlanImportDocument, { input }, { timeout: stepMs }),
    patience,
  );
  if (!planned.ok) return planned;
  const error = userErrorOf(planned.data.importPlan);
  if (error) return refused(error);
  const plan = 'session' in planned.data.importPlan ? planned.data.importPlan.session.plan : null;
  if (!plan) return refused({ code: 'STATE', message: 'the plan is gone: import again', path: [] });
  const counts = Object.fromEntries(plan.counts.map(({ action, rows }) => [action, rows]));
  return {
    ok: true,
    data: { session, writes: plan.writes, counts: counts as Record<PlanAction, number> },
  };
}
