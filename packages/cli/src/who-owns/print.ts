import type { CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';
import { explainText, isWanted, whoOwnsText, whoOwnsTsv } from '@steward/domain/code/who-owns.ts';
import { summarize, summaryText } from '@steward/domain/code/who-owns-summary.ts';
import type { KnownByServer, PathAnswer } from './path-answer.ts';
import { answersJson } from './print-json.ts';
import {
  explainOfServer,
  isWantedOfServer,
  serverSummaryText,
  serverText,
  summarizeOfServer,
} from './server-text.ts';

export interface PrintOptions {
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly tsv?: boolean;
  readonly summary?: boolean;
  readonly unowned?: boolean;
  readonly owner?: string;
}

/** What was found, filtered and in the form asked for. The dialect is known only where the file was read here. */
export function printed(
  found: { readonly answers: readonly PathAnswer[]; readonly dialect: CodeownersDialect | null },
  options: PrintOptions,
): string {
  const filter = { unowned: options.unowned, owner: options.owner ?? null };
  const wanted = found.answers.filter((answer) =>
    isAsked(answer) ? isWantedOfServer(answer, filter) : isWanted(answer, withAt(filter)),
  );
  if (options.tsv) return whoOwnsTsv(wanted);
  if (options.json && !options.summary) return answersJson(wanted);
  return options.summary ? summaryOf(wanted, options.json ?? false) : textOf(wanted, found.dialect, options);
}

const isAsked = (answer: PathAnswer): answer is PathAnswer & { server: KnownByServer } =>
  answer.server !== null;

/** In a CODEOWNERS file every name carries its @. */
const withAt = <F extends { owner: string | null }>(filter: F): F =>
  filter.owner === null || filter.owner.includes('@') ? filter : { ...filter, owner: `@${filter.owner}` };

function summaryOf(answers: readonly PathAnswer[], json: boolean): string {
  const asked = answers.filter(isAsked);
  const shown = asked.length > 0 ? serverSummary(asked) : fileSummary(answers);
  return json ? `${JSON.stringify(shown.summary, null, 2)}\n` : shown.text;
}

function serverSummary(asked: Parameters<typeof summarizeOfServer>[0]): { summary: object; text: string } {
  const summary = summarizeOfServer(asked);
  return { summary, text: serverSummaryText(summary) };
}

function fileSummary(answers: readonly PathAnswer[]): { summary: object; text: string } {
  const summary = summarize(answers);
  return { summary, text: summaryText(summary) };
}

function textOf(
  answers: readonly PathAnswer[],
  dialect: CodeownersDialect | null,
  { explain }: PrintOptions,
): string {
  if (!explain)
    return answers.map((answer) => (isAsked(answer) ? serverText(answer) : whoOwnsText(answer))).join('');
  return answers
    .map((answer) => {
      if (isAsked(answer)) return explainOfServer(answer);
      return explainText(answer, answer.file && dialect ? { file: answer.file, dialect } : null);
    })
    .join('\n');
}
