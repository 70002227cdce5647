import type { FileCodeowners } from '@steward/domain/code/file-context.ts';
import type { FromServer } from './file-answer.ts';
import type { FileFact } from './file-fact.ts';
import { decidedWords } from './file-words.ts';
import type { Localizer } from './localizer.ts';

/** Why the owner is the owner, and what the file in front of the user has to do with it. */
export function whyFacts(answer: FromServer, l10n: Localizer): FileFact[] {
  const { context, codeownersDiffers } = answer;
  const why = whyWords(answer, l10n);
  const facts: FileFact[] = decidedByRules(context) ? ruleFacts(answer, l10n) : [];
  if (why !== undefined)
    facts.push({
      id: 'why',
      label: l10n.t('Why'),
      value: why,
      icon: 'law',
      action: context.owner?.source === 'CATALOG_INFO' ? 'openDecidingRule' : undefined,
    });
  if (codeownersDiffers)
    facts.push({
      id: 'differs',
      label: 'CODEOWNERS',
      value: l10n.t('here differs from the indexed one; what stands here counts'),
      icon: 'diff',
    });
  return facts;
}

/** What CODEOWNERS says where a nearer source goes before it. */
export const otherRuleFacts = (answer: FromServer, l10n: Localizer): FileFact[] =>
  decidedByRules(answer.context) ? [] : ruleFacts(answer, l10n);

const decidedByRules = ({ owner }: FromServer['context']): boolean =>
  owner === null || owner.source === 'CODEOWNERS';

const ruleFacts = ({ context }: FromServer, l10n: Localizer): FileFact[] =>
  context.codeowners.map((section) =>
    sectionFact(section, section.rule?.file, decidedByRules(context), l10n),
  );

/** Undefined where a rule of CODEOWNERS decides, which says so itself. */
function whyWords({ context }: FromServer, l10n: Localizer): string | undefined {
  const { owner, component, system } = context;
  switch (owner?.source) {
    case 'RECORD':
      return l10n.t('recorded as the owner of {0}', component?.name ?? '');
    case 'CATALOG_INFO':
      return l10n.t(
        'declared as {0} in {1} line {2}',
        owner.handle ?? '',
        owner.decidedBy?.file ?? '',
        owner.decidedBy?.line ?? 0,
      );
    case 'SYSTEM':
      return l10n.t('through its system: owns {0}, and no nearer source names anybody', system?.name ?? '');
    case 'CODEOWNERS':
      return undefined;
    default:
      return context.codeowners.length > 0 ? undefined : l10n.t('no source names anybody');
  }
}

/** What one section says; `decides` false: a nearer source goes before it. */
export function sectionFact(
  section: FileCodeowners,
  file: string | undefined,
  decides: boolean,
  l10n: Localizer,
): FileFact {
  const words = decidedWords(section, l10n);
  const notes = [section.optional ? l10n.t('optional') : undefined, file].filter(
    (note) => note !== undefined,
  );
  return {
    id: `rule:${section.section}`,
    label: section.section ? l10n.t('Section {0}', section.section) : l10n.t('Rule'),
    value: notes.length > 0 ? l10n.t('{0} ({1})', words, notes.join(', ')) : words,
    icon: 'law',
    action: decides ? 'openDecidingRule' : undefined,
  };
}
