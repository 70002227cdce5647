import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { ImportPlan, ImportSource, PlanAction } from '@steward/domain/exchange/plan/types.ts';
import { splitPiece } from '@steward/domain/exchange/split-piece.ts';
import type { StewardClient } from './create-client.ts';
import { insisting, type Patience } from './insisting.ts';
import {
  ApplyImportDocument,
  DiscardImportDocument,
  ImportFindingLinesDocument,
  ImportRowLinesDocument,
  PlanImportDocument,
  StageImportDocument,
  type StageImportMutation,
  type StageImportMutationVariables,
} from './operations.generated.ts';
import { entriesOf, PageProblem } from './pages.ts';
import { type Answer, userErrorOf } from './problem.ts';

export interface ImportRequest extends ImportSource {
  readonly pieces: readonly ImportPiece[];
}

/** What an import would do, and the session that does it once it is applied. */
export interface PlannedImport {
  readonly session: string;
  readonly plan: Omit<ImportPlan, 'writes'>;
  /** How many records, entities and rule sets applying it writes; 0 when all is so already. */
  readonly writes: number;
}

/** Milliseconds, longer than the server takes to say that it is not done yet. */
export const stepMs = 120_000;

/** Bytes of the pieces in one request; the API takes a body of 1 MB. */
const mostBytes = 900_000;
/** A piece is JSON inside JSON: each of its quotes and backslashes is doubled on the way. */
const mostPieceBytes = mostBytes / 2;

/** Takes the pieces to the server and asks what would be done. Nothing is written before `applyImport`. */
export async function planImportOf(
  client: StewardClient,
  request: ImportRequest,
  onProgress: (staged: number, of: number) => void = () => {},
  patience: Patience = {},
): Promise<Answer<PlannedImport>> {
  const staged = await stageImportOf(client, request, onProgress, patience);
  return staged.ok ? planSession(client, staged.data, request.commit, patience) : staged;
}

/** Takes the pieces to the server and gives the session that holds them. */
export async function stageImportOf(
  client: StewardClient,
  request: ImportRequest,
  onProgress: (staged: number, of: number) => void = () => {},
  patience: Patience = {},
): Promise<Answer<string>> {
  const { repository, commit, registeredOnly: registered, prune, scope } = request;
  const batches = batchesOf(request.pieces);
  let session: string | null = null;
  for (const [index, pieces] of batches.entries()) {
    onProgress(index, batches.length);
    const input: StageImportMutationVariables['input'] = {
      session,
      repository,
      commit,
      registered,
      prune,
      scope,
      pieces,
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
  }
  onProgress(batches.length, batches.length);
  return session === null ? refused(noPieces) : { ok: true, data: session };
}

const noPieces = { code: 'BAD_USER_INPUT', message: 'there is nothing to import', path: [] };

async function planSession(
  client: StewardClient,
  session: string,
  commit: string | null,
  patience: Patience,
): Promise<Answer<PlannedImport>> {
  const input = { session, idempotencyKey: crypto.randomUUID() };
  const planned = await insisting(
    () => client.ask(PlanImportDocument, { input }, { timeout: stepMs }),
    patience,
  );
  if (!planned.ok) return planned;
  const error = userErrorOf(planned.data.importPlan);
  if (error) return refused(error);
  const answered = 'session' in planned.data.importPlan ? planned.data.importPlan.session : null;
  if (!answered?.plan) return refused({ code: 'STATE', message: 'the plan is gone: import again', path: [] });
  const counts = Object.fromEntries(answered.plan.counts.map(({ action, rows }) => [action, rows]));
  try {
    return {
      ok: true,
      data: {
        session,
        writes: answered.plan.writes,
        plan: {
          repository: answered.repository ?? '',
          commit,
          rows: await all(rowsOf(client, session)),
          findings: await all(findingsOf(client, session)),
          counts: counts as Record<PlanAction, number>,
        },
      },
    };
  } catch (problem) {
    if (problem instanceof PageProblem) return { ok: false, problem: problem.problem };
    throw problem;
  }
}

type Row = ImportPlan['rows'][number];
type Finding = ImportPlan['findings'][number];

/** Rows of the plan of a session, some at a time. */
export const rowsOf = (client: StewardClient, session: string): AsyncGenerator<Row> =>
  linesOf<Row>(async (after) => {
    const answer = await client.ask(ImportRowLinesDocument, { session, after });
    return answer.ok ? { ok: true, data: answer.data.importSession?.plan?.rowLines } : answer;
  });

export const findingsOf = (client: StewardClient, session: string): AsyncGenerator<Finding> =>
  linesOf<Finding>(async (after) => {
    const answer = await client.ask(ImportFindingLinesDocument, { session, after });
    return answer.ok ? { ok: true, data: answer.data.importSession?.plan?.findingLines } : answer;
  });

interface Lines {
  readonly lines: readonly string[];
  readonly endCursor: string | null;
}

/** Nothing when the session is over. Throws `PageProblem` when some can not be read. */
const linesOf = <Entry>(load: (after: string | null) => Promise<Answer<Lines | undefined>>) =>
  entriesOf<Entry>(async (after) => {
    const answer = await load(after);
    if (!answer.ok) return answer;
    const { lines, endCursor } = answer.data ?? { lines: [], endCursor: null };
    const nodes = lines.map((line) => JSON.parse(line) as Entry);
    return { ok: true, data: { nodes, pageInfo: { hasNextPage: endCursor !== null, endCursor } } };
  });

async function all<Entry>(entries: AsyncIterable<Entry>): Promise<Entry[]> {
  const list: Entry[] = [];
  for await (const entry of entries) list.push(entry);
  return list;
}

/** Writes what was planned, all of it or nothing. Answers with how many records got a new revision. */
export async function applyImport(
  client: StewardClient,
  session: string,
  patience: Patience = {},
): Promise<Answer<number>> {
  const input = { session, idempotencyKey: crypto.randomUUID() };
  const applied = await insisting(
    () => client.ask(ApplyImportDocument, { input }, { timeout: stepMs }),
    patience,
  );
  if (!applied.ok) return applied;
  const error = userErrorOf(applied.data.importApply);
  if (error) return refused(error);
  return { ok: true, data: 'written' in applied.data.importApply ? applied.data.importApply.written : 0 };
}

/** Takes a session away that is not to be applied. What it answers changes nothing for the caller: it is over in a day. */
export async function discardImport(client: StewardClient, session: string): Promise<void> {
  await client.ask(DiscardImportDocument, { input: { session, idempotencyKey: crypto.randomUUID() } });
}

export const refused = (error: {
  code: string;
  message: string;
  path: readonly string[];
}): Answer<never> => ({
  ok: false,
  problem: { kind: 'REFUSED', ...error, requestId: null },
});

/** Pieces as JSON texts, in requests that the API takes. An import without pieces is one empty request. */
function batchesOf(pieces: readonly ImportPiece[]): string[][] {
  const batches: string[][] = [[]];
  let bytes = 0;
  for (const piece of pieces.flatMap((whole) => splitPiece(whole, mostPieceBytes))) {
    const text = JSON.stringify(piece);
    const size = new TextEncoder().encode(JSON.stringify(text)).length + 1;
    if (bytes + size > mostBytes) {
      batches.push([]);
      bytes = 0;
    }
    batches.at(-1)?.push(text);
    bytes += size;
  }
  return batches;
}
