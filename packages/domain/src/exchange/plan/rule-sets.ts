import { compareText } from '../finding.ts';
import type { RuleSet, RuleSetPiece } from './rule-set.ts';
import { sameInOrder } from './same-value.ts';
import { plainRow } from './select-entities.ts';
import type { ImportSource, PlanRow, PlanWrite } from './types.ts';

/** Where a code host looks for the file, the place it looks at first in front. */
const places: Readonly<Record<string, readonly string[]>> = {
  github: ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'],
  gitlab: ['CODEOWNERS', 'docs/CODEOWNERS', '.gitlab/CODEOWNERS'],
};

/**
 * Plans the ownership rules of the repository: one file counts, and its rules replace those before as a set. A file
 * without rules, one that cannot be read and a missing one replace nothing.
 */
export function planRuleSets(
  source: ImportSource,
  pieces: readonly RuleSetPiece[],
  current: RuleSet | null,
): { rows: PlanRow[]; writes: PlanWrite[] } {
  const rows: PlanRow[] = [];
  const sorted = [...pieces].sort((a, b) => rankOf(a) - rankOf(b) || compareText(a.file, b.file));
  const chosen = sorted.find((piece) => piece.state !== 'ABSENT');
  for (const piece of sorted)
    if (piece !== chosen && piece.state !== 'ABSENT')
      rows.push(
        ruleRow(
          piece.file,
          'SKIP',
          'another file counts',
          `${chosen?.file} is found first, so this one has no effect`,
        ),
      );
  if (!chosen) {
    const missing = current !== null && (source.scope === 'REPOSITORY' || pieces.length > 0);
    if (missing) rows.push(keptRow(current.file, 'source absent', `${current.file} is not there any more`));
    return { rows, writes: [] };
  }
  if (chosen.state !== 'READ') {
    rows.push(keptRow(chosen.file, 'source unreadable', `${chosen.file} cannot be read`));
    return { rows, writes: [] };
  }
  if (chosen.ruleCount === 0) {
    rows.push(keptRow(chosen.file, 'source empty', `${chosen.file} holds no rule`));
    return { rows, writes: [] };
  }
  const { state: _, ...ruleSet } = chosen;
  if (current && sameRules(current, ruleSet)) {
    rows.push(ruleRow(chosen.file, 'KEEP', 'nothing changed'));
    return { rows, writes: [] };
  }
  rows.push(
    current
      ? { ...ruleRow(chosen.file, 'UPDATE', 'changed: rules'), fields: ['rules'] }
      : { ...ruleRow(chosen.file, 'CREATE', 'not known yet'), fields: ['rules'] },
  );
  return { rows, writes: [{ op: 'REPLACE_RULES', repository: source.repository, ruleSet }] };
}

function rankOf(piece: RuleSetPiece): number {
  const order = piece.state === 'READ' ? places[piece.dialect] : undefined;
  const rank = (order ?? places.github!).indexOf(piece.file);
  return rank < 0 ? Number.MAX_SAFE_INTEGER : rank;
}

/** The commit alone changes no answer. */
const sameRules = (a: RuleSet, b: RuleSet): boolean =>
  a.file === b.file && a.dialect === b.dialect && sameInOrder(a.rules, b.rules);

const ruleRow = (file: string, action: PlanRow['action'], reason: string, message = ''): PlanRow =>
  plainRow({ action, kind: 'OwnershipRules', file, reason, message });

const keptRow = (file: string, reason: string, because: string): PlanRow =>
  ruleRow(
    file,
    'FINDING',
    reason,
    `${because}: the rules read before go on to answer; mend the file, or remove the rules by hand`,
  );
