import type { FileCodeowners } from '@steward/domain/code/file-context.ts';
import { decidingSection, type FileAnswer, ownersOf } from './file-answer.ts';
import type { Localizer } from './localizer.ts';

/** What a person can do from where a fact stands. */
export type FileAction =
  | 'showFileCard'
  | 'openDecidingRule'
  | 'copyOwner'
  | 'addRepository'
  | 'chooseDialect';

/** One part of the line at the top of a file. */
export interface LensPart {
  text: string;
  action: FileAction;
}

/** The line at the top of a file, part by part; empty where nothing is known. */
export function lensParts(answer: FileAnswer, l10n: Localizer): LensPart[] {
  switch (answer.state) {
    case 'DIALECT_OPEN':
      return [{ text: l10n.t('CODEOWNERS: choose the dialect'), action: 'chooseDialect' }];
    case 'FROM_CODEOWNERS':
      return [
        { text: ownerWords(ownersOf(answer), l10n), action: 'showFileCard' },
        { text: decidedWords(decidingSection(answer.context), l10n), action: 'openDecidingRule' },
      ];
    default:
      return [];
  }
}

/** The item in the status bar: what stands there and what a screen reader says; undefined: no item. */
export function statusWords(
  answer: FileAnswer,
  l10n: Localizer,
): { text: string; label: string } | undefined {
  if (answer.state === 'DIALECT_OPEN') {
    const text = l10n.t('CODEOWNERS: choose the dialect');
    return { text, label: `Steward: ${text}` };
  }
  if (answer.state !== 'FROM_CODEOWNERS') return undefined;
  const owners = ownersOf(answer);
  const deciding = decidingSection(answer.context);
  const first = owners[0];
  const short =
    first === undefined
      ? l10n.t('no owner')
      : owners.length === 1
        ? first
        : l10n.t('{0} and {1} more', first, owners.length - 1);
  return {
    text: l10n.t('{0} · from CODEOWNERS', short),
    label: `Steward: ${ownerWords(owners, l10n)}, ${decidedWords(deciding, l10n)}`,
  };
}

/** All owners, as a line of text. */
export function ownerWords(owners: readonly string[], l10n: Localizer): string {
  if (owners.length === 0) return l10n.t('no owner');
  return owners.length === 1 ? l10n.t('owner {0}', owners[0] ?? '') : l10n.t('owners {0}', owners.join(', '));
}

/** Which rule decides and where it stands. Always says that CODEOWNERS is the source. */
export function decidedWords(section: FileCodeowners | undefined, l10n: Localizer): string {
  const rule = section?.rule;
  if (!section || !rule) return l10n.t('from CODEOWNERS: no rule matches');
  switch (section.state) {
    case 'EXCLUDED':
      return l10n.t('from CODEOWNERS line {0}: excluded by !{1}', rule.line, rule.pattern);
    case 'CLEARED':
      return l10n.t('from CODEOWNERS line {0}: cleared by {1}', rule.line, rule.pattern);
    default:
      return l10n.t('from CODEOWNERS line {0}: {1}', rule.line, rule.pattern);
  }
}
