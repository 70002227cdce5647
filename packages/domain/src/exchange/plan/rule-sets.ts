import { codeownersPlaces } from '../../code/codeowners-dialect.ts';
import { compareText } from '../finding.ts';
import type { RuleSet, RuleSetPiece } from './rule-set.ts';
import { sameInOrder } from './same-value.ts';
import { plainRow } from './select-entities.ts';
import type { ImportSource, PlanRow, PlanWrite } from './types.ts';

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
  const [chosen, ...others] = sorted;
  if (!chosen) {
    if (current && source.scope === 'REPOSITORY')
      rows.push(keptRow(current.file, 'source absent', `${current.file} is not there any more`, current));
    return { rows, writes: [] };
  }
  for (const { file } of others)
    rows.push(
      ruleRow(
        file,
        'SKIP',
        'another file counts',
        `${chosen.file} is found first, so this one has no effect`,
      ),
    );
  const unused =
    chosen.state !== 'READ'
      ? { reason: 'source unreadable', because: `${chosen.file} cannot be read` }
      : rankOf(chosen) === nowhere
        ? { reason: 'not where a host looks', because: `${chosen.file} is no place that the host reads` }
        : chosen.rules.length === 0
          ? { reason: 'source empty', because: `${chosen.file} gives no rule` }
          : null;
  if (unused || chosen.state !== 'READ') {
    rows.push(keptRow(chosen.file, unused?.reason ?? '', unused?.because ?? '', current));
    return { rows, writes: [] };
  }
  const { file, dialect, rules } = chosen;
  const ruleSet: RuleSet = { file, dialect, commit: source.commit, rules };
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

const nowhere = Number.MAX_SAFE_INTEGER;

/** An unreadable file's dialect is not known; the places of the two hosts overlap, so any order will do for it. */
function rankOf(piece: RuleSetPiece): number {
  const rank = codeownersPlaces[piece.state === 'READ' ? piece.dialect : 'GITHUB'].indexOf(piece.file);
  return rank < 0 ? nowhere : rank;
}

/** The commit alone changes no answer. */
const sameRules = (a: RuleSet, b: RuleSet): boolean =>
  a.file === b.file && a.dialect === b.dialect && sameInOrder(a.rules, b.rules);

const ruleRow = (file: string, action: PlanRow['action'], reason: string, message = ''): PlanRow =>
  plainRow({ action, kind: 'OwnershipRules', file, reason, message });

const keptRow = (file: string, reason: string, because: string, current: RuleSet | null): PlanRow =>
  ruleRow(
    file,
    'FINDING',
    reason,
    current
      ? `${because}: the rules read before go on to answer; mend the file, or remove the rules by hand`
      : `${because}: nothing is imported from it`,
  );
