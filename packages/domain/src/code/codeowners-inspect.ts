import { type ParsedCodeowners, parseCodeowners } from './codeowners-parse.ts';
import type { CodeownersDialect } from './codeowners-rule.ts';
import { deadRuleFindings, deadRules } from './dead-rules.ts';
import { treeFindings } from './tree-findings.ts';

/**
 * As `parseCodeowners`, with everything that can be found: rules that can never decide, and, when all paths of the
 * repository are given, rules that decide for none of them. Findings come in the order of the file.
 */
export function inspectCodeowners(
  text: string,
  dialect: CodeownersDialect,
  paths: readonly string[] | null = null,
): ParsedCodeowners {
  const parsed = parseCodeowners(text, dialect);
  const certain = [...parsed.findings, ...deadRuleFindings(deadRules(parsed.rules, dialect))];
  const explained = new Set(certain.map(({ line }) => line));
  const inTree = paths ? treeFindings(parsed.rules, dialect, paths) : [];
  const findings = [...certain, ...inTree.filter(({ line }) => !explained.has(line))];
  return { ...parsed, findings: findings.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
}
