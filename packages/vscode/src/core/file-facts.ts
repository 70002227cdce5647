import { changeFacts } from './change-facts.ts';
import type { FileAnswer, FromServer, KnownRepository } from './file-answer.ts';
import type { FileFact } from './file-fact.ts';
import { ownerFacts, roleFacts } from './holder-facts.ts';
import type { Localizer } from './localizer.ts';
import { promiseWords } from './promise-words.ts';
import type { ServerSide } from './server-side.ts';
import { awayWords } from './server-words.ts';
import { otherRuleFacts, sectionFact, whyFacts } from './source-facts.ts';

/** What the card of a file says, the most asked first; empty where nothing is known. */
export function fileFacts(answer: FileAnswer, l10n: Localizer): FileFact[] {
  switch (answer.state) {
    case 'KNOWN':
      return [
        ...ownerFacts(answer, l10n),
        ...whyFacts(answer, l10n),
        ...scopeFacts(answer, l10n),
        ...promiseFacts(answer, l10n),
        ...changeFacts(answer, l10n),
        ...processFacts(answer, l10n),
        ...roleFacts(answer, l10n),
        ...otherRuleFacts(answer, l10n),
        ...repositoryFacts(answer, l10n),
      ];
    case 'FROM_CODEOWNERS':
      return [
        ...ownerFacts(answer, l10n),
        ...answer.context.codeowners.map((section) => sectionFact(section, answer.file, true, l10n)),
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
          action: 'claimFile',
        },
        ...repositoryFacts(answer, l10n),
      ];
    default:
      return [];
  }
}

function scopeFacts({ context: { component, system } }: FromServer, l10n: Localizer): FileFact[] {
  const facts: FileFact[] = [];
  if (component) {
    const value = component.type === null ? component.name : `${component.name} · ${component.type}`;
    const record = { kind: 'Component' as const, key: component.key };
    facts.push({ id: 'component', label: l10n.t('Component'), value, icon: 'package', record });
  }
  if (system) {
    const record = { kind: 'System' as const, key: system.key };
    facts.push({
      ...{ id: 'system', label: l10n.t('System'), value: system.name, icon: 'server-environment' },
      record,
    });
  }
  return facts;
}

/** The ways of working that apply: those that govern the system. */
function processFacts({ context: { system } }: FromServer, l10n: Localizer): FileFact[] {
  // An index that an older version kept on disk has none.
  const processes = system?.processes ?? [];
  if (processes.length === 0) return [];
  const value = processes.map(({ name }) => name).join(', ');
  return [{ id: 'processes', label: l10n.t('Processes'), value, icon: 'checklist' }];
}

function promiseFacts({ context: { target } }: FromServer, l10n: Localizer): FileFact[] {
  if (!target) return [];
  const promise = promiseWords(target, l10n);
  return [
    {
      id: 'promise',
      label: l10n.t('Promised'),
      value: target.agreement ? `${promise} · ${target.agreement.name}` : promise,
      icon: 'target',
    },
    {
      id: 'measured',
      label: l10n.t('Achieved'),
      value:
        target.achievedPercent === null
          ? l10n.t('nothing measured yet')
          : l10n.t('{0} %', target.achievedPercent),
      icon: 'pulse',
    },
  ];
}

function repositoryFacts(
  answer: { repository: KnownRepository; server: ServerSide; state: FileAnswer['state'] },
  l10n: Localizer,
): FileFact[] {
  const { repository, server } = answer;
  const facts: FileFact[] = [
    {
      id: 'repository',
      label: l10n.t('Repository'),
      value: repository.key ?? l10n.t('not known: it has no remote and no .steward.yaml'),
      icon: 'repo',
      action: answer.state === 'KNOWN' ? undefined : 'addRepository',
    },
  ];
  return [...facts, ...serverFacts(server, l10n)];
}

/** Nothing while the server answers, and where there never was one. */
function serverFacts(server: ServerSide, l10n: Localizer): FileFact[] {
  const { connection, failure } = server;
  const label = l10n.t('Server');
  const away = awayWords(server, l10n);
  if (connection === 'UNAUTHENTICATED')
    return [
      {
        id: 'server',
        label,
        value: [l10n.t('you are signed out: sign in'), away].filter(Boolean).join(' · '),
        icon: 'key',
        action: 'signIn',
      },
    ];
  if (away === undefined && connection !== 'LOST') return [];
  const value = [away ?? l10n.t('no answer'), failure].filter(Boolean).join(': ');
  return [{ id: 'server', label, value, icon: 'history', action: 'refresh' }];
}
