import type { CodeownersFinding } from '../code/codeowners-finding.ts';
import { inspectCodeowners } from '../code/codeowners-inspect.ts';
import type { CodeownersDialect } from '../code/codeowners-rule.ts';
import type { Finding } from './finding.ts';
import type { RuleSetPiece } from './plan/rule-set.ts';
import { whyNoText } from './text-of-bytes.ts';

/** Reads a CODEOWNERS file for an import; `text` is null when the file could not be read. */
export function parseCodeownersFile(
  file: string,
  text: string | null,
  dialect: CodeownersDialect,
): RuleSetPiece {
  const why = whyNoText(text);
  if (text === null || why !== null) return unreadable(file, why ?? '');
  const { rules, findings } = inspectCodeowners(text, dialect);
  return { state: 'READ', file, dialect, rules: [...rules], findings: findings.map((f) => inFile(file, f)) };
}

/** A finding of the CODEOWNERS parser with its file. */
export const inFile = (file: string, { code, severity, line, reason, fix }: CodeownersFinding): Finding => ({
  file,
  line,
  code,
  severity,
  message: `${reason}: ${fix}`,
});

const unreadable = (file: string, why: string): RuleSetPiece => ({
  state: 'UNREADABLE',
  file,
  findings: [
    {
      file,
      line: null,
      code: 'UNREADABLE_FILE',
      severity: 'error',
      message: `${file} is left out, and the rules it gave before are not replaced: ${why}`,
    },
  ],
});
