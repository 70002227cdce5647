// An import as the command line does it: files are read and parsed here, staged, planned and applied through the API.
import { parseCatalogFile } from '@steward/domain/exchange/catalog-info/parse.ts';
import { parseCodeownersFile } from '@steward/domain/exchange/codeowners.ts';
import type { Finding } from '@steward/domain/exchange/finding.ts';
import type { ImportPiece } from '@steward/domain/exchange/import-piece.ts';
import type { PlanRow } from '@steward/domain/exchange/plan/types.ts';
import type { Actor } from '@steward/server/test/platform/context.ts';
import type { Answer, TestApi } from './api.ts';

export interface ImportAnswer {
  __typename: string;
  code?: string;
  message?: string;
  path?: string[];
  legal?: string[];
  issues?: { path: string[]; message: string }[];
  written?: number;
  repository?: { key: string } | null;
  session?: { id: string; pieces: number; plan: AnsweredPlan | null; appliedAt: string | null };
}

export type AnsweredRow = Omit<PlanRow, 'relations'> & { relations: { type: string; target: string }[] };

export interface AnsweredPlan {
  writes: number;
  counts: { action: string; rows: number }[];
  rows: { totalCount: number; nodes: AnsweredRow[] };
  findings: { totalCount: number; nodes: Finding[] };
}

const errors = `... on UserError { code message path }
  ... on ValidationError { issues { path message } }
  ... on StateError { legal }`;

const rowFields = `action kind key ref file line doc ownerRef fields reason message
  relations { type target } drift { field current declared }`;

const planFields = `plan { writes counts { action rows }
  rows(first: 100) { totalCount nodes { ${rowFields} } }
  findings(first: 100) { totalCount nodes { file line code severity message } } }`;

/** Sends one of the three mutations. */
export async function importStep(
  api: Pick<TestApi, 'send'>,
  step: 'Stage' | 'Plan' | 'Apply' | 'Discard',
  input: object,
  as?: Actor,
): Promise<ImportAnswer> {
  const answer = await api.send<{ result: ImportAnswer }>(
    `mutation ($input: Import${step}Input!) { result: import${step}(input: $input) {
      __typename
      ... on Import${step}Payload { repository { key } ${step === 'Apply' ? 'written' : ''}
        session { id pieces appliedAt ${step === 'Plan' ? planFields : ''} } }
      ${errors} } }`,
    { input },
    as,
  );
  if (answer.errors) throw new Error(`import${step}: ${answer.errors.map((e) => e.message).join('; ')}`);
  return answer.data.result;
}

/** Texts of files by path; null: cannot be read. A path that ends in CODEOWNERS is read by GitHub's rules. */
export type Files = Readonly<Record<string, string | null>>;

export const piecesOf = (files: Files): ImportPiece[] =>
  Object.entries(files).map(([file, text]) =>
    file.endsWith('CODEOWNERS')
      ? { format: 'CODEOWNERS', piece: parseCodeownersFile(file, text, 'GITHUB') }
      : { format: 'CATALOG_INFO', piece: parseCatalogFile({ file, text }) },
  );

export interface ImportOptions {
  repository?: string;
  commit?: string | null;
  registered?: boolean;
  prune?: boolean;
  scope?: 'REPOSITORY' | 'FILES';
  /** Pieces instead of files. */
  pieces?: readonly ImportPiece[];
}

/** Stages files and plans them: the session and its plan. */
export async function plannedImport(
  api: Pick<TestApi, 'send'>,
  files: Files,
  options: ImportOptions = {},
): Promise<{ session: string; plan: AnsweredPlan }> {
  const { pieces = piecesOf(files), ...rest } = options;
  const staged = await importStep(api, 'Stage', {
    repository: 'github.com/acme/shop',
    scope: 'REPOSITORY',
    ...rest,
    pieces: pieces.map((piece) => JSON.stringify(piece)),
  });
  const session = needed(staged).session!.id;
  const planned = needed(await importStep(api, 'Plan', { session }));
  return { session, plan: planned.session!.plan! };
}

/** All rows of the plan of a session, page by page. */
export async function allRows(api: Pick<TestApi, 'send'>, session: string): Promise<AnsweredRow[]> {
  const rows: AnsweredRow[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer<{ importSession: { plan: { rows: RowPage } } }> = await api.send(
      `query ($session: ID!, $after: String) { importSession(id: $session) { plan {
        rows(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${rowFields} } } } } }`,
      { session, after },
    );
    if (answer.errors) throw new Error(answer.errors.map((e) => e.message).join('; '));
    const { nodes, pageInfo } = answer.data.importSession.plan.rows;
    rows.push(...nodes);
    if (!pageInfo.hasNextPage) return rows;
    after = pageInfo.endCursor;
  }
}

interface RowPage {
  nodes: AnsweredRow[];
  pageInfo: { hasNextPage: boolean; endCursor: string };
}

/** The whole import, which must succeed. */
export async function imported(
  api: Pick<TestApi, 'send'>,
  files: Files,
  options: ImportOptions = {},
): Promise<{ plan: AnsweredPlan; written: number }> {
  const { session, plan } = await plannedImport(api, files, options);
  const applied = needed(await importStep(api, 'Apply', { session }));
  return { plan, written: applied.written! };
}

function needed(answer: ImportAnswer): ImportAnswer {
  if (answer.__typename.endsWith('Payload')) return answer;
  throw new Error(`${answer.__typename}: ${JSON.stringify(answer.issues ?? answer.message)}`);
}
