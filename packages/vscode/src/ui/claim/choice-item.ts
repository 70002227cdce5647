import * as vscode from 'vscode';
import type { ClaimChoice } from '../../core/claim/claim-choices.ts';
import type { FileAnswer } from '../../core/file-answer.ts';

export interface ChoiceItem extends vscode.QuickPickItem {
  choice: ClaimChoice;
}

/** A way to say who owns a file, as a line to choose. */
export function choiceItem(choice: ClaimChoice, answer: FileAnswer): ChoiceItem {
  const { label, detail, icon } = words(choice, answer);
  return { label, detail, iconPath: new vscode.ThemeIcon(icon), choice };
}

function words(choice: ClaimChoice, answer: FileAnswer): { label: string; detail: string; icon: string } {
  const { t } = vscode.l10n;
  switch (choice.kind) {
    case 'RECORD': {
      const names = choice.holders.map(({ name }) => name).join(', ');
      return {
        label: t('The owner of {0}, on record', choice.record.name),
        detail: names ? t('now {0}', names) : t('nobody holds the role; it goes before every file'),
        icon: 'package',
      };
    }
    case 'LINE':
      return {
        label: t('The rule that decides, in line {0} of CODEOWNERS', choice.line),
        detail: t('{0} gets another owner, with all its paths', choice.pattern),
        icon: 'law',
      };
    case 'RULE': {
      const labels = {
        FILE: t('A rule for this file in CODEOWNERS'),
        FOLDER: t('A rule for the folder in CODEOWNERS'),
        COMPONENT: t('A rule for all of the component in CODEOWNERS'),
      };
      return {
        label: labels[choice.about],
        detail: [choice.pattern, beforeRules(answer)].filter(Boolean).join(' · '),
        icon: 'list-selection',
      };
    }
    case 'CATALOG':
      return {
        label: t('The owner of {0} in {1}', choice.record.name, choice.file),
        detail: choice.reference === null ? t('it names none') : t('now {0}', choice.reference),
        icon: 'file-code',
      };
    case 'NO_COMPONENT':
      return {
        label: t('No component is recorded here'),
        detail: t('Give one this folder as a place of its code, then it can have an owner on record'),
        icon: 'info',
      };
    case 'UNKNOWN_REPOSITORY':
      return {
        label: t('Add this repository first, to record an owner'),
        detail: t('No server knows it; until then CODEOWNERS alone says who owns its files'),
        icon: 'add',
      };
  }
}

/** What would still decide, whatever CODEOWNERS says. */
function beforeRules(answer: FileAnswer): string | undefined {
  const source = answer.state === 'KNOWN' ? answer.context.owner?.source : undefined;
  if (source === 'RECORD') return vscode.l10n.t('the owner on record goes before it');
  return source === 'CATALOG_INFO'
    ? vscode.l10n.t('the owner in the catalog file goes before it')
    : undefined;
}
