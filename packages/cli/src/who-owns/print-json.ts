import type { PathAnswer } from './path-answer.ts';

/** An array with one object a line, in the order asked; the names are those of the API's `FileContext`. */
export function answersJson(answers: readonly PathAnswer[]): string {
  const rows = answers.map(({ path, file, answers: sections, server }) =>
    JSON.stringify({
      path,
      ...server,
      codeowners: sections.map(({ section, state, optional, approvals, owners, rule }) => ({
        section,
        state,
        optional,
        approvals,
        owners,
        rule: rule && { file, line: rule.line, pattern: rule.pattern },
      })),
    }),
  );
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}
