import type { FileCodeowners } from '@steward/domain/code/file-context.ts';
import { nearChanges } from '@steward/domain/code/file-context.ts';
import { decidingPlace, decidingSection, type FileAnswer, type FromServer, ownersOf } from './file-answer.ts';
import type { Localizer } from './localizer.ts';
import { promiseWords } from './promise-words.ts';
import { ageWords, awayWords } from './server-words.ts';

/** What a person can do from where a fact stands. */
export type FileAction =
  | 'showFileCard'
  | 'openDecidingRule'
  | 'copyOwner'
  | 'claimFile'
  | 'correctOwner'
  | 'addRepository'
  | 'chooseDialect'
  | 'refresh'
  | 'signIn';

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
        ...claimPart(answer, l10n),
        ...(answer.server.knows === false
          ? [{ text: l10n.t('add this repository'), action: 'addRepository' as const }]
          : []),
      ];
    case 'KNOWN':
      return knownParts(answer, l10n);
    default:
      return [];
  }
}

function knownParts(answer: FromServer, l10n: Localizer): LensPart[] {
  const { component, system, target } = answer.context;
  const name = (component ?? system)?.name;
  const changes = changeCountWords(answer, l10n);
  const away = awayWords(answer.server, l10n);
  const parts: (LensPart | undefined)[] = [
    name === undefined ? undefined : { text: name, action: 'showFileCard' },
    {
      text: ownerPart(answer, l10n),
      action: decidingPlace(answer) ? 'openDecidingRule' : 'showFileCard',
    },
    ...claimPart(answer, l10n),
    answer.codeownersDiffers
      ? { text: l10n.t('CODEOWNERS here differs from the indexed one'), action: 'openDecidingRule' }
      : undefined,
    target ? { text: promiseWords(target, l10n), action: 'showFileCard' } : undefined,
    changes === undefined ? undefined : { text: changes, action: 'showFileCard' },
    away === undefined ? undefined : { text: away, action: 'refresh' },
  ];
  return parts.filter((part) => part !== undefined);
}

/** Only where nobody owns the file. */
const claimPart = (answer: FileAnswer, l10n: Localizer): LensPart[] =>
  ownersOf(answer).length === 0 ? [{ text: l10n.t('claim it'), action: 'claimFile' }] : [];

function ownerPart(answer: FromServer, l10n: Localizer): string {
  const words = ownerWords(ownersOf(answer), l10n);
  return answer.context.owner?.source === 'SYSTEM' ? l10n.t('{0} (through its system)', words) : words;
}

/** Open changes that reach the file itself or its component; undefined where there are none. */
function changeCountWords({ context }: FromServer, l10n: Localizer): string | undefined {
  const count = nearChanges(context.changes).length;
  if (count === 0) return undefined;
  return count === 1 ? l10n.t('1 open change') : l10n.t('{0} open changes', count);
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
  if (answer.state !== 'FROM_CODEOWNERS' && answer.state !== 'KNOWN') return undefined;
  const label = `Steward: ${lensParts(answer, l10n)
    .filter(({ action }) => action !== 'claimFile')
    .map(({ text }) => text)
    .join(', ')}`;
  const short = shortOwner(ownersOf(answer), l10n);
  if (answer.state === 'FROM_CODEOWNERS') return { text: l10n.t('{0} · from CODEOWNERS', short), label };
  const { target } = answer.context;
  const parts = [
    short,
    target ? l10n.t('{0} %', target.percent) : undefined,
    changeCountWords(answer, l10n),
    ageWords(answer.server, l10n),
  ];
  return { text: parts.filter((part) => part !== undefined).join(' · '), label };
}

function shortOwner(owners: readonly string[], l10n: Localizer): string {
  const [first] = owners;
  if (first === undefined) return l10n.t('no owner');
  return owners.length === 1 ? first : l10n.t('{0} and {1} more', first, owners.length - 1);
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
