import type { FileCodeowners } from '@steward/domain/code/file-context.ts';
import { type FileAnswer, type KnownRepository, ownersOf } from './file-answer.ts';
import { decidedWords, type FileAction } from './file-words.ts';
import type { Localizer } from './localizer.ts';

/** One line of the card, of the view and of the hover. */
export interface FileFact {
  /** The same for the same fact of any file, so that a tree keeps its place. */
  id: string;
  label: string;
  value: string;
  /** Name of a product icon. */
  icon: string;
  action: FileAction | undefined;
}

/** What the card of a file says, the most asked first; empty where nothing is known. */
export function fileFacts(answer: FileAnswer, l10n: Localizer): FileFact[] {
  switch (answer.state) {
    case 'FROM_CODEOWNERS':
      return [
        ...ownerFacts(answer, l10n),
        ...sectionFacts(answer.context.codeowners, answer.file, l10n),
        ...repositoryFacts(answer, l10n),
      ];
    case 'DIALECT_OPEN':
      return [
        {
          id: 'dialect',
          label: l10n.t('Dialect'),
          value: l10n.t('GitHub and GitLab would read this CODEOWNERS differently: choose one'),
          icon: 'question',
          action: 'chooseDialect',
        },
        ...repositoryFacts(answer, l10n),
      ];
    case 'SILENT':
      return [
        {
          id: 'owner',
          label: l10n.t('Owner'),
          value: l10n.t('not known: no CODEOWNERS, and no server knows this repository'),
          icon: 'organization',
          action: undefined,
        },
        ...repositoryFacts(answer, l10n),
      ];
    default:
      return [];
  }
}

function ownerFacts(answer: FileAnswer, l10n: Localizer): FileFact[] {
  const owners = ownersOf(answer);
  if (owners.length === 0) {
    const value = l10n.t('nobody');
    return [{ id: 'owner', label: l10n.t('Owner'), value, icon: 'organization', action: undefined }];
  }
  return owners.map((owner) => ({
    id: `owner:${owner}`,
    label: l10n.t('Owner'),
    value: owner,
    icon: owner.includes('/') ? 'organization' : 'person',
    action: 'copyOwner',
  }));
}

function sectionFacts(sections: readonly FileCodeowners[], file: string, l10n: Localizer): FileFact[] {
  return sections.map((section) => ({
    id: `rule:${section.section}`,
    label: section.section ? l10n.t('Section {0}', section.section) : l10n.t('Rule'),
    value: section.optional
      ? l10n.t('{0} (optional, {1})', decidedWords(section, l10n), file)
      : l10n.t('{0} ({1})', decidedWords(section, l10n), file),
    icon: 'law',
    action: 'openDecidingRule',
  }));
}

function repositoryFacts({ repository }: { repository: KnownRepository }, l10n: Localizer): FileFact[] {
  return [
    {
      id: 'repository',
      label: l10n.t('Repository'),
      value: repository.key ?? l10n.t('not known: it has no remote and no .steward.yaml'),
      icon: 'repo',
      action: 'addRepository',
    },
  ];
}
