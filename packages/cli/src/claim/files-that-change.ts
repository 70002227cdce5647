import { compileCodeowners } from '@steward/domain/code/codeowners-matcher.ts';
import { parseCodeowners } from '@steward/domain/code/codeowners-parse.ts';
import type { CodeownersAnswer, CodeownersDialect } from '@steward/domain/code/codeowners-rule.ts';

/** How many of these files have other owners by the text after than by the one before. */
export function filesThatChange(
  { before, after, dialect }: { before: string; after: string; dialect: CodeownersDialect },
  files: readonly string[],
): number {
  const [was, is] = [before, after].map((text) =>
    compileCodeowners(parseCodeowners(text, dialect).rules, dialect),
  );
  return files.filter((file) => ownersText(was!(file)) !== ownersText(is!(file))).length;
}

const ownersText = (answers: readonly CodeownersAnswer[]): string =>
  JSON.stringify(answers.map(({ section, state, owners }) => [section, state, owners]));
